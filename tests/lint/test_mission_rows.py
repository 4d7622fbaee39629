"""Rows of the mission and slips of its sources that the linter proves, each with the rule that finds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from scopewright.lint import RULES, check
from scopewright.lint.example import scope_of
from scopewright.model.engagement import Engagement
from scopewright.model.record import SECTIONS
from scopewright.model.step import Step

PROOFS = {
    "M1 a concern left unanswered": "CNC01",
    "M3 a section without a responsible person": "OWN01",
    "M8 a motivation without a number": "OVW01",
    "M10 an objective that is a constraint": "OBJ03",
    "M10 a constraint that is an objective": "CON02",
    "M11 a rejected option whose constraint is gone": "SOL01",
    "M13 a comparator against the words": "CON01",
    "M14 a dependency nobody was told of": "INT01",
    "M17 two approvers": "DAC01",
    "M17 the approver contributes": "DAC02",
    "M17 a team drives": "DAC03",
    "M20 an objective without metric": "MET02",
    "M20 a metric without objective": "MET03",
    "M20 the key priority hidden in a sentence": "MET14",
    "M21 machine learning before rules": "APP01",
    "M22 a failed gate leaves its dependants planned": "GAT01",
    "M24 a ring watches nothing": "RNG01",
    "M26 somebody over 100 % of two projects": "TEA01",
    "M26 an essential role is missing": "TEA02",
    "M27 no deliverable": "REQ01",
    "M27 no deliverable for what is no must": "REQ11",
    "M27 a circle of dependencies": "DEL01",
    "M27 two priorities for one requirement": "REQ09",
    "M28 a day by XX in a sentence": "TIM09",
    "M28 a day by XX in a field": "DEC02",
    "M28 a slip": "TIM04",
    "J4 two optimising metrics": "MET01",
    "J5 a rule that does not decide": "SHP01",
    "J11 reproduced without a run": "LIT01",
    "J17 a system without a test": "TST01",
    "J18 an item without evidence": "TST03",
    "J19 one of five versions is missing": "VER01",
    "J20 a canary without a way back": "CAN01",
    "J22 a deprecated column": "DPR01",
    "T2 no money": "FEE04",
    "T3 wanted data not asked for": "GAP01",
    "T4 shares that are not 100 %": "MOD01",
    "T5 no demo": "TIM10",
    "T6 a goal not accepted": "OBJ02",
    "T7 a positive metric alone": "MET06",
    "T7 a negative metric that should be small": "MET08",
    "T8 jargon for executives": "WRD02",
    "T10 a heavy model before the infrastructure": "APP02",
    "T18 an input that may be missing": "FBK01",
    "T19 a trial without a finding": "TRI01",
    "T20 a card with gaps": "CKP01",
    "T21 traffic of nought": "ABT01",
    "P5 latency times load against workers": "SVC01",
    "P7 a replacement without a way back": "DPL01",
    "P9 drift that nobody watches": "MON03",
    "P10 a guaranteed business figure in words": "WRD03",
    "P10 a guaranteed business figure in the agreement": "SUC01",
    "P10 a criterion that is not signed": "SUC02",
}


@pytest.mark.parametrize("code", PROOFS.values(), ids=PROOFS.keys())
def test_the_proof_of_a_row(code: str) -> None:
    rule = RULES[code]
    assert code in {finding.rule for finding in check(scope_of(rule.bad))}
    assert code not in {finding.rule for finding in check(scope_of(rule.good))}


@pytest.mark.parametrize(
    ("section", "field"), [("rings", "exit"), ("deliverables", "acceptance"), ("fallbacks", "behaviour")]
)
def test_what_must_be_said_is_missed_M24_M27_T18(section: str, field: str) -> None:
    found = check(scope_of({section: [{"title": "a"}]}))
    assert ("DEC01", section, field) in {(finding.rule, finding.section, finding.field) for finding in found}


@pytest.mark.parametrize(
    ("section", "said", "code", "field"),
    [
        ("manifests", {"parameters": "1", "configuration": "1", "pipeline": "1"}, "VER01", "training_set"),
        ("success", {"technical": "Li Wei"}, "SUC02", "business"),
        ("metrics", {"role": "optimising"}, "MET11", "costly_error"),
        ("constraints", {"threshold": 300, "unit": "ms"}, "CON03", "comparator"),
        ("constraints", {"threshold": 300, "comparator": "<"}, "CON03", "unit"),
        ("fees", {"sort": "days", "rate": {"amount": 900, "currency": "EUR"}}, "FEE01", "days"),
        ("fees", {"sort": "days", "days": 3}, "FEE01", "rate"),
        ("fees", {"sort": "fixed"}, "FEE01", "price"),
        ("data_gaps", {"ask": "Li Wei"}, "GAP01", "due"),
        ("feedback", {"goes_into": "v2"}, "FDB01", "owner"),
        ("monitors", {"action": "Call Li", "threshold": 3}, "MON01", "owner"),
        ("monitors", {"owner": "Li Wei", "threshold": 3}, "MON02", "comparator"),
        ("tests", {"scenario_rows": "0-9"}, "TST04", "dataset"),
    ],
)
def test_a_finding_leads_to_the_field_that_is_missing_J19_M20_P10_M13_T2_T3(
    section: str, said: dict[str, Any], code: str, field: str
) -> None:
    found = check(scope_of({section: [{SECTIONS[section].headline: "a", **said}]}))
    assert [finding.field for finding in found if finding.rule == code] == [field]


TAGGING: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "overview": [{"problem": "Pages are tagged by hand.", "motivation": "One in three pages has no tag."}],
    "constraints": [{"statement": "Maintain low latency (>100ms)", "reason": "Tags show while one types"}],
    "people": [{"name": "Security team", "sort": "team"}],
    "decisions": [
        {"title": "Who may add tags?", "driver": ["Security team"], "approver": ["Product DRI"],
         "contributors": ["Product DRI", "Data DRI"]},
    ],
    "requirements": [{"title": "Predict explicit and implicit tags", "priority": "must", "acceptance": "7 of 10"}],
    "deliverables": [
        {"title": "Tag service, priority: medium", "requirement": "Predict explicit and implicit tags",
         "acceptance": "7 of 10 tags are kept by the author"},
    ],
    "milestones": [{"title": "Exploration", "due": "by XX"}, {"title": "Production", "due": "by XX"}],
    "metrics": [{"title": "Tags kept", "why": "It is important to know which ones we can't compromise on."}],
}  # fmt: skip


def test_the_slips_of_the_tagging_project_are_found_and_no_other_error_M13_M17_M20_M27_M28() -> None:
    found = check(scope_of(TAGGING))
    slips = {"CON01", "DAC02", "DAC03", "REQ09", "DEC02", "MET14"}
    assert slips <= {finding.rule for finding in found}
    assert {finding.rule for finding in found if finding.severity == "error"} == {"CON01", "REQ09"}
    assert sum(finding.rule == "DEC02" for finding in found) == 2


def test_a_deployment_without_any_test_misses_all_three_systems_J17() -> None:
    found = check(scope_of({"deployments": [{"title": "Weekly list"}]}))
    assert sum(finding.rule == "TST01" for finding in found) == 3
    assert "TST01" not in {finding.rule for finding in check(scope_of({}))}


def test_rules_on_dates_are_silent_without_a_status_date() -> None:
    scope = scope_of({"milestones": [{"title": "Staging", "due": "1999-03-12"}]})
    assert "TIM06" not in {finding.rule for finding in check(scope)}
    with Step(scope, "Edit") as step:
        step.set(scope.records("document")[0].key, "status_date", "2027-03-02")
    assert "TIM06" in {finding.rule for finding in check(scope)}


def test_an_engagement_with_fewer_sections_can_be_checked() -> None:
    whole = scope_of({})
    few = Engagement(sections={key: whole.sections[key] for key in ("overview", "document", "people", "risks")})
    assert check(few) == []
