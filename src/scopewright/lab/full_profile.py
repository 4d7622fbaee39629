"""What every column of a file of any size holds: one pass over the whole file at constant memory.

The engine reads with the dialect found by us, never its own, and strictly: a row that does not fit, a gap or a foreign
encoding sends the main table through our reader into a clean copy first, so that no row is dropped or read otherwise.

How to use it: ``profile(path, report, reading)`` gives a ``Profile``. Types come from the first records and are
checked on all; ``report`` is told how much is done by bytes, and stopping it stops the engine at once.
"""

from __future__ import annotations

import math
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scopewright.lab import clean_copy, column_sql, scratch
from scopewright.lab.clean_copy import Lying
from scopewright.lab.dialect import Dialect
from scopewright.lab.engine import DuckError, Engine, NotOfThatType, connect
from scopewright.lab.fingerprint import fingerprint
from scopewright.lab.intake import Loaded, load, missing_words
from scopewright.lab.main_table import BadRow, LeftOut, Table
from scopewright.lab.reading import Reading
from scopewright.lab.sealed_copy import SealedCopy
from scopewright.lab.stretch import Stretch
from scopewright.lab.types import MAIN_SHARE, NUMERIC, TEMPORAL, Column, infer, to_typed
from scopewright.lab.unreadable import UnreadableFile
from scopewright.language import _
from scopewright.progress import Report, Silent, Stopped

SAMPLE_RECORDS, _SAMPLE_CELLS = 5_000, 100_000
_AVERAGED = 1_000
_COLUMNS_AT_ONCE = 250
_SECOND_LOOK = 5_000
_POLL_SECONDS = 0.05
# The estimate of different values is a few per cent off.
_NEARLY_UNIQUE = 0.93
_COPYING_SHARE = 0.5


@dataclass(frozen=True)
class ColumnProfile:
    """One column over the whole file.

    ``column`` has the counts of all records; its ``distinct`` is an estimate (about 2 % off). ``unreadable`` counts the
    values that are not of its type. ``minimum`` and ``maximum`` are numbers, or texts for dates (ISO 8601) and all
    else; ``mean`` and ``deviation`` (of the population) are of numbers; ``longest`` counts characters.
    """

    column: Column
    unreadable: int
    minimum: float | str | None
    maximum: float | str | None
    mean: float | None
    deviation: float | None
    longest: int


@dataclass(frozen=True)
class Profile:
    """A whole file, column by column. ``dialect``, ``bad_rows``, ``bad_count`` and ``left_out`` as in ``Loaded``."""

    dialect: Dialect
    fingerprint: str
    records: int
    bad_rows: list[BadRow]
    bad_count: int
    left_out: LeftOut
    columns: tuple[ColumnProfile, ...]


@dataclass(frozen=True)
class Counted:
    """A file that is counted and may be asked more, as long as its context lasts."""

    profile: Profile
    work: _Work
    source: Lying

    @property
    def columns(self) -> list[Column]:
        """Its columns, with the counts of all records."""
        return [one.column for one in self.profile.columns]

    def ask(self, columns: Sequence[Column], aggregate: Callable[[str, str], str]) -> list[Any]:
        """The answer to ``aggregate`` of each of these columns, which is given the value's expression and its name."""
        return self.work.more(self.source, self.columns, columns, aggregate)


def profile(path: str | Path, report: Report, reading: Reading | None = None, first: Loaded | None = None) -> Profile:
    """Profile the whole file. ``first`` are its first records, if they have been read so already.

    Raises:
        UnreadableFile: the file cannot be read as one table; its text is for the user.
        Stopped: the user asked to stop.
    """
    with counted(path, report, reading, first) as found:
        return found.profile


@contextmanager
def counted(
    path: str | Path, report: Report, reading: Reading | None = None, first: Loaded | None = None
) -> Iterator[Counted]:
    """Profile the whole file and keep it at hand for more questions. ``first`` is as for ``profile``.

    Raises:
        UnreadableFile: the file cannot be read as one table; its text is for the user.
        Stopped: the user asked to stop.
    """
    said = reading or Reading()
    sample = first or load(path, Silent(), said, SAMPLE_RECORDS, _SAMPLE_CELLS)
    report.progress(0.0, _("Reading"))
    table = Table(path, said)
    with scratch.folder() as folder, connect(ordered=False) as engine:
        work = _Work(engine, missing_words(said), _means(sample), Stretch(report, 0.0, 0.95))
        try:
            if not clean_copy.is_clean(table):
                raise DuckError
            source = clean_copy.original(table)
            rows = work.run(source, sample.columns)
        except DuckError:
            copy = SealedCopy(folder / "table.csv")
            clean_copy.write(table, copy, Stretch(report, 0.0, _COPYING_SHARE))
            work.report = Stretch(report, _COPYING_SHARE, 0.95)
            source = clean_copy.copied(copy.offer(engine), len(sample.columns))
            with _in_words():
                rows = work.run(source, sample.columns)
        table.refuse_if_changed()
        misfits = table.bad_rows, table.bad_count, table.left_out
        yield Counted(Profile(table.dialect, fingerprint(path), work.records, *misfits, tuple(rows)), work, source)


def _means(sample: Loaded) -> list[float]:
    """About where the numbers of each column lie, 0 where there are none."""
    return [_mean(sample, column) if column.type in NUMERIC else 0.0 for column in sample.columns]


def _mean(sample: Loaded, column: Column) -> float:
    mean = float(to_typed(sample.frame[column.name].head(_AVERAGED), column).mean())
    return mean if math.isfinite(mean) else 0.0


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except DuckError as error:
        text = _("The whole file cannot be counted ({reason}). What was found on its first records stands.")
        raise UnreadableFile(text.format(reason=str(error).splitlines()[0][:200])) from error


