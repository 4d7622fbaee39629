"""Undo stops at the beginning of the sitting, asks once, and then goes on into earlier ones."""

from __future__ import annotations

from scopewright.model.history import KEPT_STEPS
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.model.undo import Undo
from tests.model.edits import add, copy, put, sections_of, some_risks


def test_undo_stops_at_the_first_change_of_this_sitting_until_it_is_allowed() -> None:
    engagement = copy(some_risks())
    undo = Undo(engagement)
    opened = sections_of(engagement)
    assert (undo.undo_name, undo.undo_reaches_back, undo.earlier_name) == ("", True, "add")
    add(engagement, "risks", title="today")
    assert (undo.undo_name, undo.undo_reaches_back, undo.earlier_name) == ("Add to risks", False, "")
    undo.undo()
    assert undo.undo() == ""
    assert sections_of(engagement) == opened
    undo.allow_earlier()
    assert (undo.undo_name, undo.undo_reaches_back) == ("add", False)
    while undo.undo():
        pass
    assert not engagement.records("risks")
    while undo.redo():
        pass
    assert [risk.headline for risk in engagement.records("risks")] == ["0", "1", "2", "today"]


def test_what_was_undone_before_closing_can_be_redone_after_opening() -> None:
    engagement = some_risks()
    undo = Undo(engagement)
    undo.allow_earlier()
    undo.undo()
    again = copy(engagement)
    undo = Undo(again)
    assert undo.redo_name == "add"
    assert undo.redo() == "add"
    assert len(again.records("risks")) == 3
    assert undo.undo_name == "add"


def test_the_last_steps_of_earlier_sittings_are_kept_and_no_more() -> None:
    engagement = some_risks(0)
    for number in range(KEPT_STEPS + 20):
        add(engagement, "risks", title=str(number))
    again = copy(engagement)
    undo = Undo(again)
    undo.allow_earlier()
    count = 0
    while undo.undo():
        count += 1
    assert count == KEPT_STEPS
    assert len(again.records("risks")) == 20


def test_jobs_merges_and_what_came_with_the_file_are_never_undone() -> None:
    engagement = new_engagement("Search")
    for source in ("job", "merge", "migration"):
        with Step(engagement, source, source=source) as step:
            step.add("risks", {"title": source})
    undo = Undo(engagement)
    undo.allow_earlier()
    assert undo.undo() == ""
    assert not undo.undo_reaches_back


def test_typing_is_one_step_in_a_later_sitting_too() -> None:
    engagement = some_risks(1)
    key = engagement.records("risks")[0].key
    group = put(engagement, key, "title", "ab")
    put(engagement, key, "title", "abc", group=group)
    again = copy(engagement)
    undo = Undo(again)
    undo.allow_earlier()
    undo.undo()
    assert again[key].headline == "0"
