"""The scope linter finds what a partner would circle, and stays silent on a clean scope."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from scopewright.lint import RULES, SEVERITIES, Finding, check
from scopewright.model.engagement import Engagement
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.model.template import apply_template
from scopewright.store.templates import load_sample

LATER = "2027-03-02"


@pytest.fixture
def scope() -> Iterator[Engagement]:
    yield new_engagement("Search", "Acme")


def add(engagement: Engagement, section: str, **values: Any) -> str:
    with Step(engagement, "Add") as step:
        return step.add(section, values)


def change(engagement: Engagement, key: str, **values: Any) -> None:
    with Step(engagement, "Edit") as step:
        for name, value in values.items():
            step.set(key, name, value)


def codes(engagement: Engagement, code: str) -> list[Finding]:
    return [finding for finding in check(engagement) if finding.rule == code]


def test_every_rule_says_why_and_gives_two_examples() -> None:
    for rule in RULES.values():
        assert rule.severity in SEVERITIES
        assert all((rule.title, rule.why, rule.bad, rule.good))


def test_the_sample_has_no_error() -> None:
    engagement = new_engagement()
    apply_template(engagement, load_sample(), "")
    assert [finding for finding in check(engagement) if finding.severity == "error"] == []


def test_one_unanswered_concern_is_listed_until_it_is_answered_M1(scope: Engagement) -> None:
    add(scope, "concerns", title="a", answer="We hash the names.")
    open_one = add(scope, "concerns", title="b")
    assert [finding.key for finding in codes(scope, "CNC01")] == [open_one]
    change(scope, open_one, answer="Only the desk leads see it.")
    assert codes(scope, "CNC01") == []


def test_a_concern_may_be_deferred_to_a_release_M1(scope: Engagement) -> None:
    add(scope, "concerns", title="a", deferred_to=add(scope, "releases", name="v2"))
    assert codes(scope, "CNC01") == []


def test_sections_without_owner_are_counted_M3(scope: Engagement) -> None:
    ana = add(scope, "people", name="Ana")
    for section in ("risks", "objectives", "decisions"):
        add(scope, section)
    add(scope, "ownership", covers="risks", owner=ana)
    assert [finding.section for finding in codes(scope, "OWN01")] == ["objectives", "decisions"]


def test_a_motivation_without_a_number_is_hinted_at_M8(scope: Engagement) -> None:
    overview = scope.records("overview")[0].key
    change(scope, overview, motivation="It hurts a lot.")
    assert [finding.severity for finding in codes(scope, "OVW01")] == ["hint"]
    change(scope, overview, motivation="It costs 40 tickets a week.")
    assert codes(scope, "OVW01") == []


@pytest.mark.parametrize(
    ("statement", "wrong"),
    [
        ("maintain low latency (>100ms)", True),
        ("maintain low latency (<100ms)", False),
        ("high availability (<99.9 %)", True),
        ("high availability (≥ 99.9 %)", False),
        ("answers within 300 ms", False),
        ("at least 5 requests at low load", False),
    ],
)
def test_a_comparator_against_the_words_is_an_error_M13(scope: Engagement, statement: str, wrong: bool) -> None:
    add(scope, "constraints", statement=statement)
    assert bool(codes(scope, "CON01")) is wrong


def test_the_comparator_field_counts_too_M13(scope: Engagement) -> None:
    key = add(scope, "constraints", statement="Low latency", comparator=">", threshold=100)
    assert codes(scope, "CON01")
    change(scope, key, comparator="<")
    assert not codes(scope, "CON01")


def test_two_approvers_are_an_error_and_can_be_stored_M17(scope: Engagement) -> None:
    ana, ben = add(scope, "people", name="Ana"), add(scope, "people", name="Ben")
    add(scope, "decisions", title="a", driver=[ana], approver=[ana, ben])
    assert [finding.severity for finding in codes(scope, "DAC01")] == ["error"]


def test_an_approver_who_contributes_is_a_warning_M17(scope: Engagement) -> None:
    ana, team = add(scope, "people", name="Ana"), add(scope, "people", name="Security team", sort="team")
    add(scope, "decisions", title="a", driver=[team], approver=[ana], contributors=[ana])
    assert [finding.severity for finding in codes(scope, "DAC02")] == ["warning"]
    assert [finding.field for finding in codes(scope, "DAC03")] == ["driver"]


def test_an_unaccepted_goal_is_flagged_T6(scope: Engagement) -> None:
    key = add(scope, "objectives", statement="We want more", target=3)
    assert [finding.key for finding in codes(scope, "OBJ02")] == [key]
    change(scope, key, accepted_by=add(scope, "people", name="Ana"))
    assert codes(scope, "OBJ02") == []


def test_a_second_optimising_metric_is_an_error_J4(scope: Engagement) -> None:
    add(scope, "metrics", title="Recall", role="optimising")
    second = add(scope, "metrics", title="Precision", role="optimising")
    assert [finding.key for finding in codes(scope, "MET01")] == [second]


def test_objective_and_metric_without_each_other_are_both_listed(scope: Engagement) -> None:
    objective, metric = add(scope, "objectives", statement="a"), add(scope, "metrics", title="b")
    assert [finding.key for finding in codes(scope, "MET02") + codes(scope, "MET03")] == [objective, metric]
    change(scope, objective, measured_by=[metric])
    assert codes(scope, "MET02") + codes(scope, "MET03") == []


def test_a_circle_of_deliverables_is_found(scope: Engagement) -> None:
    first = add(scope, "deliverables", title="a", acceptance="x")
    second = add(scope, "deliverables", title="b", acceptance="x", depends_on=[first])
    assert codes(scope, "DEL01") == []
    change(scope, first, depends_on=[second])
    assert {finding.key for finding in codes(scope, "DEL01")} == {first, second}


def test_an_undated_milestone_is_kept_as_typed_and_found(scope: Engagement) -> None:
    add(scope, "milestones", title="Staging", due="by XX")
    assert "by XX" in codes(scope, "DEC02")[0].message


def test_a_link_to_a_removed_record_is_an_error(scope: Engagement) -> None:
    ana = add(scope, "people", name="Ana")
    add(scope, "risks", title="a", owner=ana)
    with Step(scope, "Remove") as step:
        step.remove(ana)
    assert [finding.severity for finding in codes(scope, "DEC04")] == ["error"]


@pytest.mark.parametrize(
    ("code", "section", "bad", "good"),
    [
        ("DEC01", "deliverables", {"title": "a"}, {"title": "a", "acceptance": "b"}),
        ("DEC03", "people", {"name": "a", "allocation": 140}, {"name": "a", "allocation": 40}),
        (
            "TIM01",
            "milestones",
            {"start": "2027-03-12", "due": "2027-03-02"},
            {"start": "2027-03-01", "due": "2027-03-02"},
        ),
        ("OBJ01", "objectives", {"statement": "a"}, {"statement": "a", "target": 1}),
        ("MET04", "metrics", {"title": "a"}, {"title": "a", "target": 1}),
        ("MET05", "metrics", {"title": "a"}, {"title": "a", "role": "optimising"}),
        ("MET06", "metrics", {"title": "a", "sign": "positive"}, {"title": "a", "sign": "negative"}),
        ("DAC04", "decisions", {"title": "a"}, None),
        ("DAC05", "decisions", {"title": "a", "state": "decided"}, {"title": "a", "state": "decided", "outcome": "b"}),
        ("RSK01", "risks", {"likelihood": 4, "impact": 4}, {"likelihood": 4, "impact": 4, "response": "a"}),
        ("RSK02", "risks", {"likelihood": 4}, {"likelihood": 4, "impact": 4}),
        ("REQ01", "requirements", {"title": "a", "priority": "must"}, {"title": "a", "priority": "nice"}),
        ("EXC01", "exclusions", {"title": "a"}, None),
        ("QUE01", "questions", {"title": "a"}, {"title": "a", "state": "answered"}),
        ("OWN02", "risks", {"title": "a"}, None),
    ],
)
def test_a_rule_finds_the_bad_and_passes_the_good(
    code: str, section: str, bad: dict[str, Any], good: dict[str, Any] | None
) -> None:
    wrong, right = new_engagement("a", "b"), new_engagement("a", "b")
    add(wrong, section, **bad)
    assert [finding for finding in codes(wrong, code) if finding.section == section]
    if good is not None:
        add(right, section, **good)
        assert not [finding for finding in codes(right, code) if finding.section == section]
