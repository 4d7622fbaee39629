"""A signature binds what a record says, and falls when that changes, and only then."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from scopewright.language import N_
from scopewright.model import fingerprint
from scopewright.model.engagement import Engagement
from scopewright.model.fields import number, text
from scopewright.model.record import Record, Section, section
from scopewright.model.step import Step
from scopewright.model.tables import from_tables, new_engagement, to_tables
from tests.model.edits import EDITS, Edit, add, copy, make, put, some_risks


def test_a_record_s_fingerprint_falls_with_what_it_says_and_comes_back_with_it() -> None:
    engagement = some_risks()
    risk = engagement.records("risks")[0]
    before = fingerprint.of_record(engagement, risk)
    put(engagement, risk.key, "impact", 5)
    assert fingerprint.of_record(engagement, engagement[risk.key]) != before
    put(engagement, risk.key, "impact", None)
    assert fingerprint.of_record(engagement, engagement[risk.key]) == before


def test_place_and_provenance_are_not_signed() -> None:
    engagement = some_risks()
    before = fingerprint.of_engagement(engagement)
    keys = [risk.key for risk in engagement.records("risks")]
    with Step(engagement, "Move") as step:
        step.move(keys[2], after=None)
    note = add(engagement, "notes", line="they fear drift")
    put(engagement, keys[0], "note", note)
    assert fingerprint.of_engagement(engagement) == before


def test_renaming_a_person_touches_only_the_person_and_naming_another_the_record() -> None:
    engagement = new_engagement()
    ana, ben = add(engagement, "people", name="Ana"), add(engagement, "people", name="Ben")
    risk = add(engagement, "risks", title="Drift", owner=ana)
    risks, people = (fingerprint.of_section(engagement, key) for key in ("risks", "people"))
    put(engagement, ana, "name", "Ana Ruiz")
    assert fingerprint.of_section(engagement, "risks") == risks
    assert fingerprint.of_section(engagement, "people") != people
    put(engagement, risk, "owner", ben)
    assert fingerprint.of_section(engagement, "risks") != risks


def test_removing_whom_a_record_names_changes_it() -> None:
    engagement = new_engagement()
    ana = add(engagement, "people", name="Ana")
    risk = add(engagement, "risks", title="Drift", owner=ana)
    before = fingerprint.of_record(engagement, engagement[risk])
    with Step(engagement, "Remove") as step:
        step.remove(ana)
    assert fingerprint.of_record(engagement, engagement[risk]) != before


def test_internal_records_and_the_paper_s_own_issue_are_not_bound() -> None:
    engagement = some_risks()
    before = fingerprint.of_engagement(engagement)
    add(engagement, "risks", title="They will not pay", internal=True)
    put(engagement, engagement.records("document")[0].key, "state", "signed")
    assert fingerprint.of_engagement(engagement) == before


def declared(*, upgraded: bool) -> dict[str, Section]:
    """A section of gates, before and after an upgrade adds a field to it."""
    into: dict[str, Section] = {}
    common: dict[str, Any] = {
        "one": N_("gate"), "prefix": "G", "place": 1, "phase": "frame", "icon": "x", "hint": "", "into": into,
    }  # fmt: skip
    if upgraded:

        @section("gates", N_("Gates"), **common)
        class Later(Record):
            title: str = text(N_("Gate"))
            margin: float | None = number(N_("Margin"))
            x: float | None = number(N_("Across"), layout=True)
    else:

        @section("gates", N_("Gates"), **common)
        class Gate(Record):
            title: str = text(N_("Gate"))

    return into


def test_a_field_and_a_section_added_by_an_upgrade_void_nothing() -> None:
    engagement = Engagement(sections=declared(upgraded=False))
    key = add(engagement, "gates", title="Go")
    later = from_tables(engagement.key, to_tables(engagement), sections=declared(upgraded=True))
    assert fingerprint.of_engagement(later) == fingerprint.of_engagement(engagement)
    put(later, key, "x", 12)
    assert fingerprint.of_engagement(later) == fingerprint.of_engagement(engagement)
    put(later, key, "margin", 12)
    assert fingerprint.of_engagement(later) != fingerprint.of_engagement(engagement)
    older = from_tables(engagement.key, to_tables(later), sections=declared(upgraded=False))
    assert "margin" in fingerprint.said(older, older[key])


def test_an_unknown_recipe_is_refused() -> None:
    with pytest.raises(ValueError, match="recipe 2"):
        fingerprint.of_engagement(new_engagement(), recipe=2)


@given(EDITS)
def test_a_fingerprint_is_the_same_wherever_it_is_computed_and_taking_back_gives_it_back(edits: list[Edit]) -> None:
    engagement = some_risks()
    before = fingerprint.of_engagement(engagement)
    begun = len(engagement.changes)
    make(engagement, edits)
    assert fingerprint.of_engagement(copy(engagement)) == fingerprint.of_engagement(engagement)
    with Step(engagement, "Take back") as step:
        for change in reversed(engagement.changes[begun:]):
            step.take(change.inverse())
    assert fingerprint.of_engagement(engagement) == before
