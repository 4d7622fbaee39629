"""Classes one by one: how many there are and are found, what they are taken for, and whether the odds are true."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.metrics import confusion_matrix

from scopewright.lab.metrics import Answers
from scopewright.lab.resample import wilson_interval

RARE = 50
MOST_CLASSES = 30
BINS = 10


def per_class(answers: Answers, classes: tuple[str, ...]) -> list[dict[str, Any]]:
    """Rows, recall and precision of each class with Wilson's interval; ``rare`` below 50 rows."""
    chosen, truth = answers.chosen(), answers.truth
    table = []
    for code, name in enumerate(classes):
        true, said = truth == code, chosen == code
        found = float((true & said).sum())
        row: dict[str, Any] = {"class": name, "rows": int(true.sum()), "rare": bool(true.sum() < RARE)}
        for measure, total in (("recall", float(true.sum())), ("precision", float(said.sum()))):
            low, high = wilson_interval(found, total)
            row[measure] = {"value": found / total if total else None, "low": low, "high": high}
        table.append(row)
    return table


def confusion(answers: Answers, classes: tuple[str, ...]) -> dict[str, Any] | None:
    """Counts by true class (rows) and chosen class (columns); None for too many classes to read."""
    if len(classes) > MOST_CLASSES:
        return None
    counts = confusion_matrix(answers.truth, answers.chosen(), labels=np.arange(len(classes)))
    return {"classes": list(classes), "counts": counts.tolist()}


def calibration(answers: Answers) -> list[dict[str, float | int]]:
    """Told probability beside what came true, in ten bins of equal size, with Wilson's interval.

    Of the positive class, or of the chosen one where there are several classes.
    """
    if answers.positive is not None:
        told, true = answers.given[:, answers.positive], answers.truth == answers.positive
    else:
        told, true = answers.given.max(axis=1), answers.truth == answers.chosen()
    order = np.argsort(told, kind="stable")
    bins = []
    for part in np.array_split(order, min(BINS, len(order))):
        low, high = wilson_interval(float(true[part].sum()), len(part))
        bins.append(
            {
                "told": float(told[part].mean()),
                "true": float(true[part].mean()),
                "low": low,
                "high": high,
                "rows": len(part),
            }
        )
    return bins
