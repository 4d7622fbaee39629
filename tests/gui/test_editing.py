"""How pages edit: named steps, typing that merges, refusals that are sentences."""

from __future__ import annotations

import pytest

from scopewright.gui import editing as editing_module
from scopewright.gui.editing import Editing
from scopewright.model.change import Change
from scopewright.model.step import Step
from tests.gui.made_up import key_of, made_up


def refusals(editing: Editing) -> list[str]:
    said: list[str] = []
    editing.refused.connect(said.append)
    return said


def test_every_edit_has_a_name_that_undo_can_say() -> None:
    editing = made_up()
    key = editing.add("risks")
    assert editing.undo_name == "Add risk"
    editing.set_stored(key, "likelihood", 3)
    assert editing.undo_name == "Edit R-2: Likelihood"
    editing.remove([key])
    assert editing.undo_name == "Remove R-2"
    assert editing.undo() == "Remove R-2"
    assert editing.redo_name == "Remove R-2"


def test_typing_on_in_one_field_is_one_step() -> None:
    editing = made_up()
    key = key_of(editing, "R-1")
    for text in ("L", "La", "Lab"):
        editing.set_text(key, "trigger", text)
    editing.undo()
    assert editing.engagement[key].stored("trigger") is None


def test_another_edit_or_a_long_pause_ends_the_typing(monkeypatch: pytest.MonkeyPatch) -> None:
    editing = made_up()
    key = key_of(editing, "R-1")
    editing.set_text(key, "trigger", "A")
    editing.set_stored(key, "impact", 2)
    editing.set_text(key, "trigger", "AB")
    editing.undo()
    assert editing.engagement[key].stored("trigger") == "A"
    monkeypatch.setattr(editing_module, "MERGE_WITHIN_S", -1)
    editing.set_text(key, "trigger", "ABC")
    editing.set_text(key, "trigger", "ABCD")
    editing.undo()
    assert editing.engagement[key].stored("trigger") == "ABC"


def test_a_gesture_of_several_steps_is_undone_as_one() -> None:
    editing = made_up()
    with editing.gesture("Add person Dan"):
        key = editing.add("people", {"name": "Dan"})
        editing.set_stored(key_of(editing, "R-1"), "owner", key)
    assert editing.undo() == "Add person Dan"
    assert key not in editing.engagement
    assert editing.engagement.by_id("R-1").stored("owner") is None


def test_an_edit_of_a_record_that_is_gone_is_refused_with_a_sentence() -> None:
    editing = made_up()
    said = refusals(editing)
    key = key_of(editing, "R-1")
    editing.remove([key])
    editing.set_text(key, "title", "x")
    assert said == ["The record was removed meanwhile. Nothing was changed."]


def test_undo_of_what_changed_since_is_refused_with_a_sentence() -> None:
    editing = made_up()
    said = refusals(editing)
    key = key_of(editing, "R-1")
    editing.set_stored(key, "impact", 2)
    with Step(editing.engagement, "Job", source="job") as step:
        step.set(key, "impact", 5)
    assert editing.undo() == ""
    assert said and said[0].endswith("Nothing was changed.")
    assert editing.engagement[key].stored("impact") == 5


def test_one_step_is_one_signal() -> None:
    editing = made_up()
    told: list[list[Change]] = []
    editing.changed.connect(told.append)
    editing.paste("risks", ["title"], [["a"], ["b"]])
    assert [len(changes) for changes in told] == [4]


def test_pasting_overwrites_then_appends() -> None:
    editing = made_up()
    first = key_of(editing, "R-1")
    keys = editing.paste("risks", ["title", "", "likelihood"], [["a", "?", "3"], ["b", "?", "no"]], [first])
    assert keys[0] == first
    assert [r.shown("likelihood", editing.locale) for r in editing.engagement.records("risks")] == ["3", "no"]
    editing.undo()
    assert [r.headline for r in editing.engagement.records("risks")] == ["Labels drift"]


def test_a_renamed_person_is_shown_by_the_new_name_everywhere() -> None:
    editing = made_up()
    ana, risk = key_of(editing, "P-1"), key_of(editing, "R-1")
    editing.set_stored(risk, "owner", ana)
    assert editing.engagement[risk].shown("owner", editing.locale) == "Ana"
    editing.set_text(ana, "name", "Anna")
    assert editing.engagement[risk].shown("owner", editing.locale) == "Anna"
