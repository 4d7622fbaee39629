"""Cells on their way to and from spreadsheets: lines of cells parted by tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula, or skips before one."""


def to_tsv(lines: Iterable[Sequence[str]]) -> str:
    """Cells as a spreadsheet pastes them; what it would run as a formula is given as text by an apostrophe."""
    written = io.StringIO()
    csv.writer(written, dialect="excel-tab", lineterminator="\n").writerows(
        [[_safe(cell) for cell in line] for line in lines]
    )
    return written.getvalue()


def from_tsv(text: str) -> list[list[str]]:
    """The inverse of ``to_tsv``; lines without any cell are left out.

    A quote that is not closed as spreadsheets do it is a mere character.
    """
    whole = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    try:
        lines = list(csv.reader(io.StringIO(whole, newline=""), dialect="excel-tab", strict=True))
    except csv.Error:
        lines = [line.split("\t") for line in whole.split("\n")]
    return [[_plain(cell) for cell in line] for line in lines if any(cell.strip() for cell in line)]


def _safe(cell: str) -> str:
    risky = cell.startswith(_RISKY) and cell.strip() and not _is_number(cell)
    return f"'{cell}" if risky else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_RISKY) else cell


def _is_number(cell: str) -> bool:
    return cell[1:].replace(".", "", 1).replace(",", "").isdecimal()
