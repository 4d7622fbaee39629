"""How the score grows with the rows fitted on, and what twice the rows would buy.

The error is taken to fall as a power law towards a floor, a + b·n^-c: J. Hestness and others, *Deep Learning Scaling is
Predictable, Empirically* (2017). The interval comes from refitting the curve to resampled points; it says how well the
curve is known, not that the law holds.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from scopewright.lab.candidates import Candidate
from scopewright.lab.metrics import Answers, Metric
from scopewright.lab.race import Race, answered, fit_to
from scopewright.lab.resample import Floats
from scopewright.language import _
from scopewright.progress import Report

SHARES = (0.1, 0.2, 0.4, 0.7, 1.0)
REPEATS = 3
FEWEST = 30
REFITS = 100
POWERS = np.linspace(0.1, 1.5, 29)


def learning_curve(race: Race, candidate: Candidate, metric: Metric, blank: Answers, report: Report) -> dict[str, Any]:
    """``{"points": [{"rows", "value", "low", "high"}], "more": {"rows", "gain", "low", "high"} | None}``.

    The model is fitted on growing samples of one fold's rows and scored on the rest; ``gain`` is what twice all rows
    would add to the score (positive = better).
    """
    matrix, truth, other, other_truth = race.telling(0)
    classes = blank.given.shape[1] if blank.given.ndim == 2 else 0
    found: list[tuple[int, float]] = []
    sizes = [size for share in SHARES if (size := round(share * len(matrix))) >= FEWEST]
    for place, size in enumerate(sizes):
        report.progress(place / len(sizes), _("Learning curve: {count} rows").format(count=size))
        for repeat in range(1 if size == len(matrix) else REPEATS):
            rows = np.random.default_rng(repeat).permutation(len(matrix))[:size]
            if classes and len(np.unique(truth[rows])) < 2:
                continue
            model = fit_to(candidate.build(race.setting(matrix[rows])), matrix[rows], truth[rows])
            found.append((size, metric.value(Answers(other_truth, answered(model, other, classes), blank.positive))))
    sign = 1.0 if metric.direction == "higher" else -1.0
    known = np.array([(rows, value) for rows, value in found if np.isfinite(value)])
    return {"points": _points(known), "more": _more(known, sign)}


def _points(known: Floats) -> list[dict[str, Any]]:
    points = []
    for size in np.unique(known[:, 0]) if len(known) else ():
        values = known[known[:, 0] == size, 1]
        points.append(
            {"rows": int(size), "value": float(values.mean()), "low": float(values.min()), "high": float(values.max())}
        )
    return points


def _more(known: Floats, sign: float) -> dict[str, Any] | None:
    if len(np.unique(known[:, 0] if len(known) else known)) < 3:
        return None
    rows, errors = known[:, 0], -sign * known[:, 1]
    chance = np.random.default_rng(0)
    guess, spread = _fit(rows, errors)
    gains = []
    for _refit in range(REFITS):
        again = guess + chance.choice(spread, len(rows))
        gains.append(_gain(rows, again))
    low, high = np.quantile(gains, [0.025, 0.975])
    gain = _gain(rows, errors)
    return {"rows": int(2 * rows.max()), "gain": gain, "low": min(float(low), gain), "high": max(float(high), gain)}


def _gain(rows: Floats, errors: Floats) -> float:
    """By how much the error falls between all rows and twice as many."""
    most = rows.max()
    _floor, scale, power = _curve(rows, errors)
    return float(scale * (most**-power - (2 * most) ** -power))


def _fit(rows: Floats, errors: Floats) -> tuple[Floats, Floats]:
    floor, scale, power = _curve(rows, errors)
    guess = floor + scale * rows**-power
    return guess, errors - guess


def _curve(rows: Floats, errors: Floats) -> tuple[float, float, float]:
    """Floor, scale (never negative: more rows do no harm) and power of the law with the least squares."""
    best = (float(errors.mean()), 0.0, 1.0)
    least = float(((errors - errors.mean()) ** 2).sum())
    for power in POWERS:
        falling = rows**-power
        scale, floor = np.polyfit(falling, errors, 1)
        left = float(((errors - floor - scale * falling) ** 2).sum())
        if scale > 0 and left < least:
            best, least = (float(floor), float(scale), float(power)), left
    return best
