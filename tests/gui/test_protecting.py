"""Passphrases in the window, and files that are only looked at: nothing of them changes."""

from __future__ import annotations

import sys
from pathlib import Path

import pdfplumber
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QPlainTextEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from scopewright.gui.desk import Desk
from scopewright.gui.keeping import keeper as keeper_module
from scopewright.gui.keeping.mark import FileMark
from scopewright.gui.keeping.protecting import RecoveryKeyDialog
from scopewright.gui.pages.section import SectionPage
from scopewright.gui.widgets.label import Label
from scopewright.store import sealing
from scopewright.store.failures import Locked
from scopewright.store.opened import OpenEngagement, read_engagement
from scopewright.store.sealing import is_sealed, new_seal
from tests.gui.conftest import child, focused
from tests.gui.keeping_stand_ins import (
    CHEAP,
    PASSPHRASE,
    file_with,
    names_file,
    notices,
    opened,
    saved,
    shown_dialog,
    titles,
)


@pytest.fixture(autouse=True)
def cheap_seals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases are stretched little, so that the tests do not wait."""
    monkeypatch.setattr(keeper_module, "new_seal", lambda typed, key: new_seal(typed, key, CHEAP))


def type_passphrase(dialog: QDialog, text: str) -> None:
    field = child(dialog, QLineEdit, "passphrase.field")
    field.clear()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_a_passphrase_is_put_on_asked_for_at_opening_and_taken_off(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    path = file_with(tmp_path / "a.scope", "Drift")
    desk.open_file(path)
    opened(desk, qtbot)
    actions = desk.window.actions_of_window
    assert actions.run("file.protect")
    dialog = shown_dialog(desk, qtbot, "protect")
    ready = child(dialog, QPushButton, "protect.seal")
    QTest.keyClicks(child(dialog, QLineEdit, "protect.first"), PASSPHRASE)
    assert not ready.isEnabled()
    QTest.keyClicks(child(dialog, QLineEdit, "protect.second"), PASSPHRASE)
    ready.click()
    recovery = shown_dialog(desk, qtbot, "recovery")
    key = child(recovery, QLineEdit, "recovery.key").text()
    child(recovery, QPushButton, "recovery.close").click()
    assert is_sealed(path.read_bytes())
    assert child(desk.window, FileMark, "status.file").word.text() == "Protected by a passphrase"
    assert [recent.title for recent in desk.recent() if recent.path == str(path)] == [""]
    opened(desk, qtbot).add("risks", {"title": "Leakage"})
    saved(desk, qtbot)
    assert titles(read_engagement(path, key)) == ["Drift", "Leakage"]
    assert actions.run("file.unprotect")
    child(shown_dialog(desk, qtbot, "unprotect"), QPushButton, "unprotect.remove").click()
    qtbot.waitUntil(lambda: not is_sealed(path.read_bytes()))
    saved(desk, qtbot)
    assert not actions.run("file.unprotect")


def test_a_wrong_passphrase_is_said_and_asked_again(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    path = file_with(tmp_path / "a.scope", "Drift", passphrase=PASSPHRASE)
    desk.open_file(path)
    dialog = shown_dialog(desk, qtbot, "passphrase")
    type_passphrase(dialog, "not the one")
    wrong = child(dialog, Label, "passphrase.wrong")
    qtbot.waitUntil(wrong.isVisible)
    assert "does not open" in wrong.text()
    assert dialog.isVisible()
    type_passphrase(dialog, PASSPHRASE)
    assert titles(opened(desk, qtbot).engagement) == ["Drift"]
    assert [recent.title for recent in desk.recent() if recent.path == str(path)] == [""]


def test_escape_gives_up_on_a_passphrase_and_the_window_stays(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    path = file_with(tmp_path / "a.scope", passphrase=PASSPHRASE)
    desk.open_file(path)
    QTest.keyClick(shown_dialog(desk, qtbot, "passphrase"), Qt.Key.Key_Escape)
    assert desk.idle
    assert desk.window.editing is None
    assert desk.window.isVisible()


def test_a_new_passphrase_shuts_out_the_old_one_and_says_what_stays_readable(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    path = file_with(tmp_path / "a.scope", "Drift")
    (tmp_path / "a (1).scope").write_bytes(path.read_bytes())
    (tmp_path / "a.scope.files").mkdir()
    (tmp_path / "a.scope.files" / "notes of the meeting.txt").write_text("by somebody else")
    desk.open_file(path)
    opened(desk, qtbot)
    desk.window.actions_of_window.run("file.protect")
    dialog = shown_dialog(desk, qtbot, "protect")
    for line in ("protect.first", "protect.second"):
        child(dialog, QLineEdit, line).setText(PASSPHRASE)
    child(dialog, QCheckBox, "protect.recovery").setChecked(False)
    child(dialog, QPushButton, "protect.seal").click()
    report = shown_dialog(desk, qtbot, "left-alone")
    said = child(report, QPlainTextEdit, "left-alone.lines").toPlainText()
    assert "a (1).scope" in said
    assert "notes of the meeting.txt" in said
    with pytest.raises(Locked):
        read_engagement(path)


def test_a_held_file_opens_read_only_and_nothing_in_it_can_be_changed(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file_with(tmp_path / "a.scope", "Drift")
    holder = OpenEngagement.open(path)
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir() if each.suffix == ".scope"}
    desk.open_file(path)
    child(shown_dialog(desk, qtbot, "held"), QPushButton, "held.view").click()
    editing = opened(desk, qtbot)
    assert "read-only" in desk.window.windowTitle()
    assert "read-only" in notices(desk)
    risk = editing.engagement.records("risks")[0]
    assert editing.add("risks", {"title": "Leakage"}) == ""
    editing.set_text(risk.key, "title", "Other")
    editing.remove([risk.key])
    assert editing.undo() == ""
    assert titles(editing.engagement) == ["Drift"]
    assert "refused" in notices(desk)
    assert not desk.window.actions_of_window.run("file.protect")
    desk.window.go_to("risks", risk.id, "title")
    field = focused()
    QTest.keyClicks(field, "typed")
    assert shown_text(desk) == "Drift"
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    assert field.isReadOnly()
    table = child(desk.window, QTableView, "table-risks")
    assert not table.model().flags(table.currentIndex()) & Qt.ItemFlag.ItemIsEditable
    names_file(monkeypatch, tmp_path / "copy.scope")
    desk.window.actions_of_window.run("file.copy")
    saved(desk, qtbot)
    assert titles(read_engagement(tmp_path / "copy.scope")) == ["Drift"]
    assert desk.may_close()
    assert {name: (tmp_path / name).read_bytes() for name in before} == before
    holder.file.leave()


def test_a_protected_copy_stays_protected(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file_with(tmp_path / "a.scope", "Drift", passphrase=PASSPHRASE)
    desk.open_file(path, sealing.Secret(PASSPHRASE))
    opened(desk, qtbot)
    names_file(monkeypatch, tmp_path / "copy.scope")
    desk.window.actions_of_window.run("file.copy")
    saved(desk, qtbot)
    assert is_sealed((tmp_path / "copy.scope").read_bytes())
    assert titles(read_engagement(tmp_path / "copy.scope", PASSPHRASE)) == ["Drift"]


def shown_text(desk: Desk) -> str:
    """What the form of risks shows as the risk."""
    page = desk.window.page("risks")
    assert isinstance(page, SectionPage)
    control = page.form.fields["title"].editor.control
    assert isinstance(control, QLineEdit | QPlainTextEdit)
    return control.text() if isinstance(control, QLineEdit) else control.toPlainText()


def test_a_printed_recovery_key_has_its_name_and_every_sign_of_it(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def to_pdf(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(tmp_path / "key.pdf"))
        return 1

    monkeypatch.setattr(QPrintDialog, "exec", to_pdf)
    key, parent = sealing.new_recovery_key(), QWidget()
    qtbot.addWidget(parent)
    dialog = RecoveryKeyDialog(parent, key, "Halden <b>.scope")
    dialog.open()
    child(dialog, QPushButton, "recovery.print").click()
    with pdfplumber.open(tmp_path / "key.pdf") as pages:
        text = "".join(page.extract_text() for page in pages.pages)
    assert key in text
    assert "Halden" in text
    assert "printer" in child(dialog, Label, "recovery.said").text()


def test_a_saved_recovery_key_is_its_owner_s_alone_and_one_that_cannot_be_saved_is_said(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, parent = sealing.new_recovery_key(), QWidget()
    qtbot.addWidget(parent)
    dialog = RecoveryKeyDialog(parent, key, "a.scope")
    dialog.open()
    names_file(monkeypatch, tmp_path / "key.txt")
    child(dialog, QPushButton, "recovery.save").click()
    assert key in (tmp_path / "key.txt").read_text(encoding="utf-8")
    if sys.platform != "win32":
        assert (tmp_path / "key.txt").stat().st_mode & 0o777 == 0o600
    names_file(monkeypatch, tmp_path / "gone" / "key.txt")
    child(dialog, QPushButton, "recovery.save").click()
    assert child(dialog, Label, "recovery.said").text().startswith("Not saved")


@pytest.mark.parametrize("copied", [False, True])
def test_escape_asks_once_before_a_recovery_key_that_went_nowhere_is_gone(qtbot: QtBot, copied: bool) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = RecoveryKeyDialog(parent, sealing.new_recovery_key(), "a.scope")
    dialog.open()
    if copied:
        child(dialog, QPushButton, "recovery.copy").click()
    else:
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        assert "cannot be shown again" in child(dialog, Label, "recovery.said").text()
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
