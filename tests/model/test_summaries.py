"""What a section comes to, computed from its records: one reading a section, one strip for all."""

from __future__ import annotations

import pytest

from scopewright.lint import check
from scopewright.lint.example import scope_of
from scopewright.model.engagement import Engagement
from scopewright.model.readings.requests import request_list
from scopewright.model.readings.summaries import SUMMARIES
from scopewright.model.tables import new_engagement
from tests.fixtures import made_with_ml
from tests.model.edits import put


def shown(engagement: Engagement, section: str) -> dict[str, str]:
    return {figure.title: figure.text for figure in SUMMARIES[section](engagement, "en")}


@pytest.mark.parametrize("section", SUMMARIES)
def test_every_summary_reads_an_empty_and_a_full_engagement(section: str) -> None:
    for engagement in (new_engagement(), made_with_ml()):
        assert section in engagement.sections
        for figure in SUMMARIES[section](engagement, "de"):
            assert figure.title
            assert figure.text


def test_j18_points_by_group_the_final_score_is_the_lowest_and_no_evidence_counts_0() -> None:
    items = [
        {"title": "a", "group": "data", "state": "automated", "evidence": "CI job 4"},
        {"title": "b", "group": "data", "state": "manual", "evidence": "protocol"},
        {"title": "c", "group": "model", "state": "automated"},
    ]
    figures = shown(scope_of({"ml_tests": items}), "ml_tests")
    assert figures["Features and data"] == "1.5"
    assert figures["Model development"] == "0"
    assert figures["Final score"].startswith("0 · ")
    assert figures["Without evidence, counted as 0"] == "1"


def test_t3_the_request_list_says_what_has_nobody_to_ask_or_no_date() -> None:
    gaps = [
        {"title": "Labels", "ask": "Ana", "due": "2027-01-01"},
        {"title": "Prices", "state": "asked"},
        {"title": "Visits", "state": "received"},
    ]
    figures = shown(scope_of({"people": [{"name": "Ana"}], "data_gaps": gaps}), "data_gaps")
    assert figures == {"To be asked for": "2", "Nobody to ask": "1", "No date": "1", "Received": "1"}


def test_t3_every_open_gap_is_in_the_list_to_send_and_a_received_table_closes_it() -> None:
    gaps = [
        {"title": "Labels", "ask": "Ana", "due": "2027-01-01", "available": "Half of them"},
        {"title": "Prices", "state": "asked"},
        {"title": "Visits"},
    ]
    scope = scope_of({"people": [{"name": "Ana"}], "data_gaps": gaps, "datasets": [{"title": "visits.csv"}]})
    text = request_list(scope, scope.locale("en"))
    assert text.split("\n") == [
        "Ana", "- DG-1 Labels (1 Jan 2027); there is: Half of them", "",
        "Nobody named yet", "- DG-2 Prices (no day agreed)", "- DG-3 Visits (no day agreed)",
    ]  # fmt: skip
    put(scope, scope.by_id("DG-3").key, "received", scope.records("datasets")[0].key)
    assert "Visits" not in request_list(scope, scope.locale("en"))


def test_p10_an_agreement_counts_what_both_sides_signed_and_waivers_that_lack() -> None:
    both = {"technical": "Ana", "technical_on": "2027-01-01", "business": "Bo", "business_on": "2027-01-02"}
    criteria = [
        {"title": "Recall", "level": "ml", **both},
        {"title": "Revenue", "level": "business", "wording": "guaranteed", "technical": "Ana"},
    ]
    undated = {"title": "Answers", "level": "software", "technical": "Ana", "business": "Bo"}
    scope = scope_of({"people": [{"name": "Ana"}, {"name": "Bo"}], "success": [*criteria, undated]})
    figures = shown(scope, "success")
    found = [(finding.id, finding.field) for finding in check(scope) if finding.rule == "SUC02"]
    assert found == [("SC-2", "business"), ("SC-3", "technical_on")], "as many as the summary says"
    assert figures["Agreed by both sides"] == "1 of 3"
    assert figures["Guaranteed without a waiver"] == "1"
    assert (figures["Software"], figures["Business"]) == ("1", "1")


def test_the_risk_register_shows_inherent_and_residual_scores() -> None:
    both: dict[str, object] = {"likelihood": 4, "impact": 5, "residual_likelihood": 2, "residual_impact": 4}
    risks: list[dict[str, object]] = [
        {"title": "a", **both},
        {"title": "b", "likelihood": 1, "impact": 1},
        {"title": "c", "state": "closed"},
    ]
    figures = shown(scope_of({"risks": risks}), "risks")
    assert (figures["Highest score"], figures["Highest after response"]) == ("20 (R-1)", "8 (R-1)")
    assert (figures["Open"], figures["Not scored after response"]) == ("2", "1")
