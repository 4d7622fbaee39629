"""Undo in the window of the product takes back every kind of edit, byte for byte, and redo makes it again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from scopewright.gui.desk import Desk
from scopewright.gui.editing import Editing
from scopewright.gui.forms.text_editors import SentenceBox
from scopewright.gui.pages.section import SectionPage
from scopewright.gui.pages.session import SessionPage
from scopewright.gui.tables.record_table import RecordTable
from scopewright.model import gates
from scopewright.model.sections.gates import Gate
from scopewright.model.step import Step
from scopewright.store.snapshot import to_bytes
from tests.gui.conftest import child
from tests.model.edits import sections_of


class Sitting:
    """An engagement with a few records, open in the window."""

    def __init__(self, qtbot: QtBot, desk: Desk, folder: Path) -> None:
        self.qtbot, self.desk, self.folder = qtbot, desk, folder
        desk.new(folder / "a.scope", "Churn", "Acme", "blank")
        qtbot.waitUntil(lambda: desk.window.editing is not None)
        self.window = desk.window
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        for number in range(3):
            self.editing.add("risks", {"title": f"Risk {number}"})
        self.window.open("risks")

    @property
    def editing(self) -> Editing:
        assert self.window.editing is not None
        return self.window.editing

    def sections(self) -> dict[str, bytes]:
        """Every section's table as it would stand in the file."""
        return {name: to_bytes(table) for name, table in sections_of(self.editing.engagement).items()}

    def run(self, action: str) -> None:
        """Do what the menu does."""
        self.window.actions_of_window.qaction(action).trigger()

    @property
    def table(self) -> RecordTable:
        found = next(table for table in self.window.page("risks").findChildren(RecordTable) if table.isVisible())
        found.setFocus()
        return found

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        table = self.table
        table.select(self.editing.engagement.by_id("R-2").key)
        QTest.keyClick(table, key, modifier)

    def field(self, name: str) -> QWidget:
        return next(box for box in self.window.findChildren(QWidget, f"field-{name}") if box.isVisible())


@pytest.fixture
def sitting(qtbot: QtBot, desk: Desk, tmp_path: Path) -> Iterator[Sitting]:
    yield Sitting(qtbot, desk, tmp_path)


def add(sitting: Sitting) -> None:
    page = sitting.window.page("risks")
    assert isinstance(page, SectionPage)
    page.add()


def type_a_line(sitting: Sitting) -> None:
    sitting.window.go_to("risks", "R-2", "title")
    QTest.keyClicks(child(sitting.window, SentenceBox, "field-title"), " that nobody sees")
    sitting.editing.flush()


def type_several_lines(sitting: Sitting) -> None:
    sitting.window.go_to("risks", "R-2", "response")
    box = sitting.field("response")
    assert isinstance(box, QPlainTextEdit)
    for word in ("ask ", "again ", "on Monday"):
        QTest.keyClicks(box, word)
        sitting.editing.flush()


def paste(sitting: Sitting) -> None:
    QGuiApplication.clipboard().setText("Title\tResponse\nOne\tnone\nTwo\tnone\n")
    sitting.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(sitting.editing.engagement.records("risks")) > 3


def reorder(sitting: Sitting) -> None:
    sitting.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)


def delete(sitting: Sitting) -> None:
    sitting.press(Qt.Key.Key_Delete)


def capture(sitting: Sitting) -> None:
    sitting.window.capture_line()
    page = sitting.window.page("session")
    assert isinstance(page, SessionPage)
    page.keep(["k: labels drift p3 i4 -> weekly QA"])


def void(sitting: Sitting) -> None:
    engagement = sitting.editing.engagement
    gates.fail(engagement, engagement.all(Gate)[0])
    assert engagement.records("deliverables")[0].stored("voided_by") is not None


def import_a_table(sitting: Sitting) -> None:
    page = sitting.window.page("risks")
    assert isinstance(page, SectionPage)
    next(action for action in page.page_actions() if "import" in action.id).run()
    sitting.qtbot.waitUntil(lambda: sitting.window.findChild(QPushButton, "import.apply") is not None, timeout=30_000)
    child(sitting.window, QPushButton, "import.apply").click()
    sitting.qtbot.waitUntil(lambda: len(sitting.editing.engagement.records("risks")) == 4)


EDITS: dict[str, Callable[[Sitting], None]] = {
    "adding a record": add,
    "typing into a line": type_a_line,
    "typing on in a text": type_several_lines,
    "pasting rows": paste,
    "reordering": reorder,
    "deleting": delete,
    "a captured line": capture,
    "voiding what hangs on a gate": void,
    "importing a table": import_a_table,
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=[name.replace(" ", "-") for name in EDITS])
def test_one_undo_takes_it_back_and_one_redo_makes_it_again(
    sitting: Sitting, edit: Callable[[Sitting], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    if edit is import_a_table:
        csv = sitting.folder / "risks.csv"
        csv.write_text("Risk,Impact\nDrift,3\n", "utf-8")
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_any: (str(csv), ""))
    if edit is void:
        deliverable = sitting.editing.add("deliverables", {"title": "Report"})
        sitting.editing.add("gates", {"title": "Feasible?", "deliverables": [deliverable]})
    before = sitting.sections()
    edit(sitting)
    after = sitting.sections()
    assert after != before
    sitting.run("edit.undo")
    assert sitting.sections() == before
    sitting.run("edit.redo")
    assert sitting.sections() == after


def test_a_finished_run_stays_when_the_text_before_it_is_undone(sitting: Sitting) -> None:
    type_a_line(sitting)
    with Step(sitting.editing.engagement, "Baseline", source="job") as step:
        step.add("runs", {"title": "Logistic regression"})
    with_run = sitting.sections()["runs"]
    sitting.run("edit.undo")
    assert sitting.sections()["runs"] == with_run
    assert sitting.editing.engagement.by_id("R-2").headline == "Risk 1"
