"""Engagements are opened one at a time, off the window's thread; what cannot be opened is said in the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QListWidget, QPushButton
from pytestqt.qtbot import QtBot
from tinydb import TinyDB

from scopewright.gui.desk import Desk
from scopewright.gui.widgets.label import Label
from scopewright.store.opened import OpenEngagement
from tests.gui.conftest import child
from tests.gui.keeping_stand_ins import file_with, opened, shown_dialog


def test_a_new_engagement_is_made_opened_and_listed(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    desk.new(tmp_path / "sub" / "search.scope", "Search", "Acme", "scoping")
    opened(desk, qtbot)
    assert desk.window.windowTitle() == "Search – Scopewright"
    assert desk.window.editing is not None
    assert len(desk.window.editing.engagement.records("people")) == 8
    assert [recent.title for recent in desk.recent()][:1] == ["Search"]


def test_what_is_edited_in_the_window_is_in_the_file_after_closing(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "a.scope"
    desk.new(path, "Search", "Acme", "blank")
    opened(desk, qtbot).add("risks", {"title": "Drift"})
    assert desk.may_close()
    with TinyDB(path) as database:
        assert [risk["title"] for risk in database.table("risks").all()] == ["Drift"]


def test_a_file_that_is_there_already_is_not_touched(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "a.scope"
    path.write_text("mine")
    desk.new(path, "Search", "Acme", "blank")
    qtbot.waitUntil(lambda: desk.idle)
    assert path.read_text() == "mine"
    assert desk.window.notices.keys() == ["not-opened"]
    assert desk.window.editing is None


def test_a_file_held_by_another_window_can_be_left_alone(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    for name, title in (("a", "Search"), ("b", "Tags")):
        desk.new(tmp_path / f"{name}.scope", title, "Acme", "blank")
        opened(desk, qtbot)
    other = OpenEngagement.open(tmp_path / "a.scope")
    desk.open_file(tmp_path / "a.scope")
    dialog = shown_dialog(desk, qtbot, "held")
    child(dialog, QPushButton, "held.cancel").click()
    assert desk.window.windowTitle() == "Tags – Scopewright"
    other.file.leave()
    desk.open_file(tmp_path / "a.scope")
    qtbot.waitUntil(lambda: desk.window.windowTitle() == "Search – Scopewright")


def test_the_sample_opens_with_its_data_beside_it(desk: Desk, qtbot: QtBot) -> None:
    desk.open_sample()
    dataset = opened(desk, qtbot).engagement.records("datasets")[0]
    assert Path(str(dataset.stored("path"))).is_file()


def test_the_start_page_lists_what_was_opened(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    desk.new(tmp_path / "a.scope", "Search", "Acme", "blank")
    opened(desk, qtbot)
    desk.window.open("home")
    listed = desk.window.findChild(QListWidget, "home.recent")
    assert listed is not None
    assert listed.item(0).text().startswith("Search")


def test_a_file_named_at_the_start_is_read_when_the_window_is_painted(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    path = file_with(tmp_path / "a.scope", "Drift")
    desk.begin(path)
    waiting = desk.window
    assert waiting.isVisible()
    assert child(waiting, Label, "waiting").text() == "Opening “a.scope”…"
    assert desk.idle, "nothing is read before the first paint"
    assert desk.read_first()
    qtbot.waitUntil(lambda: desk.window.editing is not None)
    assert desk.window is not waiting
    assert not desk.read_first(), "read once"


def test_a_file_that_cannot_be_read_at_the_start_leaves_the_start_page(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.begin(tmp_path / "none.scope")
    desk.read_first()
    qtbot.waitUntil(lambda: desk.idle)
    assert desk.window.here is not None
    assert desk.window.here.page == "home"
