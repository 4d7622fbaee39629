"""What can be done to a record beyond its fields: offered while it makes sense, it says what follows, one undo."""

from __future__ import annotations

import datetime as dt

import pytest

from scopewright.lint.example import scope_of
from scopewright.model.engagement import Engagement
from scopewright.model.exchange import remove_records
from scopewright.model.marked_needs import left_over
from scopewright.model.record import Record
from scopewright.model.record_actions import RECORD_ACTIONS, Choice, Doing, RecordAction, do
from scopewright.model.refusal import SaidToUser
from scopewright.model.sections.needs import Need
from scopewright.model.step import Step
from scopewright.model.undo import Undo
from scopewright.store.question_lists import question_lists
from tests.model.edits import put

LISTS = question_lists()


def doing(engagement: Engagement, section: str, place: int = 0) -> Doing:
    return Doing(engagement, engagement.records(section)[place], LISTS, "Ana")


def offered(name: str, at: Doing) -> list[Choice]:
    return _action(name, at).offer(at)


def done(name: str, at: Doing, choice: str) -> Record | None:
    return do(_action(name, at), at, choice)


def _action(name: str, at: Doing) -> RecordAction:
    return next(action for action in RECORD_ACTIONS if (action.name, action.section) == (name, at.record.section.key))


def test_m22_failing_a_gate_says_what_falls_voids_it_and_one_undo_restores_it() -> None:
    scope = scope_of({
        "deliverables": [{"title": "Model"}, {"title": "Endpoint", "depends_on": ["Model"]}, {"title": "Report"}],
        "gates": [{"title": "Proof of concept", "deliverables": ["Model"]}],
    })  # fmt: skip
    undo, gate = Undo(scope), doing(scope, "gates")
    (choice,) = offered("fail", gate)
    assert "Model" in choice.follows
    assert "Endpoint" in choice.follows
    assert "Report" not in choice.follows
    done("fail", gate, choice.key)
    void = [each.headline for each in scope.records("deliverables") if not each.is_empty("voided_by")]
    assert void == ["Model", "Endpoint"]
    assert offered("fail", doing(scope, "gates")) == []
    assert "Endpoint" in offered("reopen", doing(scope, "gates"))[0].follows
    undo.undo()
    assert [each.stored("voided_by") for each in scope.records("deliverables")] == [None] * 3


def test_m25_t19_feedback_and_findings_are_taken_into_the_next_release_one_by_one() -> None:
    scope = scope_of({
        "releases": [{"name": "v1"}, {"name": "v2"}],
        "feedback": [{"title": "Sort by date", "goes_into": "v2"}],
        "trials": [{"title": "Desk", "release": "v1", "finding": "Too small to read", "verdict": "accepted"}],
    })  # fmt: skip
    at = doing(scope, "releases", 1)
    assert [choice.title.partition(" ")[2] for choice in offered("take", at)] == ["Sort by date", "Too small to read"]
    for choice in offered("take", at):
        made = done("take", at, choice.key)
        assert made is not None
        assert scope[str(made.origin)].id == choice.key
    assert offered("take", at) == []
    assert [each.headline for each in scope.records("requirements")] == ["Sort by date", "Too small to read"]


def test_p7_p8_choosing_a_pattern_adds_its_steps_and_keeps_evidence_of_the_other() -> None:
    scope = scope_of({"deployments": [{"title": "Scoring"}]})
    done("pattern", doing(scope, "deployments"), "canary")
    first = scope.records("deployment_steps")[0]
    put(scope, first.key, "evidence", "10 % for a day")
    assert any(line.startswith("+") for line in offered("pattern", doing(scope, "deployments"))[1].follows.split("\n"))
    done("pattern", doing(scope, "deployments"), "blue_green")
    assert scope[first.key].stored("evidence") == "10 % for a day"
    assert {each.stored("belongs_to") for each in scope.records("deployment_steps")} == {"canary", "blue_green"}
    count = len(scope.records("deployment_steps"))
    done("pattern", doing(scope, "deployments"), "canary")
    assert len(scope.records("deployment_steps")) == count, "steps that were there already are not made twice"


def test_p7_a_shadow_is_compared_and_a_replacement_can_be_rolled_back() -> None:
    scope = scope_of({"deployments": [{"title": "Scoring"}]})
    assist, replace = (
        next(each.follows for each in offered("type", doing(scope, "deployments")) if each.key == key)
        for key in ("assist", "replace")
    )
    assert "Compare the shadow" in assist
    assert "rolling back" in replace


def test_j1_going_back_to_a_phase_is_noted_with_from_to_and_day() -> None:
    scope = scope_of({"lifecycle": [{"title": "Error analysis", "stage": "testing"}]})
    at = doing(scope, "lifecycle")
    assert [choice.key for choice in offered("back", at)][-1] == "testing"
    made = done("back", at, "data")
    assert made is not None
    assert (made.stored("back_from"), made.stored("back_to")) == ("testing", "data")
    assert made.stored("on") == dt.date.today().isoformat()


