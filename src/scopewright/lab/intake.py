"""A CSV as a table of text with every column understood: what the audit, the baselines and the preview start from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scopewright.lab.cells import MISSING
from scopewright.lab.dialect import Dialect
from scopewright.lab.fingerprint import fingerprint
from scopewright.lab.main_table import BadRow, LeftOut, Table
from scopewright.lab.reading import Reading, read_reading
from scopewright.lab.types import Column, infer
from scopewright.lab.unreadable import UnreadableFile
from scopewright.language import _
from scopewright.progress import Report

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["BadRow", "Column", "Loaded", "Table", "UnreadableFile", "load", "run"]

MAX_COLUMNS = 16_384
"""As many as a sheet has; wider tables are read and counted whole, but only these columns are looked at."""

_RECORDS_PER_REPORT = 20_000
_PREVIEW_RECORDS = 200
_READING_SHARE = 0.6


@dataclass(frozen=True)
class Loaded:
    """A CSV in memory.

    ``frame`` holds text exactly as in the file but for surrounding blanks, None where a cell is missing; its index is
    the 0-based number of the data record as ``read`` prints it. ``blank_cells`` gives, per column, the records whose
    cell is not empty but says "no value" by a blank or a word, with that word. ``left_out`` is what the file holds
    besides its main table. ``surplus_columns`` counts the columns behind the first 16,384, which are not in the frame;
    ``bad_count`` counts all that does not fit, what stands below the table too, of which ``bad_rows`` are the first;
    ``complete`` is False if only the first records were asked for.
    """

    frame: pd.DataFrame
    columns: tuple[Column, ...]
    dialect: Dialect
    fingerprint: str
    records: int
    bad_rows: list[BadRow]
    bad_count: int
    blank_cells: dict[str, dict[int, str]]
    left_out: LeftOut = field(default_factory=LeftOut)
    surplus_columns: int = 0
    complete: bool = True

    def column(self, name: str) -> Column:
        """The column of that name.

        Raises:
            KeyError: there is none.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


def load(path: str | Path, report: Report, reading: Reading | None = None, limit: int | None = None) -> Loaded:
    """Read a table (its first ``limit`` records) and understand its columns, with what ``reading`` says.

    Raises:
        UnreadableFile: the file cannot be read as one table; its text is for the user.
        Stopped: the user asked to stop.
    """
    import pandas as pd

    table = Table(path, reading, hasty=limit is not None)
    names = table.names[:MAX_COLUMNS]
    cells, records, complete = _cells(table, len(names), report, limit)
    columns: list[Column] = []
    kept: dict[str, list[str | None]] = {}
    blanks: dict[str, dict[int, str]] = {}
    for place, name in enumerate(names):
        report.progress(_READING_SHARE + (1 - _READING_SHARE) * place / len(names), name)
        raw, cells[place] = cells[place], []
        column, kept[name], blank = _understand(name, raw, table)
        columns.append(column)
        if blank:
            blanks[name] = blank
    return Loaded(
        pd.DataFrame(kept, index=pd.RangeIndex(records), dtype=object),
        tuple(columns),
        table.dialect,
        fingerprint(path) if complete else "",
        records,
        table.bad_rows,
        table.bad_count,
        blanks,
        table.left_out,
        table.width - len(names),
        complete,
    )


def _cells(table: Table, width: int, report: Report, limit: int | None) -> tuple[list[list[str]], int, bool]:
    """The cells of the first columns, one list each; of how many records; whether that is the whole file."""
    columns: list[list[str]] = [[] for _place in range(width)]
    records = iter(table)
    wanted = records if limit is None else islice(records, limit)
    while block := list(islice(wanted, _RECORDS_PER_REPORT)):
        report.progress(_READING_SHARE * table.fraction, _("Reading"))
        for column, values in zip(columns, zip(*block, strict=False), strict=False):
            column.extend(values)
    read = table.records
    return columns, read, limit is None or read < limit or next(records, None) is None


def _understand(name: str, raw: list[str], table: Table) -> tuple[Column, list[str | None], dict[int, str]]:
    """The column, its cells (trimmed, None where missing) and the cells that say "no value" by a blank or a word."""
    one_copy: dict[str, str] = {}
    stripped = [cell.strip() for cell in raw]
    values: list[str | None] = list(map(one_copy.setdefault, stripped, stripped))
    counts = Counter(stripped)
    words = counts.keys() & missing_words(table.reading)
    for word in words:
        del counts[word]
    column = infer(name, counts, len(raw), table.dialect.delimiter == ";", table.reading)
    if not words:
        return column, values, {}
    spelled = Counter(cell for cell, text in zip(raw, stripped, strict=True) if text in words)
    odd = {place: cell for place, (cell, text) in enumerate(zip(raw, stripped, strict=True)) if cell and text in words}
    return replace(column, missing_as=dict(spelled)), [None if value in words else value for value in values], odd


def missing_words(reading: Reading) -> frozenset[str]:
    """The texts that mean "no value" in any column; the empty one always does."""
    return MISSING if reading.missing is None else frozenset(["", *reading.missing])


def run(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Job ``read``: the first records of ``path`` (``limit`` of them), for a preview, and what the whole file holds.

    ``reading`` is what the user says about how to read it. With ``raw`` the records are as written; without it they
    are trimmed. The answer also says what was left out and, per guess, on which lines it rests.

    Raises:
        UnreadableFile: the file cannot be read as one table; its text is for the user.
        Stopped: the user asked to stop.
    """
    table = Table(payload["path"], read_reading(payload.get("reading")))
    limit = int(payload.get("limit") or _PREVIEW_RECORDS)
    shown: list[list[str]] = []
    for record in table:
        if len(shown) < limit:
            shown.append(record if payload.get("raw") else [cell.strip() for cell in record])
        if table.records % _RECORDS_PER_REPORT == 1:
            report.progress(table.fraction, _("Reading"))
    return {
        "header": table.names,
        "dialect": table.dialect.told(),
        "parts": list(table.source.parts),
        "rows": shown,
        "records": table.records,
        "bad_rows": {
            "count": table.bad_count,
            "first": [{"record": row.record, "line": row.line, "reason": row.reason} for row in table.bad_rows[:100]],
        },
        "notes": table.notes(),
    }
