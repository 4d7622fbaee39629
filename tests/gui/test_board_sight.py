"""Where one looks on the board: zooming keeps the point under the pointer, fitting shows all, screens of any ratio."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from scopewright.gui.board.sight import LARGEST, SMALLEST, Sight, fitting, grid_of
from scopewright.scenes.scene import Bounds
from tests.gui.board_stand import LEFT, NONE, Made

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


# On the board


@pytest.fixture
def made(board_made: Made) -> Made:
    return board_made


def wheel(made: Made, at: QPoint, angle: int, pixels: QPoint | None = None, held: Qt.KeyboardModifier = NONE) -> None:
    event = QWheelEvent(
        QPointF(at), QPointF(made.canvas.mapToGlobal(at)), pixels or QPoint(), QPoint(0, angle),
        Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(made.canvas, event)


def test_the_wheel_zooms_at_the_pointer_and_a_touchpad_moves(made: Made) -> None:
    spot = made.middle("N-2")
    before, scale = made.state.sight.to_units(spot.x(), spot.y()), made.state.sight.scale
    wheel(made, spot, 240)
    assert made.state.sight.scale > 1.3 * scale
    assert made.state.sight.to_units(spot.x(), spot.y()) == pytest.approx(before, abs=2)
    sight = made.state.sight
    wheel(made, spot, 30, QPoint(12, 30))
    assert (made.state.sight.across - sight.across, made.state.sight.down - sight.down) == (12, 30)
    assert made.state.sight.scale == sight.scale


def test_the_middle_button_and_the_space_bar_move_the_board_and_write_nothing(made: Made) -> None:
    count, sight = len(made.engagement.changes), made.state.sight
    spot = made.middle("N-2")
    QTest.mousePress(made.canvas, Qt.MouseButton.MiddleButton, NONE, spot)
    QTest.mouseMove(made.canvas, spot + QPoint(70, 20))
    QTest.mouseRelease(made.canvas, Qt.MouseButton.MiddleButton, NONE, spot + QPoint(70, 20))
    assert made.state.sight.across == sight.across + 70
    QTest.keyPress(made.canvas, Qt.Key.Key_Space)
    made.drag(spot, spot + QPoint(-70, -20))
    QTest.keyRelease(made.canvas, Qt.Key.Key_Space)
    assert made.state.sight == sight
    assert len(made.engagement.changes) == count


def test_the_overview_looks_where_it_is_clicked(made: Made) -> None:
    made.canvas.zoom(4)
    QTest.mouseClick(made.desk.minimap, LEFT, NONE, QPoint(100, 60))
    one = made.canvas.middle()
    QTest.mouseClick(made.desk.minimap, LEFT, NONE, QPoint(60, 60))
    assert made.canvas.middle()[0] < one[0]
