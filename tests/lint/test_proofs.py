"""Proofs of rows that several records tell together: the linter and the readings agree with a count by hand."""

from __future__ import annotations

from scopewright.lint import check
from scopewright.lint.example import scope_of
from scopewright.model.engagement import Engagement
from scopewright.model.readings.record_figures import figures_of
from scopewright.model.record_actions import Doing, do, record_actions_of
from scopewright.model.trace import dangling
from scopewright.model.undo import Undo
from tests.model.edits import put


def found(scope: Engagement, code: str) -> list[tuple[str, str]]:
    return [(finding.section, finding.id or "") for finding in check(scope) if finding.rule == code]


def test_m3_a_person_renamed_once_is_renamed_everywhere() -> None:
    scope = scope_of({
        "people": [{"name": "Ana"}],
        "risks": [{"title": "a", "owner": "Ana"}],
        "decisions": [{"title": "b", "driver": ["Ana"], "approver": ["Ana"]}],
        "ownership": [{"covers": "risks", "owner": "Ana"}],
    })  # fmt: skip
    put(scope, scope.records("people")[0].key, "name", "Ana Marsh")
    locale = scope.locale("en")
    shown = [
        record.shown(field, locale)
        for section, field in (("risks", "owner"), ("decisions", "driver"), ("decisions", "approver"),
                               ("ownership", "owner"))
        for record in scope.records(section)
    ]  # fmt: skip
    assert shown == ["Ana Marsh"] * 4
    assert {place for record, place in dangling(scope, [scope.records("people")[0].key])} >= {"owner", "driver"}


def test_m10_t8_wording_is_advice_and_moves_nothing() -> None:
    scope = scope_of({"objectives": [{"statement": "We can't move customer data out of the EU because of the DPA"}]})
    before = [record.doc() for record in scope.records()]
    assert found(scope, "OBJ03")
    assert [record.doc() for record in scope.records()] == before


def test_t8_jargon_is_flagged_where_executives_read_and_not_in_the_technical_part() -> None:
    scope = scope_of({
        "overview": [{"problem": "The model has an F1 score of 0.7 and a high log-loss."}],
        "literature": [{"title": "F1 score of 0.7 and log-loss of 0.4 on the same task"}],
    })  # fmt: skip
    assert {section for section, _id in found(scope, "WRD02")} == {"overview"}


def test_m14_a_dependency_nobody_was_told_of_is_found_until_the_day_is_noted() -> None:
    scope = scope_of({"integrations": [{"title": "Billing system", "direction": "dependency"}]})
    assert found(scope, "INT01")
    put(scope, scope.records("integrations")[0].key, "notified", "2027-02-01")
    assert not found(scope, "INT01")


def test_m20_an_objective_and_a_metric_without_each_other_are_both_listed() -> None:
    scope = scope_of({"objectives": [{"statement": "We want 10 % fewer calls"}], "metrics": [{"title": "Recall"}]})
    assert len(found(scope, "MET02")) == len(found(scope, "MET03")) == 1


def test_m21_learning_before_any_rule_asks_for_a_reason_and_passes_with_one() -> None:
    scope = scope_of({"approach": [{"title": "Gradient boosting", "sort": "simple"}]})
    assert found(scope, "APP01")
    put(scope, scope.records("approach")[0].key, "justification", "Rules were tried in 2023 and nobody could keep up.")
    assert not found(scope, "APP01")


def test_t9_a_column_mapped_to_an_attribute_shows_its_slices() -> None:
    rows = {"rows": 400, "low": 0.2, "high": 0.3, "others": 0.1, "judged": True}
    scope = scope_of({
        "datasets": [{"title": "Customers"}],
        "runs": [{"title": "First", "dataset": "Customers"}],
        "analyses": [{"title": "Errors", "run": "First", "slices": [
            {"column": "Age", "label": "over 65", "error": 0.25, **rows},
            {"column": "City", "label": "Graz", "error": 0.25, **rows},
        ]}],
        "bias": [{"title": "Pensioners", "attribute": "age", "column": "age", "dataset": "Customers"}],
    })  # fmt: skip
    (figure,) = figures_of(scope, scope.records("bias")[0], "en")
    assert (figure.title, figure.attention) == ("over 65", True)
    assert figure.text == "error 0.25 on 400 rows; on the others 0.1"


def test_m3_the_sections_without_a_responsible_person_are_as_many_as_counted_by_hand() -> None:
    scope = scope_of({
        "people": [{"name": "Ana"}],
        "risks": [{"title": "a"}, {"title": "b", "owner": "Ana"}],
        "decisions": [{"title": "c"}],
        "metrics": [{"title": "d"}],
        "ownership": [{"covers": "risks", "owner": "Ana"}, {"covers": "metrics"}],
    })  # fmt: skip
    by_hand = {"decisions", "metrics"}
    assert {section for section, _id in found(scope, "OWN01")} == by_hand
    assert {spoken for _section, spoken in found(scope, "OWN02") if spoken} >= {"R-1"}


def test_m10_a_sentence_is_moved_when_asked_in_one_step_that_undo_takes_back() -> None:
    sentence = "We can't move customer data out of the EU because of the DPA"
    scope = scope_of({"people": [{"name": "Ana"}], "objectives": [{"statement": sentence, "owner": "Ana"}]})
    undo, before = Undo(scope), [record.doc() for record in scope.records()]
    doing = Doing(scope, scope.records("objectives")[0], {})
    action = next(each for each in record_actions_of("objectives") if each.name == "constraint")
    assert [choice.key for choice in action.offer(doing)] == ["move"]
    made = do(action, doing, "move")
    assert made is not None
    assert (made.section.key, made.headline, made.owner) == ("constraints", sentence, scope.records("people")[0].key)
    assert not scope.records("objectives")
    assert not found(scope, "OBJ03")
    undo.undo()
    assert [record.doc() for record in scope.records()] == before


def test_m10_what_names_the_sentence_is_said_before_it_is_moved() -> None:
    scope = scope_of({"objectives": [{"statement": "Recall"}], "success": [{"title": "r", "objective": "Recall"}]})
    action = next(each for each in record_actions_of("objectives") if each.name == "constraint")
    (choice,) = action.offer(Doing(scope, scope.records("objectives")[0], {}))
    assert scope.records("success")[0].id in choice.follows


def test_m22_a_milestone_that_a_failed_gate_voided_is_judged_by_no_rule_of_the_plan() -> None:
    scope = scope_of({
        "gates": [{"title": "Proof of concept"}],
        "deliverables": [{"title": "Scoring job", "due": "2027-05-03"}],
        "milestones": [{
            "title": "Staging", "start": "2027-04-11", "due": "2027-04-10", "agreed": "2027-04-01", "done": 60,
            "status": "complete", "release": "v1", "deliverables": ["Scoring job"],
        }],
        "releases": [{"name": "v1", "due": "2027-03-12"}],
        "document": [{"status_date": "2027-04-20"}],
    })  # fmt: skip
    judged = {finding.rule for finding in check(scope) if finding.section == "milestones"}
    assert judged >= {"TIM01", "TIM02", "TIM03", "TIM04", "TIM05", "TIM07", "TIM08"}
    put(scope, scope.records("milestones")[0].key, "voided_by", scope.records("gates")[0].key)
    assert not any(f.rule.startswith("TIM") for f in check(scope) if f.section == "milestones")
