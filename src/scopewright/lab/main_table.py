"""The main table of a file as a stream: its names, then its records, padded; all else is counted and can be had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, islice
from pathlib import Path

from scopewright.lab.dialect import Dialect, detect
from scopewright.lab.ending import Ending, Part, value_columns
from scopewright.lab.formats import open_source
from scopewright.lab.reader import Record
from scopewright.lab.reading import Reading
from scopewright.lab.source import Source, refusing
from scopewright.lab.unreadable import UnreadableFile
from scopewright.language import N_, _

_LOOKED_AT = 400
_MOSTLY = 0.95
# Enough to show and to export whole records; the count goes on.
_MOST_KEPT = 200_000
_RECORDS_PER_FRACTION = 1_000
_BELOW: dict[Part, str] = {
    "second table": N_("From line {line} on the file holds another table ({count} records), which was left out."),
    "blank": N_("From line {line} on {count} rows without any value were left out."),
    "line": N_("{count} drawn lines, the first of them line {line}, were left out."),
    "footer": N_("Remarks below the table, from line {line} on ({count} records), were left out."),
}


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


@dataclass
class LeftOut:
    """What stands in the file outside its main table: how many records of which part, and where each part starts."""

    above: int = 0
    below: Counter[Part] = field(default_factory=Counter)
    starts: dict[Part, int] = field(default_factory=dict)

    @property
    def count_below(self) -> int:
        """The records below the table."""
        return sum(self.below.values())

    def note(self, part: Part, record: Record) -> None:
        """Count a record below the table."""
        self.below[part] += 1
        self.starts.setdefault(part, record.line)

    def sentences(self) -> list[str]:
        """What a reader should know of it."""
        said: list[str] = []
        if self.above:
            said.append(_("{count} records above the headings were left out.").format(count=self.above))
        for part, text in _BELOW.items():
            if count := self.below[part]:
                said.append(_(text).format(count=count, line=self.starts[part]))
        return said


class Table:
    """The main table of a file. Iterate for its records, padded to the table's width; a long one keeps its surplus.

    While it is read ``records``, ``bad_rows``, ``bad_count`` (with what was left out below) and ``left_out`` are kept.

    ``hasty`` tells the encoding from the first megabytes only.

    Raises:
        UnreadableFile: the file cannot be read as one table, or changes while it is read; its text is for the user.
    """

    def __init__(self, path: str | Path, reading: Reading | None = None, hasty: bool = False) -> None:
        self.path = Path(path)
        self.reading = reading or Reading()
        with refusing(self.path):
            self._before = _state(self.path)
        self.source: Source = open_source(self.path, self.reading.sheet)
        self.dialect: Dialect = detect(self.source, self.reading, hasty)
        self._forget()
        first = [record.fields for record in islice(self._all(), self.first_record + _LOOKED_AT)]
        self.header = _joined(first[self.dialect.skip_rows : self.first_record])
        body = [fields for fields in first[self.first_record :] if fields]
        widths = Counter(map(len, body))
        self.width = max(len(self.header), widths.most_common(1)[0][0] if widths else 0)
        if _are_rows_named(self.header, body, self.width):
            self.header = ["", *self.header]
        self.names = _names(self.header, self.width)
        self._numeric = value_columns(body, self.width)

    @property
    def first_record(self) -> int:
        """How many records of the file stand before the table's first."""
        return self.dialect.skip_rows + self.dialect.header_rows

    @property
    def first_line(self) -> int:
        """The physical line (from 1), or the row of a sheet, on which the table's first record stands."""
        below = islice(self.source.records(self.dialect, self.width), self.first_record, None)
        first = next((record for record in below if record.fields), None)
        return first.line if first else 1

    @property
    def bad_count(self) -> int:
        """The records that do not fit the table, with those below it."""
        return self._misfits + self.left_out.count_below

    def _forget(self) -> None:
        self.records, self._misfits, self.fraction = 0, 0, 0.0
        self.bad_rows: list[BadRow] = []
        self.left_out = LeftOut()

    def _all(self, width: int | None = None) -> Iterator[Record]:
        return self.source.records(self.dialect, width)

    def __iter__(self) -> Iterator[list[str]]:
        """The records as written, padded to the table's width. Blank lines are none."""
        width = self.width
        for part, record in self._parts():
            if part == "main":
                yield record.fields + [""] * (width - len(record.fields))

    def notes(self) -> list[str]:
        """What a reader should know of the part that was chosen and of what was left out."""
        said = self.left_out.sentences()
        if len(self.source.parts) > 1 and self.reading.sheet is None:
            text = _("“{name}” was read, one of {count} tables in this file: {names}.")
            names = ", ".join(self.source.parts[:20])
            said.insert(0, text.format(name=self.source.part, count=len(self.source.parts), names=names))
        return said

    def unread(self) -> Iterator[tuple[str, Record]]:
        """What the main table does not hold as it stands: records above and below it, and those that do not fit.

        Each comes with the word that says why: ``above``, ``second table``, ``footer``, ``short``, ``long``, ``quote``.
        """
        for record in islice(self._all(), self.dialect.skip_rows):
            if record.fields:
                yield "above", record
        for part, record in self._parts():
            reason = self._misfit(record) if part == "main" else part
            if reason:
                yield reason, record

    def raw_records(self) -> Iterator[Record]:
        """Every record of the file as it stands."""
        return self._all()

    def raw(self) -> Iterator[list[str]]:
        """Every record of the file, neither trimmed nor padded."""
        return (record.fields for record in self._all())

    def _parts(self) -> Iterator[tuple[Part, Record]]:
        self._forget()
        self.left_out.above = self.dialect.skip_rows
        width = self.width
        ending = Ending(width, self.header, self._numeric)
        for part, record in ending.parts(islice(self._all(width), self.first_record, None)):
            if part != "main":
                self.left_out.note(part, record)
            else:
                if record.broken or len(record.fields) != width:
                    self._note(record)
                self.records += 1
                if self.records % _RECORDS_PER_FRACTION == 0:
                    self.fraction = self.source.fraction
            yield part, record
        self.refuse_if_changed()

    def _misfit(self, record: Record) -> str:
        count = len(record.fields)
        return "quote" if record.broken else "short" if count < self.width else "long" if count > self.width else ""

    def _note(self, record: Record) -> None:
        self._misfits += 1
        if len(self.bad_rows) < _MOST_KEPT:
            surplus = tuple(record.fields[self.width :])
            row = BadRow(self.records, record.line, self._misfit(record), len(record.fields), surplus)
            self.bad_rows.append(row)

    def refuse_if_changed(self) -> None:
        """Check that the file is still the one that was opened.

        Raises:
            UnreadableFile: it is not; its text is for the user.
        """
        try:
            same = _state(self.path) == self._before
        except OSError:
            same = False
        if not same:
            text = _("“{name}” was changed or removed while it was read. Nothing was kept of it; read it again.")
            raise UnreadableFile(text.format(name=self.path.name))


