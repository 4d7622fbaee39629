"""The stack of goals (row T6): one order, wherever the objectives are read, and the keyboard changes all of them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pdfplumber
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from scopewright.cli import main
from scopewright.gui.desk import Desk
from scopewright.gui.pages.section import SectionPage
from scopewright.model.tables import new_engagement
from scopewright.store.opened import OpenEngagement
from tests.gui.keeping_stand_ins import opened, saved

GOALS = ("Calls", "Answers", "Costs")
"""The last word of each objective, in no other text of the engagement."""


def in_order(text: str) -> list[str]:
    """The objectives as often as they are named."""
    return re.findall("|".join(GOALS), text)


def of_command(capsys: pytest.CaptureFixture[str], *said: str) -> str:
    """What a command prints."""
    capsys.readouterr()
    main(list(said))
    return capsys.readouterr().out


def of_brief(work: Path, kind: str) -> list[str]:
    """The objectives as the PDF of a brief names them, made by the command from what is on the disk."""
    out = work.with_suffix(f".{kind}.pdf")
    assert main(["brief", str(work), kind, "-o", str(out)]) == 0
    with pdfplumber.open(out) as pages:
        return in_order(" ".join(page.extract_text() or "" for page in pages.pages))


def test_t6_the_keyboard_changes_the_order_of_goals_in_table_show_and_both_briefs(
    desk: Desk, qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "goals.scope"
    OpenEngagement.create(path, new_engagement("Search", "Acme", "Ana")).close()
    desk.open_file(path)
    editing = opened(desk, qtbot)
    for goal in GOALS:
        editing.add("objectives", {"statement": f"We want better {goal}"})
    desk.window.open("objectives")
    page = desk.window.page("objectives")
    assert isinstance(page, SectionPage)
    for moved, order in (("", ["Calls", "Answers", "Costs"]), ("O-3", ["Calls", "Costs", "Answers"])):
        if moved:
            assert page.reveal(moved)
            QTest.keyClick(page.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        saved(desk, qtbot)
        table = " ".join(editing.engagement[key].headline for key in page.model.keys)
        assert in_order(table) == order
        assert in_order(of_command(capsys, "show", str(path), "objectives")) == order
        for kind in ("executive", "sow"):
            named = of_brief(path, kind)
            assert named, kind
            assert named == order * (len(named) // len(order)), kind


def test_t6_a_goal_that_the_client_has_not_accepted_is_flagged_until_it_is(
    desk: Desk, qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "goals.scope"
    OpenEngagement.create(path, new_engagement("Search", "Acme", "Ana")).close()
    desk.open_file(path)
    editing = opened(desk, qtbot)
    helena = editing.add("people", {"name": "Helena"})
    goals = [editing.add("objectives", {"statement": f"We want better {goal}"}) for goal in GOALS[:2]]
    editing.set_stored(goals[0], "accepted_by", helena)
    saved(desk, qtbot)
    found = json.loads(of_command(capsys, "check", str(path), "--json"))
    assert [each["id"] for each in found if each["field"] == "accepted_by"] == ["O-2"]
