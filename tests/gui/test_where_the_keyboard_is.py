"""Where the keyboard is after going somewhere and coming back, in the whole window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from scopewright.gui.desk import Desk
from scopewright.gui.pages.check import CheckPage
from scopewright.gui.window import Window
from tests.gui.conftest import focused


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Window:
    """The window of the sample engagement, with the keyboard."""
    desk.open_sample()
    qtbot.waitUntil(lambda: desk.window.editing is not None)
    shown = desk.window

    def active() -> bool:
        # asked again: without a desktop Qt forgets who has the keyboard when the window before goes
        shown.activateWindow()
        return shown.isActiveWindow()

    qtbot.waitUntil(active)
    return shown


@pytest.mark.parametrize(
    ("page", "first"), [("decisions", "table-decisions"), ("risks", "table-risks"), ("trace", "trace.table")]
)
def test_a_page_that_is_opened_has_the_keyboard_in_its_table(window: Window, page: str, first: str) -> None:
    window.sidebar.list.setFocus()
    window.sidebar.chosen.emit(page)
    assert focused().objectName() == first


def test_f6_stops_at_the_table_and_at_the_form(window: Window) -> None:
    window.open("risks")
    window.sidebar.list.setFocus()
    seen = []
    for _step in range(4):
        QTest.keyClick(window, Qt.Key.Key_F6)
        seen.append(focused().objectName())
    assert seen[1] == "table-risks"
    assert seen[2] == "field-title"
    assert seen[3] == "sidebar.pages"


def test_after_a_finding_is_mended_back_comes_to_the_row_that_was_left(window: Window, qtbot: QtBot) -> None:
    window.open("check")
    page = window.page("check")
    assert isinstance(page, CheckPage)
    qtbot.waitUntil(lambda: len(page._rows()) > 9)
    rows = page._rows()
    at, mended = next((row, found) for row, found in rows[3:] if found.rule == "OWN03")
    after = next(found for row, found in rows if row > at)
    page._select(at)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert window.here is not None
    assert window.here.page == mended.section
    assert window.editing is not None
    people = window.editing.engagement.records("people")
    window.editing.set_stored(mended.key, mended.field, people[0].key)
    with qtbot.waitSignal(page._findings.renewed):
        pass
    window.go_back()
    here = page._current()
    assert here is not None
    assert (here.rule, here.id) == (after.rule, after.id)
