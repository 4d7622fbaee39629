"""The main job both ways: scoped, measured and handed over in the window and on the command line, the same content."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pdfplumber
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from scopewright.cli import main
from scopewright.gui.desk import Desk
from scopewright.gui.pages.brief import BriefPage
from scopewright.gui.pages.data import DataPage
from scopewright.gui.preview.export_dialog import ExportDialog
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.runs import Run
from tests.gui.conftest import child, focused
from tests.gui.keeping_stand_ins import opened

CTRL = Qt.KeyboardModifier.ControlModifier
RISK = "Labels drift"


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    rows = [f"{n},{(n * 37) % 80 + 18},{'yes' if (n * 37) % 80 > 40 or n % 7 == 0 else 'no'}" for n in range(160)]
    path = tmp_path / "churn.csv"
    path.write_text("id,age,left\n" + "\n".join(rows), encoding="utf-8")
    return path


def words(pdf: Path) -> list[str]:
    """The words of a brief without what has to differ: when and how fast a run was."""
    with pdfplumber.open(pdf) as pages:
        text = " ".join(page.extract_text() or "" for page in pages.pages)
    text = re.sub(r"\d{4}-\d\d-\d\dT[\d:+.]+", "WHEN", text)
    return [word for word in text.split() if not re.fullmatch(r"\d+(\.\d+)?", word)]


def in_the_window(desk: Desk, qtbot: QtBot, csv: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    desk.new(folder / "window.scope", "Churn", "Acme", "scoping")
    engagement = opened(desk, qtbot).engagement
    window = desk.window
    window.open("risks")
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    QTest.keyClicks(focused(), RISK)
    page = window.page("data")
    assert isinstance(page, DataPage)
    window.open("data")
    page.take(csv)
    qtbot.waitUntil(lambda: bool(engagement.all(Dataset)) and bool(engagement.all(Dataset)[0].audited), timeout=30_000)
    page.baseline.target.setCurrentText("left")
    page.start()
    qtbot.waitUntil(lambda: bool(engagement.all(Run)), timeout=60_000)
    out = folder / "window.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_any: (str(out), ""))
    brief = window.page("brief")
    assert isinstance(brief, BriefPage)
    window.open("brief")
    qtbot.waitUntil(lambda: brief.shown is not None, timeout=30_000)
    window.actions_of_window.run("brief.export")
    qtbot.waitUntil(lambda: brief.findChild(ExportDialog) is not None, timeout=10_000)
    child(child(brief, ExportDialog, "export"), QPushButton, "export.go").click()
    qtbot.waitUntil(out.is_file, timeout=10_000)
    assert desk.may_close()
    return out


def on_the_command_line(csv: Path, folder: Path) -> Path:
    file, out, risk = folder / "cli.scope", folder / "cli.pdf", folder / "risk.json"
    risk.write_text(json.dumps({"title": RISK}))
    for command in (
        ("new", file, "--template", "scoping", "--title", "Churn", "--client", "Acme"),
        ("add", file, "risks", "--json", risk),
        ("baseline", csv, "--target", "left", "--analysis", "--into", file),
        ("brief", file, "executive", "-o", out),
    ):
        assert main([str(part) for part in command]) == 0
    return out


def test_the_brief_of_the_window_and_of_the_command_line_carry_the_same(
    desk: Desk, qtbot: QtBot, csv: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = words(in_the_window(desk, qtbot, csv, tmp_path, monkeypatch))
    assert RISK.split(maxsplit=1)[0] in seen
    assert seen == words(on_the_command_line(csv, tmp_path))
