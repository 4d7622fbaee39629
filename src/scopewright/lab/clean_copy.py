"""A main table as the engine can read it: the file itself where it is clean enough, else a copy by our reader."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice

from scopewright.lab.column_sql import name
from scopewright.lab.engine import literal
from scopewright.lab.main_table import Table
from scopewright.lab.sealed_copy import SealedCopy
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
    if (
        len(dialect.delimiter.encode()) != 1
        or dialect.delimiter == " "
        or dialect.quote == "'"
        or dialect.escape == "\\"
    ):
        return False
    empty_row = dialect.delimiter.encode() * max(1, table.width - 1)
    # One look that begins with an end of line is many times faster than one for each gap.
    gap = re.compile(rb"\n(?:\r?\n|" + re.escape(empty_row) + rb")")
    returns = b"\r\r", b"\r" + empty_row
    before = b""
    for chunk in source.chunks():
        piece = before + chunk
        if gap.search(piece) or b"\0" in piece or (b"\r" in piece and any(mark in piece for mark in returns)):
            return False
        before = chunk[-len(empty_row) - 2 :]
    return not before.rstrip(b"\r\n").endswith(empty_row)


@dataclass(frozen=True)
class Lying:
    """A table as it lies on the disk, and how the engine is to read it; the first ``skip`` lines are no records."""

    place: str
    width: int
    delimiter: str
    quote: str
    skip: int

    def read(self, numbers: Collection[int] = ()) -> str:
        """The table expression; the columns at the places ``numbers`` are read as such, strictly, not as text."""
        kinds = ["DOUBLE" if place in numbers else "VARCHAR" for place in range(self.width)]
        columns = ", ".join(f"'{name(place)}': '{kind}'" for place, kind in enumerate(kinds))
        quote = literal(self.quote)
        marks = f"delim={literal(self.delimiter)}, quote={quote}, escape={quote}, max_line_size={_LONGEST_LINE}"
        how = f"auto_detect=false, header=false, skip={self.skip}, strict_mode=true, compression='none'"
        return f"read_csv([{literal(self.place)}], columns={{{columns}}}, {marks}, {how})"


def original(table: Table) -> Lying:
    """The file itself."""
    dialect = table.dialect
    return Lying(str(table.path), table.width, dialect.delimiter, dialect.quote or "", table.first_line - 1)


def write(table: Table, copy: SealedCopy, report: Report) -> None:
    """Write the main table in the one way the engine reads best; of huge cells only the beginning.

    Raises:
        UnreadableFile: the file cannot be read on.
        Stopped: the user asked to stop.
    """
    records = iter(table)
    width = table.width
    with io.TextIOWrapper(copy.create(), encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        while block := list(islice(records, _ROWS_AT_ONCE)):
            writer.writerows([cell[:_LONGEST_CELL] for cell in row[:width]] for row in block)
            report.progress(table.fraction, _("Reading"))


def copied(place: str, width: int) -> Lying:
    """A copy that was written here, under the name that the engine has for it."""
    return Lying(place, width, ",", '"', 0)
