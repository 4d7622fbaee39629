"""Connectors reach from edge to edge; ink keeps its points, its pressure and its ends."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from scopewright.lint.check import check
from scopewright.model.ink import from_text, problems, to_text
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.scenes.board_lines import runs, thinned, way
from scopewright.scenes.board_reading import board_of
from scopewright.scenes.board_things import Ink
from scopewright.scenes.scene import Bounds

POINTS = st.lists(
    st.tuples(
        st.integers(0, 900).map(float), st.integers(0, 900).map(float), st.integers(0, 100).map(lambda p: p / 100)
    ),
    min_size=1,
    max_size=60,
)


@given(POINTS)
def test_ink_comes_back_from_its_record_as_it_was_drawn(points: list[tuple[float, float, float]]) -> None:
    assert from_text(to_text(points)) == (tuple(points), ())


@given(POINTS)
def test_thinned_ink_keeps_its_ends_and_adds_nothing(points: list[tuple[float, float, float]]) -> None:
    kept = thinned(points)
    assert kept[0] == points[0]
    assert kept[-1] == points[-1]
    assert set(kept) <= set(points)


def test_a_straight_line_is_two_points() -> None:
    assert len(thinned([(float(x), 2.0 * x, 0.5) for x in range(100)])) == 2


@given(POINTS)
def test_the_strokes_of_ink_hang_together_and_are_wider_where_it_was_pressed(
    points: list[tuple[float, float, float]],
) -> None:
    drawn = list(runs(tuple(points), 3.0))
    assert all(one[1][-1] == other[1][0] for one, other in pairwise(drawn))
    assert all(1.2 <= width <= 4.81 for width, _path in drawn)


def test_pressure_widens_the_line() -> None:
    soft = max(width for width, _path in runs(((0, 0, 0.1), (50, 0, 0.1)), 3.0))
    hard = max(width for width, _path in runs(((0, 0, 1.0), (50, 0, 1.0)), 3.0))
    assert hard > 2 * soft


def test_what_is_no_point_is_named_and_the_rest_is_drawn() -> None:
    text = "1 2 50,rubbish,,3 4,1 nan 5"
    assert from_text(text) == (((1.0, 2.0, 0.5),), ("rubbish", "", "3 4", "1 nan 5"))
    assert problems(text) == ["“rubbish” and 3 more are no points."]
    assert problems("1 2 50") == problems("") == []


def test_a_stroke_that_cannot_be_read_whole_is_a_finding_and_says_so_on_the_board() -> None:
    engagement = new_engagement("Search", "Acme")
    with Step(engagement, "Draw") as step:
        step.add("strokes", {"points": "0 0 50,9 9 50,zzz", "x": 1.0, "y": 1.0})
        step.add("strokes", {"points": "0 0 50,9 9 50", "x": 1.0, "y": 1.0})
    found = [each for each in check(engagement) if each.section == "strokes"]
    assert [(each.id, each.field, each.rule) for each in found] == [("IK-1", "points", "DEC03")]
    assert "zzz" in found[0].message
    broken, whole = (thing for thing in board_of(engagement, None).things if isinstance(thing, Ink))
    assert "“zzz” is no point" in broken.alt
    assert whole.alt == "Ink"


def test_a_connector_leaves_the_side_that_faces_the_other_box() -> None:
    left, right = Bounds(0, 0, 160, 120), Bounds(400, 30, 560, 150)
    path = way(left, right)
    assert path[0] == (160, 60)
    assert path[-1] == (400, 90)
    below = way(left, Bounds(20, 400, 180, 520))
    assert below[0] == (80, 120)
    assert below[-1] == (100, 400)
