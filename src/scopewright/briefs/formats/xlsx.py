"""A workbook with a sheet for each section: typed cells, filters, frozen heads, and text that is never a formula.

The first sheet is the RAID log: risks, assumptions, issues (open questions) and dependencies with decisions.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from scopewright.briefs.document import Document
from scopewright.briefs.formats.records import figures, printed
from scopewright.briefs.formats.zipped import timeless
from scopewright.briefs.papers import PAPERS, Paper
from scopewright.briefs.scores import risk_score
from scopewright.briefs.style import palette, worn
from scopewright.briefs.view import View
from scopewright.lab.workbook_bytes import to_bytes
from scopewright.language import N_, _
from scopewright.model import kinds
from scopewright.model.fields import Spec
from scopewright.model.kinds import clean
from scopewright.model.record import Record
from scopewright.model.sections.risks import Risk

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_RAID = (("risks", N_("Risk")), ("assumptions", N_("Assumption")), ("questions", N_("Issue")),
         ("dependencies", N_("Dependency")), ("decisions", N_("Decision")))  # fmt: skip
_SHORTEST = 8
"""Characters that a column is wide at least."""
_LONGEST = (60, 50, 42, 36)
"""Characters that a column is wide at most: the first with which a sheet is one page wide, else the first of all."""
_BESIDE = 3
"""Characters of blank and of the arrow of the filter in each column."""
_LINE, _HIGHEST = 15.0, 409.0
"""Points of a line, and of the highest row there can be."""
_SAFE_TITLE = re.compile(r"[\[\]:*?/\\]")
_MOST_LINE = 1000
"""Characters of one line on the sheet of long texts."""
_MOST_TEXT = 32_767
"""Characters that a cell can hold."""
_DAY = "yyyy-mm-dd"
_ON_PAPER = 200
"""Characters beside each other on a landscape page that can still be read: they come out in 7 points."""
_SIDE = 0.4
"""Inches of the margins at the sides."""
_PAPER_CODES: dict[Paper, int] = {"a4": 9, "letter": 1}

Value = str | int | float | bool | dt.date | None


def write(document: Document, view: View) -> bytes:
    """The workbook. The library is brought in here, for it brings in what no other brief needs."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    paper = next(name for name, page in PAPERS.items() if page == view.page)
    found = dict(printed(document, view))
    raid = [(_(title), record) for key, title in _RAID for record in found.get(key, ())]
    if raid:
        _fill(book, paper, _("RAID log"), _raid_head(), [_raid_row(view, *each) for each in raid])
    for key, records in found.items():
        section = view.engagement.sections[key]
        specs = [spec for spec in section.specs if any(not record.is_empty(spec.name) for record in records)]
        told = figures(document, view, records)
        titles = dict.fromkeys(title for each in told for title in each)
        head = [_("ID"), *(_head(spec) for spec in specs), *titles]
        rows = [
            [record.id, *(_value(record, spec, view) for spec in specs), *(each.get(title) for title in titles)]
            for record, each in zip(records, told, strict=True)
        ]
        if section.single:
            head, rows = [_("Field"), _("Value")], [list(pair) for pair in zip(head, rows[0], strict=True)]
        _fill(book, paper, _(section.title), head, rows)
    long = [line for key, records in found.items() for line in _long_texts(records, view)]
    if long:
        _fill(book, paper, _("Long texts"), [_("ID"), _("Field"), _("Line"), _("Text")], long)
    if not book.worksheets:
        _fill(book, paper, document.front.overline, [_("ID")], [])
    book.properties.title, book.properties.creator = document.name, document.front.firm
    return timeless(to_bytes(book))


def _long_texts(records: Sequence[Record], view: View) -> Iterator[list[Value]]:
    """Line by line what is too long for the highest row there can be: there its end would not be seen or printed."""
    for record in records:
        for spec in record.said():
            text = record.shown(spec.name, view.locale)
            if _lines(text, min(_LONGEST)) * _LINE > _HIGHEST - 2 * _LINE:
                lines = [part for line in text.split("\n") for part in _parts(line)]
                for number, line in enumerate(lines, 1):
                    yield [record.id, _(spec.title), number, line]


def _parts(line: str) -> list[str]:
    return [line[start : start + _MOST_LINE] for start in range(0, len(line), _MOST_LINE)]


def _raid_head() -> list[str]:
    return [_("ID"), _("Kind"), _("Headline"), _("Owner (DRI)"), _("State"), _("Due"), _("Score")]


def _raid_row(view: View, kind: str, record: Record) -> list[Value]:
    state = record.shown("state", view.locale) if "state" in record.section else ""
    due: Value = getattr(record, "due", None)
    if "due" in record.unread:
        due = record.unread["due"]
    return [record.id, kind, view.headline(record), record.shown("owner", view.locale), state, due,
            risk_score(view, record) if isinstance(record, Risk) else None]  # fmt: skip


