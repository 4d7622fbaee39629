"""Freezing a release in the window, and handing over the brief of what was frozen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from scopewright.gui.desk import Desk
from scopewright.gui.pages.brief import BriefPage
from scopewright.gui.release_comparison import ReleaseComparison
from scopewright.model.releases import frozen
from scopewright.model.sections.releases import Release
from scopewright.model.step import Step
from tests.gui.conftest import child
from tests.gui.keeping_stand_ins import file_with, notices, opened, shown_dialog


def test_m2_a_release_frozen_in_the_window_is_what_its_brief_is_made_of(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.open_file(file_with(tmp_path / "a.scope", "Drift"))
    editing = opened(desk, qtbot)
    actions = desk.window.actions_of_window
    editing.add("releases", {"name": "v1"})
    (release,) = editing.engagement.all(Release)
    desk.window.go_to("releases", release.id)
    assert actions.run("releases.freeze")
    dialog = shown_dialog(desk, qtbot, "freeze")
    assert frozen(editing.engagement, release) is None
    child(dialog, QPushButton, "freeze.freeze").click()
    editing.flush()
    held = frozen(editing.engagement, release)
    assert held is not None
    assert "frozen" in notices(desk)
    editing.set_text(editing.engagement.records("risks")[0].key, "title", "Edited since")
    desk.window.open("brief")
    page = desk.window.page("brief")
    assert isinstance(page, BriefPage)
    box = child(page, QComboBox, "brief.release")
    assert [box.itemText(row) for row in range(box.count())] == ["Every release", "v1 only, as frozen"]
    now = page.rendering._tables("")
    then = page.rendering._tables(box.itemData(1))
    assert "Edited since" in str(now["risks"])
    assert [risk["title"] for risk in then["risks"].values()] == ["Drift"]


def test_the_choice_of_a_release_is_not_there_while_there_is_none(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    desk.open_file(file_with(tmp_path / "a.scope"))
    opened(desk, qtbot)
    desk.window.open("brief")
    assert child(desk.window, QComboBox, "brief.release").isHidden()


def test_m2_what_changed_between_two_releases_is_shown_field_by_field_and_opens_its_record(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.open_file(file_with(tmp_path / "a.scope"))
    editing = opened(desk, qtbot)
    v1, v2 = editing.add("releases", {"name": "v1"}), editing.add("releases", {"name": "v2"})
    with Step(editing.engagement, "Begin") as step:
        old = step.add("requirements", {"title": "Kept", "priority": "must", "release": v1})
        new = step.add("requirements", {"title": "Kept", "priority": "should", "release": v2})
        step.add("requirements", {"title": "Left", "release": v1})
    record = editing.engagement[new]
    editing.engagement.insert("requirements", {**record.doc(), "origin": old})
    desk.window.go_to("releases", editing.engagement[v2].id)
    assert desk.window.actions_of_window.run("releases.compare")
    dialog = shown_dialog(desk, qtbot, "comparison")
    assert isinstance(dialog, ReleaseComparison)
    cells = [[dialog.rows.index(row, column).data() or "" for column in range(4)] for row in range(4)]
    assert cells[0][0] == "Carried forward and changed (1)"
    assert cells[1] == ["REQ-2  Kept", "Priority", "Must", "Should"]
    assert cells[2][0] == "Left behind (1)"
    assert cells[3][0] == "REQ-3  Left"
    assert "1 of them changed" in dialog.said.text()
    dialog.table.setCurrentIndex(dialog.rows.index(1, 0))
    assert "Priority: Must → Should" in dialog.whole.text()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert desk.window.here is not None
    assert (desk.window.here.page, desk.window.here.record) == ("requirements", "REQ-2")
