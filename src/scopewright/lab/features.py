"""Which columns a model may use, and those columns as numbers, categories and texts.

Everything here looks at one row at a time or at a column's type, never at the target: what must be learned from rows
(medians, category codes, word weights) is learned inside each fold, in ``encode``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
import pandas as pd

from scopewright.lab.intake import Column, Loaded
from scopewright.lab.portable import part_of, span
from scopewright.lab.types import TEMPORAL, to_typed
from scopewright.lab.unfit import UnfitData
from scopewright.language import N_, _

MOST_CATEGORIES = 50
MOST_DATE_PAIRS = 6
ROWS_A_LEVEL = 3
LEFT_OUT = {
    "id": N_("every row has its own value"),
    "constant": N_("all rows have the same value"),
    "empty": N_("it has no value in any row"),
}
MOMENT_PARTS = {"days": 0.0, "month": 365.0, "day": 30.0, "weekday": 7.0, "hour": 1.0}
"""The parts of a date, and after how many days each comes round again."""


@dataclass(frozen=True)
class Part:
    """One column that a model is given: ``kind`` is ``number``, ``category`` or ``text``; ``source`` is its column.

    ``made`` says how it was made of dates: the part of one, or the earlier of the two whose span it is.
    """

    label: str
    source: str
    kind: str
    cells: pd.Series
    made: str = ""


@dataclass(frozen=True)
class Features:
    """The parts made of the columns that are used, and why the others are not."""

    parts: tuple[Part, ...]
    left_out: tuple[tuple[str, str], ...]
    dates: tuple[str, ...]

    @property
    def used(self) -> tuple[str, ...]:
        """The columns of the file that are used, in their order."""
        return tuple(dict.fromkeys(part.source for part in self.parts))

    def table(self, rows: np.ndarray) -> pd.DataFrame:
        """The parts of some rows; columns are the positions of the parts."""
        return pd.DataFrame({place: part.cells.iloc[rows] for place, part in enumerate(self.parts)})

    @cached_property
    def levels(self) -> list[int]:
        """The positions of the texts that repeat, so that a level has rows to learn from."""
        cells = ((place, self.parts[place].cells) for place in self.places("text"))
        return [place for place, texts in cells if texts.count() >= ROWS_A_LEVEL * texts.nunique()]

    def places(self, kind: str) -> list[int]:
        """The positions of the parts of a kind."""
        return [place for place, part in enumerate(self.parts) if part.kind == kind]


def choose(loaded: Loaded, target: str, drop: Sequence[str], group: str | None = None) -> Features:
    """The features for a target: every column but the target, those to drop, and those that cannot help.

    The column whose groups are held out whole names what a model will never meet again, so it is no feature.

    Raises:
        UnfitData: a column to drop does not exist, or no column is left.
    """
    names = {column.name for column in loaded.columns}
    if unknown := [name for name in drop if name not in names]:
        raise UnfitData(_("There is no column “{name}” to leave out.").format(name=unknown[0]))
    left_out = []
    parts: list[Part] = []
    moments: dict[str, pd.Series] = {}
    for column in loaded.columns:
        if column.name == target:
            continue
        if why := _("whole groups of it are held out") if column.name == group else _unusable(column, drop):
            left_out.append((column.name, why))
            continue
        typed = to_typed(loaded.frame[column.name], column)
        if column.type in TEMPORAL:
            moments[column.name] = typed
            parts.extend(_of_moment(column.name, typed))
        else:
            parts.append(_of_value(column.name, typed))
    parts.extend(_spans(moments))
    parts = [part for part in parts if part.cells.notna().any()]
    if not parts:
        raise UnfitData(_("No column is left to predict from. Leave out fewer columns."))
    return Features(tuple(parts), tuple(left_out), tuple(moments))


def part_of_column(loaded: Loaded, name: str) -> Part | None:
    """A column as numbers or levels to look at rows by, whether or not models use it; None of dates and texts."""
    column = loaded.column(name)
    if column.type in TEMPORAL | {"empty"}:
        return None
    part = _of_value(name, to_typed(loaded.frame[name], column))
    return None if part.kind == "text" else part


def _unusable(column: Column, drop: Sequence[str]) -> str | None:
    if column.name in drop:
        return _("you left it out")
    return _(LEFT_OUT[column.type]) if column.type in LEFT_OUT else None


def _of_value(name: str, typed: pd.Series) -> Part:
    if pd.api.types.is_numeric_dtype(typed):
        return Part(name, name, "number", typed.replace([np.inf, -np.inf], np.nan))
    text = typed.where(typed.notna(), np.nan)
    return Part(name, name, "category" if text.nunique() <= MOST_CATEGORIES else "text", text)


def _of_moment(name: str, moments: pd.Series) -> Iterator[Part]:
    """The parts of a date that models can use; one that never changes, or has not come round twice, is no part.

    Within one year the month tells no season from a trend, and leads whoever trusts it astray in the next.
    """
    length = (moments.max() - moments.min()).total_seconds() / 86_400
    for label, round_days in MOMENT_PARTS.items():
        values = part_of(moments, label)
        if values.nunique() > 1 and length >= 2 * round_days:
            yield Part(f"{name}: {label}", name, "number", values, label)


def _spans(moments: dict[str, pd.Series]) -> Iterator[Part]:
    """The time in days between each two dates, such as between an order and its delivery."""
    for earlier, later in list(combinations(moments, 2))[:MOST_DATE_PAIRS]:
        yield Part(f"{earlier} → {later}", later, "number", span(moments[earlier], moments[later]), earlier)
