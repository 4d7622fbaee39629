"""Rows whose label is probably wrong, by confident learning on out-of-fold probabilities.

Source: C. Northcutt, L. Jiang and I. Chuang, *Confident Learning: Estimating Uncertainty in Dataset Labels* (JAIR
2021): a row is suspect if another class is told at least as surely as that class is on average told for its own rows.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from scopewright.lab.metrics import Answers
from scopewright.lab.resample import Integers

MOST = 200


def suspect_labels(answers: Answers, rows: Integers, classes: tuple[str, ...]) -> dict[str, Any]:
    """``{"count", "first": [{"row", "given", "told", "probability"}]}``, the surest first; at most 200 are listed."""
    truth = answers.truth.astype(np.int64)
    sure = np.array(
        [answers.given[truth == code, code].mean() if (truth == code).any() else 2.0 for code in range(len(classes))]
    )
    confident = answers.given >= sure
    told = np.where(confident, answers.given, -1.0).argmax(axis=1)
    own = np.where(truth < len(classes), truth, 0)
    margin = answers.given[np.arange(len(truth)), told] - answers.given[np.arange(len(truth)), own]
    found = np.flatnonzero(confident.any(axis=1) & (told != truth) & (margin > 0))
    order = found[np.argsort(-margin[found], kind="stable")]
    first = [
        {
            "row": int(rows[place]),
            "given": classes[truth[place]] if truth[place] < len(classes) else None,
            "told": classes[told[place]],
            "probability": float(answers.given[place, told[place]]),
        }
        for place in order[:MOST]
    ]
    return {"count": len(order), "first": first}
