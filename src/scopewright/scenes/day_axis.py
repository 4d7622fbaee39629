"""The horizontal axis of days: where a day stands, the band of months above and the hairlines below it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from scopewright.language import _, current, show_day
from scopewright.scenes import measure
from scopewright.scenes.palette import Token
from scopewright.scenes.scene import Item, Line, Rect, Text

BAND_HEIGHT = 15.0
_LABEL_SIZE = 7.75
_LEAST_DAY_WIDTH = 0.9
_LEAST_HAIRLINE_GAP = 4.0
_MONTH_STEPS = (1, 3, 12, 60, 120, 600, 1200, 6000)
_DAYS_A_MONTH = 30.44


@dataclass(frozen=True, slots=True)
class DayAxis:
    """Days ``first`` to ``last`` on ``width`` points from ``left``."""

    first: dt.date
    last: dt.date
    left: float
    width: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def day_width(self) -> float:
        """Points a day."""
        return self.width / (self.last - self.first).days

    def x(self, day: dt.date) -> float:
        """Where the day stands: ``left + (day - first) / (last - first) * width``; outside the axis for other days."""
        return self.left + (day - self.first).days / (self.last - self.first).days * self.width

    def holds(self, day: dt.date) -> bool:
        """Whether the day lies on the axis."""
        return self.first <= day <= self.last

    def clamped(self, day: dt.date) -> float:
        """Where the day stands, or the end of the axis beyond which it lies."""
        return self.x(min(max(day, self.first), self.last))


def axis_over(days: list[dt.date], left: float, width: float) -> DayAxis:
    """The axis over all the days, with 2 % (at least 3 days) to spare on both sides."""
    first, last = min(days), max(days)
    spare = max(3, round((last - first).days * 0.02))
    return DayAxis(_moved(first, -spare), _moved(last, spare), left, width)


def quarter_axes(whole: DayAxis) -> tuple[DayAxis, ...]:
    """The axis itself, or if a day would be too narrow, consecutive axes of whole quarters that cover it."""
    if whole.day_width >= _LEAST_DAY_WIDTH:
        return (whole,)
    quarters = max(1, int(whole.width / _LEAST_DAY_WIDTH / 92))
    starts = list(_period_starts(whole.first, whole.last, 3))[::quarters]
    following = [*starts[1:], _months_later(starts[-1], 3 * quarters)]
    pairs = zip(starts, following, strict=True)
    return tuple(DayAxis(start, _moved(after, -1), whole.left, whole.width) for start, after in pairs)


def month_band(axis: DayAxis, top: float) -> list[Item]:
    """The band of months (quarters or years where months are too narrow to be read), shaded in turns."""
    step = _band_step(axis)
    starts = [start for start in _period_starts(axis.first, axis.last, step) if start < axis.last]
    items: list[Item] = []
    for start, end in zip(starts, [*starts[1:], axis.last], strict=True):
        left, right = axis.clamped(start), axis.clamped(end)
        fill: Token = "band" if _month_number(start) // step % 2 else "panel"
        items.append(Rect(x=left, y=top, width=right - left, height=BAND_HEIGHT, fill=fill, role="month"))
        label = _period_label(start, step)
        if measure.width(label, "semibold", _LABEL_SIZE) + 7 <= right - left:
            items.append(
                Text(
                    x=left + 4, y=top + 10.3, text=label, size=_LABEL_SIZE, font="semibold", fill="brand1",
                    role="month-label",
                )
            )  # fmt: skip
    return items


def hairlines(axis: DayAxis, top: float, bottom: float) -> list[Item]:
    """A hairline each Monday; each month, quarter or year where weeks are too narrow."""
    if 7 * axis.day_width >= _LEAST_HAIRLINE_GAP:
        monday = _moved(axis.first, -axis.first.weekday() % 7)
        count = max(0, (axis.last - monday).days // 7 + 1)
        days = [_moved(monday, 7 * week) for week in range(count)]
    else:
        step = _step_of_width(axis, 2 * _LEAST_HAIRLINE_GAP)
        days = list(_period_starts(axis.first, axis.last, step))
    return [
        Line(x1=axis.x(day), y1=top, x2=axis.x(day), y2=bottom, stroke="hairline", stroke_width=0.4, role="hairline")
        for day in days
        if axis.holds(day)
    ]


def short_day(day: dt.date) -> str:
    """Day and month, such as ``18 Dec``."""
    return _shown(day, current(), _("d MMM"))


def long_day(day: dt.date) -> str:
    """Day, month and year, such as ``18 Dec 2026``."""
    return _shown(day, current(), "medium")


@lru_cache(maxsize=2000)
def _shown(day: dt.date, tag: str, width: str) -> str:
    """Remembered, for a picture writes the same days again at every edit."""
    return show_day(day, tag, width)


def _band_step(axis: DayAxis) -> int:
    widest = max(measure.width(_period_label(axis.first, step), "semibold", _LABEL_SIZE) for step in _MONTH_STEPS)
    return _step_of_width(axis, widest + 10)


def _step_of_width(axis: DayAxis, least: float) -> int:
    """The smallest number of months that takes at least so many points."""
    wide = (step for step in _MONTH_STEPS if step * _DAYS_A_MONTH * axis.day_width >= least)
    return next(wide, _MONTH_STEPS[-1])


def _period_label(start: dt.date, step: int) -> str:
    pattern = {1: _("MMM y"), 3: _("QQQ y")}.get(step, "y")
    return show_day(start, current(), pattern)


def _month_number(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _period_starts(first: dt.date, last: dt.date, step: int) -> Iterator[dt.date]:
    """The first days of the periods of ``step`` months from the one that holds ``first`` on."""
    number = max(12, _month_number(first) // step * step)
    while number < 120_000 and (start := dt.date(number // 12, number % 12 + 1, 1)) <= last:
        yield start
        number += step


def _months_later(day: dt.date, months: int) -> dt.date:
    number = _month_number(day) + months
    return dt.date(number // 12, number % 12 + 1, 1) if number < 120_000 else dt.date.max


def _moved(day: dt.date, days: int) -> dt.date:
    """So many days later, or the end of the calendar."""
    return dt.date.fromordinal(min(max(1, day.toordinal() + days), dt.date.max.toordinal()))
