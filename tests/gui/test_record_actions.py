"""What can be done to a record: a button in the head of the page, a dialog that says what follows, one undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from scopewright.gui.desk import Desk
from scopewright.gui.pages.section import SectionPage
from scopewright.gui.record_actions import RecordActionDialog
from scopewright.gui.widgets.label import Label
from scopewright.lint import check
from tests.gui.conftest import child
from tests.gui.keeping_stand_ins import file_with, notices, opened, shown_dialog


def test_m22_a_gate_is_failed_from_its_page_after_the_window_said_what_falls(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.open_file(file_with(tmp_path / "a.scope"))
    editing = opened(desk, qtbot)
    model = editing.add("deliverables", {"title": "Model"})
    editing.add("gates", {"title": "Proof of concept", "deliverables": [model]})
    desk.window.go_to("gates", "G-1")
    actions = desk.window.actions_of_window
    assert actions.qaction("gates.do-fail").isEnabled()
    assert not actions.qaction("gates.do-reopen").isEnabled()
    assert actions.run("gates.do-fail")
    dialog = shown_dialog(desk, qtbot, "do-fail")
    assert "Model" in child(dialog, Label, "do-fail.follows").text()
    child(dialog, QPushButton, "do-fail.cancel").click()
    assert editing.engagement[model].is_empty("voided_by")
    assert actions.run("gates.do-fail")
    child(shown_dialog(desk, qtbot, "do-fail"), QPushButton, "do-fail.run").click()
    assert not editing.engagement[model].is_empty("voided_by")
    editing.undo()
    assert editing.engagement[model].is_empty("voided_by")


def test_p8_a_pattern_is_chosen_by_keyboard_and_its_steps_appear(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    desk.open_file(file_with(tmp_path / "a.scope"))
    editing = opened(desk, qtbot)
    editing.add("deployments", {"title": "Scoring"})
    desk.window.go_to("deployments", "DP-1")
    assert desk.window.actions_of_window.run("deployments.do-pattern")
    dialog = shown_dialog(desk, qtbot, "do-pattern")
    ways = child(dialog, QListWidget, "do-pattern.ways")
    ways.setCurrentRow(1)
    child(dialog, QPushButton, "do-pattern.run").click()
    (deployment,) = editing.engagement.records("deployments")
    assert deployment.stored("pattern") == "blue_green"
    assert editing.engagement.records("deployment_steps")


def test_t20_a_new_release_asks_for_the_checkpoint_and_leads_to_its_card(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.open_file(file_with(tmp_path / "a.scope"))
    editing = opened(desk, qtbot)
    editing.add("releases", {"name": "v1"})
    desk.window.open("documents")
    assert desk.window.actions_of_window.run("documents.release")
    child(shown_dialog(desk, qtbot, "checkpoint-first"), QPushButton, "checkpoint-first.fill").click()
    (card,) = editing.engagement.records("checkpoints")
    assert card.release == editing.engagement.records("releases")[0].key
    assert desk.window.page("checkpoints").isVisible()


def test_t20_m2_a_new_release_takes_over_what_is_open_and_a_name_is_given_once(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open_file(file_with(tmp_path / "a.scope"))
    editing = opened(desk, qtbot)
    v1 = editing.add("releases", {"name": "v1"})
    editing.add("requirements", {"title": "Rank pumps", "release": v1})
    answered = {"motion": "better", "simpler": "no", "question": "yes", "metrics": "yes", "ageing": "no"}
    editing.add("checkpoints", {"title": "Card", "release": v1, "held": "2027-02-01", **answered})
    desk.window.open("documents")
    for name in ("v1", "v2"):
        monkeypatch.setattr(QInputDialog, "getText", lambda *_asked, called=name, **_more: (called, True))
        assert desk.window.actions_of_window.run("documents.release")
        if name == "v1":
            shown_dialog(desk, qtbot, "no-release").reject()
            assert len(editing.engagement.records("releases")) == 1
    assert [each.headline for each in editing.engagement.records("releases")] == ["v1", "v2"]
    first, second = editing.engagement.records("requirements")
    assert (second.headline, second.origin) == ("Rank pumps", first.key)


def test_m10_one_key_moves_a_sentence_to_where_its_wording_belongs_and_undo_brings_it_back(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.open_file(file_with(tmp_path / "a.scope"))
    editing = opened(desk, qtbot)
    sentence = "We can't move customer data out of the EU because of the DPA"
    editing.add("objectives", {"statement": sentence})
    assert "OBJ03" in {finding.rule for finding in check(editing.engagement)}
    desk.window.go_to("objectives", "O-1")
    page = desk.window.page("objectives")
    assert isinstance(page, SectionPage)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert [each.headline for each in editing.engagement.records("constraints")] == [sentence]
    assert editing.engagement.records("objectives") == []
    assert desk.window.page("constraints").isVisible()
    editing.undo()
    assert [each.headline for each in editing.engagement.records("objectives")] == [sentence]


def test_m10_a_sentence_that_others_name_is_moved_after_the_window_said_who(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.open_file(file_with(tmp_path / "a.scope"))
    editing = opened(desk, qtbot)
    goal = editing.add("objectives", {"statement": "We can't lose more than 5 % recall"})
    editing.add("requirements", {"title": "Rank pumps", "objectives": [goal]})
    desk.window.go_to("objectives", "O-1")
    assert desk.window.actions_of_window.run("objectives.do-constraint")
    dialog = shown_dialog(desk, qtbot, "do-constraint")
    assert "REQ-1 Rank pumps" in child(dialog, Label, "do-constraint.follows").text()
    dialog.reject()
    assert len(editing.engagement.records("objectives")) == 1


def button(desk: Desk, text: str) -> QPushButton:
    """The button of a notice that says this."""
    return next(each for each in desk.window.notices.findChildren(QPushButton) if each.text() == text)


def test_m12_a_tag_typed_into_a_text_is_offered_as_a_need_and_one_taken_out_asks_and_removes_nothing(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.open_file(file_with(tmp_path / "a.scope", "Drift"))
    editing = opened(desk, qtbot)
    (risk,) = editing.engagement.records("risks")
    editing.set_text(risk.key, "title", "Drift [DATA] weather of 2026 [MOCK] screen")
    qtbot.waitUntil(lambda: "tags-R-1" in notices(desk))
    button(desk, "Make needs of them").click()
    child(shown_dialog(desk, qtbot, "do-needs"), QPushButton, "do-needs.run").click()
    first, second = editing.engagement.records("needs")
    assert [first.headline, second.headline] == ["weather of 2026", "screen"]
    editing.set_text(risk.key, "title", "Drift [MOCK] screen")
    qtbot.waitUntil(lambda: "tags-left-R-1" in notices(desk))
    assert len(editing.engagement.records("needs")) == 2
    button(desk, "Keep or remove ND-1…").click()
    dialog = shown_dialog(desk, qtbot, "do-settle")
    assert len(editing.engagement.records("needs")) == 2
    dialog.reject()
    editing.undo()
    qtbot.waitUntil(lambda: "tags-left-R-1" not in notices(desk))


def test_the_steps_of_the_risk_scale_are_chosen_by_keyboard_and_undone(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.open_file(file_with(tmp_path / "a.scope", "Drift"))
    editing = opened(desk, qtbot)
    desk.window.go_to("risk_scale", "RS-1")
    assert desk.window.actions_of_window.run("risk_scale.do-steps")
    dialog = shown_dialog(desk, qtbot, "do-steps")
    assert isinstance(dialog, RecordActionDialog)
    QTest.keyClick(dialog.ways, Qt.Key.Key_Down)
    child(dialog, QPushButton, "do-steps.run").click()
    assert editing.engagement.scoring.steps == 4
    editing.undo()
    assert editing.engagement.scoring.steps == 5
