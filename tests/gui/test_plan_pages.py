"""The pages of the pictures of the plan: drawn from the records, a table beside each, the board moved by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from scopewright.gui.desk import Desk
from scopewright.gui.editing import Editing
from scopewright.gui.pages import chains
from scopewright.gui.pages.code_tree import CodeTreePage
from scopewright.gui.pages.impact_feasibility import ImpactFeasibilityPage
from scopewright.gui.pages.picture import PicturePage
from scopewright.gui.pages.rubric_figure import RubricFigurePage
from scopewright.lint.example import scope_of
from scopewright.model.engagement import Engagement
from scopewright.model.readings.record_figures import figures_of
from scopewright.model.tables import new_engagement
from tests.gui.keeping_stand_ins import file_with, opened

P = TypeVar("P", bound=PicturePage)
SCOPE: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "releases": [{"name": "v1", "stage": "poc", "purpose": "A weekly list"}],
    "deployments": [{"title": "Scoring", "pattern": "canary"}],
    "deployment_steps": [{"title": "Send 10 %", "deployment": "Scoring", "belongs_to": "canary"}],
    "lifecycle": [{"title": "Error analysis", "stage": "testing"}],
    "codebase": [{"path": "app/models/", "holds": "The network", "why": "One place"}],
    "ml_tests": [{"title": "a", "group": "data", "state": "manual", "evidence": "Protocol"}],
    "modules": [{"title": "Ranking", "impact": 3, "feasibility": 2}, {"title": "Tags"}],
}


class Places:
    """Where a page wanted to go."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str, str]] = []

    def __call__(self, section: str, record: str, field: str = "") -> None:
        self.seen.append((section, record, field))


def drawn(qtbot: QtBot, page: P) -> P:
    qtbot.addWidget(page)
    page.resize(1000, 640)
    page._engagement.subscribe(page.refresh)
    with qtbot.waitSignal(page.drawn):
        page.show()
        page.refresh(())
    page.pane.picture.canvas.setFocus()
    return page


MAKES: Mapping[str, Callable[[Engagement, Places], PicturePage]] = {
    "cycle": partial(chains.StepsPage, chains.CYCLE),
    "parts": partial(chains.StepsPage, chains.PARTS),
    "deployment": partial(chains.StepsPage, chains.DEPLOYMENT),
    "lifecycle": partial(chains.StepsPage, chains.LIFECYCLE),
    "rubric": RubricFigurePage,
    "tree": CodeTreePage,
    "board": lambda engagement, go_to: ImpactFeasibilityPage(Editing(engagement), go_to),
}


@pytest.mark.parametrize("name", MAKES)
def test_each_picture_is_drawn_has_its_table_and_an_empty_state(name: str, qtbot: QtBot) -> None:
    page = drawn(qtbot, MAKES[name](scope_of(SCOPE), Places()))
    assert page.scene is not None
    assert page.pane.table.model().rowCount() == len(page.scene.table.rows) > 0
    empty = MAKES[name](new_engagement(), Places())
    qtbot.addWidget(empty)
    assert empty.is_empty() == (name != "parts")


def test_j2_shift_and_an_arrow_move_the_module_one_level_and_undo_takes_it_back(qtbot: QtBot) -> None:
    scope = scope_of(SCOPE)
    editing = Editing(scope)
    page = drawn(qtbot, ImpactFeasibilityPage(editing, Places()))
    assert page.reveal("MOD-1")
    with qtbot.waitSignal(page.drawn):
        page.nudge("impact", 1)
    assert page.pane.picture.canvas.focused_record == "MOD-1"
    with qtbot.waitSignal(page.drawn):
        page.nudge("feasibility", -1)
    module = scope.by_id("MOD-1")
    assert (module.stored("impact"), module.stored("feasibility")) == (4, 1)
    page.nudge("feasibility", -1)
    assert scope.by_id("MOD-1").stored("feasibility") == 1, "it stays on the board"
    editing.undo()
    assert scope.by_id("MOD-1").stored("feasibility") == 2


def test_j6_the_tree_is_copied_as_text(qtbot: QtBot) -> None:
    page = drawn(qtbot, CodeTreePage(scope_of(SCOPE), Places()))
    page.copy()
    assert QApplication.clipboard().text() == "└── app/\n    └── models/  The network"


def test_the_table_beside_a_picture_cuts_no_text_while_there_is_room(qtbot: QtBot) -> None:
    path = "services/ranking/models/checkpoints/of/the/second/release/and/what/goes/with/them"
    scope = scope_of({"codebase": [{"path": path, "holds": "The network", "why": "One place"}]})
    page = drawn(qtbot, CodeTreePage(scope, Places()))
    page.resize(1500, 640)
    page.toggle_table()
    table = page.pane.table
    qtbot.waitUntil(lambda: table.columnWidth(1) > table.fontMetrics().horizontalAdvance(path))
    assert table.horizontalHeader().length() == table.viewport().width()


def test_j18_a_group_of_the_table_opens_its_first_item(qtbot: QtBot) -> None:
    places = Places()
    page = drawn(qtbot, RubricFigurePage(scope_of(SCOPE), places))
    page._open("data")
    page._open("Features and data")
    assert places.seen == [("ml_tests", "MT-1", "evidence")] * 2 or len(set(places.seen)) == 1


def test_m23_the_cycle_opens_from_the_sidebar_and_keys_reach_it(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    desk.open_file(file_with(tmp_path / "a.scope"))
    editing = opened(desk, qtbot)
    editing.add("releases", {"name": "v1", "stage": "deploy", "purpose": "A weekly list"})
    desk.window.open("development-cycle")
    page = desk.window.page("development-cycle")
    assert isinstance(page, PicturePage)
    qtbot.waitUntil(lambda: page.scene is not None)
    page.pane.picture.canvas.setFocus()
    qtbot.keyClick(page.pane.picture.canvas, Qt.Key.Key_Down)
    assert page.pane.picture.canvas.focused_record == "V-1"


def test_m23_a_gate_says_the_purpose_of_its_release() -> None:
    scope: Engagement = scope_of({**SCOPE, "gates": [{"title": "POC", "release": "v1"}]})
    figures = {each.title: each.text for each in figures_of(scope, scope.records("gates")[0], "en")}
    assert figures["Purpose"] == "A weekly list"
