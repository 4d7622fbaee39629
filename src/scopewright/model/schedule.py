"""The arithmetic of dates: working days of milestones and timeboxes (rows M28, T5)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scopewright.model.sections.milestones import Milestone


def working_days(start: dt.date, end: dt.date) -> int:
    """Mondays to Fridays from ``start`` (not counted) to ``end`` (counted); negative if ``end`` is earlier."""
    if end < start:
        return -working_days(end, start)
    weeks, rest = divmod((end - start).days, 7)
    return weeks * 5 + sum((start + dt.timedelta(days=n)).weekday() < 5 for n in range(1, rest + 1))


def left(milestone: Milestone, today: dt.date) -> int | None:
    """Working days until a timebox or milestone is due; negative when it is overrun, nothing without a date."""
    return None if milestone.due is None else working_days(today, milestone.due)


def as_of(status_date: dt.date | None, today: dt.date) -> dt.date:
    """The day that a plan is read on: the status date of the document, where there is none today."""
    return status_date or today


def elapsed(milestone: Milestone, today: dt.date) -> int | None:
    """Working days since a timebox began, 0 before that; nothing without a start."""
    return None if milestone.start is None else max(0, working_days(milestone.start, today))
