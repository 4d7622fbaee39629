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
_CELLS_OF_SAMPLE = 3_000_000


@dataclass(frozen=True)
class Loaded:
    """A CSV in memory.

    ``frame`` holds text exactly as in the file but for surrounding blanks, None where a cell is missing; its index is
    the 0-based number of the data record as ``read`` prints it. ``blank_cells`` gives, per column, the records whose
    cell is not empty but says "no value" by a blank or a word, with that word. ``left_out`` is what the file holds
    besides its main table. ``surplus_columns`` counts the columns behind the first 16,384, which are not in the frame;
    ``bad_count`` counts all that does not fit, what stands below the table too, of which ``bad_rows`` are the first;
    ``complete`` is False if only the first records were asked for; ``about`` then tells, from the bytes read so far,
    how many the whole file may have.
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
    about: int = 0

    def column(self, name: str) -> Column:
        """The column of that name.

        Raises:
            KeyError: there is none.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


def load(
    path: str | Path,
    report: Report,
    reading: Reading | None = None,
    limit: int | None = None,
    most_cells: int = _CELLS_OF_SAMPLE,
) -> Loaded:
    """Read a table (its first ``limit`` records) and understand its columns, with what ``reading`` says.

    Of a wide table fewer records are taken than ``limit``, so that they have at most ``most_cells``.

    Raises:
        UnreadableFile: the file cannot be read as one table; its text is for the user.
        Stopped: the user asked to stop.
    """
    import pandas as pd

    table = Table(path, reading, hasty=limit is not None)
    names = table.names[:MAX_COLUMNS]
    wanted = limit and max(1, min(limit, most_cells // max(1, len(names))))
    cells, records, about = _cells(table, len(names), report, wanted)
    complete = records == about
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
    columns = _agreeing(columns, kept, table.reading)
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
        about,
    )


def _cells(table: Table, width: int, report: Report, limit: int | None) -> tuple[list[list[str]], int, int]:
    """The cells of the first columns, one list each; of how many records; about how many the whole file has."""
    columns: list[list[str]] = [[] for _place in range(width)]
    records = iter(table)
    wanted = records if limit is None else islice(records, limit)
    while block := list(islice(wanted, _RECORDS_PER_REPORT)):
        report.progress(_READING_SHARE * table.fraction, _("Reading"))
        for column, values in zip(columns, zip(*block, strict=False), strict=False):
            column.extend(values)
    read, about = table.records, _estimated(table)
    if limit is None or read < limit or next(records, None) is None:
        return columns, read, read
    return columns, read, about


def _estimated(table: Table) -> int:
    """How many records a file has of which some are read, by its bytes, in three figures; always more than those."""
    done = table.source.fraction
    guess = round(table.records / done) if done else 0
    return max(table.records + 1, round(guess, 3 - len(str(guess))))


def _understand(name: str, raw: list[str], table: Table) -> tuple[Column, list[str | None], dict[int, str]]:
    """The column, its cells (trimmed, None where missing) and the cells that say "no value" by a blank or a word."""
    written = Counter(raw)
    trimmed = {cell: cell.strip() for cell in written}
    counts: Counter[str] = Counter()
    for cell, text in trimmed.items():
        counts[text] += written[cell]
    words = counts.keys() & missing_words(table.reading)
    for word in words:
        del counts[word]
    column = infer(name, counts, len(raw), table.dialect.delimiter == ";", table.reading)
    if not words:
        return column, list(map(trimmed.__getitem__, raw)), {}
    spelled = {cell: written[cell] for cell, text in trimmed.items() if text in words}
    values = {cell: None if cell in spelled else text for cell, text in trimmed.items()}
    filled = spelled.keys() - {""}
    odd = {place: cell for place, cell in enumerate(raw) if cell in filled} if filled else {}
    return replace(column, missing_as=spelled), list(map(values.__getitem__, raw)), odd


def _agreeing(columns: list[Column], kept: dict[str, list[str | None]], reading: Reading) -> list[Column]:
    """The columns, those whose 1.234 may be a fraction or a thousand read with the decimal mark of the others."""
    marks = Counter(column.decimal for column in columns if column.decimal and not column.either)
    if reading.decimal or not marks:
        return columns
    said = replace(reading, decimal=marks.most_common(1)[0][0])
    return [
        _again(column, kept[column.name], said) if column.either and column.name not in reading.types else column
        for column in columns
    ]


def _again(column: Column, cells: list[str | None], said: Reading) -> Column:
    counts = Counter(cell for cell in cells if cell is not None)
    return replace(infer(column.name, counts, len(cells), reading=said), missing_as=column.missing_as)


def missing_words(reading: Reading) -> frozenset[str]:
    """The texts that mean "no value" in any column; the empty one always does."""
    return MISSING if reading.missing is None else frozenset(["", *reading.missing])


def run(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Job ``read``: the first records of ``path`` (``limit`` of them), for a preview, and what the whole file holds.

    With ``most`` no more than so many records are read: where the file has others, ``whole`` is False and ``records``
    an estimate from the bytes read so far.

    ``reading`` is what the user says about how to read it. With ``raw`` the records are as written; without it they
    are trimmed. ``first_line`` is the physical line (from 1), or the row of the sheet, on which the first one stands.
    The answer also says what was left out and, per guess, on which lines it rests.

    Raises:
        UnreadableFile: the file cannot be read as one table; its text is for the user.
        Stopped: the user asked to stop.
    """
    most = payload.get("most")
    table = Table(payload["path"], read_reading(payload.get("reading")), hasty=most is not None)
    about = 0
    limit = int(payload.get("limit") or _PREVIEW_RECORDS)
    shown: list[list[str]] = []
    for record in table:
        if len(shown) < limit:
            shown.append(record if payload.get("raw") else [cell.strip() for cell in record])
        if table.records % _RECORDS_PER_REPORT == 1:
            report.progress(table.fraction, _("Reading"))
        if table.records == most:
            about = _estimated(table)
            break
    return {
        "header": table.names,
        "first_line": table.first_line,
        "dialect": table.dialect.told(),
        "parts": list(table.source.parts),
        "rows": shown,
        "records": about or table.records,
        "whole": not about,
        "bad_rows": {
            "count": table.bad_count,
            "first": [{"record": row.record, "line": row.line, "reason": row.reason} for row in table.bad_rows[:100]],
        },
        "notes": table.notes(),
    }
