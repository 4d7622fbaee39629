"""A main table as the engine can read it: the file itself where it is clean enough, else a copy by our reader."""

from __future__ import annotations

import csv
from itertools import islice
from pathlib import Path

from scopewright.lab.column_sql import name
from scopewright.lab.engine import literal
from scopewright.lab.main_table import Table
from scopewright.lab.source import TextSource
from scopewright.language import _
from scopewright.progress import Report

_ROWS_AT_ONCE = 20_000
# The engine sets sixteen times this aside.
_LONGEST_LINE = 1 << 21
_LONGEST_CELL = 50_000


def is_clean(table: Table) -> bool:
    """Whether the engine, reading strictly, is sure to find the same records: plain UTF-8 without gaps."""
    source, dialect = table.source, table.dialect
    if not isinstance(source, TextSource) or source.packed or dialect.encoding != "utf-8":
        return False
    if len(dialect.delimiter.encode()) != 1 or dialect.quote == "'" or dialect.escape == "\\":
        return False
    empty_row = dialect.delimiter.encode() * max(1, table.width - 1)
    gaps = (b"\n\n", b"\n\r\n", b"\r\r", b"\0", b"\n" + empty_row, b"\r" + empty_row)
    before = b""
    for chunk in source.chunks():
        piece = before + chunk
        if any(gap in piece for gap in gaps):
            return False
        before = chunk[-len(empty_row) - 2 :]
    return not before.rstrip(b"\r\n").endswith(empty_row)


def source_of(table: Table) -> str:
    """The table expression of the file itself."""
    dialect = table.dialect
    first = next(islice(table.source.records(dialect, table.width), table.first_record, None), None)
    skip = first.line - 1 if first else 0
    return _read_csv(table.path, table.width, dialect.delimiter, dialect.quote or "", skip)


def write(table: Table, path: Path, report: Report) -> None:
    """Write the main table in the one way the engine reads best; of huge cells only the beginning.

    Raises:
        UnreadableFile: the file cannot be read on.
        Stopped: the user asked to stop.
    """
    records = iter(table)
    width = table.width
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        while block := list(islice(records, _ROWS_AT_ONCE)):
            writer.writerows([cell[:_LONGEST_CELL] for cell in row[:width]] for row in block)
            report.progress(table.fraction, _("Reading"))


def source_of_copy(path: Path, width: int) -> str:
    """The table expression of a copy."""
    return _read_csv(path, width, ",", '"', 0)


def _read_csv(path: Path, width: int, delimiter: str, quote: str, skip: int) -> str:
    columns = ", ".join(f"'{name(place)}': 'VARCHAR'" for place in range(width))
    marks = f"delim={literal(delimiter)}, quote={literal(quote)}, escape={literal(quote)}"
    how = f"auto_detect=false, header=false, skip={skip}, strict_mode=true, compression='none'"
    return f"read_csv([{literal(str(path))}], columns={{{columns}}}, {marks}, {how}, max_line_size={_LONGEST_LINE})"
