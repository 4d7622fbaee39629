"""Intervals: the bootstrap over rows and Wilson's interval for proportions.

Sources: B. Efron and R. Tibshirani, *An Introduction to the Bootstrap* (1993), percentile interval, also of several
samples (here: classes); P. Bickel, F. Götze
and W. van Zwet (1997), the m out of n bootstrap used for large tables; E. B. Wilson (1927) for proportions.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

LEVEL = 0.95
Z = 1.959963984540054  # 97.5 % quantile of the normal distribution
LARGE = 10_000
CELLS = 2_000_000
FEW = 100  # rows of a class that are all drawn from, also in a large table
FEW_GROUPS = 10


@dataclass(frozen=True)
class Resamples:
    """How often each of the rows ``rows`` was drawn in each resample.

    ``counts`` has the shape (resamples, rows). Above ``LARGE`` rows only that many are resampled, and ``shrink`` turns
    the wider spread of the smaller resample into that of the whole (the root of the ratio of the sizes). ``grouped``
    says that whole groups were drawn: rows of one group tell less than as many rows of different groups.
    """

    rows: Integers
    counts: Floats
    shrink: float
    grouped: bool = False


def resamples(rows: int, seed: int, strata: NDArray[Any] | None = None) -> Resamples:
    """Draw bootstrap resamples of ``rows`` rows: 1,000 for small tables, at least 100 for large ones.

    ``strata`` gives the class of each row: then every resample has as many rows of each class as the table has (of a
    large table: the same share, and at least one), so that a rare class never vanishes.
    """
    chance = np.random.default_rng(seed)
    size = min(rows, LARGE)
    times = int(np.clip(CELLS // max(size, 1), 100, 1000))
    labels = np.zeros(rows) if strata is None else strata
    parts = [np.flatnonzero(labels == label) for label in np.unique(labels)]
    kept, counts = [], []
    for part in parts:
        draws = max(1, round(len(part) * size / rows))
        pool = part if len(part) <= max(draws, FEW) else chance.choice(part, max(draws, FEW), replace=False)
        kept.append(pool)
        counts.append(_drawn(chance, times, draws, len(pool)))
    order = np.argsort(np.concatenate(kept))
    return Resamples(np.concatenate(kept)[order], np.concatenate(counts, axis=1)[:, order], sqrt(size / rows))


def resamples_of_groups(groups: Integers, seed: int) -> Resamples:
    """Draw whole groups with replacement; ``groups`` numbers the group of each row.

    Of fewer than ``FEW_GROUPS`` groups the rows are drawn within them, too: two groups have three resamples, the spread
    of which may lie on one side of the value. As many resamples as for rows. Above ``LARGE`` rows only so many groups
    are drawn from, chosen at random, as have that many rows (at least two).
    Source: A. C. Davison and D. V. Hinkley, *Bootstrap Methods and their Application* (1997), section 3.8.
    """
    chance = np.random.default_rng(seed)
    names, inverse, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    order = chance.permutation(len(names))
    kept = order[: max(2, int(np.searchsorted(np.cumsum(sizes[order]), LARGE, side="right")))]
    rows = np.flatnonzero(np.isin(inverse, kept))
    place = np.searchsorted(np.sort(kept), inverse[rows])
    times = int(np.clip(CELLS // max(len(rows), 1), 100, 1000))
    drawn = _drawn(chance, times, len(kept), len(kept))
    counts = _drawn_within(chance, drawn, place) if len(kept) < FEW_GROUPS else drawn[:, place]
    return Resamples(rows, counts, sqrt(len(kept) / len(names)), grouped=True)


def _drawn(chance: np.random.Generator, times: int, draws: int, rows: int) -> Floats:
    """How often each of ``rows`` rows comes up in ``draws`` draws with replacement, ``times`` times over."""
    places = chance.integers(0, rows, (times, draws)) + rows * np.arange(times)[:, None]
    return np.bincount(places.ravel(), minlength=times * rows).reshape(times, rows).astype(np.float64)


def _drawn_within(chance: np.random.Generator, drawn: Floats, place: Integers) -> Floats:
    """How often each row comes up where of each group, as often as it was ``drawn``, as many rows are drawn as it has.

    ``place`` is the column of ``drawn`` of the group of each row.
    """
    counts = np.empty((len(drawn), len(place)))
    for group in range(drawn.shape[1]):
        inside = np.flatnonzero(place == group)
        draws = drawn[:, group].astype(np.int64) * len(inside)
        counts[:, inside] = chance.multinomial(draws, np.full(len(inside), 1 / len(inside)))
    return counts


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
