"""The stacked timeline: the lanes of all teams one above the other, with vertical lines at releases and constraints.

``lanes`` lays it out in one piece for the window; ``pages`` splits it by rows and, where days would become too narrow,
by quarters, for paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from scopewright.language import _, joined, ngettext
from scopewright.scenes.day_axis import BAND_HEIGHT, DayAxis, axis_over, hairlines, long_day, month_band, quarter_axes
from scopewright.scenes.lane_flags import Flag, draw_flags, draw_lines, flags_height, place_flags
from scopewright.scenes.lane_legend import legend
from scopewright.scenes.lane_marks import draw_frame, draw_marks
from scopewright.scenes.lane_rows import DIAMOND, Group, Heading, Row, dated_groups, undated_group
from scopewright.scenes.lane_table import rows_table
from scopewright.scenes.paragraph import Style, paragraph
from scopewright.scenes.scene import Item, Scene
from scopewright.scenes.timeline import Timeline

_LABEL_COLUMN, _LABEL_SHARE = 186.0, 0.36
_ABOVE_LEGEND = 8.0
_RIGHT_MARGIN = DIAMOND + 1
"""So that a diamond on the last day is whole."""
_EMPTY = Style(9, 12, "muted", "italic")


def axis(timeline: Timeline, width: float) -> DayAxis | None:
    """The axis that ``lanes`` draws on for this width; None if nothing has a date."""
    days = list(timeline.days())
    column = _label_column(width)
    return axis_over(days, column, width - column - _RIGHT_MARGIN) if days else None


def axes(timeline: Timeline, width: float) -> tuple[DayAxis, ...]:
    """The axes that ``pages`` draws on, in the order of time; axes on which nothing stands are left out."""
    whole = axis(timeline, width)
    if not whole:
        return ()
    split = quarter_axes(whole)
    return tuple(each for each in split if _shows_something(timeline, each)) or split[:1]


def lanes(timeline: Timeline, width: float) -> Scene:
    """The whole timeline in one piece, ``width`` points wide (at least 300) and as high as its rows need."""
    whole = axis(timeline, width)
    flags = place_flags(timeline, whole) if whole else ()
    groups = _groups(timeline, whole, flags, undated=True)
    rows = [row for group in groups for row in (Heading(group.heading, group.dated), *group.rows)]
    return _scene(timeline, whole, flags, rows, width)


def pages(timeline: Timeline, width: float, max_height: float) -> tuple[Scene, ...]:
    """The timeline as scenes of at most ``max_height`` points (at least 200): by quarters first, then by rows.

    A team's heading is repeated where its rows go on, and never stands alone at the foot of a page.
    """
    scenes: list[Scene] = []
    for number, each in enumerate(axes(timeline, width) or (None,)):
        flags = place_flags(timeline, each) if each else ()
        room = max_height - _head_height(each, flags) - _ABOVE_LEGEND - legend(timeline, width, 0)[1] - 2
        groups = _groups(timeline, each, flags, undated=number == 0)
        scenes += [_scene(timeline, each, flags, rows, width) for rows in _split(groups, room)]
    return tuple(scenes)


def _label_column(width: float) -> float:
    return min(_LABEL_COLUMN, _LABEL_SHARE * width)


def _shows_something(timeline: Timeline, each: DayAxis) -> bool:
    spans = [item.span for lane in timeline.lanes for item in lane.items if item.span]
    spans += [(marker.day, marker.day) for marker in timeline.markers]
    return any(start <= each.last and end >= each.first for start, end in spans)


def _groups(timeline: Timeline, each: DayAxis | None, flags: Sequence[Flag], *, undated: bool) -> tuple[Group, ...]:
    dated: tuple[Group, ...] = ()
    if each:
        dated = dated_groups(timeline, each, [flag.x for flag in flags], each.left)
    return dated + (undated_group(timeline) if undated else ())


def _split(groups: Sequence[Group], room: float) -> Iterator[list[Row]]:
    page: list[Row] = []
    used = 0.0
    for group in groups:
        heading = Heading(group.heading, group.dated)
        needs_heading = True
        for row in group.rows:
            needed = row.height + (heading.height if needs_heading else 0.0)
            if page and used + needed > room:
                yield page
                page, used, needs_heading = [], 0.0, True
            if needs_heading:
                page.append(heading)
                used += heading.height
                heading = Heading(_("{team} (continued)").format(team=group.heading), group.dated)
                needs_heading = False
            page.append(row)
            used += row.height
    yield page


def _head_height(each: DayAxis | None, flags: Sequence[Flag]) -> float:
    return flags_height(flags) + BAND_HEIGHT if each else 0.0


def _scene(timeline: Timeline, each: DayAxis | None, flags: Sequence[Flag], rows: Sequence[Row], width: float) -> Scene:
    head = _head_height(each, flags)
    tops = list(accumulate((row.height for row in rows), initial=head))
    ends_dated = tops[sum(row.dated for row in rows)]
    items: list[Item] = []
    if each:
        items += [*draw_flags(flags, head - BAND_HEIGHT), *month_band(each, head - BAND_HEIGHT)]
        items += hairlines(each, head, ends_dated)
    for row, top in zip(rows, tops, strict=False):
        items += draw_frame(row, top, _label_column(width), width)
    if each:
        items += draw_lines(flags, head, ends_dated, status=False)
        items += [mark for row, top in zip(rows, tops, strict=False) for mark in draw_marks(row, each, top)]
        items += draw_lines(flags, head, ends_dated, status=True)
    if not rows:
        items += paragraph(_("Nothing is planned yet."), 4, head + 3, width - 8, _EMPTY, role="empty")
    bottom = tops[-1] + (0 if rows else 20)
    below, legend_height = legend(timeline, width, bottom + _ABOVE_LEGEND)
    bottom += _ABOVE_LEGEND + legend_height if below else 1
    shown = rows_table(rows, timeline, each)
    return Scene(width, bottom, (*items, *below), _("Timeline of all teams"), _alt(timeline, each), shown)


def _alt(timeline: Timeline, each: DayAxis | None) -> str:
    teams = ngettext("{n} team", "{n} teams", len(timeline.lanes)).format(n=len(timeline.lanes))
    if not each:
        return _("{teams}, nothing dated yet.").format(teams=teams)
    said = [_("{teams}, {first} to {last}").format(teams=teams, first=long_day(each.first), last=long_day(each.last))]
    markers = sorted(timeline.markers, key=lambda marker: marker.day)
    said += [f"{marker.label} {long_day(marker.day)}" for marker in markers if each.holds(marker.day)]
    return joined(said) + "."
