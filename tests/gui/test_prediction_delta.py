"""Two files of predictions are compared in the window, and what was found is kept with the canary plan."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from scopewright.gui.delta_dialog import DeltaDialog
from scopewright.gui.editing import Editing
from scopewright.gui.pages.canaries import CanariesPage
from scopewright.gui.widgets.notice import Notice
from scopewright.lab import prediction_delta
from scopewright.model.sections.canaries import Canary
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement, to_tables
from scopewright.progress import Silent
from tests.gui.conftest import child
from tests.gui.lab_stand_ins import ToldClient
from tests.gui.made_up import bring_up


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    current, new = tmp_path / "current.csv", tmp_path / "new.csv"
    current.write_text("customer,prediction\nada,0.10\nbob,0.50\ncy,0.90\ndee,0.30\neve,0.2\n", encoding="utf-8")
    new.write_text("customer,prediction\nada,0.10\nbob,0.60\ncy,0.40\ndee,0.30\nfay,0.1\n", encoding="utf-8")
    return current, new


class Stand:
    """A page of canary plans with one plan, and a worker that does as told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.engagement = new_engagement("Search")
        with Step(self.engagement, "Begin") as step:
            step.add("canaries", {"title": "10 % of calls", "delta": 20})
        self.editing, self.told = Editing(self.engagement), ToldClient()
        self.notices: list[Notice] = []
        self.page = CanariesPage(self.editing, "canaries", client=self.told, notify=self.notices.append)
        qtbot.addWidget(self.page)
        self.editing.changed.connect(self.page.refresh)
        bring_up(qtbot, self.page)

    def opened(self) -> DeltaDialog:
        action = next(each for each in self.page.page_actions() if each.id == "canaries.delta")
        action.run()
        assert self.page.delta is not None
        return self.page.delta

    def compared(self, files: tuple[Path, Path]) -> DeltaDialog:
        dialog = self.opened()
        for name, text in (("current", files[0]), ("new", files[1])):
            line = child(dialog, QLineEdit, f"delta.{name}")
            line.setFocus()
            line.selectAll()
            QTest.keyClicks(line, str(text))
        QTest.keyClick(line, Qt.Key.Key_Return)
        job, payload = self.told.last("delta")
        self.told.finished.emit(job, prediction_delta.run(payload, Silent()))
        return dialog


@pytest.fixture
def stand(qtbot: QtBot) -> Stand:
    return Stand(qtbot)


def test_j20_the_delta_the_most_changed_rows_and_the_keys_without_a_partner_are_shown(
    stand: Stand, files: tuple[Path, Path]
) -> None:
    dialog = stand.compared(files)
    assert dialog.said.text().startswith("2 of 4 common rows differ (50 %).")
    assert [row[0] for row in dialog.rows.items()] == ["cy", "bob"]
    assert list(dialog.rows.items()[0]) == ["cy", "0.90", "0.40", "0.5"]
    assert "eve" in dialog.missing.text()
    assert "fay" in dialog.missing.text()


def test_j20_the_plan_keeps_counts_and_fingerprints_and_no_key_or_prediction_and_undo_takes_it_back(
    stand: Stand, files: tuple[Path, Path]
) -> None:
    dialog = stand.compared(files)
    assert dialog.kept is not None
    QTest.keyClick(dialog.kept, Qt.Key.Key_Return)
    plan = stand.engagement.all(Canary)[0]
    (row,) = plan.comparisons
    assert (row["rows"], row["changed"], row["only_current"], row["only_new"]) == (4, 2, 1, 1)
    assert row["current"].startswith("sha256:")
    assert plan.newest_share == 50
    whole = json.dumps(to_tables(stand.engagement))
    assert not any(name in whole for name in ("ada", "fay", "0.90"))
    assert stand.notices[-1].severity == "success"
    stand.editing.undo()
    assert not stand.engagement.all(Canary)[0].comparisons


def test_j20_a_file_that_cannot_be_compared_is_said_and_can_be_chosen_anew(
    stand: Stand, files: tuple[Path, Path]
) -> None:
    dialog = stand.opened()
    assert not dialog.compare.isEnabled()
    for name, text in (("current", files[0]), ("new", files[1])):
        dialog.lines[name].setText(str(text))
    dialog.start()
    stand.told.failed.emit(stand.told.last("delta")[0], "“current.csv” has no column “row”.")
    assert dialog.said.text() == "“current.csv” has no column “row”."
    assert dialog.compare.isEnabled()
    assert dialog.kept is not None
    assert not dialog.kept.isEnabled()
