"""Importing a table from a section's page: chosen, mapped, made in one step, and said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from scopewright.gui.editing import Editing
from scopewright.gui.job_client import JobClient
from scopewright.gui.pages.section import SectionPage
from scopewright.gui.widgets.label import Label
from scopewright.model.sections.risks import Risk
from scopewright.model.tables import new_engagement
from tests.gui.conftest import child
from tests.gui.lab_stand_ins import ToldClient
from tests.gui.made_up import bring_up

TABLE: dict[str, Any] = {
    "heads": ["ID", "Risk", "How likely", "Colour"],
    "rows": [["", "Drift", "4", "red"], ["R-1", "Renamed", "", ""], ["", "'=1+1", "very", ""]],
    "sheets": [],
    "typed": False,
}


class Stand:
    """A page of risks with one record, and the worker that it asks."""

    def __init__(self, qtbot: QtBot, client: JobClient) -> None:
        self.editing = Editing(new_engagement("Search", "Acme", "Ana"))
        self.editing.add("risks", {"title": "First", "impact": 2})
        self.page = SectionPage(self.editing, "risks", client=client)
        qtbot.addWidget(self.page)
        self.editing.changed.connect(self.page.refresh)
        bring_up(qtbot, self.page)
        (self.action,) = (action for action in self.page.page_actions() if action.id == "risks.import")

    @property
    def risks(self) -> list[Risk]:
        return self.editing.engagement.all(Risk)

    @property
    def dialog(self) -> Any:
        assert self.page._importing is not None
        return self.page._importing.dialog


@pytest.fixture
def client() -> ToldClient:
    return ToldClient()


@pytest.fixture
def stand(qtbot: QtBot, client: ToldClient, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stand]:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_any: ("/tmp/risks.csv", ""))
    yield Stand(qtbot, client)


def answer(stand: Stand, client: ToldClient, table: dict[str, Any]) -> None:
    stand.action.run()
    job, payload = client.last("table")
    assert payload["path"] == "/tmp/risks.csv"
    client.finished.emit(job, table)


def test_a_table_is_mapped_and_imported_in_one_step(stand: Stand, client: ToldClient) -> None:
    answer(stand, client, TABLE)
    dialog = stand.dialog
    assert [box.currentData() for box in dialog.fields] == ["id", "title", "", ""]
    dialog.fields[2].setCurrentIndex(dialog.fields[2].findData("likelihood"))
    assert "2 lines are new" in child(dialog, Label, "import.told").text()
    assert "Colour" in child(dialog, Label, "import.told").text()
    child(dialog, QPushButton, "import.apply").click()
    stand.editing.flush()
    assert [(risk.title, risk.likelihood, risk.impact) for risk in stand.risks] == [
        ("Renamed", None, 2),
        ("Drift", 4, None),
        ("=1+1", None, None),
    ]
    assert stand.risks[2].unread == {"likelihood": "very"}
    assert "very" in stand.page.notices.accessibleName() or stand.page.notices.keys()
    assert stand.editing.undo() == "Import 3 lines into Risks"
    assert [risk.title for risk in stand.risks] == ["First"]


def test_what_cannot_be_imported_is_said_before_anything_is_changed(stand: Stand, client: ToldClient) -> None:
    answer(stand, client, TABLE)
    dialog = stand.dialog
    dialog.fields[3].setCurrentIndex(dialog.fields[3].findData("title"))
    assert not child(dialog, QPushButton, "import.apply").isEnabled()
    assert "Risk" in child(dialog, Label, "import.told").text()
    child(dialog, QPushButton, "import.cancel").click()
    assert stand.dialog is None
    assert len(stand.risks) == 1


def test_another_sheet_is_read_again(stand: Stand, client: ToldClient) -> None:
    answer(stand, client, TABLE | {"sheets": ["One", "Two"]})
    stand.dialog.sheets.textActivated.emit("Two")
    job, payload = client.last("table")
    assert payload["sheet"] == "Two"
    client.finished.emit(job, {"heads": ["Risk"], "rows": [["x"]], "sheets": ["One", "Two"], "typed": True})
    assert len(stand.dialog.fields) == 1


def test_a_file_that_cannot_be_read_is_a_sentence(stand: Stand, client: ToldClient) -> None:
    stand.action.run()
    client.failed.emit(client.last("table")[0], "This file is empty.")
    assert stand.page.notices.keys() == ["said"]


def test_a_real_worker_reads_the_table(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "risks.csv"
    path.write_text("Risk,Impact\nDrift,3\n", "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_any: (str(path), ""))
    client = JobClient("lab")
    stand = Stand(qtbot, client)
    stand.action.run()
    qtbot.waitUntil(lambda: stand.dialog is not None, timeout=20_000)
    child(stand.dialog, QPushButton, "import.apply").click()
    stand.editing.flush()
    assert stand.risks[1].impact == 3
    client.close()
