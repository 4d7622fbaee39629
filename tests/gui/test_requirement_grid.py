"""The requirement grid at its work: fifty pasted rows, filters that agree, one field of many records, inline edit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pdfplumber
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from scopewright.briefs.render import rendered
from scopewright.gui.editing import Editing
from scopewright.gui.forms.text_editors import SentenceBox
from scopewright.gui.pages.section import SectionPage
from scopewright.gui.tables.bulk_edit import BulkEdit, ask_bulk_edit
from scopewright.gui.tables.ordering import Filter
from scopewright.model.sections.requirements import Requirement
from scopewright.model.tables import new_engagement
from scopewright.progress import Silent
from tests.gui.conftest import child, focused
from tests.gui.made_up import bring_up

CTRL = Qt.KeyboardModifier.ControlModifier
Made = tuple[Editing, SectionPage]


@pytest.fixture
def made(qtbot: QtBot) -> Iterator[Made]:
    editing = Editing(new_engagement("Search", "Acme", "Ana"))
    page = SectionPage(editing, "requirements")
    qtbot.addWidget(page)
    editing.changed.connect(page.refresh)
    bring_up(qtbot, page)
    yield editing, page


def paste(page: SectionPage, lines: list[str]) -> None:
    QGuiApplication.clipboard().setText("\n".join(lines))
    page.table.setFocus()
    page.table.paste(as_new=True)


FIFTY = [
    "Requirement\tPriority\tStatus",
    *(f"Requirement {n}\t{'Must' if n % 2 else 'Nice to have'}\tOn track" for n in range(50)),
]


def test_m15_fifty_pasted_rows_are_fifty_records_one_undo_and_filters_agree(made: Made) -> None:
    editing, page = made
    paste(page, FIFTY)
    records = editing.engagement.all(Requirement)
    assert len(records) == 50
    assert {record.status for record in records} == {"on_track"}
    page.model.show_only(Filter("must"))
    assert page.model.rowCount() == sum(record.priority == "must" for record in records) == 25
    assert editing.undo() == "Paste 50 rows"
    assert editing.engagement.all(Requirement) == []


def test_m15_what_the_filter_shows_of_pasted_rows_is_what_the_file_totals(made: Made) -> None:
    editing, page = made
    paste(page, FIFTY)
    shown = {}
    for word in ("must", "should", "nice"):
        page.model.show_only(Filter(word))
        shown[word] = page.model.rowCount()
    printed = rendered(editing.engagement, "scope", "a4", None, Silent()).set.data
    with pdfplumber.open(BytesIO(printed)) as pages:
        text = " ".join((each.extract_text() or "").replace("\n", " ") for each in pages.pages)
    totals = re.search(r"Must: (\d+), .* Should: (\d+), .* Nice to have: (\d+),", text)
    assert totals is not None
    assert [int(count) for count in totals.groups()] == list(shown.values()) == [25, 0, 25]
    assert "50 records." in text


def test_m15_one_field_of_the_selection_is_set_in_one_step(made: Made) -> None:
    editing, page = made
    paste(page, FIFTY)
    page.table.selectAll()
    dialog = ask_bulk_edit(page.table)
    assert isinstance(dialog, BulkEdit)
    box = child(dialog, QComboBox, "bulk.field")
    box.setCurrentIndex(box.findData("priority"))
    value = child(dialog, QComboBox, "field-priority")
    value.setCurrentIndex(2)
    value.activated.emit(2)
    child(dialog, QPushButton, "bulk.apply").click()
    assert {record.priority for record in editing.engagement.all(Requirement)} == {"should"}
    assert editing.undo() == "Set Priority of 50 records"
    assert {record.priority for record in editing.engagement.all(Requirement)} == {"must", "nice"}


def test_bulk_edit_begins_with_the_column_one_is_on_and_takes_typed_text(made: Made) -> None:
    editing, page = made
    paste(page, FIFTY[:3])
    page.table.selectAll()
    page.table.setCurrentIndex(page.model.index(0, page.model.column_of("title")))
    page.table.selectAll()
    dialog = ask_bulk_edit(page.table)
    assert dialog is not None
    line = child(dialog, SentenceBox, "field-title")
    line.setFocus()
    QTest.keyClicks(line, "Same")
    child(dialog, QPushButton, "bulk.apply").click()
    assert [record.title for record in editing.engagement.all(Requirement)] == ["Same", "Same"]


def test_bulk_edit_without_a_selection_says_what_to_do(made: Made) -> None:
    _editing, page = made
    assert ask_bulk_edit(page.table) is None


def test_bulk_edit_is_in_the_palette_and_on_a_key(made: Made) -> None:
    _editing, page = made
    (action,) = (action for action in page.page_actions() if action.id == "requirements.bulk")
    assert action.shortcut


def test_m15_a_cell_is_edited_where_it_stands(made: Made) -> None:
    editing, page = made
    paste(page, FIFTY[:3])
    page.table.select(page.model.keys[0], "title")
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    line = focused()
    assert line.objectName() == "cell-editor"
    QTest.keyClick(line, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(line, "Renamed")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QGuiApplication.processEvents()
    assert editing.engagement.all(Requirement)[0].title == "Renamed"


def test_a_summary_over_the_table_follows_every_edit(made: Made) -> None:
    editing, page = made
    assert not page.summary.isVisible()
    paste(page, FIFTY)
    assert {figure.title: figure.text for figure in page.summary.figures}["Must"] == "25, 0 complete"
    editing.set_stored(page.model.keys[1], "status", "complete")
    assert {figure.title: figure.text for figure in page.summary.figures}["Must"] == "25, 1 complete"
    assert page.summary.isVisible()
