"""What a check of two files is given: an earlier and a later delivery of one table, or a table and the one it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from scopewright.lab.drift import Drift, of_levels, of_numbers
from scopewright.lab.findings.case import Case, Found
from scopewright.lab.types import NUMERIC, TEMPORAL, Column
from scopewright.lab.unreadable import UnreadableFile
from scopewright.language import _

_WORDS = frozenset({"category", "boolean", "constant", "code"})


@dataclass
class Pair:
    """Two deliveries of one table; ``key`` is the column by which their rows are matched, if there is one."""

    old: Case
    new: Case
    key: str | None = None

    @cached_property
    def common(self) -> list[tuple[Column, Column]]:
        """The columns that both have, old and new, in the order of the new ones."""
        old = {column.name: column for column in self.old.loaded.columns}
        return [(old[column.name], column) for column in self.new.loaded.columns if column.name in old]

    @cached_property
    def drifts(self) -> dict[str, Drift]:
        """By column how far its values have moved; ids, texts and dates, which move by nature, are left out."""
        found = {}
        for old, new in self.common:
            if old.type in NUMERIC and new.type in NUMERIC:
                values = [case.finite(column) for case, column in ((self.old, old), (self.new, new))]
                missing = [self.old.records - len(values[0]), self.new.records - len(values[1])]
                found[new.name] = of_numbers(values[0].to_numpy(), values[1].to_numpy(), missing[0], missing[1])
            elif old.type in _WORDS | NUMERIC and new.type in _WORDS | NUMERIC and old.distinct <= self.old.records / 2:
                counts = _counts(self.old, old), _counts(self.new, new)
                found[new.name] = of_levels(counts[0], counts[1], old.missing, new.missing)
        return found

    @cached_property
    def gone(self) -> tuple[int, list[int]]:
        """How many rows of the old table have a key that the new one lacks, and their numbers, or the first of them."""
        before, after = self.keyed
        rows = [int(row) for key, row in before.items() if key not in after]
        return len(rows), rows

    @cached_property
    def added(self) -> tuple[int, list[int]]:
        """How many rows of the new table have a key that the old one lacks, and their numbers, or the first of them."""
        before, after = self.keyed
        rows = [int(row) for key, row in after.items() if key not in before]
        return len(rows), rows

    @cached_property
    def keyed(self) -> tuple[dict[str, int], dict[str, int]]:
        """The record of each key, in the old table and in the new one; empty without a key.

        Raises:
            UnreadableFile: there is no such column, or keys are missing or repeated; the sentence says what to do.
        """
        return ({}, {}) if self.key is None else (_keyed(self.old, self.key), _keyed(self.new, self.key))


def _counts(case: Case, column: Column) -> dict[str, int]:
    codes, values = case.codes(column)
    counts = Counter(codes.tolist())
    return {value: counts[code] for code, value in enumerate(values)}


def _keyed(case: Case, key: str) -> dict[str, int]:
    """The record of each key.

    Raises:
        UnreadableFile: there is no such column, or a key is missing or repeated; the sentence says what to do.
    """
    names = {column.name for column in case.loaded.columns}
    if key not in names:
        raise UnreadableFile(_("There is no column “{name}” to match rows by.").format(name=key))
    cells = case.text(case.loaded.column(key))
    if cells.isna().any() or cells.duplicated().any():
        raise repeated(key)
    return dict(zip(cells, range(len(cells)), strict=True))


def repeated(key: str) -> UnreadableFile:
    """What is said of a column whose cells do not tell the rows apart."""
    text = _("“{name}” does not tell the rows apart: keys are missing or repeated. Match by another column.")
    return UnreadableFile(text.format(name=key))


def likely_key(old: Case, new: Case) -> str | None:
    """The first column that tells every row apart in both tables, or None."""
    unique = {column.name for column in old.loaded.columns if _unique(old, column)}
    names = (column.name for column in new.loaded.columns if column.name in unique and _unique(new, column))
    return next(names, None)


def _unique(case: Case, column: Column) -> bool:
    keyed = column.type in {"id", "code"} or (column.type == "text" and column.distinct == case.records)
    return keyed and column.missing == 0 and column.distinct == case.records and column.type not in TEMPORAL


@dataclass(frozen=True)
class PairRule:
    """A check of two deliveries: its stable code, usual severity and what it looks for, in a few words."""

    code: str
    severity: str
    title: str
    check: Callable[[Pair], Iterable[Found]]
