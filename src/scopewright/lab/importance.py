"""What a column is worth to a fitted model: how much worse it answers unseen rows when the column is shuffled.

Source: L. Breiman, *Random Forests* (2001), permutation importance.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.compose import ColumnTransformer

from scopewright.lab.features import Features
from scopewright.lab.metrics import Answers, Metric
from scopewright.lab.race import answered
from scopewright.lab.resample import Floats
from scopewright.progress import Report

REPEATS = 5
ENOUGH_ROWS = 1_000
MOST_COLUMNS = 40


def importance(
    features: Features,
    encoder: ColumnTransformer,
    model: Any,
    held: tuple[Floats, Any],
    metric: Metric,
    blank: Answers,
    report: Report,
) -> list[dict[str, Any]]:
    """``[{"column", "value", "spread"}]``: mean loss of the metric and its standard deviation, the dearest first.

    ``held`` are matrix and truth of rows that the model has not seen; ``blank`` says classes and positive class.
    """
    matrix, truth = held[0][:ENOUGH_ROWS], held[1][:ENOUGH_ROWS]
    chance, classes = np.random.default_rng(0), blank.given.shape[1] if blank.given.ndim == 2 else 0

    def value(of: Floats) -> float:
        return metric.value(Answers(truth, answered(model, of, classes), blank.positive))

    sign, whole = (1.0 if metric.direction == "higher" else -1.0), value(matrix)
    found = []
    columns = list(places_of(features, encoder).items())[:MOST_COLUMNS]
    for done, (column, places) in enumerate(columns):
        report.progress(done / len(columns), column)
        losses = []
        for _repeat in range(REPEATS):
            shuffled = matrix.copy()
            shuffled[:, places] = matrix[chance.permutation(len(matrix))][:, places]
            losses.append(sign * (whole - value(shuffled)))
        known = np.array(losses)[np.isfinite(losses)]
        if len(known):
            found.append({"column": column, "value": float(known.mean()), "spread": float(known.std())})
    return sorted(found, key=lambda each: -float(each["value"]))


def places_of(features: Features, encoder: ColumnTransformer) -> dict[str, list[int]]:
    """The positions in the encoded matrix that come from each column of the file."""
    positions: dict[str, list[int]] = {}
    means = range(*encoder.output_indices_.get("levels", slice(0)).indices(10**9))
    for name, part in _named_parts(features):
        span = range(*encoder.output_indices_[name].indices(10**9))
        if name.startswith("text"):
            positions.setdefault(features.parts[part].source, []).extend(span)
        else:
            kind = features.places(name)
            positions.setdefault(features.parts[part].source, []).append(span[kind.index(part)])
    each = len(means) // max(1, len(features.levels))
    for number, part in enumerate(features.levels):
        positions[features.parts[part].source].extend(means[number * each : (number + 1) * each])
    return positions


def _named_parts(features: Features) -> list[tuple[str, int]]:
    """The transformer that a part goes through, and the part's place."""
    return [(f"text {place}" if part.kind == "text" else part.kind, place) for place, part in enumerate(features.parts)]
