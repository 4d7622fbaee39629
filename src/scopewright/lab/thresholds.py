"""What each threshold of a probability costs in false alarms and misses, counted on rows no fitted model had seen.

With what a false alarm and a miss cost, whoever reads the counts can choose the threshold; the held-out test has no
part in it. Source: C. Elkan, *The Foundations of Cost-Sensitive Learning* (IJCAI 2001).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from scopewright.lab.metrics import Answers

POINTS = 40
DIGITS = 4


def thresholds(answers: Answers) -> dict[str, Any] | None:
    """``{"rows", "positives", "points": [{"threshold", "false_positives", "false_negatives"}]}``; None of other tasks.

    A row is called positive from the threshold on. The thresholds are 0, 0.5, 1.01 (nobody) and quantiles of the
    probabilities.
    """
    if answers.positive is None:
        return None
    told, is_so = answers.given[:, answers.positive], answers.truth == answers.positive
    quantiles = np.quantile(told, np.linspace(0, 1, POINTS + 1)[1:-1])
    found = np.unique(np.concatenate([[0.0, 0.5, 1.01], np.round(quantiles, DIGITS)]))
    points = [
        {
            "threshold": float(place),
            "false_positives": int(((told >= place) & ~is_so).sum()),
            "false_negatives": int(((told < place) & is_so).sum()),
        }
        for place in found
    ]
    return {"rows": len(told), "positives": int(is_so.sum()), "points": points}
