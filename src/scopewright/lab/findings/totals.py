"""Rows that sum up other rows: reports are exported with them, and they count everything a second time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from scopewright.lab.findings.case import Case, Found, of_rows
from scopewright.lab.types import NUMERIC, Column
from scopewright.language import _

if TYPE_CHECKING:
    import pandas as pd

_WORD = re.compile(
    r"(?:grand |overall |sub)?-?totals?\b|(?:gesamt|zwischen|end)?(?:summe|ergebnis)\b|gesamt\b|insgesamt\b|"
    r"sous-total\b|somme\b|totale?\b|suma\b|soma\b|sum\b|razem\b",
    re.IGNORECASE,
)
_LABELS = 3
_MOSTLY_FILLED = 0.9
_MOST_SHARE = 0.2
_FEWEST_ROWS = 5
_FEWEST_SUMMED = 3
_ROUNDING = 0.0005


def total_rows(case: Case) -> list[int]:
    """The records that are totals: by their word and a gap or a sum, or the last one by sums alone."""
    if case.records < _FEWEST_ROWS:
        return []
    named = _named(case)
    numbers = [column for column in case.loaded.columns if column.type in NUMERIC]
    told = [row for row in named if _lacks_labels(case, row) or _sums(case, numbers, row, named) > len(numbers) / 2]
    last = case.records - 1
    # Most often the first column already is no sum.
    if (
        last not in told
        and len(numbers) > 1
        and _sums(case, numbers[:1], last, told)
        and _sums(case, numbers, last, told) == len(numbers)
    ):
        told.append(last)
    return told if len(told) <= _MOST_SHARE * case.records else []


def _named(case: Case) -> list[int]:
    """The records of which one of the first cells says that they are totals."""
    found: set[int] = set()
    for column in case.loaded.columns[:_LABELS]:
        words = [value for value in case.codes(column)[1] if _WORD.match(value)]
        found.update(case.rows_of(column, words))
    return sorted(found)


def _lacks_labels(case: Case, row: int) -> bool:
    """Whether a cell is empty here that hardly ever is elsewhere."""
    return any(
        column.missing <= (1 - _MOSTLY_FILLED) * case.records and case.codes(column)[0][row] < 0
        for column in case.loaded.columns
    )


def _sums(case: Case, numbers: list[Column], row: int, totals: list[int]) -> int:
    """Of how many columns the number is the sum of those above it, since the total before or from the beginning."""
    before = max((one for one in totals if one < row), default=-1)
    starts = {0, before + 1}
    return sum(any(_is_sum(case.typed(column), row, start, totals) for start in starts) for column in numbers)


def _is_sum(values: pd.Series[Any], row: int, start: int, totals: list[int]) -> bool:
    above = values.iloc[start:row].drop(index=[one for one in totals if start <= one < row])
    total, wanted = float(above.sum()), float(values.iloc[row])
    return above.count() >= _FEWEST_SUMMED and wanted != 0 and abs(total - wanted) <= _ROUNDING * abs(wanted)


def totals(case: Case) -> Iterable[Found]:
    """Rows that hold the totals of other rows."""
    if rows := case.totals:
        text = _(
            "Totals stand among the data: {rows}. They count everything a second time, and a model would learn from "
            "them as if they were cases. Leave those rows out, and ask for the export without totals."
        )
        yield Found(text.format(rows=of_rows(len(rows), case.records)), None, rows)
