"""A CSV as a table of text with every column understood: what the audit, the baselines and the preview start from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scopewright.lab.cells import MISSING
from scopewright.lab.dialect import Dialect, detect
from scopewright.lab.fingerprint import fingerprint
from scopewright.lab.reader import Record, parse
from scopewright.lab.source import MAX_COLUMNS, UnreadableFile, open_text
from scopewright.lab.types import Column, infer
from scopewright.language import _
from scopewright.progress import Report

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["BadRow", "Column", "Loaded", "Table", "UnreadableFile", "load", "open_table", "run"]

_RECORDS_PER_REPORT = 20_000
_PREVIEW_RECORDS = 200
_READING_SHARE = 0.6


@dataclass(frozen=True)
class BadRow:
    """A record that is not as wide as the table or has a broken quote.

    ``record`` is its 0-based number, ``line`` its physical line (from 1), ``reason`` is ``short``, ``long`` or
    ``quote``, ``fields`` how many it has, ``surplus`` those beyond the last column: the table has no place for them.
    """

    record: int
    line: int
    reason: str
    fields: int
    surplus: tuple[str, ...] = ()


@dataclass(frozen=True)
class Loaded:
    """A CSV in memory.

    ``frame`` holds text exactly as in the file but for surrounding blanks, None where a cell is missing; its index is
    the 0-based number of the data record as ``read`` prints it. ``blank_cells`` gives, per column, the records whose
    cell is not empty but says "no value" by a blank or a word, with that word.
    """

    frame: pd.DataFrame
    columns: tuple[Column, ...]
    dialect: Dialect
    fingerprint: str
    records: int
    bad_rows: list[BadRow]
    blank_cells: dict[str, dict[int, str]]

    def column(self, name: str) -> Column:
        """The column of that name.

        Raises:
            KeyError: there is none.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


class Table:
    """The main table of a CSV as a stream: its names, then its records, padded; what is bad is noted on the way."""

    def __init__(self, path: str | Path, dialect: Dialect | None = None) -> None:
        self.path = Path(path)
        self.dialect = dialect or detect(self.path)
        self.bad_rows: list[BadRow] = []
        self.records = 0
        self.fraction = 0.0
        self.header = self._header()
        self.width = max(len(self.header), self._commonest_width())
        if self.width > MAX_COLUMNS:
            text = _("The table has {count} columns; at most {limit} can be read. Ask for the columns that matter.")
            raise UnreadableFile(text.format(count=self.width, limit=MAX_COLUMNS))
        self.names = _names(self.header, self.width)

    def _raw(self, limit: int) -> list[Record]:
        with open_text(self.path, self.dialect.encoding) as (text, _raw):
            return list(islice(parse(text, self.dialect), limit))

    def _header(self) -> list[str]:
        start, rows = self.dialect.skip_rows, self.dialect.header_rows
        lines = [record.fields for record in self._raw(start + rows)][start:]
        width = max(map(len, lines), default=0)
        padded = [[*line, *[""] * (width - len(line))] for line in lines]
        return [" ".join(part.strip() for part in parts if part.strip()) for parts in zip(*padded, strict=True)]

    def _commonest_width(self) -> int:
        start = self.dialect.skip_rows + self.dialect.header_rows
        widths = Counter(len(record.fields) for record in self._raw(start + 400)[start:] if record.fields)
        return widths.most_common(1)[0][0] if widths else 0

    def __iter__(self) -> Iterator[list[str]]:
        """The records as written, padded to the table's width; a long one keeps its surplus. Blank lines are none."""
        size = max(1, self.path.stat().st_size)
        start = self.dialect.skip_rows + self.dialect.header_rows
        self.records, self.bad_rows = 0, []
        with open_text(self.path, self.dialect.encoding) as (text, raw):
            for record in islice(parse(text, self.dialect, self.width), start, None):
                if not record.fields:
                    continue
                if record.broken or len(record.fields) != self.width:
                    self._note(record)
                self.records += 1
                self.fraction = raw.tell() / size if self.records % _RECORDS_PER_REPORT == 0 else self.fraction
                yield record.fields + [""] * (self.width - len(record.fields))

    def _note(self, record: Record) -> None:
        count = len(record.fields)
        reason = "quote" if record.broken else "short" if count < self.width else "long"
        surplus = tuple(record.fields[self.width :])
        self.bad_rows.append(BadRow(self.records, record.line, reason, count, surplus))


