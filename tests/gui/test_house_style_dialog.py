"""The house style in the window: made, worn, shared, mended, and free of the client's name."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from scopewright.briefs.house_style import LARGEST_FILE, HouseStyle, from_json
from scopewright.gui.preview.style_dialog import StyleDialog
from scopewright.gui.widgets.label import Label
from scopewright.model.sections.document import Document
from scopewright.store.house_styles import FOLDER, HouseStyles
from tests.gui.conftest import child
from tests.gui.test_brief_page import Stand


@pytest.fixture
def stand(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stand]:
    monkeypatch.setenv(FOLDER, str(tmp_path / "styles"))
    made = Stand(qtbot, tmp_path / "e.scope")
    qtbot.addWidget(made.page)
    yield made
    made.work.close()


def opened(stand: Stand) -> StyleDialog:
    action = next(each for each in stand.page.page_actions() if each.id == "brief.style")
    action.run()
    return child(stand.page, StyleDialog, "style")


def wear(dialog: StyleDialog) -> None:
    child(dialog, QPushButton, "style.wear").click()


def new_style(dialog: StyleDialog, name: str) -> None:
    dialog.chosen.setCurrentIndex(dialog.chosen.count() - 1)
    child(dialog, QLineEdit, "style.name").setText(name)


def test_a_new_style_is_kept_worn_and_told_to_the_worker(stand: Stand) -> None:
    dialog = opened(stand)
    new_style(dialog, "Finch")
    child(dialog, QLineEdit, "style.brand1").setText("#FFD700")
    assert "darkened" in child(dialog, Label, "style.said").text()
    child(dialog, QLineEdit, "style.file_name").setText("{kind} of {client}")
    assert child(dialog, Label, "style.called").text() == "Executive brief of Halden.pdf"
    wear(dialog)
    assert stand.work.engagement.one(Document).style == "Finch"
    kept = from_json(HouseStyles().read("Finch"))
    assert stand.page.rendering.payload(stand.page.rendering._wanted)["style"] == kept.to_json()  # type: ignore[arg-type]
    assert "darkened" in stand.window.notices[-1].kept


def test_the_clients_name_is_taken_out_of_a_style_that_is_kept(stand: Stand) -> None:
    dialog = opened(stand)
    new_style(dialog, "Finch for Halden")
    child(dialog, QPlainTextEdit, "style.clauses").setPlainText("Halden pays within 30 days.")
    wear(dialog)
    (name,) = HouseStyles().names()
    kept = from_json(HouseStyles().read(name))
    assert "Halden" not in str(kept)
    assert kept.clauses == "{client} pays within 30 days."
    assert "{client}" in stand.window.notices[-1].kept


def test_what_cannot_be_kept_is_said_and_the_button_waits(stand: Stand) -> None:
    dialog = opened(stand)
    new_style(dialog, "")
    assert "name" in child(dialog, Label, "style.said").text()
    assert not child(dialog, QPushButton, "style.wear").isEnabled()
    child(dialog, QLineEdit, "style.name").setText("Finch")
    child(dialog, QLineEdit, "style.brand2").setText("blue")
    assert "is no colour" in child(dialog, Label, "style.said").text()
    dialog.reject()
    assert HouseStyles().names() == []


def test_logo_and_families_come_from_the_worker(stand: Stand, tmp_path: Path) -> None:
    dialog = opened(stand)
    new_style(dialog, "Finch")
    job, _payload = stand.told.last("typefaces")
    stand.told.finished.emit(job, {"families": ["Source Sans 3", "Inter"]})
    box = child(dialog, QComboBox, "style.font")
    assert [box.itemText(row) for row in range(box.count())] == ["Source Sans 3", "Inter"]
    (tmp_path / "l.png").write_bytes(b"bytes")
    dialog.take_logo(tmp_path / "l.png")
    job, payload = stand.told.last("logo")
    (tmp_path / "huge.png").write_bytes(b"x" * (LARGEST_FILE + 1))
    dialog.take_logo(tmp_path / "huge.png")
    said = child(dialog, Label, "style.said")
    assert said.text() == "“huge.png” is larger than the 8 MB that are read. Nothing was changed."
    assert not said.isHidden()
    assert base64.b64decode(payload["data"]) == b"bytes"
    stand.told.failed.emit(job, "This is no picture.")
    assert child(dialog, Label, "style.said").text() == "This is no picture."


def test_a_style_is_handed_over_taken_in_taken_off_and_removed(stand: Stand, tmp_path: Path) -> None:
    HouseStyles().write("Finch", HouseStyle("Finch", firm="Finch Ltd").to_json())
    dialog = opened(stand)
    dialog.chosen.setCurrentIndex(1)
    assert child(dialog, QLineEdit, "style.firm").text() == "Finch Ltd"
    dialog.hand_over(tmp_path / "out.json")
    wear(dialog)
    dialog = opened(stand)
    assert dialog.chosen.currentData() == "Finch"
    child(dialog, QPushButton, "style.remove").click()
    assert HouseStyles().names() == []
    dialog.take_in(tmp_path / "out.json")
    assert child(dialog, QLineEdit, "style.firm").text() == "Finch Ltd"
    dialog.chosen.setCurrentIndex(0)
    wear(dialog)
    assert stand.work.engagement.one(Document).style == ""
