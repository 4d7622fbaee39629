"""The scope linter finds what a partner would circle, and stays silent on a clean scope."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from scopewright.language import speaking
from scopewright.lint import RULES, SEVERITIES, Checker, Finding, Rule, check, switched_off
from scopewright.lint.example import scope_of
from scopewright.lint.finding import Found, whole
from scopewright.lint.scope import Scope
from scopewright.model.engagement import Engagement
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.model.template import apply_template
from scopewright.store.templates import load_sample


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


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_a_rule_finds_its_bad_example_and_passes_its_good_one(rule: Rule) -> None:
    assert rule.severity in SEVERITIES
    assert all((rule.title, rule.why, rule.about, rule.bad, rule.good))
    assert codes(scope_of(rule.bad), rule.code)
    assert not codes(scope_of(rule.good), rule.code)


def test_there_are_at_least_sixty_rules_with_stable_codes() -> None:
    assert len(RULES) >= 60
    assert all(re.fullmatch(r"[A-Z]{3}[0-9]{2}", code) for code in RULES)


def test_a_rule_without_a_reason_or_an_example_is_refused() -> None:
    with pytest.raises(ValueError, match="lacks"):
        whole("ZZZ01", "hint", "Title", why="", bad={"risks": [{}]}, good={"risks": [{}]})(lambda _scope: iter(()))
    with pytest.raises(ValueError, match="lacks"):
        whole("ZZZ01", "hint", "Title", why="Why", bad={}, good={"risks": [{}]})(lambda _scope: iter(()))


def test_a_code_is_given_once() -> None:
    with pytest.raises(ValueError, match="there already"):
        whole("DAC02", "hint", "Title", why="Why", bad={"risks": [{}]}, good={"risks": [{}]})(one_finding)


def one_finding(_scope: Scope) -> Iterator[Found]:
    """A rule of nothing."""
    yield from ()


def test_a_rule_that_is_switched_off_is_silent_and_named(scope: Engagement) -> None:
    add(scope, "risks", likelihood=4, impact=4)
    assert codes(scope, "RSK01")
    key = add(scope, "rules_off", rule="rsk01", reason="The client keeps its own register")
    assert not codes(scope, "RSK01")
    assert list(switched_off(scope)) == ["RSK01"]
    with Step(scope, "Remove") as step:
        step.remove(key)
    assert codes(scope, "RSK01")


def test_a_switched_off_rule_is_printed_in_no_brief(scope: Engagement) -> None:
    add(scope, "rules_off", rule="DAC02", reason="The approver insists")
    assert all(spec.internal for spec in scope.sections["rules_off"].specs if spec.name in ("rule", "reason"))


def test_a_checker_reads_again_only_what_has_changed(scope: Engagement) -> None:
    key = add(scope, "risks", title="a", likelihood=4, impact=4)
    checker = Checker()
    assert "RSK01" in {finding.rule for finding in checker.findings(scope)}
    change(scope, key, response="Weekly check")
    assert checker.findings(scope) == check(scope)
    with Step(scope, "Remove") as step:
        step.remove(key)
    assert checker.findings(scope) == check(scope)


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
    assert codes(scope, "CON06")
    change(scope, key, comparator="<")
    assert not codes(scope, "CON06")


def test_a_slip_that_sentence_and_field_share_is_found_once_M13(scope: Engagement) -> None:
    key = add(scope, "constraints", statement="Low latency (>100 ms)", comparator=">", threshold=100)
    assert codes(scope, "CON01")
    assert not codes(scope, "CON06")
    change(scope, key, statement="Low latency (<100 ms)")
    assert not codes(scope, "CON01")
    assert codes(scope, "CON06")


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


def test_a_figure_in_a_message_is_written_as_people_of_the_language_write_it() -> None:
    scope = scope_of({"canaries": [{"title": "10 %", "delta": 5, "comparisons": [{"rows": 2500, "changed": 126}]}]})
    assert [found.message for found in check(scope) if found.rule == "CAN04"] == [
        "5.04 % of the rows changed; the plan allows 5 %."
    ]
    with speaking("de"):
        assert [found.message[:4] for found in check(scope) if found.rule == "CAN04"] == ["5,04"]
