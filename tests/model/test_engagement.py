"""Records change in one way only, and every change can be taken back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scopewright.model.change import Conflict
from scopewright.model.engagement import Engagement
from scopewright.model.sections.people import Person
from scopewright.model.sections.risks import Risk
from scopewright.model.step import Step
from scopewright.model.tables import CHANGES, from_tables, new_engagement, to_tables
from scopewright.model.undo import Undo
from tests.model.edits import sections_of


def add(engagement: Engagement, section: str, **values: Any) -> str:
    with Step(engagement, f"Add to {section}") as step:
        return step.add(section, values)


def written(engagement: Engagement) -> str:
    """The tables of the sections as they would stand in a file, to the letter."""
    return json.dumps(sections_of(engagement), ensure_ascii=False)


def test_a_new_engagement_has_its_single_records_and_nothing_else() -> None:
    engagement = new_engagement("Search", "Acme")
    assert [record.id for record in engagement.records()] == ["OV-1", "DOC-1", "RS-1"]
    assert engagement.records("overview")[0].headline == "Search"


def test_spoken_numbers_are_never_reused() -> None:
    engagement = new_engagement()
    first = add(engagement, "risks", title="a")
    with Step(engagement, "Remove") as step:
        step.remove(first)
    assert engagement[add(engagement, "risks", title="b")].id == "R-2"
    again = from_tables(engagement.key, to_tables(engagement))
    assert again[add(again, "risks", title="c")].id == "R-3"


def test_what_cannot_be_read_is_kept_as_typed() -> None:
    engagement = new_engagement()
    key = add(engagement, "milestones", title="Staging", due="by XX")
    milestone = engagement[key]
    assert milestone.shown("due", engagement.locale("en")) == "by XX"
    assert milestone.doc()["due"] == "by XX"
    with Step(engagement, "Date it") as step:
        step.write(key, "due", "12 Mar 2027", engagement.locale("en"))
    assert engagement[key].doc()["due"] == "2027-03-12"
    assert not engagement[key].unread


def test_renaming_a_person_once_changes_every_place() -> None:
    engagement = new_engagement()
    ana = add(engagement, "people", name="Ana")
    risk = add(engagement, "risks", title="a", owner=ana)
    with Step(engagement, "Rename") as step:
        step.set(ana, "name", "Ana Ruiz")
    assert engagement[risk].shown("owner", engagement.locale("en")) == "Ana Ruiz"


def test_two_people_of_one_name_are_told_apart_by_id() -> None:
    engagement = new_engagement()
    first, second = add(engagement, "people", name="Ana"), add(engagement, "people", name="Ana")
    assert [engagement.label(key) for key in (first, second)] == ["P-1", "P-2"]
    with pytest.raises(ValueError, match="several"):
        engagement.find("ana", "people")


def test_a_step_that_fails_leaves_nothing() -> None:
    engagement = new_engagement()
    before = to_tables(engagement)
    with pytest.raises(ValueError, match="no field"), Step(engagement, "Two risks") as step:
        step.add("risks", {"title": "good"})
        step.add("risks", {"no_such_field": 1})
    assert sections_of(engagement) == {n: t for n, t in before.items() if not n.startswith("_")}
    assert to_tables(engagement)[CHANGES] == before[CHANGES]


def test_undo_never_passes_the_opening_and_names_its_steps() -> None:
    engagement = new_engagement("Kept")
    undo = Undo(engagement)
    add(engagement, "risks", title="a")
    assert undo.undo_name == "Add to risks"
    assert undo.undo() == "Add to risks"
    assert undo.undo() == ""
    assert engagement.records("overview")[0].headline == "Kept"
    assert undo.redo() == "Add to risks"
    assert [risk.id for risk in engagement.all(Risk)] == ["R-1"]


def test_a_finished_run_is_not_undone_by_undoing_text() -> None:
    engagement = new_engagement()
    undo = Undo(engagement)
    add(engagement, "risks", title="a")
    with Step(engagement, "Baseline", source="job") as step:
        step.add("runs", {"title": "r"})
    undo.undo()
    assert len(engagement.records("runs")) == 1
    assert not engagement.records("risks")


def test_undo_that_no_longer_fits_is_refused_and_changes_nothing() -> None:
    engagement = new_engagement()
    undo = Undo(engagement)
    key = add(engagement, "datasets", title="a")
    with Step(engagement, "Type") as step:
        step.set(key, "target", "x")
    with Step(engagement, "Audit", source="job") as step:
        step.set(key, "target", "y")
    with pytest.raises(Conflict):
        undo.undo()
    assert engagement[key].stored("target") == "y"


def test_typing_merges_into_one_undo_when_the_group_goes_on() -> None:
    engagement = new_engagement()
    key = add(engagement, "risks", title="a")
    undo = Undo(engagement)
    with Step(engagement, "Type") as step:
        step.set(key, "title", "ab")
    with Step(engagement, "Type", group=step.group) as step:
        step.set(key, "title", "abc")
    undo.undo()
    assert engagement[key].headline == "a"


def test_moving_changes_only_the_moved_record() -> None:
    engagement = new_engagement()
    keys = [add(engagement, "objectives", statement=str(n)) for n in range(4)]
    ranks = {key: engagement[key].rank for key in keys}
    with Step(engagement, "Move") as step:
        step.move(keys[3], after=keys[0])
    assert [record.headline for record in engagement.records("objectives")] == ["0", "3", "1", "2"]
    assert [key for key in keys if engagement[key].rank != ranks[key]] == [keys[3]]


def test_what_a_newer_version_wrote_survives() -> None:
    engagement = new_engagement()
    add(engagement, "risks", title="a")
    tables = to_tables(engagement, {"futures": {"1": {"x": 1}}})
    tables["risks"]["1"]["velocity"] = "fast"
    again = to_tables(from_tables(engagement.key, tables), tables)
    assert again["futures"] == {"1": {"x": 1}}
    assert again["risks"]["1"]["velocity"] == "fast"


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["add", "set", "remove", "move"]),
        st.integers(0, 9),
        st.one_of(st.text(max_size=8), st.integers(0, 9)),
    ),
    max_size=25,
)


@given(EDITS)
def test_undoing_everything_restores_the_tables_and_redoing_brings_them_back(edits: list[tuple[str, int, Any]]) -> None:
    engagement = new_engagement()
    before, undo = written(engagement), Undo(engagement)
    for action, place, value in edits:
        keys = [risk.key for risk in engagement.all(Risk)]
        with Step(engagement, action) as step:
            if action == "add" or not keys:
                step.add("risks", {"title": str(value), "likelihood": value})
            elif action == "set":
                step.set(keys[place % len(keys)], "impact", value)
            elif action == "remove":
                step.remove(keys[place % len(keys)])
            else:
                step.move(keys[place % len(keys)], after=keys[0])
        keys = [risk.key for risk in engagement.all(Risk)]
        assert keys == [risk.key for risk in from_tables(engagement.key, to_tables(engagement)).all(Risk)]
    after = written(engagement)
    while undo.undo():
        pass
    assert written(engagement) == before
    while undo.redo():
        pass
    assert written(engagement) == after
    assert written(from_tables(engagement.key, to_tables(engagement))) == after


def test_removing_what_others_name_leaves_their_links_visible() -> None:
    engagement = new_engagement()
    ana = add(engagement, "people", name="Ana")
    risk = add(engagement, "risks", title="a", owner=ana)
    assert [record.key for record, _field in engagement.pointing_to(ana)] == [risk]
    with Step(engagement, "Remove") as step:
        step.remove(ana)
    assert engagement[risk].shown("owner", engagement.locale("en")) == "(removed)"
    assert not engagement.all(Person)


def test_what_is_added_comes_last_whatever_the_step_moved_before() -> None:
    engagement = new_engagement("Search", "Acme")
    with Step(engagement, "Fill") as step:
        first, second = step.add("risks", {"title": "1"}), step.add("risks", {"title": "2"})
        step.move(first, after=second)
        third = step.add("risks", {"title": "3"})
        step.remove(third)
        step.add("risks", {"title": "4"})
    assert [record.headline for record in engagement.records("risks")] == ["2", "1", "4"]
