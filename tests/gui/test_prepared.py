"""Large steps: made beside the window's thread, one for undo, and never over what was edited meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from scopewright.gui.editing import Editing
from scopewright.model.engagement import Engagement
from scopewright.model.refusal import SaidToUser
from scopewright.model.sections.risks import Risk
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement


@pytest.fixture
def editing() -> Editing:
    return Editing(new_engagement("Churn", "Acme"))


def titles(editing: Editing) -> list[str]:
    return [risk.title for risk in editing.engagement.all(Risk)]


def adding(count: int) -> Callable[[Engagement], int]:
    """A step that makes so many risks."""

    def make(engagement: Engagement) -> int:
        with Step(engagement, "Many") as step:
            for number in range(count):
                step.add("risks", {"title": f"R {number}"})
        return count

    return make


def test_a_large_step_is_one_for_undo_and_tells_what_it_did(editing: Editing, qtbot: QtBot) -> None:
    done: list[int] = []
    editing.prepare(adding(30), done.append)
    assert titles(editing) == []
    qtbot.waitUntil(lambda: done == [30])
    assert len(titles(editing)) == 30
    assert editing.undo() == "Many"
    assert titles(editing) == []
    assert editing.redo() == "Many"
    assert len(titles(editing)) == 30


def test_what_is_edited_meanwhile_is_kept_and_comes_first(editing: Editing, qtbot: QtBot) -> None:
    done: list[int] = []
    editing.prepare(adding(3), done.append)
    editing.add("risks", {"title": "typed meanwhile"})
    qtbot.waitUntil(lambda: bool(done))
    assert titles(editing) == ["typed meanwhile", "R 0", "R 1", "R 2"]
    ids = [risk.id for risk in editing.engagement.all(Risk)]
    assert len(set(ids)) == 4
    identities = [(change.replica, change.counter) for change in editing.engagement.changes]
    assert len(set(identities)) == len(identities)


def test_someone_who_types_on_and_on_does_not_keep_it_waiting(editing: Editing, qtbot: QtBot) -> None:
    done: list[int] = []
    editing.changed.connect(lambda _changes: None)

    def make(engagement: Engagement) -> int:
        if engagement is not editing.engagement:
            editing.engagement.changes.append(editing.engagement.changes[-1])  # stands for an edit at every moment
        return adding(2)(engagement)

    editing.prepare(make, done.append)
    qtbot.waitUntil(lambda: done == [2])
    assert titles(editing) == ["R 0", "R 1"]


def test_closing_and_undo_end_what_is_under_way(editing: Editing, qtbot: QtBot) -> None:
    done: list[int] = []
    editing.prepare(adding(2), done.append)
    editing.prepare(adding(1), done.append)
    editing.flush()
    assert done == [2, 1]
    assert len(titles(editing)) == 3
    qtbot.wait(100)
    assert len(titles(editing)) == 3, "the copy that was under way is thrown away"


def test_what_does_not_fit_is_a_sentence_and_changes_nothing(editing: Editing, qtbot: QtBot) -> None:
    def make(engagement: Engagement) -> None:
        with Step(engagement, "Half") as step:
            step.add("risks", {"title": "half"})
            raise SaidToUser("No room.")

    with qtbot.waitSignal(editing.refused) as refused:
        editing.prepare(make, print)
    assert refused.args == ["No room. Nothing was changed."]
    assert titles(editing) == []
