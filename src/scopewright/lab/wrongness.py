"""How wrong each answer is, on one scale for all rows of a task."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scopewright.lab.metrics import SMALLEST_PROBABILITY, Answers
from scopewright.lab.resample import Floats
from scopewright.language import N_

WORST_SHARE = 0.1


@dataclass(frozen=True)
class Wrongness:
    """Per row: ``loss`` (log loss, or absolute error in the target's unit), whether the answer counts as ``wrong``,
    and what slices are compared by: ``error`` (1 for a wrong class, or the absolute error).
    """

    loss: Floats
    wrong: np.ndarray
    error: Floats
    unit: str


def wrongness(answers: Answers) -> Wrongness:
    """A class is wrong if it was not chosen; of numbers, the tenth with the largest errors counts as wrong."""
    if answers.given.ndim == 1:
        error = np.abs(answers.given - answers.truth)
        return Wrongness(error, error > np.quantile(error, 1 - WORST_SHARE), error, N_("mean absolute error"))
    codes = answers.truth.astype(np.int64)
    known = codes < answers.given.shape[1]
    told = np.where(known, answers.given[np.arange(len(codes)), np.where(known, codes, 0)], 0.0)
    wrong = answers.chosen() != codes
    loss = -np.log(np.clip(told, SMALLEST_PROBABILITY, 1.0))
    return Wrongness(loss, wrong, wrong.astype(np.float64), N_("share of wrong answers"))
