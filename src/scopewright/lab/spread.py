"""The shape of a column as a row of bars: how its values are spread, without any of them."""

from __future__ import annotations

from collections import Counter

from scopewright.lab.findings.case import Case
from scopewright.lab.types import NUMERIC, TEMPORAL, Column

BARS = 14


def spread(case: Case, column: Column) -> list[float]:
    """Heights from 0 to 1: of ranges between the 1st and 99th percentile, or of the commonest levels; else nothing."""
    if column.type in NUMERIC | TEMPORAL:
        return _ranges(case, column)
    if column.type in {"category", "boolean"}:
        counts = [count for code, count in Counter(case.codes(column)[0].tolist()).most_common(BARS + 1) if code >= 0]
        return [round(count / counts[0], 3) for count in counts[:BARS]]
    return []


def _ranges(case: Case, column: Column) -> list[float]:
    import numpy as np

    values = case.typed(column).dropna().astype("int64") if column.type in TEMPORAL else case.finite(column)
    if values.empty:
        return []
    numbers = values.to_numpy("float64")
    low, high = np.percentile(numbers, [1, 99])
    if not low < high:
        return []
    counts = np.histogram(numbers.clip(low, high), BARS, (low, high))[0]
    return [round(float(count), 3) for count in counts / counts.max()]
