"""The stacked timeline as a plain table: every row and every line, in full."""

from __future__ import annotations

from collections.abc import Iterable

from scopewright.language import _
from scopewright.scenes import measure
from scopewright.scenes.day_axis import DayAxis, long_day
from scopewright.scenes.lane_rows import ItemRow, Row, UndatedRow, done, signed, span_text
from scopewright.scenes.scene import Table
from scopewright.scenes.status import word
from scopewright.scenes.timeline import Bar, LaneItem, Marker, Timeline

_DASH = "\N{EN DASH}"


def rows_table(rows: Iterable[Row], timeline: Timeline, axis: DayAxis | None) -> Table:
    """The items of these rows, then the releases and constraints that stand on the axis, in the order of time."""
    header = (
        _("Team"), _("ID"), _("Item"), _("Start"), _("End"), _("Done"), _("Status"), _("Signed off for"),
        _("Slip, working days"),
    )  # fmt: skip
    items = [_item(row.team, row.item) for row in rows if isinstance(row, ItemRow | UndatedRow)]
    ordered = sorted(timeline.markers, key=lambda marker: marker.day)
    markers = [_marker(marker) for marker in ordered if axis and axis.holds(marker.day)]
    return Table(header, (*items, *markers))


def _item(team: str, item: LaneItem) -> tuple[str, ...]:
    start, end = (item.start, item.end) if isinstance(item, Bar) else (None, item.day)
    share = done(item) if isinstance(item, Bar) else _DASH
    return (
        measure.one_line(team), item.id, measure.one_line(item.label), long_day(start) if start else _DASH,
        long_day(end) if end else _DASH, share, word(item.status), span_text(item.planned) or _DASH, _slip(item),
    )  # fmt: skip


def _slip(item: LaneItem) -> str:
    return _DASH if item.slip is None else signed(item.slip)


def _marker(marker: Marker) -> tuple[str, ...]:
    kind = {"release": _("Release"), "constraint": _("Constraint")}[marker.kind]
    label = measure.one_line(marker.label)
    return kind, marker.id, label, _DASH, long_day(marker.day), _DASH, _DASH, _DASH, _DASH
