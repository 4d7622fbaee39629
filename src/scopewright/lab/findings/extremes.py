"""Checks of numbers that stand apart: outliers, and numbers that stand for "no value"."""

from __future__ import annotations

from collections.abc import Iterable

from scopewright.lab.findings.case import Case, Found, of_rows
from scopewright.lab.outliers import flags
from scopewright.lab.types import NUMERIC, Column
from scopewright.language import _

_STAND_INS = (-1, -9, -99, -999, -9999, -99999, 99, 999, 9999, 99999, 999999, 9999999, 99999999)
_MOST_STAND_INS = 0.3


def outliers(case: Case, column: Column) -> Iterable[Found]:
    """Numbers far apart from the rest, but for those that stand for "no value"."""
    if column.type not in NUMERIC:
        return
    apart = flags(case.typed(column))
    if not apart.any():
        return
    apart &= ~case.typed(column).isin(_standing_in(case, column)).to_numpy()
    rows = [row for row in apart.nonzero()[0].tolist() if row not in case.totals]
    if rows:
        text = _(
            "Numbers far apart from all others in {rows}. One such value can bend a mean or a linear model, and errors "
            "of a model often sit there. Ask whether they are real, in another unit, or typing errors; do not delete "
            "them before."
        )
        yield Found(text.format(rows=of_rows(len(rows), case.records)), column.name, rows)


def stand_ins(case: Case, column: Column) -> Iterable[Found]:
    """Numbers such as -999 or 99999 that stand for "no value"."""
    if column.type not in NUMERIC or not (found := _standing_in(case, column)):
        return
    rows = case.typed(column).isin(found).to_numpy().nonzero()[0].tolist()
    text = _(
        "A number such as -999 or 99999 stands apart and occurs in {rows}: most likely a mark for “no value”. It "
        "would enter every mean and threshold as a number. Ask what it means and have those cells left empty."
    )
    yield Found(text.format(rows=of_rows(len(rows), case.records)), column.name, rows)


def _standing_in(case: Case, column: Column) -> list[float]:
    """The largest and the smallest number where they are a usual mark, occur repeatedly and stand apart."""
    if column.distinct < 10 or len(values := case.finite(column).to_numpy()) < 30:
        return []
    found = []
    for mark in (values.min(), values.max()):
        if mark not in _STAND_INS:
            continue
        others = values[values != mark]
        count = len(values) - len(others)
        if not 2 <= count <= _MOST_STAND_INS * len(values):
            continue
        alone_negative = mark < 0 <= others.min()
        reach = others.max() - others.min()
        far = mark > others.max() + reach or mark < others.min() - reach
        if alone_negative or far:
            found.append(float(mark))
    return found
