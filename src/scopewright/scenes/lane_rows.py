"""The rows of the stacked timeline: a heading a team, a row an item, and where an item's date is written.

The date of a milestone stands at the right of its diamond, at the left if a line or the edge is in the way, and in the
label column if both sides are taken.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from scopewright.language import _
from scopewright.scenes import measure
from scopewright.scenes.day_axis import DayAxis, long_day, short_day
from scopewright.scenes.paragraph import Style
from scopewright.scenes.status import Status, word
from scopewright.scenes.timeline import Bar, LaneItem, Milestone, Timeline

ROW_HEIGHT = 17.5
LABEL = Style(8.75, 10.5)
VALUE_SIZE = 8.0
DATE_SIZE = 7.75
INDENT, COLUMN_END, VALUE_GAP = 12.0, 12.0, 8.0
DIAMOND, SHAPE = 5.0, 6.6
"""Half the width of a milestone's diamond; the size of a status shape."""
SHOWN_BESIDE: tuple[Status, ...] = ("at-risk", "off-track")
"""The states that need attention: their shape stands beside the bar or the date."""

Side = Literal["right", "left", "column"]


@dataclass(frozen=True, slots=True)
class Heading:
    """The row that names a team."""

    text: str
    dated: bool = True
    height: float = ROW_HEIGHT


@dataclass(frozen=True, slots=True)
class ItemRow:
    """The row of an item: its label's line count decides the height; ``side`` says where the date or shape stands."""

    team: str
    item: LaneItem
    value: str
    side: Side
    height: float
    shape_x: float | None = None
    """Where the status shape of a bar stands, if it shows one."""
    dated: ClassVar[bool] = True

    def label_room(self, column: float) -> float:
        """The width left for the label in a label column of ``column`` points."""
        return _label_room(self.value, column)


@dataclass(frozen=True, slots=True)
class UndatedRow:
    """The row of an item without a date; ``note`` says what is known."""

    team: str
    item: LaneItem
    note: str
    height: float = ROW_HEIGHT
    dated: ClassVar[bool] = False


