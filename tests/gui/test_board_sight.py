"""Where one looks on the board: zooming keeps the point under the pointer, fitting shows all, screens of any ratio."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scopewright.gui.board.sight import LARGEST, SMALLEST, Sight, fitting, grid_of
from scopewright.scenes.scene import Bounds

SIGHTS = st.builds(Sight, st.floats(0.05, 3.5), st.integers(-9000, 9000), st.integers(-9000, 9000))
PIXELS = st.integers(0, 1400).map(float)


@given(SIGHTS, st.floats(0.5, 2.0), PIXELS, PIXELS)
def test_zooming_keeps_the_point_under_the_pointer(sight: Sight, factor: float, x: float, y: float) -> None:
    zoomed = sight.zoomed(factor, x, y)
    assert SMALLEST <= zoomed.scale <= LARGEST
    assert zoomed.to_pixels(*sight.to_units(x, y)) == pytest.approx((x, y), abs=1)


@given(st.floats(-9000, 9000), st.floats(-9000, 9000), st.floats(1, 20000), st.floats(1, 20000))
def test_fitting_shows_all_of_an_area(left: float, top: float, width: float, height: float) -> None:
    area = Bounds(left, top, left + width, top + height)
    assert fitting(area, 1200, 800).area(1200, 800).contains(area, slack=1)


@given(SIGHTS, st.floats(-9000, 9000), st.floats(-9000, 9000))
def test_an_area_is_brought_into_sight_without_a_change_of_scale(sight: Sight, left: float, top: float) -> None:
    area = Bounds(left, top, left + 50, top + 40)
    shown = sight.showing(area, 1200, 800)
    assert shown.scale == sight.scale
    assert shown.area(1200, 800).contains(area, slack=3 / sight.scale)


@pytest.mark.parametrize(("ratio", "step"), [(1.0, 1), (2.0, 1), (1.5, 2), (1.25, 4), (1.75, 4), (1.1, 4)])
def test_on_a_screen_of_any_ratio_the_board_moves_by_its_whole_pixels(ratio: float, step: int) -> None:
    assert grid_of(ratio) == step
    moved = Sight(1.0, 7, -7).on_grid(step)
    assert moved.across % step == moved.down % step == 0
