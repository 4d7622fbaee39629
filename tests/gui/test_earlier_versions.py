"""Going back to an earlier version, and what is offered for a damaged file or after a crash."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from scopewright.gui.desk import Desk
from scopewright.gui.pages.versions import VersionsPage
from scopewright.store import backups
from scopewright.store.opened import OpenEngagement, read_engagement
from scopewright.store.restore import list_backups
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


def with_a_version(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that says Drift and Cost, whose earlier versions say Drift."""
    monkeypatch.setattr(backups, "APART", dt.timedelta(0))
    file_with(path, "Drift")
    work = OpenEngagement.open(path)
    work.keep_saving()
    add_risks(work.engagement, "Cost")
    work.close()
    return path


def test_an_earlier_version_is_compared_and_brought_back(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = with_a_version(tmp_path / "a.scope", monkeypatch)
    desk.open_file(path)
    opened(desk, qtbot)
    desk.window.open("versions")
    page = desk.window.page("versions")
    assert isinstance(page, VersionsPage)
    back = child(page, QPushButton, "versions.back")
    assert back.isEnabled() == bool(page.table.model().rowCount())
    qtbot.waitUntil(lambda: page.idle and page.preview.model().rowCount() == 1)
    assert back.isEnabled()
    assert page.preview.model().index(0, 2).data() == "Cost"
    assert not page.preview.isHidden()
    editing = opened(desk, qtbot)
    editing.remove([editing.engagement.records("risks")[1].key])
    qtbot.waitUntil(lambda: page.idle and page.preview.isHidden())
    editing.undo()
    qtbot.waitUntil(lambda: page.idle and not page.preview.isHidden())
    assert desk.window.actions_of_window.run("versions.restore")
    child(shown_dialog(desk, qtbot, "go-back"), QPushButton, "go-back.restore").click()
    qtbot.waitUntil(lambda: desk.idle and desk.window.editing is not None)
    assert titles(opened(desk, qtbot).engagement) == ["Drift"]
    newest = list_backups(path)[-1]
    assert titles(read_engagement(newest.path)) == ["Drift", "Cost"]


def test_a_damaged_file_is_replaced_by_its_newest_whole_version(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = with_a_version(tmp_path / "a.scope", monkeypatch)
    path.write_bytes(path.read_bytes()[:300])
    desk.open_file(path)
    child(shown_dialog(desk, qtbot, "damaged"), QPushButton, "damaged.restore").click()
    assert titles(opened(desk, qtbot).engagement) == ["Drift"]


def test_what_can_be_read_of_a_damaged_file_goes_into_a_new_one(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file_with(tmp_path / "a.scope", "Drift")
    damaged = path.read_bytes()[:-40]
    path.write_bytes(damaged)
    names_file(monkeypatch, tmp_path / "saved.scope")
    desk.open_file(path)
    child(shown_dialog(desk, qtbot, "damaged"), QPushButton, "damaged.salvage").click()
    child(shown_dialog(desk, qtbot, "salvaged"), QPushButton, "salvaged.close").click()
    assert titles(opened(desk, qtbot).engagement) == ["Drift"]
    assert path.read_bytes() == damaged


def test_steps_that_a_crash_left_come_back_although_the_file_was_renamed(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    path = file_with(tmp_path / "a.scope", "Drift")
    crashed = OpenEngagement.open(path)
    crashed.keep_saving()
    desk.index.note(crashed.file.path, crashed.file.uuid)
    add_risks(crashed.engagement, "Cost")
    crashed.file.leave()
    path.rename(tmp_path / "b.scope")
    desk.window.appear()
    desk.offer_left_journals()
    qtbot.waitUntil(lambda: "left-journal" in notices(desk))
    child(desk.window, QPushButton, "notice.left-journal.action").click()
    assert titles(opened(desk, qtbot).engagement) == ["Drift", "Cost"]