def _state(path: Path) -> tuple[int, int]:
    """What tells that a file was written to."""
    state = path.stat()
    return state.st_size, state.st_mtime_ns


def _joined(lines: list[list[str]]) -> list[str]:
    """One heading per column out of several rows of them.

    A heading over several columns is often written once, over the first: it is carried on where names would repeat.
    """
    width = max(map(len, lines), default=0)
    padded = [[cell.strip() for cell in line] + [""] * (width - len(line)) for line in lines]
    plain = _in_one(padded)
    if len(padded) < 2 or len(set(filter(None, plain))) == len([*filter(None, plain)]):
        return plain
    spread = _in_one([*(list(accumulate(line, _carry)) for line in padded[:-1]), padded[-1]])
    return spread if len(set(spread)) == width else plain


def _carry(before: str, cell: str) -> str:
    return cell or before


def _in_one(lines: list[list[str]]) -> list[str]:
    """The parts of each column's heading; one that repeats the part above, or is written for a program, is no part."""
    joined = []
    for parts in zip(*lines, strict=True):
        kept = [part for place, part in enumerate(parts) if part and part not in parts[:place]]
        joined.append(" ".join([part for part in kept if part[0] != "{" or part[-1] != "}"] or kept))
    return joined


def _are_rows_named(header: list[str], body: list[list[str]], width: int) -> bool:
    """Whether the headings lack the one of the first column, as R writes tables whose rows have names."""
    if len(header) != width - 1 or width < 3 or not all(header):
        return False
    full = [fields for fields in body if len(fields) == width]
    # A column that only a delimiter at the end of lines makes has no values.
    return len(full) > _MOSTLY * len(body) and any(fields[-1].strip() for fields in full)


def _names(header: list[str], width: int) -> list[str]:
    """One name per column: numbered where there is none, with a number behind where it repeats."""
    names: dict[str, None] = {}
    taken = set(header)
    seen: Counter[str] = Counter()
    for place in range(width):
        given = header[place] if place < len(header) else ""
        name = base = given or f"column {place + 1}"
        while name in names or (name != given and name in taken):
            seen[base] += 1
            name = f"{base} ({seen[base] + 1})"
        names[name] = None
    return list(names)
