"""Undo across sittings, the history, bundles, and what happens when nothing can be saved."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from scopewright.gui import autosave
from scopewright.gui.autosave import Autosave
from scopewright.gui.desk import Desk
from scopewright.gui.keeping.dialog import Dialog
from scopewright.gui.pages.history import HistoryPage
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.store.failures import NotSaved
from scopewright.store.opened import OpenEngagement, read_engagement
from tests.gui.conftest import child
from tests.gui.keeping_stand_ins import (
    add_risks,
    file_with,
    names_file,
    notices,
    opened,
    shown_dialog,
    titles,
)


def test_undo_asks_once_before_it_goes_on_into_an_earlier_sitting(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    desk.open_file(file_with(tmp_path / "a.scope", "Drift", "Cost"))
    editing = opened(desk, qtbot)
    actions = desk.window.actions_of_window
    editing.add("risks", {"title": "Leakage"})
    assert actions.run("edit.undo")
    assert titles(editing.engagement) == ["Drift", "Cost"]
    assert actions.run("edit.undo")
    dialog = shown_dialog(desk, qtbot, "earlier")
    assert titles(editing.engagement) == ["Drift", "Cost"]
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert titles(editing.engagement) == ["Drift"]
    assert actions.run("edit.undo")
    assert titles(editing.engagement) == []
    assert actions.run("edit.redo")
    assert titles(editing.engagement) == ["Drift"]


def test_the_history_tells_who_changed_what_from_which_value_to_which(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    desk.open_file(file_with(tmp_path / "a.scope", "Drift", "Cost"))
    editing = opened(desk, qtbot)
    risk = editing.engagement.records("risks")[0]
    editing.set_stored(risk.key, "likelihood", 2)
    editing.set_stored(risk.key, "likelihood", 4)
    desk.window.open("risks", risk.id)
    assert desk.window.actions_of_window.run("history.record")
    page = desk.window.page("history")
    assert isinstance(page, HistoryPage)
    model = page.table.model()
    qtbot.waitUntil(lambda: model.rowCount() == 3)
    assert [model.index(0, column).data() for column in (2, 3, 4, 5)] == [risk.id, "Likelihood", "2", "4"]
    page.show_all()
    qtbot.waitUntil(lambda: model.rowCount() > 3)
    page.search.setText("cost")
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert desk.window.here is not None
    assert (desk.window.here.page, desk.window.here.record) == ("risks", "R-2")


def test_a_long_history_shows_the_newest_and_more_when_asked(qtbot: QtBot) -> None:
    engagement = new_engagement("Search", "Acme")
    add_risks(engagement, *map(str, range(700)))
    page = HistoryPage(engagement, lambda *_place: None)
    qtbot.addWidget(page)
    page.refresh(())
    qtbot.waitUntil(lambda: page.table.model().rowCount() == 500)
    assert page.table.model().index(0, 5).data() == "699"
    child(page, QPushButton, "history.more").click()
    qtbot.waitUntil(lambda: page.table.model().rowCount() > 700)


def test_an_engagement_is_packed_and_unpacked_on_another_desk(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open_file(file_with(tmp_path / "a.scope", "Drift"))
    opened(desk, qtbot).add("risks", {"title": "Cost"})
    names_file(monkeypatch, tmp_path / "hand over.zip")
    desk.window.actions_of_window.run("file.pack")
    child(shown_dialog(desk, qtbot, "pack"), QPushButton, "pack.pack").click()
    child(shown_dialog(desk, qtbot, "packed"), QPushButton, "packed.close").click()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path / "there"))
    (tmp_path / "there").mkdir()
    assert desk.window.actions_of_window.run("file.unpack")
    qtbot.waitUntil(lambda: desk.window.keeper.path == tmp_path / "there" / "hand over" / "a.scope")
    assert titles(opened(desk, qtbot).engagement) == ["Drift", "Cost"]


def test_what_is_not_saved_stays_in_the_window(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file_with(tmp_path / "a.scope", "Drift")
    desk.open_file(path)
    editing = opened(desk, qtbot)

    def full(*_what: object) -> None:
        raise NotSaved("There is no room left on the disk.")

    monkeypatch.setattr(autosave, "RETRY_MS", 50)
    with monkeypatch.context() as broken:
        broken.setattr(desk.window.keeper.sitting.work, "save", full)
        broken.setattr(Dialog, "exec", lambda _dialog: 0)
        editing.add("risks", {"title": "Cost"})
        qtbot.waitUntil(lambda: "not-saved" in notices(desk))
        assert not desk.may_close()
        assert titles(editing.engagement) == ["Drift", "Cost"]
    assert desk.may_close()
    assert titles(read_engagement(path)) == ["Drift", "Cost"]


def test_folding_a_large_engagement_keeps_the_windows_thread_free(tmp_path: Path, qtbot: QtBot) -> None:
    engagement = new_engagement("Search", "Acme")
    with Step(engagement, "Import") as step:
        keys = [step.add("risks", {"title": f"risk {number}"}) for number in range(3000)]
    for key in keys:
        with Step(engagement, "Edit") as step:
            step.set(key, "impact", 4)
    saver = Autosave(OpenEngagement.create(tmp_path / "large.scope", engagement))
    began = time.thread_time()
    saver._write(saver._folding, print)
    assert time.thread_time() - began < 0.02  # seconds of this thread: the machine may be busy
    qtbot.waitUntil(lambda: saver.safe)
    saver.leave()
