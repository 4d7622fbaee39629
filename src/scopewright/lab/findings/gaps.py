"""Checks of where values are missing: in several columns at once, or mostly in one group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from scopewright.lab.findings.case import HINT, WARNING, Case, Found, of_rows
from scopewright.lab.types import Column
from scopewright.language import _, current, show_number

if TYPE_CHECKING:
    import numpy as np

_FEWEST, _FEWEST_SHARE = 5, 0.01
_GROUPING = frozenset({"category", "boolean", "integer", "code"})
_MOST_LEVELS = 20
# Cohen (Statistical Power Analysis, 1988) calls a phi of 0.5 a large effect and of 0.3 a medium one.
_LARGE, _MEDIUM = 0.5, 0.3


def _holes(case: Case, column: Column) -> np.ndarray[Any, np.dtype[np.bool_]] | None:
    """Per record whether the cell is missing; None where too few or all are."""
    fewest = max(_FEWEST, _FEWEST_SHARE * case.records)
    if not fewest <= column.missing <= case.records - fewest:
        return None
    return case.text(column).isna().to_numpy()


def missing_together(case: Case) -> Iterable[Found]:
    """Columns that are empty in exactly the same records."""
    groups: dict[bytes, list[Column]] = defaultdict(list)
    for column in case.loaded.columns:
        holes = _holes(case, column)
        if holes is not None:
            groups[holes.tobytes()].append(column)
    for columns in groups.values():
        if len(columns) > 1:
            rows = case.text(columns[0]).isna().to_numpy().nonzero()[0].tolist()
            text = _(
                "{columns} have no value in the same {rows}: they come from one source, which did not answer there. "
                "Ask which source that is, and why it has nothing on these rows."
            )
            names = ", ".join(f"“{column.name}”" for column in columns[:8]) + (", …" if len(columns) > 8 else "")
            message = text.format(columns=names, rows=of_rows(len(rows), case.records))
            yield Found(message, columns[0].name, rows)


def missing_by_group(case: Case, column: Column) -> Iterable[Found]:
    """Values that are missing mostly in one level of another column, or mostly in one class."""
    holes = _holes(case, column)
    if holes is None:
        return
    best, strength = None, 0.0
    for other in case.loaded.columns:
        if other.name == column.name or other.type not in _GROUPING or not 2 <= other.distinct <= _MOST_LEVELS:
            continue
        phi = _phi(case, holes, other)
        limit = _MEDIUM if other.name == case.target else _LARGE
        if phi >= max(limit, strength):
            best, strength = other, phi
    if best is not None:
        yield _told(case, column, best, holes)


def _phi(case: Case, holes: np.ndarray[Any, Any], other: Column) -> float:
    """How closely missing goes with the levels: the square root of chi squared over the number of records."""
    import numpy as np

    codes, values = case.codes(other)
    known = codes >= 0
    count = np.bincount(codes[known], minlength=len(values))
    gone = np.bincount(codes[known], weights=holes[known], minlength=len(values))
    share = gone.sum() / max(1, count.sum())
    if gone.sum() < max(_FEWEST, _FEWEST_SHARE * case.records) or share == 1:
        return 0.0
    return float(np.sqrt(((gone - count * share) ** 2 / (count * share * (1 - share))).sum() / count.sum()))


def _told(case: Case, column: Column, other: Column, holes: np.ndarray[Any, Any]) -> Found:
    import numpy as np

    codes, values = case.codes(other)
    count = np.bincount(codes[codes >= 0], minlength=len(values))
    shares = np.bincount(codes[codes >= 0], weights=holes[codes >= 0], minlength=len(values)) / count
    # The levels that matter most are those with the most records too many and too few, not the smallest ones.
    excess = (shares - holes.mean()) * count
    high, low = int(np.argmax(excess)), int(np.argmin(excess))
    rows = (holes & (codes == high)).nonzero()[0].tolist()
    tag = current()
    figures = {"other": other.name, "high": show_number(100 * shares[high], tag, 0),
               "low": show_number(100 * shares[low], tag, 0)}  # fmt: skip
    text = _(
        "Missing in {high} % of the rows where “{other}” is “{level}”, but in {low} % where it is “{least}”. That a "
        "value is missing then says something by itself. Ask who fills the column in, and when."
    )
    without = _(
        "Missing in {high} % of the rows of one level of “{other}”, but in {low} % of another. That a value is missing "
        "then says something by itself. Ask who fills the column in, and when."
    )
    severity = WARNING if other.name == case.target else HINT
    message = text.format(level=values[high], least=values[low], **figures)
    return Found(message, column.name, rows, severity, without.format(**figures))
