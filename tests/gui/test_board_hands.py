"""Eraser, finger, pinch, pen and input method on the whiteboard, by synthetic events; what is left is in the file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QInputMethodEvent,
    QNativeGestureEvent,
    QPointingDevice,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from scopewright.model.ink import from_text
from scopewright.model.sections.strokes import Stroke
from tests.gui.board_stand import END, LEFT, NONE, Made, notes, pen, topic


@pytest.fixture
def made(board_made: Made) -> Made:
    return board_made


def draw(made: Made, start: QPoint, way: QPoint) -> None:
    made.state.take("pen")
    made.drag(start, start + way)
    made.state.take("select")


def strokes(made: Made) -> list[str]:
    return [stroke.id for stroke in made.on_disk().all(Stroke)]


# Eraser


def test_the_eraser_takes_every_stroke_it_crosses_and_one_undo_brings_them_back(made: Made) -> None:
    spot = made.free()
    for below in (0, 12, 24):
        draw(made, spot + QPoint(0, below), QPoint(150, 0))
    draw(made, spot + QPoint(-300, 0), QPoint(60, 0))
    assert len(strokes(made)) == 4
    QTest.keyClick(made.canvas, Qt.Key.Key_E)
    assert made.state.tool == "eraser"
    made.drag(spot + QPoint(70, -30), spot + QPoint(80, 60))
    assert strokes(made) == ["IK-4"]
    assert made.editing.undo_name == "Erase ink"
    made.editing.undo()
    assert len(strokes(made)) == 4


def test_a_fast_hand_of_the_eraser_misses_nothing_between_two_points(made: Made) -> None:
    spot = made.free()
    draw(made, spot + QPoint(0, 20), QPoint(150, 0))
    made.state.take("eraser")
    QTest.mousePress(made.canvas, LEFT, NONE, spot + QPoint(70, -60))
    QTest.mouseMove(made.canvas, spot + QPoint(70, 70))
    QTest.mouseRelease(made.canvas, LEFT, NONE, spot + QPoint(70, 70))
    assert strokes(made) == []


def test_the_eraser_leaves_notes_and_the_file_alone_and_escape_forgets_what_it_rubbed(made: Made) -> None:
    spot = made.middle("N-2")
    count = len(made.engagement.changes)
    made.state.take("eraser")
    made.drag(spot, spot + QPoint(30, 5))
    assert len(made.engagement.changes) == count
    draw(made, made.free(), QPoint(150, 0))
    made.state.take("eraser")
    QTest.mousePress(made.canvas, LEFT, NONE, made.free() + QPoint(10, 0))
    QTest.keyClick(made.canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(made.canvas, LEFT, NONE, made.free() + QPoint(10, 0))
    assert len(strokes(made)) == 1


def test_the_other_end_of_the_pen_erases_whatever_tool_is_in_the_hand(made: Made) -> None:
    spot = made.free()
    draw(made, spot, QPoint(150, 0))
    pen(made, QEvent.Type.TabletPress, spot + QPoint(60, -25), 0.4, END)
    pen(made, QEvent.Type.TabletMove, spot + QPoint(60, 25), 0.4, END)
    pen(made, QEvent.Type.TabletRelease, spot + QPoint(60, 25), 0.0, END)
    assert strokes(made) == []
    assert made.state.tool == "select"


# Finger and pinch


def test_a_finger_draws_with_the_pen_in_the_hand_as_one_stroke_and_one_undo(made: Made) -> None:
    device, spot = QTest.createTouchDevice(), made.middle("N-5")
    made.state.take("pen")
    QTest.touchEvent(made.canvas, device).press(0, spot, made.canvas).commit()
    for step in range(1, 6):
        QTest.touchEvent(made.canvas, device).move(0, spot + QPoint(20 * step, step % 2 * 9), made.canvas).commit()
    QTest.touchEvent(made.canvas, device).release(0, spot + QPoint(100, 9), made.canvas).commit()
    assert len(strokes(made)) == 1
    made.editing.undo()
    assert strokes(made) == []


def test_a_second_finger_makes_a_pinch_of_a_stroke_that_had_begun(made: Made) -> None:
    device, scale = QTest.createTouchDevice(), made.state.sight.scale
    spot = made.middle("N-5")
    made.state.take("pen")
    QTest.touchEvent(made.canvas, device).press(0, spot, made.canvas).commit()
    QTest.touchEvent(made.canvas, device).move(0, spot + QPoint(9, 0), made.canvas).commit()
    both = QTest.touchEvent(made.canvas, device)
    both.move(0, spot, made.canvas).press(1, spot + QPoint(100, 0), made.canvas).commit()
    both = QTest.touchEvent(made.canvas, device)
    both.move(0, spot, made.canvas).move(1, spot + QPoint(50, 0), made.canvas).commit()
    both = QTest.touchEvent(made.canvas, device)
    both.release(0, spot, made.canvas).release(1, spot + QPoint(50, 0), made.canvas).commit()
    assert made.state.sight.scale == pytest.approx(scale / 2, rel=0.02)
    assert strokes(made) == []


def test_a_pinch_on_a_touchpad_zooms_at_the_pointer(made: Made) -> None:
    pad = QPointingDevice.primaryPointingDevice()
    spot, scale = QPointF(made.middle("N-2")), made.state.sight.scale
    before = made.state.sight.to_units(spot.x(), spot.y())
    there = QPointF(made.canvas.mapToGlobal(spot))
    for value in (0.1, 0.1):
        gesture = Qt.NativeGestureType.ZoomNativeGesture
        event = QNativeGestureEvent(gesture, pad, 2, spot, spot, there, value, QPointF(0, 0))
        QApplication.sendEvent(made.canvas, event)
    assert made.state.sight.scale == pytest.approx(scale * 1.21, rel=0.01)
    assert made.state.sight.to_units(spot.x(), spot.y()) == pytest.approx(before, abs=3)


# Input methods


def composed(made: Made, target: QWidget, text: str) -> None:
    """An input method that shows what it is composing, and then commits it."""
    QApplication.sendEvent(target, QInputMethodEvent(text[:1], []))
    done = QInputMethodEvent()
    done.setCommitString(text)
    QApplication.sendEvent(made.desk.editor.line, done)


def test_what_an_input_method_composes_over_a_chosen_sticky_goes_behind_its_text(made: Made) -> None:
    made.state.choose([made.thing("N-2").key])
    assert made.canvas.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    composed(made, made.canvas, "検索")
    assert made.desk.editor.line.text() == "Thought 1 検索"
    QTest.keyClick(made.desk.editor.line, Qt.Key.Key_Return)
    assert notes(made.on_disk())["N-2"].line == "Thought 1 検索"


def test_a_new_sticky_takes_no_half_composed_word_and_keeps_the_whole_one(made: Made) -> None:
    made.desk.new_sticky()
    line = made.desk.editor.line
    QApplication.sendEvent(line, QInputMethodEvent("に", []))
    assert line.text() == ""
    composed(made, line, "日本語 @mia")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert notes(made.on_disk())["N-6"].line == "日本語 @mia"


def test_letters_stand_for_tools_and_are_not_composed_while_nothing_is_chosen(made: Made) -> None:
    made.state.choose([])
    assert not made.canvas.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    QTest.keyClick(made.canvas, Qt.Key.Key_P)
    assert made.state.tool == "pen"


# Finger and pen


def test_two_fingers_zoom_and_one_moves_the_board_on_empty_ground(made: Made) -> None:
    device = QTest.createTouchDevice()
    sight, spot = made.state.sight, made.middle("N-2")
    QTest.touchEvent(made.canvas, device).press(0, spot, made.canvas).press(
        1, spot + QPoint(100, 0), made.canvas
    ).commit()
    QTest.touchEvent(made.canvas, device).move(0, spot, made.canvas).move(
        1, spot + QPoint(200, 0), made.canvas
    ).commit()
    assert made.state.sight.scale == pytest.approx(2 * sight.scale, rel=0.02)
    QTest.touchEvent(made.canvas, device).release(0, spot, made.canvas).release(1, spot, made.canvas).commit()
    sight = made.state.sight
    free = QPoint(15, 15)
    QTest.touchEvent(made.canvas, device).press(0, free, made.canvas).commit()
    QTest.touchEvent(made.canvas, device).move(0, free + QPoint(50, 30), made.canvas).commit()
    QTest.touchEvent(made.canvas, device).release(0, free + QPoint(50, 30), made.canvas).commit()
    assert (made.state.sight.across, made.state.sight.down) == (sight.across + 50, sight.down + 30)


def test_a_finger_moves_a_sticky(made: Made) -> None:
    device, spot, there = QTest.createTouchDevice(), made.middle("N-5"), made.pixel(*made.frame("Teams").area.middle)
    QTest.touchEvent(made.canvas, device).press(0, spot, made.canvas).commit()
    for share in (0.3, 0.7, 1.0):
        QTest.touchEvent(made.canvas, device).move(0, spot + (there - spot) * share, made.canvas).commit()
    QTest.touchEvent(made.canvas, device).release(0, there, made.canvas).commit()
    assert topic(made.on_disk(), "N-5") == "Teams"


def test_the_pen_s_pressure_is_kept_with_every_point(made: Made) -> None:
    made.state.take("pen")
    spot = made.free()
    pen(made, QEvent.Type.TabletPress, spot, 0.1)
    for step in range(1, 11):
        pen(made, QEvent.Type.TabletMove, spot + QPoint(12 * step, 5 * step % 17), 0.1 * step)
    pen(made, QEvent.Type.TabletRelease, spot + QPoint(120, 0), 0.0)
    (stroke,) = made.on_disk().all(Stroke)
    pressures = [pressure for _x, _y, pressure in from_text(stroke.points)[0]]
    assert pressures[0] == pytest.approx(0.1)
    assert max(pressures) == pytest.approx(1.0)
