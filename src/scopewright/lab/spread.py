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
_SHARES = {"least": 0, "low": 1, "q1": 25, "median": 50, "q3": 75, "high": 99, "most": 100}
_FIGURES = "least", "q1", "median", "q3", "most"
_PER_SECOND = 1_000_000


def spread(case: Case, column: Column, personal: bool = False) -> dict[str, Any]:
    """How the values of a column are spread; it is for the screen and never stored.

    ``spread`` are heights from 0 to 1: of ranges between the 1st and the 99th percentile, or of the commonest levels;
    none for other columns. Of numbers and dates that are not ``personal`` also ``axis``, the bounds of the bars, and
    ``figures``: least, quartiles, most, and of numbers the mean. Dates are ISO 8601 texts.
    """
    if column.type in {"category", "boolean"}:
        counts = [count for code, count in Counter(case.codes(column)[0].tolist()).most_common(BARS + 1) if code >= 0]
        return {"spread": [round(count / counts[0], 3) for count in counts[:BARS]]}
    if column.type not in NUMERIC | TEMPORAL or not len(numbers := _numbers(case, column)):
        return {"spread": []}
    import numpy as np

    at = dict(zip(_SHARES, np.percentile(numbers, list(_SHARES.values())).tolist(), strict=True))
    bars = {"spread": _ranges(numbers, at["low"], at["high"])}
    return bars if personal else bars | _told(column, at, float(numbers.mean()))


def _told(column: Column, at: dict[str, float], mean: float) -> dict[str, Any]:
    if column.type in NUMERIC:
        return {"axis": [at["low"], at["high"]], "figures": {**{name: at[name] for name in _FIGURES}, "mean": mean}}
    moments = {name: _moment(value, column) for name, value in at.items()}
    return {"axis": [moments["low"], moments["high"]], "figures": {name: moments[name] for name in _FIGURES}}


def _moment(microseconds: float, column: Column) -> str:
    """The ISO text of a moment, of its day alone in a column of days."""
    moment = dt.datetime(1970, 1, 1) + dt.timedelta(seconds=round(microseconds / _PER_SECOND))
    return moment.date().isoformat() if column.type == "date" else moment.isoformat(" ", "minutes")


def _numbers(case: Case, column: Column) -> Floats:
    """The values of a column of numbers or dates, the latter in microseconds since 1970."""
    if column.type in NUMERIC:
        return case.finite(column).to_numpy("float64")
    return case.typed(column).dropna().to_numpy().astype("datetime64[us]").astype("float64")


def _ranges(numbers: Floats, low: float, high: float) -> list[float]:
    import numpy as np

    if not low < high:
        return []
    counts = np.histogram(numbers.clip(low, high), BARS, (low, high))[0]
    return [round(float(count), 3) for count in counts / counts.max()]
