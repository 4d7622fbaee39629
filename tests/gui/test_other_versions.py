"""What another program put in the place of the file or beside it: said, kept, merged as the user chooses."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from scopewright.gui.desk import Desk
from scopewright.gui.keeping import keeper as keeper_module
from scopewright.gui.keeping.merging import MergeDialog
from scopewright.gui.widgets.label import Label
from scopewright.gui.widgets.notice import NoticeBar
from scopewright.model.step import Step
from scopewright.store.opened import OpenEngagement, read_engagement
from tests.gui.conftest import child, windows_beside
from tests.gui.keeping_stand_ins import (
    file_with,
    names_file,
    notices,
    opened,
    saved,
    shown_dialog,
    titles,
    written_elsewhere,
)

ALT = Qt.KeyboardModifier.AltModifier


def test_a_copy_that_contradicts_nothing_is_merged_with_one_key(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file_with(tmp_path / "a.scope", "Drift")
    copy = written_elsewhere(path, tmp_path / "other.scope", risk="Leakage")
    desk.open_file(path)
    editing = opened(desk, qtbot)
    editing.add("risks", {"title": "Cost"})
    names_file(monkeypatch, copy)
    desk.window.actions_of_window.run("file.merge")
    QTest.keyClick(shown_dialog(desk, qtbot, "merge"), Qt.Key.Key_Return)
    editing.flush()
    assert sorted(titles(editing.engagement)) == ["Cost", "Drift", "Leakage"]
    saved(desk, qtbot)
    assert sorted(titles(read_engagement(path))) == ["Cost", "Drift", "Leakage"]


def test_contradictions_are_decided_row_by_row_with_the_keyboard(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file_with(tmp_path / "a.scope", "Drift", "Cost", "Scope")
    copy = tmp_path / "other.scope"
    copy.write_bytes(path.read_bytes())
    other = OpenEngagement.open(copy)
    other.keep_saving()
    desk.open_file(path)
    editing = opened(desk, qtbot)
    for place, risk in enumerate(other.engagement.records("risks")):
        with editing.step("Edit") as step:
            step.set(risk.key, "title", f"here {place}")
        with Step(other.engagement, "Edit", who="Bob") as step:
            step.set(risk.key, "title", f"there {place}")
    other.close()
    names_file(monkeypatch, copy)
    desk.window.actions_of_window.run("file.merge")
    dialog = shown_dialog(desk, qtbot, "merge")
    assert isinstance(dialog, MergeDialog)
    assert child(dialog, QPlainTextEdit, "merge.there").toPlainText() == "there 0"
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    for key in (Qt.Key.Key_2, Qt.Key.Key_1):
        QTest.keyClick(dialog, key, ALT)
    assert dialog.choices == ["there", "here", "later"]
    child(dialog, QPushButton, "merge.merge").click()
    editing.flush()
    assert titles(editing.engagement) == ["there 0", "here 1", "here 2"]
    asked = editing.engagement.records("questions")
    assert len(asked) == 1
    assert "there 2" in str(asked[0].stored("answer"))


def test_a_cancelled_merge_changes_nothing(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file_with(tmp_path / "a.scope", "Drift")
    copy = written_elsewhere(path, tmp_path / "other.scope", risk="Leakage")
    desk.open_file(path)
    editing = opened(desk, qtbot)
    count = len(editing.engagement.changes)
    names_file(monkeypatch, copy)
    desk.window.actions_of_window.run("file.merge")
    QTest.keyClick(shown_dialog(desk, qtbot, "merge"), Qt.Key.Key_Escape)
    assert len(editing.engagement.changes) == count


def test_a_version_that_another_program_put_there_is_said_and_both_are_kept(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    path = file_with(tmp_path / "a.scope", "Drift")
    theirs = written_elsewhere(path, tmp_path / "theirs.copy", risk="Leakage").read_bytes()
    desk.open_file(path)
    editing = opened(desk, qtbot)
    editing.add("risks", {"title": "Cost"})
    saved(desk, qtbot)
    path.write_bytes(theirs)
    dialog = shown_dialog(desk, qtbot, "outside")
    assert any("Bob" in label.text() for label in dialog.findChildren(Label))
    child(dialog, QPushButton, "outside.keep").click()
    qtbot.waitUntil(lambda: "kept-both" in notices(desk))
    saved(desk, qtbot)
    kept = list(tmp_path.glob("a (*.scope"))
    assert [each.read_bytes() for each in kept] == [theirs]
    assert titles(read_engagement(path)) == ["Drift", "Cost"]


def test_a_version_put_there_can_be_merged(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    path = file_with(tmp_path / "a.scope", "Drift")
    theirs = written_elsewhere(path, tmp_path / "theirs.copy", risk="Leakage").read_bytes()
    desk.open_file(path)
    editing = opened(desk, qtbot)
    editing.add("risks", {"title": "Cost"})
    saved(desk, qtbot)
    path.write_bytes(theirs)
    child(shown_dialog(desk, qtbot, "outside"), QPushButton, "outside.merge").click()
    child(shown_dialog(desk, qtbot, "merge"), QPushButton, "merge.merge").click()
    editing.flush()
    saved(desk, qtbot)
    assert desk.may_close()
    assert sorted(titles(read_engagement(path))) == ["Cost", "Drift", "Leakage"]


def test_theirs_can_be_looked_at_in_a_window_of_its_own(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    path = file_with(tmp_path / "a.scope", "Drift")
    theirs = written_elsewhere(path, tmp_path / "theirs.copy", risk="Leakage").read_bytes()
    desk.open_file(path)
    opened(desk, qtbot)
    path.write_bytes(theirs)
    child(shown_dialog(desk, qtbot, "outside"), QPushButton, "outside.view").click()
    qtbot.waitUntil(lambda: len(windows_beside(desk)) == 1)
    beside = windows_beside(desk)[0]
    assert beside.editing is not None
    assert titles(beside.editing.engagement) == ["Drift", "Leakage"]
    assert "read-only" in beside.windowTitle()
    beside.close()
    assert not windows_beside(desk)


def test_our_own_savings_are_no_false_alarm(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    path = file_with(tmp_path / "a.scope", "Drift")
    desk.open_file(path)
    editing = opened(desk, qtbot)
    saver = desk.window.keeper.sitting.autosave
    assert saver is not None
    told: list[str] = []
    saver.changed_outside.connect(told.append)
    for number in range(3):
        editing.add("risks", {"title": str(number)})
        saver.when_safe(lambda: None, told.append)
        saver._write(saver._folding, told.append)
        saved(desk, qtbot)
    generation = desk.window.keeper.sitting.work.file.generation
    qtbot.wait(600)
    assert told == []
    assert desk.window.keeper.sitting.work.file.generation == generation


def test_a_conflict_copy_beside_the_file_is_offered_for_merging(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper_module, "LOOK_BESIDE_AFTER_MS", 1)
    path = file_with(tmp_path / "a.scope", "Drift")
    (tmp_path / "a (2).scope").write_bytes(path.read_bytes())
    written_elsewhere(path, tmp_path / "a.sync-conflict-20261121-101010-ABCDEFG.scope", risk="Leakage")
    desk.open_file(path)
    editing = opened(desk, qtbot)
    qtbot.waitUntil(lambda: "copy-1" in notices(desk))
    child(desk.window, QPushButton, "notice.copy-1.action").click()
    child(shown_dialog(desk, qtbot, "merge"), QPushButton, "merge.merge").click()
    editing.flush()
    assert titles(editing.engagement) == ["Drift", "Leakage"]


def test_what_is_edited_while_the_choice_is_open_is_merged_with_it(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file_with(tmp_path / "a.scope", "Drift", "Cost")
    copy = written_elsewhere(path, tmp_path / "other.scope", title="There")
    other = OpenEngagement.open(copy)
    name = other.attachments.add(b"signed", ".pdf")
    other.close()
    desk.open_file(path)
    editing = opened(desk, qtbot)
    drift, cost = (record.key for record in editing.engagement.records("risks"))
    editing.set_text(drift, "title", "Here")
    names_file(monkeypatch, copy)
    desk.window.actions_of_window.run("file.merge")
    dialog = shown_dialog(desk, qtbot, "merge")
    assert isinstance(dialog, MergeDialog)
    dialog.choices = ["there"]
    editing.set_text(cost, "title", "Meanwhile")
    child(dialog, QPushButton, "merge.merge").click()
    editing.flush()
    qtbot.waitUntil(lambda: "merged" in notices(desk))
    assert titles(editing.engagement) == ["There", "Meanwhile"]
    saved(desk, qtbot)
    assert desk.window.keeper.sitting.work.attachments.read(name) == b"signed"


def test_what_is_typed_while_the_drive_is_gone_is_told_kept_and_back_in_the_file(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    drive, away = tmp_path / "drive", tmp_path / "away"
    drive.mkdir()
    path = file_with(drive / "a.scope", "Drift")
    desk.open_file(path)
    editing = opened(desk, qtbot)
    saved(desk, qtbot)
    drive.rename(away)
    editing.add("risks", {"title": "typed meanwhile"})
    qtbot.waitUntil(lambda: "news" in notices(desk))
    saved(desk, qtbot)
    assert "every step is kept on this computer" in child(desk.window, NoticeBar, "notice.news").accessibleName()
    assert child(desk.window, Label, "status.saved").text().startswith("Saved")
    away.rename(drive)
    editing.add("risks", {"title": "typed after"})
    saved(desk, qtbot)
    said = "what was kept on this computer meanwhile is now in it"
    bars = desk.window.notices.findChildren
    qtbot.waitUntil(lambda: any(said in bar.accessibleName() for bar in bars(NoticeBar, "notice.news")))
    assert desk.may_close()
    assert titles(read_engagement(path)) == ["Drift", "typed meanwhile", "typed after"]
