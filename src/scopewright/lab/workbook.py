"""A sheet of an Excel workbook as rows of text, with every cell as the file holds it, not as the sheet shows it."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scopewright.lab.sealed_copy import SealedCopy
from scopewright.lab.source import RowSource
from scopewright.lab.unreadable import ARCHIVE_FAULTS, UnreadableFile
from scopewright.language import _

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_LARGEST_UNPACKED = 4 << 30
_LOOKED_AT = 200
_EXACT = 1e15
_ZERO_PADDED = re.compile(r"0{2,}")


def sheet(file: Path | SealedCopy, name: str | None) -> RowSource:
    """The sheet of that name, or the one whose first rows hold the most cells.

    Raises:
        UnreadableFile: the workbook is damaged, or has no such sheet.
    """
    _refuse_bombs(file)
    with _opened(file) as book:
        names = [one.title for one in book.worksheets if one.sheet_state == "visible"] or book.sheetnames
        if name is not None and name not in book.sheetnames:
            said = _("The workbook has no sheet “{name}”. It has: {names}.")
            raise UnreadableFile(said.format(name=name, names=", ".join(names[:50])))
        if not names:
            raise UnreadableFile(_("The workbook has no sheet with cells."))
        with _whole(", ".join(names)):
            chosen = name or max(names, key=lambda each: _filled(book, each))
            count = book[chosen].max_row or 1
    path = file.path if isinstance(file, SealedCopy) else file
    return RowSource(path, partial(_rows, file, chosen), count, chosen, tuple(names))


def _refuse_bombs(file: Path | SealedCopy) -> None:
    with file.open("rb") as opened, zipfile.ZipFile(opened) as archive:
        unpacked = sum(item.file_size for item in archive.infolist())
    if unpacked > _LARGEST_UNPACKED:
        raise UnreadableFile(_("The workbook unpacks to more than 4 GB. Ask for the sheet as CSV."))


@contextmanager
def _opened(file: Path | SealedCopy) -> Iterator[Workbook]:
    import openpyxl

    with file.open("rb") as opened:
        try:
            book = openpyxl.load_workbook(opened, read_only=True, data_only=True, keep_links=False)
        except Exception as error:
            # openpyxl declares no error of its own: a damaged workbook ends in whatever it trips over.
            text = _("The workbook is damaged or protected ({reason}). Open it in Excel and save it again, or as CSV.")
            raise UnreadableFile(text.format(reason=type(error).__name__)) from error
        try:
            yield book
        finally:
            book.close()


def _filled(book: Workbook, name: str) -> int:
    return sum(cell != "" for row in islice(_cells(book, name), _LOOKED_AT) for cell in row)


def _rows(file: Path | SealedCopy, name: str) -> Iterator[list[str]]:
    with _opened(file) as book, _whole(name):
        yield from _rectangular(_cells(book, name))


@contextmanager
def _whole(name: str) -> Iterator[None]:
    """Tell of a damaged sheet in words (``ParseError`` is a ``SyntaxError``)."""
    try:
        yield
    except (*ARCHIVE_FAULTS, TypeError, AttributeError, SyntaxError) as error:
        text = _("The sheet “{name}” is damaged ({reason}). Open it in Excel and save it again, or as CSV.")
        raise UnreadableFile(text.format(name=name, reason=type(error).__name__)) from error


def _rectangular(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """A sheet has no ragged rows: all are as wide as its widest first ones; empty rows stay empty."""
    first = list(islice(rows, _LOOKED_AT))
    width = max(map(len, first), default=0)
    for part in (first, rows):
        for row in part:
            yield row + [""] * (width - len(row)) if row else row


def _cells(book: Workbook, name: str) -> Iterator[list[str]]:
    page = book[name]
    # What a file says of its own size is often wrong; without it every row is read as it comes.
    page.reset_dimensions()
    for row in page.iter_rows():
        cells = [_text(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        yield cells


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.date | dt.time):
        return _moment(value)
    if isinstance(value, int) and _ZERO_PADDED.fullmatch(cell.number_format or ""):
        return str(value).zfill(len(cell.number_format))
    return str(int(value)) if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT else str(value)


def _moment(value: dt.date | dt.time) -> str:
    """A day where the time of day is midnight: a sheet keeps no dates without one."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    return value.isoformat()
