"""Team lanes: every x is date arithmetic, and every item is shown or listed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scopewright.scenes import lanes
from scopewright.scenes.scene import Line, Polygon, Rect, Scene, Text
from scopewright.scenes.status import Status
from scopewright.scenes.timeline import Bar, Lane, LaneItem, Marker, Milestone, Timeline

START = dt.date(2026, 10, 1)
LONG = "Ein ausgesprochen langer Name mit Donaudampfschifffahrtsgesellschaftskapitänen "

days = st.dates(dt.date(2026, 1, 1), dt.date(2028, 12, 31))
states = st.sampled_from(get_args(Status))
labels = st.text(max_size=90)
milestones = st.builds(
    Milestone, st.just("M"), labels, st.none() | days, states, st.none() | days, st.none() | st.integers(-40, 40)
)
bars = st.builds(
    Bar,
    st.just("T"),
    labels,
    st.none() | days,
    st.none() | days,
    states,
    st.floats(0, 1),
    st.none() | days,
    st.none() | days,
)


def _numbered(teams: list[list[LaneItem]], markers: list[tuple[dt.date, bool]], status_day: dt.date | None) -> Timeline:
    count = 0
    numbered = []
    for team, items in enumerate(teams):
        row = []
        for item in items:
            count += 1
            row.append(_with_id(item, f"{item.id}-{count}"))
        numbered.append(Lane(f"Team {team} {LONG if team % 2 else ''}", tuple(row)))
    lines = tuple(
        Marker(f"R{n}", f"R{n} {LONG[: n * 3]}", day, "release" if release else "constraint")
        for n, (day, release) in enumerate(markers)
    )
    return Timeline(tuple(numbered), lines, status_day)


def _with_id(item: LaneItem, id_: str) -> LaneItem:
    if isinstance(item, Milestone):
        return Milestone(id_, item.label, item.day, item.status, item.signed_off, item.slip)
    return Bar(id_, item.label, item.start, item.end, item.status, item.progress, item.planned_start, item.planned_end)


timelines = st.builds(
    _numbered,
    st.lists(st.lists(milestones | bars, max_size=6), max_size=4),
    st.lists(st.tuples(days, st.booleans()), max_size=12),
    st.none() | days,
)


@settings(max_examples=60, deadline=None)
@given(timeline=timelines, width=st.sampled_from([420.0, 738.0, 1400.0]))
def test_any_timeline_is_whole_legible_and_complete(
    timeline: Timeline, width: float, assert_sound: Callable[[Scene], None]
) -> None:
    scene = lanes.lanes(timeline, width)
    assert_sound(scene)
    everything = {item.id for lane in timeline.lanes for item in lane.items} | {
        marker.id for marker in timeline.markers
    }
    assert {row[1] for row in scene.table.rows} == everything
    drawn = {item.record for item in scene.items}
    assert everything <= drawn


@settings(max_examples=60, deadline=None)
@given(timeline=timelines)
def test_m29_bars_milestones_and_lines_stand_where_date_arithmetic_puts_them(timeline: Timeline) -> None:
    axis = lanes.axis(timeline, 738)
    scene = lanes.lanes(timeline, 738)
    if axis is None:
        assert not scene.of_role("bar")
        return

    def x(day: dt.date) -> float:
        return axis.left + (day - axis.first).days / (axis.last - axis.first).days * axis.width

    items = {item.id: item for lane in timeline.lanes for item in lane.items}
    for bar in scene.of_role("bar"):
        drawn = items[bar.record]
        assert isinstance(bar, Rect)
        assert isinstance(drawn, Bar)
        assert drawn.span
        assert bar.x == pytest.approx(x(drawn.span[0]))
        if drawn.span[0] != drawn.span[1] and bar.width > 1.5:
            assert bar.x + bar.width == pytest.approx(x(drawn.span[1]))
    for diamond in scene.of_role("milestone"):
        due = items[diamond.record]
        assert isinstance(diamond, Polygon)
        assert isinstance(due, Milestone)
        assert due.day
        assert diamond.points[0][0] == pytest.approx(x(due.day))
    for marker in timeline.markers:
        lines = [line for line in scene.of_role(f"{marker.kind}-line") if line.record == marker.id]
        assert [line.x1 for line in lines if isinstance(line, Line)] == [pytest.approx(x(marker.day))]


@settings(max_examples=40, deadline=None)
@given(timeline=timelines)
def test_pages_hold_everything_and_keep_to_their_height(
    timeline: Timeline, assert_sound: Callable[[Scene], None]
) -> None:
    scenes = lanes.pages(timeline, 738, 330)
    for scene in scenes:
        assert_sound(scene)
        assert scene.height <= 330
    everything = {item.id for lane in timeline.lanes for item in lane.items}
    assert everything <= {row[1] for scene in scenes for row in scene.table.rows}


def test_sixty_milestones_and_thirty_lines_are_legible(assert_sound: Callable[[Scene], None]) -> None:
    team = tuple(
        Milestone(f"M-{n}", LONG[: 5 + n], START + dt.timedelta(days=n % 7), "at-risk", START, n % 9) for n in range(60)
    )
    lines = tuple(Marker(f"R{n}", f"R{n}", START + dt.timedelta(days=n // 3), "release") for n in range(30))
    scene = lanes.lanes(Timeline((Lane("Data", team),), lines, START), 493)
    assert_sound(scene)
    assert len(scene.of_role("milestone")) == 60
    assert len(scene.of_role("release-line")) == 30


def test_no_date_is_written_across_a_vertical_line() -> None:
    team = tuple(Milestone(f"M-{n}", "Due", START + dt.timedelta(days=n)) for n in range(40))
    lines = tuple(Marker(f"R{n}", f"R{n}", START + dt.timedelta(days=5 * n), "release") for n in range(9))
    scene = lanes.lanes(Timeline((Lane("Data", team),), lines, START + dt.timedelta(days=12)), 738)
    vertical = [line.bounds.left for role in ("release-line", "status-line") for line in scene.of_role(role)]
    for text in scene.of_role("date"):
        assert not any(text.bounds.left - 1 < x < text.bounds.right + 1 for x in vertical)
    written = {text.record for text in (*scene.of_role("date"), *scene.of_role("value"))}
    assert written == {item.id for item in team}


def test_a_slip_is_drawn_from_the_signed_off_day_and_written_in_working_days() -> None:
    moved = Milestone("M-1", "Staging", dt.date(2026, 12, 18), "not-started", dt.date(2026, 12, 11), 5)
    timeline = Timeline((Lane("Platform", (moved,)),))
    scene, axis = lanes.lanes(timeline, 738), lanes.axis(timeline, 738)
    assert axis
    (slip,) = scene.of_role("slip")
    assert (slip.bounds.left, slip.bounds.right) == pytest.approx(
        (axis.x(dt.date(2026, 12, 11)), axis.x(dt.date(2026, 12, 18)))
    )
    assert [text.text for text in scene.of_role("date") if isinstance(text, Text)] == ["18 Dec (+5)"]
    assert scene.table.rows[0][-1] == "+5"


def test_progress_fills_its_share_of_the_bar() -> None:
    work = Bar("T-1", "Audit", START, START + dt.timedelta(days=100), "on-track", 0.25)
    scene = lanes.lanes(Timeline((Lane("Data", (work,)),)), 738)
    (bar,), (done,) = scene.of_role("bar"), scene.of_role("bar-done")
    assert done.bounds.width + 0.9 == pytest.approx(bar.bounds.width * 0.25)


def test_undated_items_are_listed_below_the_lines() -> None:
    items = (Milestone("M-1", "Hand-over", None), Bar("T-1", "Training", START, None), Milestone("M-2", "Go", START))
    scene = lanes.lanes(Timeline((Lane("Pilot", items),), (Marker("R1", "R1", START, "release"),)), 738)
    notes = scene.of_role("undated")
    assert [note.record for note in notes] == ["M-1", "T-1"]
    (line,) = scene.of_role("release-line")
    assert all(note.bounds.top >= line.bounds.bottom for note in notes)


def test_ten_years_are_split_by_quarters_and_each_bar_says_that_it_goes_on() -> None:
    work = Bar("T-1", "Long", dt.date(2020, 1, 1), dt.date(2030, 1, 1), "on-track", 0.5)
    timeline = Timeline((Lane("Data", (work,)),))
    scenes, axes = lanes.pages(timeline, 738, 400), lanes.axes(timeline, 738)
    assert len(scenes) == len(axes) > 1
    assert all(one.last + dt.timedelta(days=1) == two.first for one, two in pairwise(axes))
    assert len(scenes[1].of_role("continues")) == 2


@pytest.mark.parametrize(
    ("first", "last"), [(dt.date.min, dt.date.min), (dt.date.max, dt.date.max), (dt.date.min, dt.date.max)]
)
def test_the_ends_of_the_calendar_do_no_harm(
    first: dt.date, last: dt.date, assert_sound: Callable[[Scene], None]
) -> None:
    timeline = Timeline((Lane("A", (Milestone("M-1", "One", first), Milestone("M-2", "Two", last))),))
    assert_sound(lanes.lanes(timeline, 738))
    assert 1 <= len(lanes.pages(timeline, 738, 400)) <= 2


def test_equal_input_gives_an_equal_scene() -> None:
    timeline = Timeline((Lane("A", (Bar("T-1", "One", START, START + dt.timedelta(days=9)),)),))
    assert lanes.lanes(timeline, 738) == lanes.lanes(timeline, 738)


def test_nothing_planned_is_said_in_words(assert_sound: Callable[[Scene], None]) -> None:
    scene = lanes.lanes(Timeline(()), 738)
    assert_sound(scene)
    assert scene.of_role("empty")
