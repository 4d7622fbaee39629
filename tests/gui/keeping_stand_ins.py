"""What the tests of the file's side of the window share: a desk, files on the disk, another program's hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from scopewright.gui.desk import Desk
from scopewright.gui.editing import Editing
from scopewright.model.engagement import Engagement
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.store.opened import OpenEngagement
from scopewright.store.sealing import Cost, new_seal

CHEAP = Cost(memory=64, passes=1, lanes=1)
PASSPHRASE = "correct horse battery"


def opened(desk: Desk, qtbot: QtBot) -> Editing:
    """Wait until what was asked to be opened is; the editing of its window."""
    qtbot.waitUntil(lambda: desk.idle and desk.window.editing is not None)
    assert desk.window.editing is not None
    return desk.window.editing


def saved(desk: Desk, qtbot: QtBot) -> None:
    """Wait until every step is on the disk and nothing is being read."""
    qtbot.waitUntil(lambda: desk.idle and desk.window.keeper.idle)


def shown_dialog(desk: Desk, qtbot: QtBot, name: str) -> QDialog:
    """Wait for a dialog over the window."""

    def there() -> None:
        assert any(dialog.objectName() == name and dialog.isVisible() for dialog in desk.window.findChildren(QDialog))

    qtbot.waitUntil(there)
    return next(dialog for dialog in desk.window.findChildren(QDialog) if dialog.objectName() == name)


def file_with(path: Path, *risks: str, passphrase: str = "") -> Path:
    """A closed engagement file with these risks."""
    engagement = new_engagement("Search", "Acme", "Ana")
    add_risks(engagement, *risks)
    OpenEngagement.create(path, engagement, new_seal(passphrase, cost=CHEAP) if passphrase else None).close()
    return path


def add_risks(engagement: Engagement, *titles: str, who: str = "Ana") -> list[str]:
    """Add risks, each a step."""
    keys = []
    for title in titles:
        with Step(engagement, "Add risk", who=who) as step:
            keys.append(step.add("risks", {"title": title}))
    return keys


def titles(engagement: Engagement) -> list[str]:
    """The risks by their headline."""
    return [risk.headline for risk in engagement.records("risks")]


def written_elsewhere(path: Path, copy: Path, *, risk: str = "", title: str = "", who: str = "Bob") -> Path:
    """The file as somebody else changed it in a copy: another risk, another title of the first one."""
    copy.write_bytes(path.read_bytes())
    work = OpenEngagement.open(copy)
    if risk:
        add_risks(work.engagement, risk, who=who)
    if title:
        with Step(work.engagement, "Edit risk", who=who) as step:
            step.set(work.engagement.records("risks")[0].key, "title", title)
    work.save([change for change in work.engagement.changes if change.replica == work.engagement.replica])
    work.close()
    return copy


def names_file(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Have the user name this file in the next file dialogs."""
    for asks in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, asks, lambda *_args, **_options: (str(path), ""))


def notices(desk: Desk) -> list[str]:
    """The notices that stand in the window."""
    return desk.window.notices.keys()