def _head(spec: Spec) -> str:
    unit = getattr(spec.kind, "unit", "")
    return f"{_(spec.title)} ({unit})" if unit else _(spec.title)


def _value(record: Record, spec: Spec, view: View) -> Value:
    """Numbers and days as such, all else as people read it; what could not be read stays as it was typed."""
    if record.is_empty(spec.name) or spec.name in record.unread:
        return record.unread.get(spec.name)
    value = getattr(record, spec.name)
    if isinstance(spec.kind, kinds.Number | kinds.Scale | kinds.Day):
        return value  # type: ignore[no-any-return] # of these kinds values are numbers and days
    return record.shown(spec.name, view.locale)


def _fill(book: Workbook, paper: Paper, title: str, head: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
    from openpyxl.utils import get_column_letter

    sheet: Worksheet = book.create_sheet(_SAFE_TITLE.sub(" ", title)[:31])
    for down, row in enumerate([head, *rows], 1):
        for across, value in enumerate(row, 1):
            _put(sheet, down, across, value)
    _dress_head(sheet, [_is_figures([row[across] for row in rows]) for across in range(len(head))])
    _dress_paper(sheet, paper)
    widths = _widths([[name, *(row[across] for row in rows)] for across, name in enumerate(head)])
    for across, wide in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(across)].width = wide + _BESIDE
    for down, row in enumerate(rows, 2):
        lines = max(_lines(value, wide) for value, wide in zip(row, widths, strict=True))
        sheet.row_dimensions[down].height = min(_HIGHEST, 4 + _LINE * lines)
    sheet.row_dimensions[1].height = 6 + _LINE
    sheet.page_setup.fitToWidth = -(-_whole(widths) // _ON_PAPER)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{len(rows) + 1}"


def _widths(columns: Sequence[Sequence[Value]]) -> list[int]:
    """Characters that the columns are wide: most of what they say stands on one line, and they on one page."""
    asked = [max(_SHORTEST, *(len(str(value or "")) for value in column)) for column in columns]
    tried = [[min(each, most) for each in asked] for most in _LONGEST]
    return next((widths for widths in tried if _whole(widths) <= _ON_PAPER), tried[0])


def _whole(widths: Sequence[int]) -> int:
    return sum(wide + _BESIDE for wide in widths)


def _is_figures(column: Sequence[Value]) -> bool:
    """Whether a column holds numbers, and nothing that is none."""
    said = [value for value in column if value is not None]
    return bool(said) and all(isinstance(value, int | float) for value in said)


def _lines(value: Value, wide: int) -> int:
    """Lines that a value takes in a column; no program is left to guess the height of a row."""
    return sum(1 + max(0, len(line) - 1) // wide for line in str(value or "").split("\n"))


def _dress_head(sheet: Worksheet, figures: Sequence[bool]) -> None:
    """The head in the brand's colour, over figures at their side."""
    from openpyxl.styles import Alignment, Font, PatternFill

    for across, right in enumerate(figures, 1):
        cell = sheet.cell(1, across)
        if right:
            cell.alignment = Alignment(vertical="top", horizontal="right", indent=1)
        cell.font = Font(name=worn().font, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=palette()["brand1"].lstrip("#"))


def _dress_paper(sheet: Worksheet, paper: Paper) -> None:
    """On paper the head and the ids repeat, pages are counted, and a sheet is as many pages wide as can be read."""
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:A"
    sheet.page_setup.orientation = "landscape"
    sheet.page_margins.left = sheet.page_margins.right = _SIDE
    sheet.page_setup.paperSize = _PAPER_CODES[paper]
    sheet.page_setup.fitToHeight = 0
    footer = HeaderFooterItem()
    footer.left.text, footer.right.text = "&A", "&P / &N"
    sheet.oddFooter = footer
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _put(sheet: Worksheet, down: int, across: int, value: Value) -> None:
    from openpyxl.styles import Alignment, Font

    cell = sheet.cell(down, across)
    cell.font = Font(name=worn().font, size=10)
    figure = isinstance(value, int | float)
    side = "right" if figure else "left" if isinstance(value, dt.date) else None
    cell.alignment = Alignment(vertical="top", wrap_text=not figure, horizontal=side, indent=int(figure))
    cell.value = clean(value)[:_MOST_TEXT] if isinstance(value, str) else value
    if isinstance(value, dt.date):
        cell.number_format = _DAY
    elif isinstance(value, str):
        cell.data_type, cell.quotePrefix = "s", True
