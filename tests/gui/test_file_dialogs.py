"""Asking for files: each kind is looked for where one of its kind was last."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from scopewright.gui.widgets.file_dialogs import ask_open, ask_open_several, ask_save, last_folder, note_folder

Answer = Callable[[str, str], list[str]]


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Have the next dialogs answered with a path and a chosen filter; what was proposed is in the list."""
    proposed: list[str] = []

    def answer(said: str, kind: str) -> list[str]:
        def named(_parent: QWidget, _title: str, place: str, _filters: str) -> tuple[str, str]:
            proposed.append(place)
            return said, kind

        for asks in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, asks, named)
        return proposed

    return answer


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_a_file_is_looked_for_where_the_last_of_its_kind_was(tmp_path: Path, parent: QWidget, answered: Answer) -> None:
    (tmp_path / "client").mkdir()
    proposed = answered(str(tmp_path / "client" / "orders.csv"), "")
    assert ask_open(parent, "data", "Choose", "", tmp_path) == tmp_path / "client" / "orders.csv"
    ask_open(parent, "data", "Choose", "", tmp_path)
    assert proposed[-1] == str(tmp_path / "client")


def test_several_files_are_looked_for_there_too(
    tmp_path: Path, parent: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = [str(tmp_path / "one.png"), str(tmp_path / "two.png")]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_arguments: (chosen, ""))
    assert ask_open_several(parent, "pictures", "Choose", "") == [Path(each) for each in chosen]
    assert last_folder("pictures") == tmp_path


def test_kinds_of_files_do_not_share_a_folder(tmp_path: Path) -> None:
    note_folder("styles", tmp_path)
    assert last_folder("styles") == tmp_path
    assert last_folder("keys") != tmp_path


def test_a_folder_that_is_gone_gives_way_to_the_documents(tmp_path: Path) -> None:
    note_folder("keys", tmp_path / "gone")
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    assert last_folder("keys") == Path(documents)


def test_a_dialog_that_is_closed_changes_nothing(parent: QWidget, answered: Answer, tmp_path: Path) -> None:
    note_folder("data", tmp_path)
    answered("", "")
    assert ask_save(parent, "data", "Save", "a.csv", "CSV (*.csv)") is None
    assert last_folder("data") == tmp_path


@pytest.mark.parametrize(
    ("said", "kind", "written"),
    [("map", "", "map.svg"), ("map.PNG", "", "map.PNG"), ("v1.2 map", "PNG (*.png)", "v1.2 map.png")],
)
def test_a_name_without_ending_gets_that_of_the_chosen_kind(
    parent: QWidget, answered: Answer, tmp_path: Path, said: str, kind: str, written: str
) -> None:
    answered(str(tmp_path / said), kind)
    assert ask_save(parent, "handed-over", "Save", "map", "SVG (*.svg);;PNG (*.png)") == tmp_path / written
