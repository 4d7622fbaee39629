"""How the rows are shared out as asked: at random, by class, in whole groups, by time, or by the user's own list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from scopewright.lab import split
from scopewright.lab.ask import Ask
from scopewright.lab.intake import Loaded
from scopewright.lab.resample import Floats, Integers
from scopewright.lab.split import Fold, Split
from scopewright.lab.task import Target
from scopewright.lab.types import NUMERIC, TEMPORAL, to_typed
from scopewright.lab.unfit import UnfitData
from scopewright.language import _


@dataclass(frozen=True)
class Arrangement:
    """What decides where a row may go; each array has one entry per row of the file.

    ``twins`` are equal for rows whose cells are all equal; ``repeats`` counts the later ones of such rows, ``together``
    says whether they are kept on one side. ``groups`` and ``moments`` are those of the columns the user named.
    """

    ask: Ask
    target: Target
    hidden: Integers | None
    twins: Integers
    repeats: int
    together: bool
    groups: Integers | None
    moments: Floats | None

    @property
    def bound(self) -> Integers:
        """Rows with the same number must stay on one side."""
        return self.twins if self.groups is None else split.united(self.groups, self.twins)

    def rows(self) -> Integers:
        """The rows that can be shared out: they have a target and, where time decides, a moment."""
        known = self.target.rows
        return known if self.moments is None else known[np.isfinite(self.moments[known])]

    def hold_out(self) -> Split:
        """The test, and the rows outside it.

        Raises:
            UnfitData: the rows cannot be shared out as asked.
        """
        rows, strata = self.rows(), None
        if self.target.classes:
            strata = self.target.truth[rows].astype(np.int64)
        if self.hidden is not None:
            return split.given(rows, self.hidden)
        if self.moments is not None:
            return self._without_groups_of_the_test(split.hold_out_latest(rows, self.moments[rows]))
        if self.groups is not None:
            return split.hold_out_groups(rows, self.bound[rows], strata, self.ask.seed)
        return split.hold_out(rows, self.twins[rows], strata, self.ask.seed)

    def folds(self, rows: Integers) -> list[Fold]:
        """Positions within ``rows`` to fit on and to score.

        Raises:
            UnfitData: no fold would have enough rows, or two classes, to fit on.
        """
        strata = self.target.truth[rows].astype(np.int64) if self.target.classes else None
        parts = [(fit, held) for fit, held in self._parts(rows, strata) if self._enough(fit, strata)]
        if not parts:
            raise UnfitData(
                _("Split like this, no part has enough rows and classes to learn from. Choose another split.")
            )
        return parts

    @property
    def apart(self) -> bool:
        """Whether the rows that are scored differ in kind from those fitted on: other groups, or a later time."""
        return self.groups is not None or self.moments is not None

    def folds_alike(self, rows: Integers, folds: list[Fold]) -> list[Fold]:
        """Of the rows that each fold fits on, some drawn at random to be scored in its place, each in one fold at most.

        So what is scored comes from the groups and the time that are fitted on. Folds for which that leaves too few
        rows, or one class, are left out.
        """
        strata = self.target.truth[rows].astype(np.int64) if self.target.classes else None
        drawn = [held for _fit, held in split.folds(self.twins[rows], strata, self.ask.seed)]
        parts = [
            (np.setdiff1d(fit, held), np.intersect1d(fit, held))
            for (fit, _later), held in zip(folds, drawn, strict=False)
        ]
        return [(fit, held) for fit, held in parts if len(held) and self._enough(fit, strata)]

    def overlap(self, parts: Split) -> int:
        """How many groups have rows both in the test and outside it."""
        if self.groups is None:
            return 0
        return len(np.intersect1d(self.groups[parts.dev], self.groups[parts.test]))

    def leaked(self, parts: Split) -> int:
        """How many test rows have a twin outside the test."""
        return int(np.isin(self.twins[parts.test], self.twins[parts.dev]).sum())

    @staticmethod
    def _enough(fit: Integers, strata: Integers | None) -> bool:
        """Whether there are rows, and classes, enough to fit on."""
        return len(fit) >= split.FEWEST_DIFFERENT and (strata is None or len(np.unique(strata[fit])) > 1)

    def _parts(self, rows: Integers, strata: Integers | None) -> Iterator[Fold]:
        if self.moments is not None:
            for fit, held in split.folds_by_time(self.moments[rows]):
                yield fit[self._unseen(rows[fit], rows[held])], held
        elif self.groups is not None:
            yield from split.folds_by_group(self.bound[rows], strata, self.ask.seed)
        else:
            yield from split.folds(self.twins[rows], strata, self.ask.seed)

    def _without_groups_of_the_test(self, parts: Split) -> Split:
        return Split(parts.kind, parts.dev[self._unseen(parts.dev, parts.test)], parts.test)

    def _unseen(self, earlier: Integers, later: Integers) -> np.ndarray:
        """Which earlier rows belong to a group that no later row belongs to."""
        if self.groups is None:
            return np.ones(len(earlier), dtype=bool)
        return np.asarray(~np.isin(self.groups[earlier], self.groups[later]))


def arrange(ask: Ask, loaded: Loaded, target: Target, hidden: Integers | None) -> Arrangement:
    """Look at the rows and the columns that the split goes by.

    Raises:
        UnfitData: there is no such column, or it cannot serve.
    """
    ids = [column.name for column in loaded.columns if column.type == "id"]
    twins = split.same_rows(loaded.frame.drop(columns=list({ask.target, *ids})))
    repeats = len(twins) - len(np.unique(twins))
    together = repeats <= len(twins) / 2
    if not together:
        # a few coarse columns: rows are alike by nature, and a split that parted every kind of row would judge nothing
        twins = np.arange(len(twins))
    groups, moments = _groups(loaded, ask), _moments(loaded, ask)
    return Arrangement(ask, target, hidden, twins, repeats, together, groups, moments)


def _groups(loaded: Loaded, ask: Ask) -> Integers | None:
    if ask.group is None:
        return None
    _refuse_unknown(loaded, ask, ask.group)
    codes = np.asarray(pd.factorize(loaded.frame[ask.group])[0], dtype=np.int64)
    alone = codes < 0
    codes[alone] = codes.max() + 1 + np.arange(alone.sum())
    return codes


def _moments(loaded: Loaded, ask: Ask) -> Floats | None:
    """Seconds since 1970 for dates, else the numbers themselves; NaN where there is none."""
    if ask.time is None:
        return None
    _refuse_unknown(loaded, ask, ask.time)
    column = loaded.column(ask.time)
    typed = to_typed(loaded.frame[column.name], column)
    if column.type in TEMPORAL:
        return np.asarray((typed - pd.Timestamp(0)).dt.total_seconds(), dtype=np.float64)
    if column.type in NUMERIC or (column.type == "id" and pd.api.types.is_numeric_dtype(typed)):
        return np.asarray(typed.to_numpy(np.float64))
    if column.type == "constant":
        raise UnfitData(_("“{name}” has one value only, so it does not tell early from late.").format(name=column.name))
    said = _("“{name}” holds neither dates nor numbers, so it does not tell early from late.")
    raise UnfitData(said.format(name=column.name))


def _refuse_unknown(loaded: Loaded, ask: Ask, name: str) -> None:
    if name not in loaded.frame.columns:
        raise UnfitData(_("There is no column “{name}” to split by.").format(name=name))
    if name == ask.target:
        raise UnfitData(_("“{name}” is the target, so the split cannot go by it.").format(name=name))
