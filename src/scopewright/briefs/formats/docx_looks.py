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
CALLOUT_TITLE, CALLOUT = "Brief Callout Title", "Brief Callout"
"""The styles of what must not be overlooked."""
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
    for level in range(4, 7):
        styles[f"Heading {level}"].font.italic = False
    for name, base in ((CALLOUT, styles["Normal"]), (CALLOUT_TITLE, styles["Normal"])):
        _dress_callout(styles, name, base)
    styles[CALLOUT_TITLE].font.size, styles[CALLOUT_TITLE].font.bold = Pt(8.5), True
    styles[CALLOUT_TITLE].font.color.rgb = RGBColor.from_string(_colour("brand2"))
    styles[CALLOUT_TITLE].paragraph_format.keep_with_next = True
    styles[CALLOUT_TITLE].paragraph_format.space_after = Pt(0)
    look = _LOOK.format(ns=nsdecls("w"), hairline=_colour("hairline"), brand=_colour("brand1"))
    styles.element.append(parse_xml(look))


def _dress_callout(styles: Any, name: str, base: Any) -> None:
    """A tinted ground with the bar of the second colour, as in the PDF."""
    made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = base
    made.paragraph_format.left_indent = Pt(12)
    colours = {"ns": nsdecls("w"), "brand": _colour("brand2"), "ground": _colour("callout")}
    bar = '<w:pBdr {ns}><w:left w:val="single" w:sz="24" w:space="8" w:color="{brand}"/></w:pBdr>'
    ground = '<w:shd {ns} w:val="clear" w:color="auto" w:fill="{ground}"/>'
    for each in (ground, bar):
        made.element.get_or_add_pPr().insert(0, parse_xml(each.format(**colours)))


def join(cells: Sequence[Any], side: str) -> None:
    """No rule on one side of these cells: what is there belongs to the same record."""
    for cell in cells:
        borders = OxmlElement("w:tcBorders")
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:val"), "nil")
        borders.append(edge)
        cell._tc.get_or_add_tcPr().append(borders)


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
