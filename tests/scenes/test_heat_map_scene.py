"""The heat map shows exactly the register, cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scopewright.model.scoring import FEWEST, MOST, Scoring, usual, usual_words
from scopewright.scenes.bands import band
from scopewright.scenes.heat_map import HeatRisk, heat_map
from scopewright.scenes.level_grid import cell_contents, cell_key
from scopewright.scenes.scene import Rect, Scene, Text

USUAL = usual()
WORDY = Scoring(*2 * (("Donaudampfschifffahrtsgesellschaft " * 3,) * 5,), USUAL.begins)

RISKS = st.lists(st.tuples(st.integers(0, 6) | st.none(), st.integers(0, 6) | st.none()), max_size=60).map(
    lambda levels: [HeatRisk(f"R-{n}", f"Risk {n}", *pair) for n, pair in enumerate(levels, 1)]
)


@given(RISKS)
def test_m18_each_of_the_25_cells_holds_what_a_query_of_the_register_gives(risks: list[HeatRisk]) -> None:
    contents = cell_contents(risks)
    assert set(contents) == set(product(range(1, 6), range(1, 6)))
    for (likelihood, impact), inside in contents.items():
        assert list(inside) == [risk for risk in risks if (risk.likelihood, risk.impact) == (likelihood, impact)]


@st.composite
def _scales(draw: st.DrawFn) -> Scoring:
    """Any scale that an engagement can choose."""
    steps = draw(st.integers(FEWEST, MOST))
    begins = draw(st.lists(st.integers(2, steps**2), min_size=3, max_size=3, unique=True).map(sorted))
    return Scoring(*usual_words(steps), (begins[0], begins[1], begins[2]))


@given(_scales(), st.lists(st.tuples(st.integers(-1, 8) | st.none(), st.integers(-1, 8) | st.none()), max_size=40))
def test_m18_on_any_scale_the_map_holds_every_scored_risk_exactly_once(
    scoring: Scoring, levels: list[tuple[int | None, int | None]]
) -> None:
    risks = [HeatRisk(f"R-{n}", f"Risk {n}", *pair, scoring) for n, pair in enumerate(levels, 1)]
    scene = heat_map(risks, scoring, most_pills=3)
    pills = [str(pill.record) for pill in scene.of_role("pill")]
    hidden = [id_ for more in scene.of_role("more") for id_ in more.alt.split(", ")]
    assert sorted(pills + hidden) == sorted(risk.id for risk in risks if scoring.score(risk.likelihood, risk.impact))
    assert sorted(row[0] for row in scene.table.rows) == sorted(risk.id for risk in risks)
    assert len(scene.of_role("cell")) == scoring.steps**2
    scored = [risk for risk in risks if risk.score]
    assert [band(risk.score or 0, scoring).key for risk in scored] == [scoring.band(risk.score or 0) for risk in scored]


@given(RISKS)
def test_pills_stand_in_their_own_cell_and_the_rest_is_counted(risks: list[HeatRisk]) -> None:
    scene = heat_map(risks, USUAL)
    cells = {cell.record: cell.bounds for cell in scene.of_role("cell")}
    more = {text.record: text for text in scene.of_role("more") if isinstance(text, Text)}
    assert len(cells) == 25
    for (likelihood, impact), inside in cell_contents(risks).items():
        key = cell_key(likelihood, impact)
        shown = [pill.record for pill in scene.of_role("pill") if cells[key].contains(pill.bounds)]
        hidden = more[key].alt.split(", ") if key in more else []
        assert shown + hidden == [risk.id for risk in inside]
        assert len(shown) <= 2
        if hidden:
            assert more[key].text == f"+{len(hidden)}"


def test_cells_have_the_pitch_and_the_colour_of_their_band() -> None:
    scene = heat_map([], USUAL, cell_width=48, cell_height=38)
    cells = {cell.record: cell for cell in scene.of_role("cell") if isinstance(cell, Rect)}
    for likelihood, impact in product(range(1, 6), range(1, 6)):
        cell = cells[cell_key(likelihood, impact)]
        assert cell.x == pytest.approx(cells["1x1"].x + (impact - 1) * 48)
        assert cell.y == pytest.approx(cells["5x1"].y + (5 - likelihood) * 38)
        assert cell.fill == band(likelihood * impact, USUAL).fill


@pytest.mark.parametrize(
    ("score", "key"),
    [
        (1, "low"),
        (4, "low"),
        (5, "moderate"),
        (9, "moderate"),
        (10, "high"),
        (14, "high"),
        (15, "critical"),
        (25, "critical"),
    ],
)
def test_the_bands_begin_and_end_where_the_brief_says(score: int, key: str) -> None:
    assert band(score, USUAL).key == key


@pytest.mark.parametrize("score", [0, 26, -1])
def test_a_score_beyond_the_scale_is_refused(score: int) -> None:
    with pytest.raises(ValueError, match="between 1 and 25"):
        band(score, USUAL)


def test_a_risk_without_a_score_is_named_under_the_map_and_in_the_table() -> None:
    scene = heat_map([HeatRisk("R-8", "Licence", None, 2), HeatRisk("R-1", "Freeze", 4, 4)], USUAL)
    named = " ".join(text.text for text in scene.of_role("unscored") if isinstance(text, Text))
    assert "R-8" in named
    assert "R-1" not in named
    assert [row[0] for row in scene.table.rows] == ["R-1", "R-8"]


@pytest.mark.parametrize("width, height, most", [(48, 38, 2), (36, 38, 2), (110, 70, 8)])
@pytest.mark.parametrize("scoring", [USUAL, WORDY, usual(3), usual(6)])
def test_eighty_risks_in_one_cell_are_legible(
    width: float, height: float, most: int, scoring: Scoring, assert_sound: Callable[[Scene], None]
) -> None:
    crowd = [HeatRisk(f"R-{n}", "x" * 90, 3, 3, scoring) for n in range(1, 81)]
    n_steps = scoring.steps
    others = [HeatRisk(f"RISK-{n:06}", "y", 1 + n % n_steps, 1 + n // n_steps % n_steps, scoring) for n in range(80)]
    lost = [HeatRisk(f"R-{n}", "z", None, None) for n in range(200, 300)]
    scene = heat_map(crowd + others + lost, scoring, cell_width=width, cell_height=height, most_pills=most)
    assert_sound(scene)
    cells = {cell.record: cell.bounds for cell in scene.of_role("cell")}
    inside = [*scene.of_role("pill-text"), *scene.of_role("score"), *scene.of_role("more")]
    assert all(any(cell.contains(text.bounds) for cell in cells.values()) for text in inside)


def test_an_empty_register_still_gives_a_map(assert_sound: Callable[[Scene], None]) -> None:
    scene = heat_map([], USUAL)
    assert_sound(scene)
    assert not scene.of_role("pill")
