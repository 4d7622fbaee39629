"""Which numbers of a column stand far apart from all the rest.

The fences are Tukey's for values "far out" (Exploratory Data Analysis, 1977, chapter 2): three interquartile ranges
beyond the quartiles. A normal distribution puts two values in a million there, but incomes, prices and durations put
many; so the fences are drawn on the scale (plain or logarithmic) on which the middle of the column is symmetric, and a
value counts only if a gap of one and a half interquartile ranges lies between it and the bulk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    Floats = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]

FAR_OUT = 3.0
GAP = 1.5
SKEWED = 0.2
MOST = 0.01
_FEWEST_ROWS = 30
_FEWEST_VALUES = 10


def flags(values: pd.Series[Any]) -> Flags:
    """Per row whether its number is an outlier; a missing number is none.

    All False for fewer than 30 numbers or 10 different ones (but for one that more than half of the rows hold), and
    where more than 1 % would be outliers: that is the column's shape, not an accident.
    """
    import numpy as np

    numbers = values.to_numpy(dtype="float64", na_value=np.nan)
    known = np.isfinite(numbers)
    found = np.zeros(len(numbers), dtype=bool)
    known &= numbers != _commonest(numbers[known])
    if known.sum() < _FEWEST_ROWS or len(np.unique(numbers[known])) < _FEWEST_VALUES:
        return found
    far = _far(*_scaled(numbers[known]))
    if far.sum() <= max(1, MOST * known.sum()):
        found[np.flatnonzero(known)[far]] = True
    return found


def _commonest(numbers: Floats) -> float:
    """The value that more than half of the rows hold, mostly zero, or NaN: the others are measured among themselves."""
    import numpy as np

    middle = np.median(numbers) if len(numbers) else np.nan
    return float(middle) if (numbers == middle).sum() > len(numbers) / 2 else float("nan")


def _scaled(numbers: Floats) -> tuple[Floats, bool]:
    """The numbers, or their logarithms if the middle of a column of positive numbers is skewed; and which of both."""
    import numpy as np

    low, middle, high = np.percentile(numbers, [5, 50, 95])
    if numbers.min() < 0 or high <= low or (high + low - 2 * middle) / (high - low) <= SKEWED:
        return numbers, False
    positive = numbers[numbers > 0]
    # A zero has no logarithm; it is set below the smallest number, by the step that doubles a number.
    return np.asarray(np.log2(np.where(numbers > 0, numbers, positive.min() / 2))), True


def _far(scaled: Floats, logarithmic: bool) -> Flags:
    """What lies beyond the gaps; of logarithms only above, for near zero all are alike on the plain scale."""
    import numpy as np

    low, high = np.percentile(scaled, [25, 75])
    spread = high - low
    if spread <= 0:
        return np.zeros(len(scaled), dtype=bool)
    above = scaled > _edge(np.unique(scaled), high + FAR_OUT * spread, GAP * spread)
    if logarithmic:
        return np.asarray(above)
    return np.asarray(above | (-scaled > _edge(np.unique(-scaled), -low + FAR_OUT * spread, GAP * spread)))


def _edge(ascending: Floats, fence: float, gap: float) -> float:
    """The last value before the first gap that ends beyond the fence; infinity if there is none."""
    import numpy as np

    wide = np.flatnonzero((np.diff(ascending) >= gap) & (ascending[1:] > fence))
    return float(ascending[wide[0]]) if len(wide) else float("inf")
