"""A spreadsheet or CSV as plain lines of text, and the way back: for tables that are no dataset."""

from __future__ import annotations

import base64
import datetime as dt
import io
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from scopewright.lab.main_table import Table
from scopewright.lab.unreadable import UnreadableFile
from scopewright.language import _, show_number
from scopewright.progress import Report

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MOST_LINES = 2_001
"""Heads and lines that are handed on; one more than an import takes, so that it can say that there are too many."""
_MOST_COLUMNS = 400
_ZIP = b"PK\x03\x04"
_MOST_BYTES = 50_000_000
_TOO_LONG = 32_767
"""Characters that a cell of a workbook can hold."""


def run(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Job ``table``: the lines of ``path`` (of its ``sheet``, or of its first) as texts, the heads apart.

    Numbers of a workbook are written as in ``language``. ``sheets`` names its sheets and is empty for a CSV.

    Raises:
        UnreadableFile: the file holds no table, or there is no such sheet; its text is for the user.
    """
    path = Path(payload["path"])
    report.progress(0.0, _("Reading"))
    if _is_workbook(path):
        sheets, lines = _of_workbook(path, str(payload.get("sheet") or ""), payload["language"])
    elif payload.get("sheet"):
        raise UnreadableFile(_("“{name}” is no workbook and has no sheets.").format(name=path.name))
    else:
        sheets, lines = [], list(islice(_of_csv(path), MOST_LINES + 1))
    if not lines:
        raise UnreadableFile(_("“{name}” holds no table.").format(name=path.name))
    return {"heads": lines[0], "rows": lines[1:], "sheets": sheets}


def write(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Job ``sheet``: ``lines`` of text as a workbook, in base64; every cell is text, whatever it begins with."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils.exceptions import IllegalCharacterError

    report.progress(0.0, _("Writing"))
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(payload["title"]))
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
    made = io.BytesIO()
    book.save(made)
    return {"xlsx": base64.b64encode(made.getvalue()).decode("ascii")}


def _sheet_name(title: str) -> str:
    return "".join(c for c in title if c not in r"[]:*?/\'")[:31] or "1"


def _is_workbook(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_ZIP)) == _ZIP
    except OSError as error:
        text = _("“{name}” cannot be read: {reason}.")
        raise UnreadableFile(text.format(name=path.name, reason=error.strerror or error)) from error


def _of_csv(path: Path) -> Iterator[list[str]]:
    table = Table(path)
    if table.dialect.header_rows:
        yield list(table.names)
    for record in table:
        yield [cell.strip() for cell in record]


def _of_workbook(path: Path, wanted: str, tag: str) -> tuple[list[str], list[list[str]]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    if path.stat().st_size > _MOST_BYTES:
        raise UnreadableFile(_("“{name}” is too large for a table of the scope.").format(name=path.name))
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        text = _("“{name}” is no workbook that can be read. Save it again as .xlsx or CSV.")
        raise UnreadableFile(text.format(name=path.name)) from error
    try:
        return list(book.sheetnames), _lines(book, wanted, tag)
    finally:
        book.close()


def _lines(book: Workbook, wanted: str, tag: str) -> list[list[str]]:
    """The lines of a sheet that hold anything, without the empty ones above the heads."""
    tables = {sheet.title: sheet for sheet in book.worksheets}
    if wanted and wanted not in tables:
        text = _("There is no sheet “{name}”; there are {names}.")
        raise UnreadableFile(text.format(name=wanted, names=", ".join(tables)))
    sheet = tables[wanted] if wanted else next(iter(tables.values()), None)
    if sheet is None:
        return []
    rows = sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS)
    told = ([_text(value, tag) for value in row] for row in rows)
    return list(islice((_trimmed(line) for line in told if any(line)), MOST_LINES + 1))


def _trimmed(line: list[str]) -> list[str]:
    while line and not line[-1]:
        line.pop()
    return line


def _text(value: object, tag: str) -> str:
    """A cell as a person would type it here: dates as ISO 8601, numbers in the language."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return show_number(Decimal(repr(value)), tag)
    if isinstance(value, dt.datetime) and value.time() == dt.time.min:
        return value.date().isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value).strip()
