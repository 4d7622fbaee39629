"""What the window shows as saved is on the disk; what cannot be saved is kept, said and tried again."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot
from tinydb import TinyDB

from scopewright.gui import autosave
from scopewright.gui.autosave import Autosave
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.store.failures import NotSaved
from scopewright.store.opened import OpenEngagement, read_engagement
from scopewright.store.snapshot import Tables


@pytest.fixture
def work(tmp_path: Path) -> OpenEngagement:
    return OpenEngagement.create(tmp_path / "a.scope", new_engagement("Search", "Acme"))


@pytest.fixture
def saver(work: OpenEngagement, qtbot: QtBot) -> Iterator[Autosave]:
    made = Autosave(work)
    yield made
    if made.open:
        made.leave()


def add_risk(work: OpenEngagement, title: str = "Drift") -> None:
    with Step(work.engagement, "Add risk") as step:
        step.add("risks", {"title": title})


def test_an_edit_is_on_the_disk_when_the_window_says_saved(work: OpenEngagement, saver: Autosave, qtbot: QtBot) -> None:
    with qtbot.waitSignal(saver.state, check_params_cb=lambda text, _trouble: text.startswith("Saved")):
        add_risk(work)
    assert saver.safe
    assert [risk.headline for risk in read_engagement(work.file.path).records("risks")] == ["Drift"]


def test_closing_leaves_one_plain_file(work: OpenEngagement, saver: Autosave) -> None:
    for number in range(20):
        add_risk(work, f"risk {number}")
    saver.close()
    with TinyDB(work.file.path) as database:
        assert len(database.table("risks").all()) == 20
    assert not work.file.path.with_name("a.scope.journal").exists()


def test_a_failed_save_is_said_kept_and_tried_again(
    work: OpenEngagement, saver: Autosave, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_what: Any) -> None:
        raise NotSaved("There is no room left on the disk.")

    with monkeypatch.context() as broken:
        broken.setattr(work, "save", full)
        with qtbot.waitSignal(saver.trouble) as told:
            add_risk(work, "first")
        assert told.args == ["There is no room left on the disk."]
        assert not saver.safe
    with qtbot.waitSignal(saver.state, check_params_cb=lambda text, _trouble: text.startswith("Saved")):
        add_risk(work, "second")
    assert [risk.headline for risk in read_engagement(work.file.path).records("risks")] == ["first", "second"]


def test_a_long_journal_is_folded_when_the_hands_rest(
    work: OpenEngagement, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "FOLD_AFTER_MS", 50)
    monkeypatch.setattr(autosave, "FOLD_FROM", 100)
    saver = Autosave(work)
    add_risk(work)
    qtbot.waitUntil(lambda: work.file.generation == 2 and saver.safe)
    assert work.file.journal_size == 0
    add_risk(work, "after")
    saver.close()
    assert len(read_engagement(work.file.path).records("risks")) == 2


def test_closing_while_the_disk_is_full_says_so_and_keeps_everything(
    work: OpenEngagement, saver: Autosave, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_what: Any) -> None:
        raise NotSaved("There is no room left on the disk.")

    with monkeypatch.context() as broken:
        broken.setattr(work, "save", full)
        add_risk(work)
        with pytest.raises(NotSaved):
            saver.close()
    saver.close()
    assert len(read_engagement(work.file.path).records("risks")) == 1


def test_the_window_is_drawn_while_the_file_is_written_at_closing_and_nothing_that_comes_then_is_lost(
    work: OpenEngagement, saver: Autosave, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[bool] = []
    settle = work.file.settle

    def slow(tables: Tables) -> None:
        time.sleep(0.2)
        settle(tables)

    def tick() -> None:
        drawn.append(threading.current_thread() is threading.main_thread())
        if len(drawn) == 2:
            add_risk(work, "brought by a job")

    monkeypatch.setattr(work.file, "settle", slow)
    add_risk(work, "before")
    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(20)
    saver.close()
    timer.stop()
    assert len(drawn) > 5
    titles = [risk.headline for risk in read_engagement(work.file.path).records("risks")]
    assert titles == ["before", "brought by a job"]
    assert not work.file.path.with_name("a.scope.journal").exists()


def test_a_fault_while_saving_is_raised_in_the_window_and_saving_goes_on(
    work: OpenEngagement, saver: Autosave, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_what: Any) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as broken, qtbot.captureExceptions() as raised:
        broken.setattr(work, "save", fault)
        add_risk(work, "first")
        qtbot.waitUntil(lambda: bool(raised))
    add_risk(work, "second")
    saver.close()
    assert [risk.headline for risk in read_engagement(work.file.path).records("risks")] == ["first", "second"]
