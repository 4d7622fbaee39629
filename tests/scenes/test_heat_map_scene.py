"""The heat map shows exactly the register, cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scopewright.scenes.bands import band
from scopewright.scenes.heat_map import HeatRisk, heat_map
from scopewright.scenes.level_grid import Scale, cell_contents, cell_key
from scopewright.scenes.scene import Rect, Scene, Text

LIKELIHOOD = Scale("Likelihood", ("Rare", "Unlikely", "Possible", "Likely", "Almost certain"))
IMPACT = Scale("Impact", ("Minor", "Limited", "Serious", "Major", "Severe"))
WORDY = Scale("How bad it would be for everybody " * 3, ("Donaudampfschifffahrtsgesellschaft " * 3,) * 5)

RISKS = st.lists(st.tuples(st.integers(0, 6) | st.none(), st.integers(0, 6) | st.none()), max_size=60).map(
    lambda levels: [HeatRisk(f"R-{n}", f"Risk {n}", *pair) for n, pair in enumerate(levels, 1)]
)


@given(RISKS)
def test_m18_each_of_the_25_cells_holds_what_a_query_of_the_register_gives(risks: list[HeatRisk]) -> None:
    contents = cell_contents(risks)
    assert set(contents) == set(product(range(1, 6), range(1, 6)))
    for (likelihood, impact), inside in contents.items():
        assert list(inside) == [risk for risk in risks if (risk.likelihood, risk.impact) == (likelihood, impact)]


@given(RISKS)
def test_pills_stand_in_their_own_cell_and_the_rest_is_counted(risks: list[HeatRisk]) -> None:
    scene = heat_map(risks, LIKELIHOOD, IMPACT)
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
    scene = heat_map([], LIKELIHOOD, IMPACT, cell_width=48, cell_height=38)
    cells = {cell.record: cell for cell in scene.of_role("cell") if isinstance(cell, Rect)}
    for likelihood, impact in product(range(1, 6), range(1, 6)):
        cell = cells[cell_key(likelihood, impact)]
        assert cell.x == pytest.approx(cells["1x1"].x + (impact - 1) * 48)
        assert cell.y == pytest.approx(cells["5x1"].y + (5 - likelihood) * 38)
        assert cell.fill == band(likelihood * impact).fill


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
    assert band(score).key == key


@pytest.mark.parametrize("score", [0, 26, -1])
def test_a_score_beyond_the_scale_is_refused(score: int) -> None:
    with pytest.raises(ValueError, match="between 1 and 25"):
        band(score)


def test_a_risk_without_a_score_is_named_under_the_map_and_in_the_table() -> None:
    scene = heat_map([HeatRisk("R-8", "Licence", None, 2), HeatRisk("R-1", "Freeze", 4, 4)], LIKELIHOOD, IMPACT)
    named = " ".join(text.text for text in scene.of_role("unscored") if isinstance(text, Text))
    assert "R-8" in named
    assert "R-1" not in named
    assert [row[0] for row in scene.table.rows] == ["R-1", "R-8"]


@pytest.mark.parametrize("width, height, most", [(48, 38, 2), (36, 38, 2), (110, 70, 8)])
@pytest.mark.parametrize("scales", [(LIKELIHOOD, IMPACT), (WORDY, WORDY)])
def test_eighty_risks_in_one_cell_are_legible(
    width: float, height: float, most: int, scales: tuple[Scale, Scale], assert_sound: Callable[[Scene], None]
) -> None:
    crowd = [HeatRisk(f"R-{n}", "x" * 90, 4, 4) for n in range(1, 81)]
    others = [HeatRisk(f"RISK-{n:06}", "y", 1 + n % 5, 1 + n // 5 % 5) for n in range(80)]
    lost = [HeatRisk(f"R-{n}", "z", None, None) for n in range(200, 300)]
    scene = heat_map(crowd + others + lost, *scales, cell_width=width, cell_height=height, most_pills=most)
    assert_sound(scene)
    cells = {cell.record: cell.bounds for cell in scene.of_role("cell")}
    inside = [*scene.of_role("pill-text"), *scene.of_role("score"), *scene.of_role("more")]
    assert all(any(cell.contains(text.bounds) for cell in cells.values()) for text in inside)


def test_an_empty_register_still_gives_a_map(assert_sound: Callable[[Scene], None]) -> None:
    scene = heat_map([], LIKELIHOOD, IMPACT)
    assert_sound(scene)
    assert not scene.of_role("pill")
