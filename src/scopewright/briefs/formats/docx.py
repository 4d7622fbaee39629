"""A brief as a Word document: real headings, tables whose heads repeat, built-in styles that a firm can restyle."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from scopewright.briefs import blocks as b
from scopewright.briefs import style as look
from scopewright.briefs.blocks import Cell
from scopewright.briefs.document import Document
from scopewright.briefs.formats import docx_looks as looks
from scopewright.briefs.formats import markup
from scopewright.briefs.formats.zipped import timeless
from scopewright.briefs.pdf.rows import BELOW, long_cells, start_below
from scopewright.briefs.pdf.tables import column_widths
from scopewright.briefs.pdf.text import para, style
from scopewright.briefs.style import palette, worn
from scopewright.briefs.view import View, shortened
from scopewright.language import _
from scopewright.model.kinds import clean

_HEADINGS = 6
_HEAD = 60
"""Characters of each side of a header."""
_WIDER = 1.35
"""How much wider than in the PDF words may come out, in larger letters and in the typeface of another computer."""
_TO_SIGN = 40.0
"""Points of a row in which somebody signs."""
_WHOLE_ROW = 600
"""Characters of a row up to which no page parts it; a higher one has to be."""


def write(document: Document, view: View) -> bytes:
    """The document, on the paper of the view."""
    writer = _Writer(document, view)
    out = BytesIO()
    writer.file.save(out)
    return timeless(out.getvalue())


class _Writer:
    def __init__(self, document: Document, view: View) -> None:
        self.file: Any = docx.Document()
        self._room = view.page.content
        self._dress(document, view)
        self._front(document)
        for block in markup.flat(document.blocks):
            self._block(block)

    def _dress(self, document: Document, view: View) -> None:
        page = self.file.sections[0]
        page.page_width, page.page_height = Pt(view.page.width), Pt(view.page.height)
        page.left_margin = page.right_margin = Pt(view.page.side)
        head = page.header.paragraphs[0]
        if worn().logo:
            _picture(head, Pt(look.LOGO_IN_HEAD[1]), _logo_of(document))
            head.add_run("  ")
        head.add_run(clean(f"{shortened(document.margins.left, _HEAD)}\t{shortened(document.margins.right, _HEAD)}"))
        said = (document.margins.classification.upper(), document.margins.reference)
        foot = page.footer.paragraphs[0]
        foot.add_run(clean("  ".join(part for part in said if part) + "\t"))
        looks.number_pages(foot, document.margins.page)
        for each in (head, foot):
            looks.end_at(each, Pt(self._room))
        for name in ("Normal", *(f"Heading {level}" for level in range(1, _HEADINGS + 1)), "Title", "Subtitle"):
            self._face(self.file.styles[name])
            if name != "Normal":
                self.file.styles[name].font.color.rgb = RGBColor.from_string(palette()["brand1"].lstrip("#"))
        looks.dress(self.file.styles)
        about = self.file.core_properties
        about.title, about.author = clean(document.name)[:255], clean(document.front.firm)[:255]
        about.language = document.language.replace("_", "-")

    def _face(self, of: Any) -> None:
        """The family that is worn; the theme's, which Word would take before it, is left out."""
        of.font.name = worn().font
        fonts = of.element.rPr.rFonts
        for place in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{place}"), None)

    def _front(self, document: Document) -> None:
        front = document.front
        if worn().logo:
            _picture(self.file.add_paragraph(), Pt(look.LOGO_ON_COVER[1]), _logo_of(document))
        self._say(front.overline, "Subtitle")
        self._say(front.title, "Title")
        for line in (document.draft, front.promise):
            if line:
                self._say(line, "Subtitle")
        if front.facts:
            columns = b.Column(""), b.Column("")
            self._table(b.Table(columns=columns, rows=front.facts), headed=False, widths=(0.25, 0.75))
        if front.details:
            self._say(front.details, "Caption")

    def _block(self, block: b.Block) -> None:
        match block:
            case b.Heading():
                self._say(f"{block.number} {block.text}".strip(), f"Heading {min(_HEADINGS, block.level)}")
            case b.Lead(text=text):
                self._say(text, "Subtitle")
            case b.Caption(text=text):
                self._say(text, "Caption")
            case b.Prose():
                self._say(block.text)
            case b.KeyFigures():
                self._table(markup.cards(block))
            case b.Table():
                self._table(block)
            case b.Picture():
                self._say(block.scene.alt).paragraph_format.keep_with_next = True
                self._table(markup.pictured(block))
            case b.Callout():
                self._say(block.title, looks.CALLOUT_TITLE)
                self._say(block.text, looks.CALLOUT)
            case b.LabelValues():
                self._fields(block.values)
            case b.Sheet():
                self._say(f"{block.id} {block.headline}", "Heading 4")
                self._fields(block.values)
            case b.SignOff():
                self._table(markup.parties(block), height=_TO_SIGN)

    def _fields(self, values: Sequence[b.LabelValue]) -> None:
        for each in markup.fields(values):
            if isinstance(each, b.Table):
                self._table(each)
            else:
                label, said = each
                self._say((b.Strong(f"{label}: "), *(_worded(said))))

    def _say(self, words: Cell, how: str = "Normal") -> Any:
        """The paragraph in which that is said."""
        said = self.file.add_paragraph(style=how)
        _fill(said, words)
        return said

    def _table(self, block: b.Table, *, headed: bool = True, widths: Sequence[float] = (), height: float = 0.0) -> None:
        """A table; ``widths`` are shares of the page, else as the PDF has them; rows are at least ``height`` high."""
        made = self.file.add_table(rows=0, cols=len(block.columns), style=looks.TABLE if headed else None)
        across = [share * self._room for share in widths] or [
            _WIDER * each for each in column_widths(block, self._room / _WIDER)
        ]
        looks.fix_widths(made, across)
        if headed:
            head = made.add_row()
            self._row(head, [column.title for column in block.columns], block.columns)
            for cell in head.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True
            _mark(head, "w:tblHeader")
        for row in block.rows:
            added = made.add_row()
            added.height = Pt(height) if height else None
            if sum(len(markup.plain(cell)) for cell in row) <= _WHOLE_ROW:
                _mark(added, "w:cantSplit")
            long = long_cells([para(markup.plain(cell), style(look.CELL)) for cell in row], across)
            self._row(added, [BELOW if n in long else cell for n, cell in enumerate(row)], block.columns)
            for place in long:
                self._below(made, block.columns[place].title, row[place], start_below(across))
        self._say(block.caption, "Caption")

    def _below(self, table: Any, title: str, words: Cell, start: int) -> None:
        """A text of many lines over the whole width, below the rest of its row."""
        looks.join(table.rows[-1].cells, "bottom")
        cells = table.add_row().cells
        looks.join(cells, "top")
        whole = cells[start].merge(cells[-1])
        whole.paragraphs[0].style = "Caption"
        _fill(whole.paragraphs[0], title)
        _fill(whole.add_paragraph(style=looks.CELL), words)

    def _row(self, row: Any, said: Sequence[Cell], columns: Sequence[b.Column]) -> None:
        for cell, words, column in zip(row.cells, said, columns, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.style = looks.CELL
            _fill(paragraph, words)
            if column.align == "right":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _worded(cell: Cell) -> tuple[str | b.Strong, ...]:
    return tuple(b.Strong(text) if strong else text for text, strong in markup.pieces(cell))


def _fill(paragraph: Any, words: Cell) -> None:
    """Text as runs; line ends and tabs become those of Word."""
    for text, strong in markup.pieces(words):
        paragraph.add_run(clean(text)).bold = strong or None


def _logo_of(document: Document) -> str:
    return _("Logo of {firm}").format(firm=document.front.firm or worn().name)


def _picture(paragraph: Any, height: Pt, alt: str) -> None:
    """The logo that is worn, with what it is for who cannot see it."""
    drawn = paragraph.add_run().add_picture(BytesIO(worn().picture()), height=height)
    drawn._inline.docPr.set("descr", clean(alt))


def _mark(row: Any, name: str) -> None:
    """Say of a row that it is a head that repeats, or that no page parts it."""
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
