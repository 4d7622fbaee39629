"""Intervals from counts.

A bootstrap cannot draw what no row showed: on samples of 40 to 200 rows its 95 % intervals hold the truth in 65 to 92 %
of samples, and these in 90 to 100 (``tests/benchmarks/coverage.py``).

Sources: E. B. Wilson (1927) for proportions; R. Newcombe, *Confidence intervals for an effect size measure based on the
Mann-Whitney statistic* (Statistics in Medicine 2006), method 5, for the area under the ROC curve; K. Boyd and others,
*Area under the Precision-Recall Curve* (ECML 2013), the binomial interval; G. Zou and A. Donner (2008), the variance
recovered from each interval, for means over classes.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from scipy.optimize import brentq

from scopewright.lab.resample import Z, wilson_interval

Interval = tuple[float, float]
EDGE = 1e-9  # keeps the search off 0 and 1, where the variance is nought


def share_interval(share: float, trials: float) -> Interval:
    """Wilson's interval of a share of so many trials."""
    return wilson_interval(share * trials, trials)


def f1_interval(found: float, said_or_so: float) -> Interval:
    """Of F1, by way of the share that was found of the rows that are positive or said to be: F1 = 2 s / (1 + s)."""
    low, high = wilson_interval(found, said_or_so)
    return 2 * low / (1 + low), 2 * high / (1 + high)


def auc_interval(value: float, counts: Sequence[tuple[int, int]]) -> Interval:
    """Of the mean area over folds, each with so many positive and negative rows."""

    def beyond(area: float) -> float:
        spread = sum(_area_variance(area, *each) for each in counts) / len(counts) ** 2
        return float((value - area) ** 2 - Z * Z * spread)

    low = brentq(beyond, 0.0, value - EDGE) if value > EDGE else 0.0
    high = brentq(beyond, value + EDGE, 1.0) if value < 1 - EDGE else 1.0
    return low, high


def _area_variance(area: float, positives: int, negatives: int) -> float:
    more = (positives + negatives) / 2 - 1
    rest = 1 + more * (1 - area) / (2 - area) + more * area / (1 + area)
    return area * (1 - area) * rest / (positives * negatives)


def mean_interval(values: Sequence[float], intervals: Sequence[Interval]) -> Interval:
    """Of a mean of independent values, from the interval of each."""
    mean, count = sum(values) / len(values), len(values)
    below = hypot(*(value - low for value, (low, _high) in zip(values, intervals, strict=True)))
    above = hypot(*(high - value for value, (_low, high) in zip(values, intervals, strict=True)))
    return mean - below / count, mean + above / count