class _Work:
    """The passes over one source."""

    def __init__(self, engine: Engine, words: frozenset[str], means: Sequence[float], report: Report) -> None:
        self._engine, self._words, self._means, self.report = engine, sorted(words), means, report
        self.records = 0

    def run(self, source: Lying, columns: Sequence[Column]) -> list[ColumnProfile]:
        numbers = {place for place, column in enumerate(columns) if column_sql.is_plain_number(column)}
        try:
            found = self._passes(source, columns, numbers)
        except NotOfThatType:
            # A value behind the first records is no number: as text all can be counted, whatever they are.
            numbers = set()
            found = self._passes(source, columns, numbers)
        infinite = {place for place in numbers if found[place].column.distinct and found[place].mean is None}
        for place in infinite:
            found[place] = self._pass(source, place, [columns[place]], Silent())[0]
        for place in [place for place, one in enumerate(found) if _is_doubtful(one, self.records)]:
            again = self._second_look(source.read(), place, found[place].column)
            found[place] = self._pass(source, place, [again], Silent())[0]
        return found

    def _passes(self, source: Lying, columns: Sequence[Column], numbers: Collection[int]) -> list[ColumnProfile]:
        found: list[ColumnProfile] = []
        for start in range(0, len(columns), _COLUMNS_AT_ONCE):
            end = start + _COLUMNS_AT_ONCE
            part = Stretch(self.report, start / len(columns), min(1.0, end / len(columns)))
            found += self._pass(source, start, columns[start:end], part, numbers)
        return found

    def _pass(
        self, source: Lying, start: int, columns: Sequence[Column], report: Report, numbers: Collection[int] = ()
    ) -> list[ColumnProfile]:
        asked, inner = [], []
        for place, column in enumerate(columns, start):
            if place in numbers:
                asked.append(column_sql.aggregates_of_numbers(place, self._means[place]))
                inner.append(column_sql.name(place))
            else:
                asked.append(column_sql.aggregates(place, column, self._words, self._means[place]))
                inner.append(column_sql.value(place, column, self._words))
        query = f"select count(*), {', '.join(asked)} from (select {', '.join(inner)} from {source.read(numbers)})"
        answer = self._ask(query, report)[0]
        self.records = int(answer[0])
        width = len(column_sql.NAMES)
        parts = [answer[1 + place * width : 1 + (place + 1) * width] for place in range(len(columns))]
        return [_read(column, part, self.records) for column, part in zip(columns, parts, strict=True)]

    def more(
        self, source: Lying, all_columns: Sequence[Column], columns: Sequence[Column],
        aggregate: Callable[[str, str], str],
    ) -> list[Any]:  # fmt: skip
        """What ``aggregate`` of the values of some columns is; see ``Counted.ask``."""
        if not columns:
            return []
        places = {column.name: place for place, column in enumerate(all_columns)}
        inner = [column_sql.value(places[column.name], column, self._words) for column in columns]
        asked = [aggregate(f"v{places[column.name]}", column.name) for column in columns]
        query = f"select {', '.join(asked)} from (select {', '.join(inner)} from {source.read()})"
        with _in_words():
            return list(self._ask(query, self.report)[0])

    def _second_look(self, source: str, place: int, column: Column) -> Column:
        """The column as values from all over the file tell it."""
        query = column_sql.some_values(place, self._words, source, _SECOND_LOOK)
        counts = Counter(str(row[0]) for row in self._ask(query, Silent()))
        return infer(column.name, counts, sum(counts.values()) + 1, column.decimal == ",")

    def _ask(self, query: str, report: Report) -> list[tuple[Any, ...]]:
        return _Watch(self._engine, report).fetch(query)


class _Watch:
    """A question that is answered in a thread of its own, so that it can be followed and stopped."""

    def __init__(self, engine: Engine, report: Report) -> None:
        self._engine, self._report = engine, report
        self._rows: list[tuple[Any, ...]] = []
        self._fault: Exception | None = None

    def fetch(self, query: str) -> list[tuple[Any, ...]]:
        thread = threading.Thread(target=self._run, args=(query,), daemon=True)
        thread.start()
        try:
            while thread.is_alive():
                thread.join(_POLL_SECONDS)
                self._report.progress(max(0.0, self._engine.query_progress()) / 100, _("Counting"))
        except Stopped:
            self._engine.interrupt()
            thread.join()
            raise
        if self._fault is not None:
            raise self._fault
        return self._rows

    def _run(self, query: str) -> None:
        try:
            self._rows = self._engine.execute(query).fetchall()
        except DuckError as error:
            self._fault = error


def _is_doubtful(one: ColumnProfile, records: int) -> bool:
    """Whether the first records told another type than all of them do."""
    present = records - one.column.missing
    if one.column.type in {"empty", "constant"}:
        return one.column.distinct > (one.column.type == "constant")
    if one.column.type == "id":
        return one.column.distinct < _NEARLY_UNIQUE * present
    return one.column.type in NUMERIC | TEMPORAL and one.unreadable > (1 - MAIN_SHARE) * present > 0


def _read(column: Column, answer: Sequence[Any], records: int) -> ColumnProfile:
    told = dict(zip(column_sql.NAMES, answer, strict=True))
    missing = int(told["missing"])
    full = replace(column, missing=missing, distinct=int(told["distinct"]))
    return ColumnProfile(
        full,
        records - missing - int(told["readable"]),
        _plain(told["minimum"]),
        _plain(told["maximum"]),
        _plain(told["mean"]),
        _plain(told["deviation"]),
        int(told["longest"] or 0),
    )


def _plain(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value
