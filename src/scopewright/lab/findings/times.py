"""Checks of dates: several formats, undecided day and month, the future, placeholders, age."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from scopewright.lab.dates import reordered
from scopewright.lab.findings.case import HINT, Case, Found, of_rows
from scopewright.lab.types import TEMPORAL, Column, in_english
from scopewright.language import _, current, show_day

if TYPE_CHECKING:
    import pandas as pd

_STALE_DAYS = 730
_STAND_INS = [
    dt.datetime.fromisoformat(day)
    for day in ("1900-01-01", "1899-12-30", "1899-12-31", "0001-01-01", "2099-12-31", "2999-12-31", "9999-12-31")
]
_FEWEST_DAYS = 30
_DENSE_DAYS = 2
_SHORTEST_GAP_DAYS = 7
_GAP_TIMES = 5
_OUTER_SHARE = 0.05
_BORN = re.compile(r"birth|born|geburt|geb[_. ]?dat|\bdob\b|naissance|nacimiento|nascita", re.IGNORECASE)
_PLANNED = re.compile(r"due|until|expir|end|plan|valid|fällig|bis|gültig|ablauf|échéance", re.IGNORECASE)


def newest(case: Case, column: Column) -> dt.date | None:
    """The newest date of the column that is neither in the future nor a placeholder."""
    dates = case.typed(column)
    past = dates[(dates < _tomorrow(case)) & ~_placeholders(dates)]
    return None if past.empty else past.max().date()


def _tomorrow(case: Case) -> pd.Timestamp:
    import pandas as pd

    return pd.Timestamp(case.today) + pd.Timedelta(days=1)


def _placeholders(dates: pd.Series[Any]) -> pd.Series[bool]:
    stand_ins: pd.Series[bool] = dates.dt.normalize().isin(_STAND_INS)
    return stand_ins


def swapped(case: Case, column: Column) -> list[int]:
    """The records whose date can only be read with day and month in the other order than that of the column."""
    if column.type not in TEMPORAL or column.day_first is None:
        return []
    import pandas as pd

    other = next(reordered(column.formats[:1], not column.day_first))
    if other == column.formats[0]:
        return []
    unread = case.text(column).where(case.typed(column).isna())
    read = pd.to_datetime(unread, format=other, errors="coerce", utc=True)
    return read.notna().to_numpy().nonzero()[0].tolist()


def two_orders(case: Case, column: Column) -> Iterable[Found]:
    """Dates of which some have the day first and some the month."""
    if rows := swapped(case, column):
        text = _(
            "Day and month stand in both orders: {rows} can only be read in the rarer one. Wherever both are below 13 "
            "nobody can tell, so that other dates of this column are read wrong, too. Ask which systems it comes from, "
            "and for one format (2026-01-31)."
        )
        yield Found(text.format(rows=of_rows(len(rows), case.records)), column.name, rows)


def several_formats(case: Case, column: Column) -> Iterable[Found]:
    """Dates written in more than one way."""
    yield from two_orders(case, column)
    if column.type not in TEMPORAL or len({_core(form) for form in column.formats}) < 2:
        return
    import pandas as pd

    text = in_english(case.text(column)) if column.worded else case.text(column)
    main = column.formats[0]
    usual = pd.to_datetime(text, format=main, errors="coerce", utc=True)
    rows = (text.notna() & usual.isna() & case.typed(column).notna()).to_numpy().nonzero()[0].tolist()
    if rows:
        message = _(
            "Dates as text in {count} formats; written unlike the rest in {rows}. Day and month are easily taken for "
            "one another. Ask which systems they come from, and for one format (2026-01-31)."
        )
        shown = message.format(count=len(column.formats), rows=of_rows(len(rows), case.records))
        yield Found(shown, column.name, rows)


def _core(form: str) -> str:
    return form.replace(".%f", "").replace(",%f", "").replace("%z", "").replace("T", " ")


def undecided(_case: Case, column: Column) -> Iterable[Found]:
    """Dates such as 03/04/2026 none of which tells whether the day or the month comes first."""
    if column.type in TEMPORAL and column.day_first is None and column.formats[0].startswith(("%d/%m", "%d-%m-")):
        yield Found(
            _(
                "No date tells whether the day or the month comes first; the day was taken. Ask, before anything is "
                "computed."
            ),
            column.name,
        )


def future(case: Case, column: Column) -> Iterable[Found]:
    """Dates after today."""
    if column.type not in TEMPORAL:
        return
    dates = case.typed(column)
    ahead = (dates >= _tomorrow(case)) & ~_placeholders(dates)
    rows = ahead.to_numpy().nonzero()[0].tolist()
    if not rows:
        return
    planned = bool(_PLANNED.search(column.name)) or len(rows) > len(dates) / 2
    text = _(
        "Dates in the future: {rows}. Either plans, which a model must not know, or typing errors. Ask what the date "
        "means and when it becomes known."
    )
    message = text.format(rows=of_rows(len(rows), case.records))
    yield Found(message, column.name, rows, HINT if planned else None)


def placeholders(case: Case, column: Column) -> Iterable[Found]:
    """Dates that stand for "unknown" or "open": 1900-01-01, 9999-12-31."""
    if column.type not in TEMPORAL:
        return
    rows = _placeholders(case.typed(column)).to_numpy().nonzero()[0].tolist()
    if rows:
        text = _(
            "A stand-in such as 1900-01-01 or 9999-12-31 in {rows}, which spoils every age and duration computed "
            "from it. Ask what it means (unknown, still open)."
        )
        yield Found(text.format(rows=of_rows(len(rows), case.records)), column.name, rows)


def stale(case: Case) -> Iterable[Found]:
    """Even the newest date of the file is old."""
    dated = [
        (day, column)
        for column in case.loaded.columns
        if column.type in TEMPORAL and not _BORN.search(column.name) and (day := newest(case, column))
    ]
    # A date of birth is old in fresh data; the newest date of all other columns tells the age of the file.
    day, column = max(dated, default=(None, None), key=lambda pair: pair[0])
    if day is None or column is None or (case.today - day).days <= _STALE_DAYS:
        return
    text = _(
        "The newest date in the file is {day}. What was true then may not hold in use. Ask how often the data are "
        "renewed and for a current export."
    )
    without = _(
        "The newest date in the file is more than {days} days old. What was true then may not hold in use. Ask how "
        "often the data are renewed and for a current export."
    )
    message = text.format(day=show_day(day, current()))
    yield Found(message, column.name, without=without.format(days=_STALE_DAYS))


def time_gaps(case: Case, column: Column) -> Iterable[Found]:
    """Stretches of days without any record, in dates that otherwise come nearly every day.

    A gap is at least a week, five times as long as 95 of 100 steps between days are at most, and neither among the
    first nor the last records, which are sparse by nature (births, first customers).
    """
    if column.type not in TEMPORAL:
        return
    import numpy as np

    dates = case.typed(column)
    dates = dates[~_placeholders(dates)].dropna()
    days, counts = np.unique(dates.to_numpy().astype("datetime64[D]"), return_counts=True)
    if len(days) < _FEWEST_DAYS:
        return
    steps = np.diff(days).astype("int64")
    before = counts.cumsum()[:-1] / counts.sum()
    if np.median(steps) > _DENSE_DAYS:
        return
    longest = max(_SHORTEST_GAP_DAYS, _GAP_TIMES * float(np.percentile(steps, 95)))
    inner = (before >= _OUTER_SHARE) & (before <= 1 - _OUTER_SHARE)
    found = np.flatnonzero((steps > longest) & inner)
    if len(found):
        yield _gap_told(case, column, [(days[place], days[place + 1]) for place in found])


def _gap_told(case: Case, column: Column, gaps: list[tuple[Any, Any]]) -> Found:
    """``rows`` are the last records before each gap."""
    last = {day for day, _next in gaps}
    on = case.typed(column).to_numpy().astype("datetime64[D]")
    rows = [row for row, day in enumerate(on) if day in last]
    tag = current()
    shown = "; ".join(f"{show_day(a.item(), tag)} – {show_day(b.item(), tag)}" for a, b in gaps[:5])
    text = _(
        "Nothing between these days, though rows come nearly every day otherwise: {gaps}. Lost deliveries look like a "
        "change in the world. Ask what happened then, and for the missing part."
    )
    without = _(
        "Nothing for {days} days or more in {count} places, though rows come nearly every day otherwise. Lost "
        "deliveries look like a change in the world. Ask what happened then, and for the missing part."
    )
    shortest = min(int((b - a).astype("int64")) for a, b in gaps)
    return Found(text.format(gaps=shown), column.name, rows, without=without.format(days=shortest, count=len(gaps)))