def test_m11_an_option_is_proposed_again_once_nothing_excludes_it() -> None:
    scope = scope_of({
        "constraints": [{"statement": "Data stay in the EU"}],
        "solutions": [{"title": "Cloud model", "standing": "rejected", "excluded_by": ["Data stay in the EU"]}],
    })  # fmt: skip
    assert offered("propose", doing(scope, "solutions")) == []
    remove_records(scope, [scope.records("constraints")[0].id], who="Ana")
    done("propose", doing(scope, "solutions"), "propose")
    assert scope.records("solutions")[0].stored("standing") == "proposed"


def test_m12_two_tags_typed_into_a_note_are_two_needs_and_a_removed_tag_asks() -> None:
    scope = scope_of({"notes": [{"line": "We rank by hand"}]})
    note = scope.records("notes")[0].key
    assert offered("needs", doing(scope, "notes")) == []
    put(scope, note, "line", "[DATA] billing table [EXPLORE] is the title enough?")
    done("needs", doing(scope, "notes"), "make")
    needs = scope.records("needs")
    assert [(each.headline, each.stored("sort"), each.note) for each in needs] == [
        ("billing table", "data", note), ("is the title enough?", "explore", note),
    ]  # fmt: skip
    assert offered("needs", doing(scope, "notes")) == []
    put(scope, note, "line", "[EXPLORE] is the title enough?")
    assert len(scope.records("needs")) == 2, "nothing is deleted because a tag is gone"
    assert [choice.key for choice in offered("settle", doing(scope, "needs"))] == ["keep", "remove"]
    assert offered("settle", doing(scope, "needs", 1)) == []
    undo = Undo(scope)
    done("settle", doing(scope, "needs"), "remove")
    assert [each.headline for each in scope.records("needs")] == ["is the title enough?"]
    undo.undo()
    done("settle", doing(scope, "needs"), "keep")
    assert len(scope.records("needs")) == 2
    assert offered("settle", doing(scope, "needs")) == []


def test_m12_a_tag_in_any_text_is_a_need_and_one_of_two_taken_out_asks_about_that_one() -> None:
    scope = scope_of({"requirements": [{"title": "Rank pumps"}]})
    requirement = scope.records("requirements")[0].key
    put(scope, requirement, "title", "Rank pumps [DATA] billing table [DATA] weather of 2026")
    done("needs", doing(scope, "requirements"), "make")
    first, second = scope.all(Need)
    assert (first.headline, first.asked_by, second.headline) == ("billing table", requirement, "weather of 2026")
    put(scope, requirement, "title", "Rank pumps [DATA] weather of 2026")
    assert [each.id for each in left_over(scope, scope[requirement])] == [first.id]
    assert offered("settle", doing(scope, "needs", 1)) == []
    done("settle", doing(scope, "needs"), "keep")
    assert scope.all(Need)[0].asked_by is None


def test_what_is_not_offered_is_refused() -> None:
    scope = scope_of({"gates": [{"title": "Proof of concept"}]})
    with pytest.raises(SaidToUser, match="G-1"):
        done("reopen", doing(scope, "gates"), "reopen")


def test_j15_a_cluster_of_errors_gets_a_name_and_a_data_request_that_points_to_its_data() -> None:
    scope = scope_of({
        "datasets": [{"title": "Extract"}],
        "runs": [{"title": "Baseline", "dataset": "Extract"}],
        "analyses": [{"title": "Errors", "run": "Baseline", "clusters": [
            {"id": "k1", "rows": 9, "shared": "“city” is “level 3 of 5”", "first": "3, 4"}, {"id": "k2", "rows": 4},
        ]}],
    })  # fmt: skip
    (choice,) = offered("name", doing(scope, "analyses"))
    kind = done("name", doing(scope, "analyses"), choice.key)
    assert kind is not None
    assert (kind.headline, kind.stored("digit"), kind.stored("tally")) == ("“city” is “level 3 of 5”", 1, None)
    assert offered("name", doing(scope, "analyses")) == []
    request = done("request", doing(scope, "error_types"), "ask")
    assert request is not None
    assert (request.section.key, request.stored("dataset")) == ("data_gaps", scope.records("datasets")[0].key)
    assert kind.headline in request.headline
    with Step(scope, "Rename") as step:
        step.set(kind.key, "title", "Wrong city")
    assert offered("name", doing(scope, "analyses")) == [], "a name of its own makes it no other cluster"
    with pytest.raises(SaidToUser, match="already"):
        done("request", doing(scope, "error_types"), "ask")
