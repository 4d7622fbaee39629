"""The page of chains: gaps visible, each cell one Enter from what it names; removing what others need asks first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from scopewright.gui.editing import Editing
from scopewright.gui.pages.section import SectionPage
from scopewright.gui.pages.trace import TracePage
from scopewright.lint.example import scope_of
from tests.gui.conftest import child


@pytest.fixture
def editing() -> Editing:
    return Editing(scope_of({
        "objectives": [{"statement": "Fewer tickets", "measured_by": ["Recall"]}, {"statement": "Trust"}],
        "requirements": [{"title": "Score", "metrics": ["Recall"]}],
    }))  # fmt: skip


def test_enter_opens_the_record_or_the_field_where_the_link_is_missing(qtbot: QtBot, editing: Editing) -> None:
    went: list[tuple[str, str, str]] = []
    page = TracePage(editing, lambda *place: went.append(place))
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.table.setFocus()
    assert page.table.model().index(1, 1).data() == "No metric"
    for row, column in ((0, 2), (1, 1)):
        page.table.setCurrentIndex(page.table.model().index(row, column))
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert went == [("requirements", "REQ-1", ""), ("objectives", "O-2", "measured_by")]


def test_only_gaps_can_be_shown_and_another_chain_chosen(qtbot: QtBot, editing: Editing) -> None:
    page = TracePage(editing, lambda *_place: None)
    qtbot.addWidget(page)
    page.only_gaps.setChecked(True)
    assert page.model.rowCount() == 2
    box = child(page, QComboBox, "trace.chain")
    box.setCurrentIndex(box.findData("risk"))
    box.activated.emit(box.currentIndex())
    assert page.model.rowCount() == 0
    assert page.only_gaps.isHidden()
    assert page.model.headerData(0, Qt.Orientation.Horizontal) == "Risks"
    editing.add("risks", {"title": "Late"})
    page.refresh(())
    assert page.reveal("R-1")
    assert not page.only_gaps.isHidden()


def test_removing_what_others_link_to_says_what_would_dangle(qtbot: QtBot, editing: Editing) -> None:
    page = SectionPage(editing, "metrics")
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.table.remove_selected()
    box = child(page.table, QDialog, "dangling")
    assert "O-1, Measured by" in child(box, QLabel, "dangling.links").text()
    assert len(editing.engagement.records("metrics")) == 1
    child(box, QPushButton, "dangling.remove").click()
    assert editing.engagement.records("metrics") == []
    editing.undo()
    assert len(editing.engagement.records("metrics")) == 1
