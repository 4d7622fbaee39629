"""Parts of the data on which the model does worse than elsewhere: one level of a category, or a quarter of a number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from math import sqrt
from typing import Any

import numpy as np
import pandas as pd

from scopewright.lab.features import Features, Part
from scopewright.lab.metrics import Answers
from scopewright.lab.resample import Integers, Z, wilson_interval
from scopewright.lab.wrongness import Wrongness
from scopewright.language import _, current, show_figure

FEWEST = 30
MOST_SLICES = 60
QUARTERS = 4
MISSING = -1


@dataclass(frozen=True)
class Slice:
    """Rows with one thing in common, and the error on them with its 95 % interval.

    ``lead`` is by how much they are worse than the other rows at least (the lower end of the difference's interval);
    a slice of fewer than ``FEWEST`` rows is listed, not judged. ``false_positives`` and ``false_negatives`` are for
    two classes only. ``kept`` names the slice without a value of the file.
    """

    column: str
    label: str
    kept: str
    rows: int
    error: float
    low: float
    high: float
    others: float
    lead: float
    judged: bool
    false_positives: int | None = None
    false_negatives: int | None = None


def slices(features: Features, rows: Integers, answers: Answers, wrong: Wrongness) -> list[dict[str, Any]]:
    """The slices of the rows, the worst that can be judged first; ``answers`` and ``wrong`` are of these rows."""
    found = [
        _measured((part.label, label, kept), mask, answers, wrong)
        for part in features.parts
        if part.kind != "text"
        for label, kept, mask in levels(part, rows)
        if 0 < mask.sum() < len(mask)
    ]
    found.sort(key=lambda each: (not each.judged, -each.lead))
    return [asdict(each) for each in found[:MOST_SLICES]]


def levels(part: Part, rows: Integers) -> Iterator[tuple[str, str, np.ndarray]]:
    """Each slice of a column: its label, its label without a value, and where its rows are."""
    cells = part.cells.iloc[rows]
    if part.kind == "category" or cells.nunique() <= QUARTERS:
        codes, levels = pd.factorize(cells, sort=True)
        without = _("level {number} of {count}")
        labels = [show_figure(level, current()) if isinstance(level, float) else str(level) for level in levels]
    else:
        codes = np.asarray(pd.qcut(cells, QUARTERS, labels=False, duplicates="drop").fillna(MISSING), dtype=np.int64)
        without = _("quarter {number} of {count}")
        parts = [cells[codes == code] for code in range(codes.max() + 1)]
        said = _("{low} to {high}")
        labels = [
            said.format(low=show_figure(part.min(), current()), high=show_figure(part.max(), current()))
            for part in parts
        ]
    for code, label in enumerate(labels):
        yield label, without.format(number=code + 1, count=len(labels)), np.asarray(codes == code)
    yield _("missing"), _("missing"), np.asarray(codes == MISSING)


def _measured(names: tuple[str, str, str], mask: np.ndarray, answers: Answers, wrong: Wrongness) -> Slice:
    inside, outside = wrong.error[mask], wrong.error[~mask]
    error, others = float(inside.mean()), float(outside.mean())
    spread = sqrt(variance(inside) + variance(outside))
    if answers.given.ndim == 1:
        half = Z * sqrt(variance(inside))
        low, high = max(0.0, error - half), error + half
    else:
        low, high = wilson_interval(float(inside.sum()), len(inside))
    missed: list[int | None] = [None, None]
    if answers.positive is not None:
        said, is_so = answers.chosen()[mask] == answers.positive, answers.truth[mask] == answers.positive
        missed = [int((said & ~is_so).sum()), int((~said & is_so).sum())]
    return Slice(
        *names,
        len(inside),
        error,
        low,
        high,
        others,
        error - others - Z * spread,
        len(inside) >= FEWEST,
        *missed,
    )


def variance(values: np.ndarray) -> float:
    """The variance of the mean; of a share, with one wrong and one right answer added, so that it is never 0."""
    if set(np.unique(values)) <= {0.0, 1.0}:
        share = (values.sum() + 1) / (len(values) + 2)
        return float(share * (1 - share) / (len(values) + 2))
    return float(values.var(ddof=1) / len(values)) if len(values) > 1 else float("inf")
