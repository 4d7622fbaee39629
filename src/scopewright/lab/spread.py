"""The shape of a column: a row of bars with its axis, and the figures that tell the same, of nobody in particular."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any

from scopewright.lab.findings.case import Case
from scopewright.lab.types import NUMERIC, TEMPORAL, Column

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

BARS = 14
_LOW, _HIGH = 1, 99
_FIGURES = {"least": 0, "q1": 25, "median": 50, "q3": 75, "most": 100}
_PER_SECOND = 1_000_000


def spread(case: Case, column: Column) -> list[float]:
    """Heights from 0 to 1: of ranges between the 1st and 99th percentile, or of the commonest levels; else nothing."""
    if column.type in NUMERIC | TEMPORAL:
        return _ranges(_numbers(case, column))
    if column.type in {"category", "boolean"}:
        counts = [count for code, count in Counter(case.codes(column)[0].tolist()).most_common(BARS + 1) if code >= 0]
        return [round(count / counts[0], 3) for count in counts[:BARS]]
    return []


def figures(case: Case, column: Column) -> dict[str, Any]:
    """``axis``, the bounds of the bars, and ``figures``: least, quartiles, most, and of numbers the mean.

    Numbers of numbers, ISO 8601 texts of dates; empty for all else. They are for the screen and never stored.
    """
    if column.type not in NUMERIC | TEMPORAL or not len(numbers := _numbers(case, column)):
        return {}
    import numpy as np

    dated = column.type in TEMPORAL
    found: dict[str, Any] = dict(zip(_FIGURES, np.percentile(numbers, list(_FIGURES.values())).tolist(), strict=True))
    axis: list[Any] = np.percentile(numbers, [_LOW, _HIGH]).tolist()
    if dated:
        return {
            "axis": [_moment(end, column) for end in axis],
            "figures": {name: _moment(value, column) for name, value in found.items()},
        }
    return {"axis": axis, "figures": {**found, "mean": float(numbers.mean())}}


def _moment(microseconds: float, column: Column) -> str:
    """The ISO text of a moment, of its day alone in a column of days."""
    moment = dt.datetime(1970, 1, 1) + dt.timedelta(seconds=round(microseconds / _PER_SECOND))
    return moment.date().isoformat() if column.type == "date" else moment.isoformat(" ", "minutes")


def _numbers(case: Case, column: Column) -> Floats:
    """The values of a column of numbers or dates, the latter in microseconds since 1970."""
    if column.type in NUMERIC:
        return case.finite(column).to_numpy("float64")
    return case.typed(column).dropna().to_numpy().astype("datetime64[us]").astype("float64")


def _ranges(numbers: Floats) -> list[float]:
    import numpy as np

    if not len(numbers):
        return []
    low, high = np.percentile(numbers, [_LOW, _HIGH])
    if not low < high:
        return []
    counts = np.histogram(numbers.clip(low, high), BARS, (low, high))[0]
    return [round(float(count), 3) for count in counts / counts.max()]