Row = Heading | ItemRow | UndatedRow


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that stand under one heading; pages repeat the heading."""

    heading: str
    rows: tuple[ItemRow | UndatedRow, ...]
    dated: bool = True


def dated_groups(timeline: Timeline, axis: DayAxis, obstacles: Sequence[float], column: float) -> tuple[Group, ...]:
    """A group for each team with its items that touch the axis; ``obstacles`` are the x of vertical lines."""
    groups = []
    for lane in timeline.lanes:
        shown = (item for item in lane.items if _touches(item, axis))
        groups.append(Group(lane.team, tuple(_item_row(lane.team, item, axis, obstacles, column) for item in shown)))
    return tuple(group for group in groups if group.rows)


def undated_group(timeline: Timeline) -> tuple[Group, ...]:
    """The items without a date, all teams together; nothing if there are none."""
    rows = tuple(
        UndatedRow(lane.team, item, _undated_note(lane.team, item))
        for lane in timeline.lanes
        for item in lane.items
        if not item.span
    )
    return (Group(_("No date yet"), rows, dated=False),) if rows else ()


def date_text(item: Milestone) -> str:
    """The day of a milestone and by how many working days it slipped, such as ``18 Dec (+5)``."""
    if not item.day:
        return ""
    return short_day(item.day) + (f" ({signed(item.slip)})" if item.slip else "")


def signed(days: int) -> str:
    """A number of days with its sign; none at zero."""
    return ("+" if days > 0 else "\N{MINUS SIGN}" if days < 0 else "") + str(abs(days))


def alt_text(team: str, item: LaneItem) -> str:
    """An item in words: team, label, days, state, signed-off days."""
    named = f"{measure.one_line(team)}: {measure.one_line(item.label)}"
    parts = [named, span_text(item.span) or _("no date yet"), word(item.status)]
    if isinstance(item, Bar):
        parts.append(_("{percent}% done").format(percent=percent(item)))
    if item.planned and item.planned != item.span:
        parts.append(_("signed off for {days}").format(days=span_text(item.planned)))
    return ", ".join(parts)


def span_text(span: tuple[dt.date, dt.date] | None) -> str:
    """One day, or two with a dash; empty for None."""
    if not span:
        return ""
    first, last = span
    return long_day(first) if first == last else f"{long_day(first)} \N{EN DASH} {long_day(last)}"


def percent(bar: Bar) -> int:
    """Progress in whole percent; not 100 before all is done."""
    return int(bar.done * 100 + 1e-9)


def done(bar: Bar) -> str:
    """Progress with its sign, as the fields of the record show it."""
    return f"{percent(bar)}\N{NO-BREAK SPACE}%"


def _touches(item: LaneItem, axis: DayAxis) -> bool:
    return item.span is not None and item.span[0] <= axis.last and item.span[1] >= axis.first


def _item_row(team: str, item: LaneItem, axis: DayAxis, obstacles: Sequence[float], column: float) -> ItemRow:
    place = _bar_place(item, axis, obstacles) if isinstance(item, Bar) else _milestone_place(item, axis, obstacles)
    value, side, shape_x = place
    lines = len(measure.wrap(item.label, LABEL.font, LABEL.size, _label_room(value, column), 2))
    return ItemRow(team, item, value, side, ROW_HEIGHT + max(0, lines - 1) * LABEL.leading, shape_x)


def _label_room(value: str, column: float) -> float:
    reserved = measure.width(value, "regular", VALUE_SIZE) + VALUE_GAP if value else 0.0
    return column - INDENT - COLUMN_END - reserved


def _milestone_place(item: Milestone, axis: DayAxis, obstacles: Sequence[float]) -> tuple[str, Side, float | None]:
    text = date_text(item)
    x = axis.clamped(item.day or axis.first)
    room = measure.width(text, "semibold", DATE_SIZE) + (SHAPE + 3 if item.status in SHOWN_BESIDE else 0)
    taken = [(at, at) for at in obstacles]
    if item.signed_off:
        ghost = axis.clamped(item.signed_off)
        taken.append((min(ghost, x) - 3, max(ghost, x) + 3) if abs(ghost - x) > 0.1 else (x, x))
    right = (x + DIAMOND + 2.5, x + DIAMOND + 2.5 + room)
    left = (x - DIAMOND - 2.5 - room, x - DIAMOND - 2.5)
    if right[1] <= axis.right - 1 and _free(right, taken):
        return "", "right", None
    if left[0] >= axis.left + 1 and _free(left, taken):
        return "", "left", None
    return text, "column", None


def _bar_place(item: Bar, axis: DayAxis, obstacles: Sequence[float]) -> tuple[str, Side, float | None]:
    text = done(item)
    if item.status not in SHOWN_BESIDE or not item.span:
        return text, "column", None
    start, end = axis.clamped(item.span[0]), axis.clamped(item.span[1])
    half = SHAPE / 2
    places = [end + 4 + half, start - 4 - half]
    inside = [x for x in places if axis.left + half + 1 <= x <= axis.right - half - 1]
    free = [x for x in inside if _free((x - half, x + half), [(at, at) for at in obstacles])]
    return text, "column", next(iter(free or inside), end - 4 - half)


def _free(wanted: tuple[float, float], taken: Iterable[tuple[float, float]]) -> bool:
    return not any(wanted[0] < high + 1.5 and low - 1.5 < wanted[1] for low, high in taken)


def _undated_note(team: str, item: LaneItem) -> str:
    known = _("no date yet")
    if isinstance(item, Bar) and item.start:
        known = _("from {day}, no end yet").format(day=long_day(item.start))
    elif isinstance(item, Bar) and item.end:
        known = _("by {day}, no start yet").format(day=long_day(item.end))
    return f"{measure.one_line(team)}: {known}"
