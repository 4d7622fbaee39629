"""A spreadsheet or CSV as plain lines of text, and the way back: for tables that are no dataset."""

from __future__ import annotations

import base64
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scopewright.lab.main_table import Table
from scopewright.lab.reading import Reading
from scopewright.lab.source import RowSource
from scopewright.lab.unreadable import UnreadableFile
from scopewright.lab.workbook_bytes import to_bytes
from scopewright.language import _
from scopewright.progress import Report

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_READ = 20_000
"""Lines that are handed on: far more than an import takes, so that it can say how many there are."""
_TOO_LONG = 32_767
"""Characters that a cell of a workbook can hold."""


def run(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Job ``table``: every line of ``path`` (of its ``sheet``, or of its fullest) as texts, the heads apart.

    Nothing below the heads is left out. ``sheets`` names the parts of a file that has several; ``typed`` says that
    numbers stood in cells of their own kind, so that their text has a decimal point whatever the language.

    Raises:
        UnreadableFile: the file holds no table, or there is no such sheet; its text is for the user.
    """
    path = Path(payload["path"])
    report.progress(0.0, _("Reading"))
    sheet = payload.get("sheet") or None
    table = Table(path, Reading(sheet=sheet))
    if sheet is not None and sheet not in (*table.source.parts, table.source.part):
        raise UnreadableFile(_("“{name}” has no sheets to choose from.").format(name=path.name))
    lines = [[cell.strip() for cell in line] for line in islice(table.raw(), table.dialect.skip_rows, _MOST_READ)]
    lines = [line for line in lines if any(line)]
    if table.dialect.header_rows > 1:
        lines[: table.dialect.header_rows] = [table.header]
    if not lines:
        raise UnreadableFile(_("“{name}” holds no table.").format(name=path.name))
    return {
        "heads": lines[0],
        "rows": lines[1:],
        "sheets": list(table.source.parts),
        "typed": isinstance(table.source, RowSource),
    }


def write(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Job ``sheet``: ``lines`` of text as a workbook, in base64; every cell is text, whatever it begins with."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils.exceptions import IllegalCharacterError

    report.progress(0.0, _("Writing"))
    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = _sheet_name(payload["title"])
    sheet.freeze_panes = "A2"
    for line in payload["lines"]:
        cells = []
        for text in line:
            try:
                cell = WriteOnlyCell(sheet, text[:_TOO_LONG])
            except IllegalCharacterError:
                cell = WriteOnlyCell(sheet, "".join(c for c in text if c.isprintable() or c in "\n\t"))
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    return {"xlsx": base64.b64encode(to_bytes(book)).decode("ascii")}


def _sheet_name(title: str) -> str:
    return "".join(c for c in title if c not in r"[]:*?/\'")[:31] or "1"
