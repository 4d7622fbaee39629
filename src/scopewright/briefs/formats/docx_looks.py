"""How a Word brief looks: styles that a firm can restyle, tables with rules under rows, pages that are counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from scopewright.briefs.style import palette

TABLE, CELL = "Brief Table", "Brief Cell"
"""The styles of a table with a head, and of what stands in a cell."""
_LOOK = """<w:style {ns} w:type="table" w:customStyle="1" w:styleId="BriefTable"><w:name w:val="Brief Table"/>
<w:basedOn w:val="TableNormal"/><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>
<w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="4" w:color="{hairline}"/>
<w:insideH w:val="single" w:sz="4" w:color="{hairline}"/></w:tblBorders>
<w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="50" w:type="dxa"/>
<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="{brand}"/></w:rPr>
<w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:color="{brand}"/></w:tcBorders></w:tcPr></w:tblStylePr>
</w:style>"""
_SIZES = {"Normal": 10, "Subtitle": 11.5, "Caption": 8.5, "Header": 8, "Footer": 8}


def dress(styles: Any) -> None:
    """Sizes, colours and distances of the built-in styles, and the styles of tables and their cells."""
    for name, size in _SIZES.items():
        styles[name].font.size = Pt(size)
    for name in ("Subtitle", "Caption"):
        styles[name].font.italic, styles[name].font.bold = False, False
        styles[name].font.color.rgb = RGBColor.from_string(_colour("muted"))
        for spacing in styles[name].element.rPr.findall(qn("w:spacing")):
            styles[name].element.rPr.remove(spacing)
    styles["Normal"].paragraph_format.space_after = Pt(5)
    styles["Subtitle"].paragraph_format.keep_with_next = True
    cell = styles.add_style(CELL, WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style, cell.font.size = styles["Normal"], Pt(9)
    cell.paragraph_format.space_after, cell.paragraph_format.line_spacing = Pt(0), 1.0
    look = _LOOK.format(ns=nsdecls("w"), hairline=_colour("hairline"), brand=_colour("brand1"))
    styles.element.append(parse_xml(look))


def _colour(token: str) -> str:
    return palette()[token].lstrip("#")  # type: ignore[index] # only names of the palette are asked for


def fix_widths(table: Any, widths: Sequence[float]) -> None:
    """Columns of so many points, which no program is to guess anew."""
    table.autofit = False
    for column, across in zip(table.columns, widths, strict=True):
        column.width = Pt(across)


def end_at(paragraph: Any, room: Pt) -> None:
    """One tab, which ends at the right margin."""
    stops = paragraph.paragraph_format.tab_stops
    for stop in paragraph.style.paragraph_format.tab_stops:
        stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(room, WD_TAB_ALIGNMENT.RIGHT)


def number_pages(paragraph: Any, said: str) -> None:
    """What a footer says of the page, with fields that Word counts for ``{page}`` and ``{pages}``."""
    for piece in said.replace("{", "\0{").replace("}", "}\0").split("\0"):
        code = {"{page}": "PAGE", "{pages}": "NUMPAGES"}.get(piece)
        if code is None:
            paragraph.add_run(piece)
            continue
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        field.append(paragraph.add_run("1")._r)
        paragraph._p.append(field)
