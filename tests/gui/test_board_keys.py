"""The whiteboard under keys alone, and what can be done to chosen things: each is one undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from scopewright.model.sections.connectors import Connector
from tests.gui.board_stand import LEFT, NONE, Made, notes, topic
from tests.gui.conftest import child

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def made(board_made: Made) -> Made:
    return board_made


# Keys


def test_the_board_is_walked_moved_sized_connected_and_typed_into_by_keys_alone(made: Made) -> None:
    QTest.keyClick(made.canvas, Qt.Key.Key_Home)
    assert [thing.id for thing in made.state.chosen_things()] == ["AG-1"]
    QTest.keyClick(made.canvas, Qt.Key.Key_Tab)
    assert [thing.id for thing in made.state.chosen_things()] == ["N-1"]
    QTest.keyClick(made.canvas, Qt.Key.Key_Right)
    assert [thing.id for thing in made.state.chosen_things()] == ["N-2"]
    before, steps = made.sticky("N-2").area, made.editing.undo_name
    for _time in range(3):
        QTest.keyClick(made.canvas, Qt.Key.Key_Down, CTRL)
    assert notes(made.on_disk())["N-2"].y == pytest.approx(before.top + 48)
    made.editing.undo()
    assert (made.sticky("N-2").area, made.editing.undo_name) == (before, steps)
    QTest.keyClick(made.canvas, Qt.Key.Key_Right, CTRL | Qt.KeyboardModifier.AltModifier)
    assert notes(made.on_disk())["N-2"].width == pytest.approx(176)
    QTest.keyClicks(made.canvas, "!")
    assert made.desk.editor.line.text() == "Thought 1 !"
    QTest.keyClick(made.desk.editor.line, Qt.Key.Key_Escape)
    assert made.canvas.hasFocus()
    QTest.keyClick(made.canvas, Qt.Key.Key_Escape)
    QTest.keyClick(made.canvas, Qt.Key.Key_N)
    QTest.keyClicks(made.desk.editor.line, "by keys")
    QTest.keyClick(made.desk.editor.line, Qt.Key.Key_Return)
    assert notes(made.on_disk())["N-6"].line == "by keys"


def test_chosen_notes_are_moved_to_a_topic_in_three_presses_and_lie_in_its_frame(made: Made, qtbot: QtBot) -> None:
    made.state.choose([made.thing("N-1").key, made.thing("N-5").key])
    before = {one: made.sticky(one).area for one in ("N-2", "N-3", "N-4")}
    next(action for action in made.page.page_actions() if action.id == "board.topic").run()
    menu = child(made.canvas, QMenu, "board.topics")
    qtbot.waitUntil(menu.isVisible)
    QTest.keyClick(menu, Qt.Key.Key_2)
    assert {topic(made.on_disk(), one) for one in ("N-1", "N-5")} == {"Teams"}
    for one in ("N-1", "N-5"):
        assert made.frame("Teams").area.contains(made.sticky(one).area)
    assert {one: made.sticky(one).area for one in before} == before, "nobody else moves"
    assert [thing.id for thing in made.state.chosen_things()] == ["N-1", "N-5"]
    assert made.editing.undo_name == "Move to “Teams”"
    made.editing.undo()
    assert topic(made.on_disk(), "N-1") == "Data"


def test_a_connector_is_drawn_by_keys(made: Made) -> None:
    by_id = {action.id: action for action in made.page.page_actions()}
    made.state.choose([made.thing("N-1").key])
    by_id["board.connect"].run()
    QTest.keyClick(made.canvas, Qt.Key.Key_Right)
    QTest.keyClicks(made.canvas, "c")
    assert len(made.on_disk().all(Connector)) == 1


def test_colour_group_align_order_and_removal_are_actions_with_one_undo_each(made: Made) -> None:
    by_id = {action.id: action for action in made.page.page_actions()}
    assert not by_id["board.group"].can_run()
    made.state.choose([made.thing(one).key for one in ("N-1", "N-2", "N-5")])
    for name in ("colour.violet", "group", "align.top", "distribute.across", "front", "tidy", "ungroup"):
        by_id[f"board.{name}"].run()
    kept = notes(made.on_disk())
    assert {kept[one].colour for one in ("N-1", "N-2", "N-5")} == {"violet"}
    assert kept["N-1"].group == ""
    assert kept["N-1"].depth
    by_id["board.remove"].run()
    assert set(notes(made.on_disk())) == {"N-3", "N-4"}
    for _time in range(8):
        made.editing.undo()
    back = notes(made.on_disk())
    assert (set(back), back["N-1"].colour, back["N-1"].x) == ({f"N-{n}" for n in range(1, 6)}, None, None)


def test_a_group_is_chosen_by_any_of_it(made: Made) -> None:
    made.state.choose([made.thing(one).key for one in ("N-1", "N-5")])
    made.desk.group()
    made.state.choose([])
    QTest.mouseClick(made.canvas, LEFT, NONE, made.middle("N-5"))
    assert {thing.id for thing in made.state.chosen_things()} == {"N-1", "N-5"}
