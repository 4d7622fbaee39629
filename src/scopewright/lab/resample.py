"""Intervals: the bootstrap over rows and Wilson's interval for proportions.

Sources: B. Efron and R. Tibshirani, *An Introduction to the Bootstrap* (1993), percentile interval; P. Bickel, F. Götze
and W. van Zwet (1997), the m out of n bootstrap used for large tables; E. B. Wilson (1927) for proportions.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

LEVEL = 0.95
Z = 1.959963984540054  # 97.5 % quantile of the normal distribution
LARGE = 10_000
CELLS = 2_000_000


@dataclass(frozen=True)
class Resamples:
    """How often each of the rows ``rows`` was drawn in each resample.

    ``counts`` has the shape (resamples, rows). Above ``LARGE`` rows only that many are resampled, and ``shrink`` turns
    the wider spread of the smaller resample into that of the whole (the root of the ratio of the sizes).
    """

    rows: Integers
    counts: Floats
    shrink: float


def resamples(rows: int, seed: int) -> Resamples:
    """Draw bootstrap resamples of ``rows`` rows: 1,000 for small tables, at least 100 for large ones."""
    chance = np.random.default_rng(seed)
    size = min(rows, LARGE)
    kept = np.arange(rows) if size == rows else np.sort(chance.choice(rows, size, replace=False))
    times = int(np.clip(CELLS // max(size, 1), 100, 1000))
    drawn = chance.integers(0, size, (times, size))
    counts = np.stack([np.bincount(row, minlength=size) for row in drawn]).astype(np.float64)
    return Resamples(kept, counts, sqrt(size / rows))


def percentile_interval(value: float, spread: Floats, shrink: float) -> tuple[float, float]:
    """The 95 % percentile interval of the resampled values, brought to the size of the whole table.

    Resamples on which the metric has no value (a class was never drawn) are left out.
    """
    known = spread[np.isfinite(spread)]
    if known.size == 0:
        return value, value
    low, high = np.quantile(known, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    if shrink < 1:
        centre = float(np.median(known))
        low, high = value + (low - centre) * shrink, value + (high - centre) * shrink
    return min(float(low), value), max(float(high), value)


def wilson_interval(successes: float, trials: float) -> tuple[float, float]:
    """Wilson's 95 % interval of a proportion; (0, 1) when nothing was tried."""
    if trials == 0:
        return 0.0, 1.0
    share = successes / trials
    middle = (share + Z * Z / (2 * trials)) / (1 + Z * Z / trials)
    half = Z / (1 + Z * Z / trials) * sqrt(share * (1 - share) / trials + Z * Z / (4 * trials * trials))
    return max(0.0, min(middle - half, share)), min(1.0, max(middle + half, share))
