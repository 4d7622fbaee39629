"""Checks for points in time that are written as numbers: seconds since 1970, day numbers of a spreadsheet."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from scopewright.lab.findings.case import Case, Found
from scopewright.lab.types import Column
from scopewright.language import N_, _, current, show_day

if TYPE_CHECKING:
    import pandas as pd

_TIME_NAME = re.compile(
    r"date|datum|fecha|time|zeit|stamp|epoch|created|updated|modified|(?:^|[ _.-])ts(?:$|[ _.-])|[ _](?:at|on)$",
    re.IGNORECASE,
)
_DAY_NAME = re.compile(r"dat(?:e|um)(?:$|[ _.-])|fecha|(?:^|[ _.-])(?:tag|jour|day)$", re.IGNORECASE)
_FIRST, _LAST = dt.datetime(1990, 1, 1), dt.datetime(2040, 1, 1)
_EPOCH, _SHEET = dt.datetime(1970, 1, 1), dt.datetime(1899, 12, 30)
_DAY = 86_400.0
# What is counted, since when, how long one unit is in seconds, and the names under which such numbers are times.
_COUNTS = (
    (N_("seconds since 1970"), _EPOCH, 1.0, _TIME_NAME),
    (N_("milliseconds since 1970"), _EPOCH, 1e-3, _TIME_NAME),
    (N_("microseconds since 1970"), _EPOCH, 1e-6, _TIME_NAME),
    (N_("nanoseconds since 1970"), _EPOCH, 1e-9, _TIME_NAME),
    (N_("days as a spreadsheet counts them"), _SHEET, _DAY, _DAY_NAME),
)
_FEWEST = 10


def times_as_numbers(case: Case, column: Column) -> Iterable[Found]:
    """Points in time that are written as numbers, under a name that says they are times."""
    if column.type not in {"integer", "number", "id"} or column.distinct < _FEWEST:
        return
    if not any(named.search(column.name) for named in (_TIME_NAME, _DAY_NAME)):
        return
    values = case.typed(column).dropna() if column.type != "id" else _whole(case, column)
    if not len(values):
        return
    low, high = float(values.min()), float(values.max())
    for counted, begin, unit, named in _COUNTS:
        if not named.search(column.name) or not _lies(low, high, begin, unit):
            continue
        days = [show_day((begin + dt.timedelta(seconds=end * unit)).date(), current()) for end in (low, high)]
        text = _(
            "These numbers count {counted}{span}. As they stand, a program computes with them as with amounts. Ask "
            "whether they are meant so (and of seconds, in which time zone), and for dates as text (2026-01-31)."
        )
        span = _(": they run from {first} to {last}").format(first=days[0], last=days[1])
        message, kept = (text.format(counted=_(counted), span=part) for part in (span, ""))
        yield Found(message, column.name, without=kept)
        return


def _whole(case: Case, column: Column) -> pd.Series[Any]:
    import pandas as pd

    return pd.to_numeric(case.text(column), errors="coerce").dropna()


def _lies(low: float, high: float, begin: dt.datetime, unit: float) -> bool:
    bounds = [(day - begin).total_seconds() / unit for day in (_FIRST, _LAST)]
    return bounds[0] <= low and high <= bounds[1]
