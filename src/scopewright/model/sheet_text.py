"""Cells on their way to and from spreadsheets, as text that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula, or skips before one."""


def to_tsv(lines: Iterable[Sequence[str]], delimiter: str = "\t") -> str:
    """Cells as a spreadsheet pastes them; what it would run as a formula is given as text by an apostrophe."""
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator="\n").writerows(
        [[_safe(cell) for cell in line] for line in lines]
    )
    return written.getvalue()


def to_csv(lines: Iterable[Sequence[str]]) -> str:
    """The same parted by commas, for a file."""
    return to_tsv(lines, ",")


def from_tsv(text: str) -> list[list[str]]:
    """The inverse of ``to_tsv``; lines without any cell are left out.

    A quote that is not closed as spreadsheets do it is a mere character.
    """
    whole = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    try:
        lines = list(csv.reader(io.StringIO(whole, newline=""), dialect="excel-tab", strict=True))
    except csv.Error:
        lines = [line.split("\t") for line in whole.split("\n")]
    return [[plain(cell) for cell in line] for line in lines if any(cell.strip() for cell in line)]


def _safe(cell: str) -> str:
    risky = cell.startswith(_RISKY) and cell.strip() and not _is_number(cell)
    return f"'{cell}" if risky else cell


def plain(cell: str) -> str:
    """A cell without the apostrophe that gave it as text."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_RISKY) else cell


def _is_number(cell: str) -> bool:
    return cell[1:].replace(".", "", 1).replace(",", "").isdecimal()
