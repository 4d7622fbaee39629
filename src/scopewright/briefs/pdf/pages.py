"""The pages a document is set on: cover, upright pages, landscape pages between them, header and footer."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any, cast

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageTemplate
from reportlab.platypus import PageBreak as ReportlabPageBreak

from scopewright.briefs import style as look
from scopewright.briefs.document import Document, Margins
from scopewright.briefs.papers import PAPERS, Page
from scopewright.briefs.pdf.canvas import Mark, PageCanvas
from scopewright.briefs.pdf.cover import draw_cover, draw_logo, draw_mark
from scopewright.briefs.pdf.marks import colour
from scopewright.briefs.pdf.structure import Element
from scopewright.briefs.pdf.text import face, fit, width
from scopewright.briefs.pdf.watermark import draw_behind


class Pages(BaseDocTemplate):
    """The templates of a brief. Landscape pages wait until the upright page they were met on is full."""

    canv: PageCanvas
    filled = 1.0
    """Share of the text height that the last page uses."""

    def __init__(self, out: BytesIO, page: Page, document: Document, cover: Element) -> None:
        # what is written here is read and packed once more in ``finish``
        super().__init__(
            out, pagesize=(page.width, page.height), initialFontName=face("regular"), invariant=1, pageCompression=0
        )
        self.upright, self.document, self.cover = page, document, cover
        size = page.width, page.height
        first = PageTemplate("cover", [_frame(page)], onPage=self._cover, pagesize=size)
        text = PageTemplate("text", [_frame(page)], pagesize=size)
        self.addPageTemplates([first, text] if document.cover else [text])

    def _cover(self, canvas: Canvas, _self: Any) -> None:
        draw_cover(cast(PageCanvas, canvas), self.document.front, self.upright, self.cover)

    def handle_pageEnd(self) -> None:  # noqa: N802 - reportlab's name
        """End the page, and set the landscape pages that were met on it."""
        frame = cast(Any, self.frame)
        self.filled = 1.0 - (frame._y - frame._y1p) / self.upright.text_height
        super().handle_pageEnd()
        while self.canv.waiting:
            self._landscape(self.canv.waiting.pop(0))
            self.filled = 1.0

    def _landscape(self, flowables: list[Flowable]) -> None:
        page = self.upright.turned
        while flowables:
            self.canv.setPageSize((page.width, page.height))
            _frame(page).addFromList(flowables, self.canv)
            self.canv.showPage()


def _frame(page: Page) -> Frame:
    return Frame(page.side, page.bottom, page.content, page.text_height, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Set:
    """A PDF as reportlab writes it, the number of its pages, where its headings are, and how full its last page is."""

    data: bytes
    pages: int
    marks: tuple[Mark, ...]
    last: float = 1.0


def set_pages(document: Document, page: Page, flowables: list[Flowable], cover: Element) -> Set:
    """Set the flowables on pages behind the cover if there is one, whose content goes into ``cover``."""
    out = BytesIO()

    def canvas(*args: Any, **kwargs: Any) -> PageCanvas:
        made = PageCanvas(*args, font=face("regular"), **kwargs)
        made.finish = lambda canv, number, count: _finish(canv, number, count, document)
        return made

    start: list[Flowable] = [NextPageTemplate("text"), ReportlabPageBreak()] if document.cover else []
    pages = Pages(out, page, document, cover)
    pages.build([*start, *flowables], canvasmaker=canvas)
    return Set(out.getvalue(), pages.canv.page - 1, tuple(pages.canv.marks), pages.filled)


def _finish(canvas: PageCanvas, number: int, count: int, document: Document) -> None:
    """Header and footer, and the word behind a draft; the cover has none."""
    if number == 1 and document.cover:
        return
    margins = document.margins
    if document.draft:
        draw_behind(canvas, document.draft)
    across, down = canvas.size
    upright = PAPERS["a4" if min(across, down) < 600 else "letter"]
    page = upright if across < down else upright.turned
    left, right = page.side, page.width - page.side
    canvas.saveState()
    canvas.setStrokeColor(colour("rule"))
    canvas.setLineWidth(look.RULE)
    top = page.height - page.header_rule
    canvas.line(left, top, right, top)
    canvas.line(left, page.footer_rule, right, page.footer_rule)
    _header(canvas, margins, left, right, top + 10)
    _footer(canvas, margins, left, right, page.footer_rule - 11)
    canvas.setFont(face("regular"), look.FOOTER.size)
    canvas.setFillColor(colour("muted"))
    canvas.drawRightString(right, page.footer_rule - 11, margins.page.format(page=number, pages=count))
    canvas.restoreState()


def _header(canvas: PageCanvas, margins: Margins, left: float, right: float, base: float) -> None:
    size, room = look.HEADER.size, (right - left) / 2
    if look.worn().logo:
        start = left + 5 + draw_logo(canvas, left, base - 3, *look.LOGO_IN_HEAD)
    else:
        draw_mark(canvas, margins.left, left, base - 3, 11)
        start = left + 16
    canvas.setFillColor(colour("ink"))
    canvas.setFont(face("semibold"), size)
    canvas.drawString(start, base, fit(margins.left, "semibold", size, left + room - 8 - start))
    canvas.setFillColor(colour("muted"))
    canvas.setFont(face("regular"), size)
    canvas.drawRightString(right, base, fit(margins.right, "regular", size, room))


def _footer(canvas: PageCanvas, margins: Margins, left: float, right: float, base: float) -> None:
    size = look.FOOTER.size
    if margins.classification:
        word = margins.classification.upper()
        canvas.setFillColor(HexColor(look.CLASSIFICATION))
        canvas.setFont(face("semibold"), size)
        canvas.drawString(left, base, word)
        left += width(word, look.Type(size, size, "semibold")) + 8
    canvas.setFillColor(colour("muted"))
    canvas.setFont(face("regular"), size)
    canvas.drawString(left, base, fit(margins.reference, "regular", size, right - left - 80))
