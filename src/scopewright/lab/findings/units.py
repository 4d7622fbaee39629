"""Checks for numbers that carry their unit with them: 12.5 kg."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from scopewright.lab.findings.case import WARNING, Case, Found
from scopewright.lab.types import Column
from scopewright.language import _

# A single letter may be a part of a code (12A), so that it counts only behind a blank.
_LONG = (
    r"[kmµ]g|mcg|lbs?|oz|[kmcdµn]m|inch|in|ft|yd|mi|miles|m[²³23]|ml|cl|hl|ltr?|°[CFK]|[kmMG]W|[kMG]?Wh|[kM]?VA|[kMG]?Hz|"
    r"[mh]?bar|[kMh]?Pa|psi|rpm|N?Nm|kN|mm/s|m/s|km/h|mph|ms|sec|min|hrs?|hours?|days?|weeks?|months?|years?|yrs?|"
    r"Stk\.?|pcs|units?|[KMGT]B|ppm|mg/l|Std\.?|Tage?|Jahre?|Monate?|Wochen?|Stück"
)
_MEASURED = re.compile(rf"[+-]?\d[\d.,]*(?: ?(?P<long>{_LONG})| (?P<short>[gmtlhsVAWKN]))", re.IGNORECASE)
_MOSTLY = 0.9
_FEWEST, _MOST_UNITS = 5, 6


def with_units(case: Case, column: Column) -> Iterable[Found]:
    """Numbers with a unit behind them, which are kept as text because of it."""
    if column.type not in {"text", "category", "code", "id"} or column.distinct < _FEWEST:
        return
    codes, values = case.codes(column)
    matches = {value: match for value in values if (match := _MEASURED.fullmatch(value))}
    if len(matches) < _MOSTLY * len(values):
        return
    counts = Counter(codes.tolist())
    units = Counter[str]()
    for code, value in enumerate(values):
        if match := matches.get(value):
            units[match["long"] or match["short"]] += counts[code]
    if len(units) > _MOST_UNITS:
        return
    usual = units.most_common(1)[0][0]
    rows = case.rows_of(
        column, [value for value, match in matches.items() if (match["long"] or match["short"]) != usual]
    )
    yield _told(column, list(units), rows)


def _told(column: Column, units: list[str], rows: list[int]) -> Found:
    if len(units) > 1:
        text = _(
            "Numbers with different units behind them ({units}), kept as text. Computed with as they stand they mix "
            "units. Have them converted to one, and ask who chooses the unit."
        )
    else:
        text = _(
            "Numbers with a unit behind them ({units}), which makes them text for every program. Have the unit moved "
            "to the heading, and ask whether it is the same in every delivery."
        )
    return Found(text.format(units=", ".join(units)), column.name, rows, WARNING if len(units) > 1 else None)