def open_table(path: str | Path, dialect: Dialect | None = None) -> Table:
    """The main table of a CSV.

    Raises:
        UnreadableFile: the file cannot be read as one CSV table; its text is for the user.
    """
    return Table(path, dialect)


def _names(header: list[str], width: int) -> list[str]:
    """One name per column: numbered where there is none, with a number behind where it repeats."""
    names: list[str] = []
    taken = set(header)
    for place in range(width):
        given = header[place] if place < len(header) else ""
        name = base = given or f"column {place + 1}"
        count = 1
        while name in names or (name != given and name in taken):
            count += 1
            name = f"{base} ({count})"
        names.append(name)
    return names


def load(path: str | Path, report: Report, dialect: Dialect | None = None) -> Loaded:
    """Read a whole CSV and understand its columns.

    Raises:
        UnreadableFile: the file cannot be read as one CSV table; its text is for the user.
        Stopped: the user asked to stop.
    """
    import pandas as pd

    table = open_table(path, dialect)
    cells = _cells(table, report)
    columns: list[Column] = []
    kept: dict[str, list[str | None]] = {}
    blanks: dict[str, dict[int, str]] = {}
    for place, name in enumerate(table.names):
        report.progress(_READING_SHARE + (1 - _READING_SHARE) * place / table.width, name)
        raw, cells[place] = cells[place], []
        column, kept[name], blank = _understand(name, raw, table.dialect)
        columns.append(column)
        if blank:
            blanks[name] = blank
    frame = pd.DataFrame(kept, index=pd.RangeIndex(table.records), dtype=object)
    return Loaded(frame, tuple(columns), table.dialect, fingerprint(path), table.records, table.bad_rows, blanks)


def _cells(table: Table, report: Report) -> list[list[str]]:
    """The cells column by column; fields beyond the last column stay in the table's bad rows."""
    columns: list[list[str]] = [[] for _name in table.names]
    block: list[list[str]] = []
    records = iter(table)
    while block := list(islice(records, _RECORDS_PER_REPORT)):
        report.progress(_READING_SHARE * table.fraction, _("Reading"))
        for column, values in zip(columns, zip(*block, strict=False), strict=False):
            column.extend(values)
    return columns


def _understand(name: str, raw: list[str], dialect: Dialect) -> tuple[Column, list[str | None], dict[int, str]]:
    """The column, its cells (trimmed, None where missing) and the cells that say "no value" by a blank or a word."""
    one_copy: dict[str, str] = {}
    stripped = [cell.strip() for cell in raw]
    values: list[str | None] = list(map(one_copy.setdefault, stripped, stripped))
    counts = Counter(stripped)
    words = counts.keys() & MISSING
    for word in words:
        del counts[word]
    column = infer(name, counts, len(raw), dialect.delimiter == ";")
    if not words:
        return column, values, {}
    spelled = Counter(cell for cell, text in zip(raw, stripped, strict=True) if text in words)
    odd = {place: cell for place, (cell, text) in enumerate(zip(raw, stripped, strict=True)) if cell and text in words}
    return replace(column, missing_as=dict(spelled)), [None if value in words else value for value in values], odd


def run(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Job ``read``: the first records of ``path`` (``limit`` of them), for a preview, and what the whole file holds.

    With ``raw`` the records are as written; without it they are trimmed.

    Raises:
        UnreadableFile: the file cannot be read as one CSV table; its text is for the user.
        Stopped: the user asked to stop.
    """
    table = open_table(payload["path"])
    limit = int(payload.get("limit") or _PREVIEW_RECORDS)
    shown: list[list[str]] = []
    for record in table:
        if len(shown) < limit:
            shown.append(record if payload.get("raw") else [cell.strip() for cell in record])
        if table.records % _RECORDS_PER_REPORT == 1:
            report.progress(table.fraction, _("Reading"))
    return {
        "header": table.names,
        "dialect": asdict(table.dialect),
        "rows": shown,
        "records": table.records,
        "bad_rows": {
            "count": len(table.bad_rows),
            "first": [{"record": row.record, "line": row.line, "reason": row.reason} for row in table.bad_rows[:100]],
        },
    }
