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
from scopewright.briefs.formats import markup
from scopewright.briefs.formats.zipped import timeless
from scopewright.briefs.style import palette, worn
from scopewright.briefs.view import View
from scopewright.language import _
from scopewright.model.kinds import clean

_HEADINGS = 6


def write(document: Document, view: View) -> bytes:
    """The document, on the paper of the view."""
    writer = _Writer(document, view)
    out = BytesIO()
    writer.file.save(out)
    return timeless(out.getvalue())


class _Writer:
    def __init__(self, document: Document, view: View) -> None:
        self.file: Any = docx.Document()
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
        head.add_run(clean(f"{document.margins.left}\t\t{document.margins.right}"))
        foot = (document.margins.classification.upper(), document.margins.reference)
        page.footer.paragraphs[0].text = clean("  ".join(part for part in foot if part))
        for name in ("Normal", *(f"Heading {level}" for level in range(1, _HEADINGS + 1)), "Title", "Subtitle"):
            self._face(self.file.styles[name])
            if name != "Normal":
                self.file.styles[name].font.color.rgb = RGBColor.from_string(palette()["brand1"].lstrip("#"))
        self.file.styles["Normal"].font.size = Pt(10)
        about = self.file.core_properties
        about.title, about.author = clean(document.name)[:255], clean(document.front.firm)[:255]
        about.language = document.language.replace("_", "-")

    def _face(self, style: Any) -> None:
        """The family that is worn; the theme's, which Word would take before it, is left out."""
        style.font.name = worn().font
        fonts = style.element.rPr.rFonts
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
            self._table(b.Table(columns=columns, rows=front.facts), headed=False)
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
                self._say(block.scene.alt)
                self._table(markup.pictured(block))
            case b.Callout():
                self._say(block.title, "Intense Quote")
                self._say(block.text)
            case b.LabelValues():
                self._fields(block.values)
            case b.Sheet():
                self._say(f"{block.id} {block.headline}", "Heading 4")
                self._fields(block.values)
            case b.SignOff():
                self._table(markup.parties(block))

    def _fields(self, values: Sequence[b.LabelValue]) -> None:
        for each in markup.fields(values):
            if isinstance(each, b.Table):
                self._table(each)
            else:
                label, said = each
                self._say((b.Strong(f"{label}: "), *(_worded(said))))

    def _say(self, words: Cell, style: str = "Normal") -> None:
        _fill(self.file.add_paragraph(style=style), words)

    def _table(self, block: b.Table, *, headed: bool = True) -> None:
        made = self.file.add_table(rows=0, cols=len(block.columns), style="Light List Accent 1" if headed else None)
        if headed:
            head = made.add_row()
            for cell, column in zip(head.cells, block.columns, strict=True):
                _fill(cell.paragraphs[0], column.title)
            _repeat(head)
        for row in block.rows:
            cells = made.add_row().cells
            for cell, said, column in zip(cells, row, block.columns, strict=True):
                _fill(cell.paragraphs[0], said)
                if column.align == "right":
                    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._say(block.caption, "Caption")


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


def _repeat(row: Any) -> None:
    """Make a row the head of its table, repeated on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
