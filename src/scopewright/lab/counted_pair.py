"""Two deliveries of which at least one is too large to be held: compared by what is counted on all their rows.

Rows are matched by hashes of their keys, so that those gone and added are known; the cells of the rows that stayed are
not compared, which would need one of the files in memory. Numbers are binned at quantiles of the
earlier file, which the engine estimates (t-digest); the Kolmogorov–Smirnov distance is that at the bounds of 40 bins,
so that it may be up to 0.025 too small.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from scopewright.lab.audited_file import answers
from scopewright.lab.counted_keys import matched
from scopewright.lab.drift import Drift, of_binned, of_levels
from scopewright.lab.findings import PAIR_RULES, Case
from scopewright.lab.findings.pair import Pair
from scopewright.lab.full_profile import Counted, Profile, counted
from scopewright.lab.intake import load
from scopewright.lab.reading import Reading
from scopewright.lab.stretch import Stretch
from scopewright.lab.types import NUMERIC
from scopewright.lab.unreadable import UnreadableFile
from scopewright.progress import Report, Silent

_BINS = 40
_RULES = frozenset({"CMP01", "CMP02", "CMP03", "CMP05", "CMP06", "DRF01"})
_NEARLY_UNIQUE = 0.93
Alone = tuple[int, list[int]]
_WORDS = frozenset({"category", "boolean", "constant"})
_MOST_LEVELS, _MOST_TRIED = 1_000, 3


@dataclass
class CountedPair(Pair):
    """Two deliveries whose cells are not at hand; ``alone`` are the rows gone and those added, by key."""

    counted: dict[str, Drift] = field(default_factory=dict)
    alone: tuple[Alone, Alone] = ((0, []), (0, []))

    @cached_property
    def gone(self) -> Alone:
        """By the hashes of the keys."""
        return self.alone[0]

    @cached_property
    def added(self) -> Alone:
        """By the hashes of the keys."""
        return self.alone[1]

    @cached_property
    def drifts(self) -> dict[str, Drift]:
        """As counted on all rows of both."""
        return self.counted


def compare(
    old_path: str, new_path: str, reading: Reading, report: Report, key: str | None = None
) -> tuple[list[dict[str, Any]], CountedPair]:
    """What has changed between two files, and how far each column that both have has drifted.

    Rows are matched by ``key``; without one, by the first column that tells all rows of both apart, if there is one.

    Raises:
        UnreadableFile: a file cannot be read as one table; its text is for the user.
        Stopped: the user asked to stop.
    """
    with counted(old_path, Stretch(report, 0.0, 0.4), reading) as old:
        was, edges = old.profile, _edges(old)
        before = _spread(old, edges)
    with counted(new_path, Stretch(report, 0.5, 0.9), reading) as new:
        now, after = new.profile, _spread(new, edges)
    drifts = {}
    for name in [name for name in after if name in before]:
        missing = [_lost(one, name) for one in (was, now)]
        if name in edges:
            drifts[name] = of_binned(edges[name], before[name], after[name], missing[0], missing[1])
        else:
            drifts[name] = of_levels(before[name], after[name], missing[0], missing[1])
    key, alone = _matched(old_path, new_path, reading, Stretch(report, 0.9, 1.0), (was, now), key)
    pair = CountedPair(_case(old_path, reading, was), _case(new_path, reading, now), key, drifts, alone)
    found = [one for rule in PAIR_RULES if rule.code in _RULES for one in answers(rule, rule.check(pair))]
    return found, pair


def _matched(
    old_path: str, new_path: str, reading: Reading, report: Report, profiles: tuple[Profile, Profile], key: str | None
) -> tuple[str | None, tuple[Alone, Alone]]:
    """The column by which rows are matched, and the rows gone and added; none if no column tells them apart."""
    if key is not None:
        return key, matched(old_path, new_path, key, reading, report)
    before, after = map(_likely_keys, profiles)
    for name in [name for name in after if name in before][:_MOST_TRIED]:
        try:
            return name, matched(old_path, new_path, name, reading, report)
        except UnreadableFile:
            # Its estimate of different values was too high, or there are too many: the columns are compared anyway.
            continue
    return None, ((0, []), (0, []))


def _likely_keys(profile: Profile) -> list[str]:
    """The columns of codes that seem to tell all rows apart."""
    columns, least = [one.column for one in profile.columns], _NEARLY_UNIQUE * profile.records
    return [one.name for one in columns if one.type in {"id", "code"} and not one.missing and one.distinct >= least]


def _case(path: str, reading: Reading, profile: Profile) -> Case:
    """The file as the rules on columns see it, without its cells."""
    columns = tuple(one.column for one in profile.columns)
    first = load(path, Silent(), reading, 1)
    whole = replace(first, records=profile.records, columns=columns, fingerprint=profile.fingerprint)
    return Case(whole, None, dt.date.today())


def _lost(profile: Profile, name: str) -> int:
    return next(one.column.missing + one.unreadable for one in profile.columns if one.column.name == name)


def _edges(old: Counted) -> dict[str, list[float]]:
    """The bounds of the bins of each column of numbers."""
    numbers = [column for column in old.columns if column.type in NUMERIC]
    shares = [place / _BINS for place in range(1, _BINS)]
    found = old.ask(numbers, lambda value, _name: f"approx_quantile({value}, {shares})")
    return {column.name: sorted(set(edges)) for column, edges in zip(numbers, found, strict=True) if edges}


def _spread(one: Counted, edges: dict[str, list[float]]) -> dict[str, Any]:
    """How many values of each column lie in each bin, or how often each level occurs."""
    numbers = [column for column in one.columns if column.name in edges and column.type in NUMERIC]
    bins = one.ask(numbers, lambda value, name: _in_bins(value, edges[name]))
    words = [column for column in one.columns if column.type in _WORDS and column.distinct <= _MOST_LEVELS]
    levels = one.ask(words, lambda value, _name: f"histogram({value})")
    return {column.name: found for column, found in zip(numbers, bins, strict=True)} | {
        column.name: dict(found or {}) for column, found in zip(words, levels, strict=True)
    }


def _in_bins(value: str, edges: Sequence[float]) -> str:
    return f"[{', '.join(f'count(case when {value} <= {edge!r} then 1 end)' for edge in edges)}, count({value})]"
