"""Baselines without learning from columns: a user's rules, and for rows in time the last value and the last season's.

They are scikit-learn estimators, so that they are fitted, scored and written down like every other model. The matrix
they are given is not the encoded one but one of their own, with one row per row of the file.
"""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin

from scopewright.lab.resample import Floats, Integers

HOUR, DAY = 3_600.0, 86_400.0


class _Told(BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Answers with what was told of a row, and with the trivial answer where nothing was."""

    def _remember(self, _matrix: Floats, _truth: Any) -> None:
        """What is kept of the rows fitted on, besides the trivial answer."""

    def _told(self, matrix: Floats) -> Floats:
        """The answer per row, NaN for none."""
        return np.asarray(matrix[:, 0], dtype=np.float64)


class RuleClassifier(ClassifierMixin, _Told):  # type: ignore[misc]
    """Probability 1 for the class told, the share of each class where none is told."""

    def fit(self, matrix: Floats, truth: Integers) -> Self:
        """Learn the shares of the classes."""
        self.classes_, counts = np.unique(truth, return_counts=True)
        self.shares_ = counts / counts.sum()
        self._remember(matrix, truth)
        return self

    def predict_proba(self, matrix: Floats) -> Floats:
        """Shape (rows, classes)."""
        told = self._told(matrix)[:, None]
        known = np.isin(told, self.classes_)
        return np.where(known, np.asarray(told == self.classes_, dtype=np.float64), self.shares_)

    def predict(self, matrix: Floats) -> Integers:
        """The most probable class."""
        return np.asarray(self.classes_[np.argmax(self.predict_proba(matrix), axis=1)])


class RuleRegressor(RegressorMixin, _Told):  # type: ignore[misc]
    """The value told, and the mean where none is."""

    def fit(self, matrix: Floats, truth: Floats) -> Self:
        """Learn the mean."""
        self.mean_ = float(np.mean(truth))
        self._remember(matrix, truth)
        return self

    def predict(self, matrix: Floats) -> Floats:
        """One value per row."""
        told = self._told(matrix)
        return np.where(np.isnan(told), self.mean_, told)


class _Last(_Told):
    """Repeats the target of the latest row fitted on, of those in the same phase of the season if there is one.

    The matrix has the moment in seconds (or any other unit) and the phase, a whole number.
    """

    def _remember(self, matrix: Floats, truth: Any) -> None:
        order = np.argsort(matrix[:, 0], kind="stable")
        self.last_ = {float(matrix[place, 1]): float(truth[place]) for place in order}

    def _told(self, matrix: Floats) -> Floats:
        return np.array([self.last_.get(float(phase), np.nan) for phase in matrix[:, 1]])


class LastClass(_Last, RuleClassifier):
    """The class of the latest known row."""


class LastValue(_Last, RuleRegressor):
    """The value of the latest known row."""


def season(moments: Floats) -> tuple[str, Integers] | None:
    """The season that dates allow, ``hour``, ``weekday`` or ``month``, and the phase of each; None if none repeats.

    ``moments`` are seconds since 1970; NaN has phase -1. Hours for steps under half a day, weekdays for steps under
    five days, months above; each needs two full rounds.
    """
    known = np.unique(moments[np.isfinite(moments)])
    if len(known) < 3:
        return None
    step, length = float(np.median(np.diff(known))), float(known[-1] - known[0])
    whole = np.where(np.isfinite(moments), moments, 0).astype("datetime64[s]")
    if step < DAY / 2:
        name, rounds, phase = "hour", length / DAY, whole.astype("datetime64[h]").astype(np.int64) % 24
    elif step < 5 * DAY:
        name, rounds, phase = "weekday", length / (7 * DAY), whole.astype("datetime64[D]").astype(np.int64) % 7
    else:
        name, rounds, phase = "month", length / (365 * DAY), whole.astype("datetime64[M]").astype(np.int64) % 12
    return None if rounds < 2 else (name, np.where(np.isfinite(moments), phase, -1))
