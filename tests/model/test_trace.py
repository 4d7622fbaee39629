"""Chains of links from objective to milestone, with their gaps."""

from __future__ import annotations

from scopewright.lint.example import scope_of
from scopewright.model.engagement import Engagement
from scopewright.model.trace import CHAINS, dangling, paths

DELIVERY = CHAINS["delivery"][1]


def shown(engagement: Engagement, sections: tuple[str, ...] = DELIVERY) -> list[list[str]]:
    return [[engagement.spoken(stop.key) if stop.key else "" for stop in path] for path in paths(engagement, sections)]


def test_a_chain_goes_through_whichever_side_holds_the_link() -> None:
    scope = scope_of({
        "objectives": [{"statement": "Fewer tickets", "measured_by": ["Recall"]}],
        "requirements": [{"title": "Score", "metrics": ["Recall"]}],
        "deliverables": [{"title": "Job", "requirement": "Score"}],
        "milestones": [{"title": "Live", "deliverables": ["Job"]}],
    })  # fmt: skip
    assert shown(scope) == [["O-1", "M-1", "REQ-1", "DEL-1", "MS-1"]]


def test_a_gap_is_leapt_over_and_says_where_it_is_mended() -> None:
    scope = scope_of({
        "objectives": [{"statement": "Fewer tickets"}],
        "requirements": [{"title": "Score", "objectives": ["Fewer tickets"]}],
    })  # fmt: skip
    assert shown(scope) == [["O-1", "", "REQ-1", "", ""]]
    (path,) = paths(scope, DELIVERY)
    assert path[1].mend == ("objectives", scope.records("objectives")[0].key, "measured_by")
    assert path[3].mend == ("deliverables", "", "")


def test_what_nothing_leads_to_begins_with_gaps() -> None:
    scope = scope_of({"deliverables": [{"title": "Job"}]})
    assert shown(scope) == [["", "", "", "DEL-1", ""]]


def test_risks_lead_to_decisions_and_requirements_to_runs() -> None:
    scope = scope_of({
        "risks": [{"title": "Late", "decision": "Wait?"}],
        "decisions": [{"title": "Wait?", "evidence": ["Baseline"]}],
        "requirements": [{"title": "Score", "evidence": ["Baseline"]}],
    })  # fmt: skip
    assert shown(scope, CHAINS["risk"][1]) == [["R-1", "D-1", "RUN-1"]]
    assert ["REQ-1", "", "RUN-1"] in shown(scope, CHAINS["evidence"][1])


def test_what_would_dangle_is_known_before_a_removal() -> None:
    scope = scope_of({"risks": [{"title": "Late", "owner": "Ana"}, {"title": "Wrong", "owner": "Ana"}]})
    ana = scope.records("people")[0].key
    assert [(record.id, field) for record, field in dangling(scope, [ana])] == [("R-1", "owner"), ("R-2", "owner")]
    assert dangling(scope, [ana, *(risk.key for risk in scope.records("risks"))]) == []
