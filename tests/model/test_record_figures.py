"""What one record comes to: computed from itself and from what hangs together with it, never typed."""

from __future__ import annotations

import pytest

from scopewright.lint import check
from scopewright.lint.example import scope_of
from scopewright.model.engagement import Engagement
from scopewright.model.readings.record_figures import RECORD_FIGURES, figures_of
from scopewright.model.tables import new_engagement
from tests.fixtures import made_with_ml

_EUR = {"amount": 1000, "currency": "EUR"}


def shown(engagement: Engagement, section: str, place: int = 0) -> dict[str, str]:
    return {each.title: each.text for each in figures_of(engagement, engagement.records(section)[place], "en")}


@pytest.mark.parametrize("section", RECORD_FIGURES)
def test_every_record_says_what_it_comes_to_empty_and_full(section: str) -> None:
    bare = scope_of({section: [{new_engagement().sections[section].headline: "a"}]})
    for engagement in (bare, made_with_ml()):
        for record in engagement.records(section):
            assert all(figure.title and figure.text for figure in figures_of(engagement, record, "de"))


def test_m18_a_risk_has_an_inherent_and_a_residual_score() -> None:
    risk = {"title": "a", "likelihood": 4, "impact": 5, "residual_likelihood": 2, "residual_impact": 5}
    assert shown(scope_of({"risks": [risk]}), "risks") == {"Score": "20", "Score after response": "10"}


def test_t2_a_fee_line_and_each_payment_say_what_they_come_to() -> None:
    scope = scope_of({
        "fees": [{"title": "Scoping", "sort": "days", "days": 10, "rate": _EUR}],
        "payments": [{"title": "Start", "share": 33.33}, {"title": "End", "share": 66.67}],
    })  # fmt: skip
    assert shown(scope, "fees") == {"Amount": "10,000\xa0EUR"}
    assert shown(scope, "payments") == {"Comes to": "3,333\xa0EUR"}
    assert shown(scope, "payments", 1) == {"Comes to": "6,667\xa0EUR"}


def test_t5_a_timebox_says_on_the_status_date_what_has_elapsed_and_what_is_left() -> None:
    box = {"title": "Research", "sort": "timebox", "start": "2027-03-01", "due": "2027-03-04"}
    scope = scope_of({"milestones": [box], "document": [{"status_date": "2027-03-03"}]})
    assert shown(scope, "milestones") == {"Elapsed": "2 working days", "Left": "1 working day"}
    late = scope_of({"milestones": [box], "document": [{"status_date": "2027-03-09"}]})
    assert shown(late, "milestones")["Overrun by"] == "3 working days"


def test_t21_the_size_of_a_test_is_shown_and_no_traffic_is_refused() -> None:
    plan = {"title": "New list", "today": 10, "effect": 2, "traffic": 1000}
    figures = shown(scope_of({"ab_tests": [plan]}), "ab_tests")
    assert figures == {"Users in each variant": "3,841", "Users in all": "7,682", "Takes": "8 days"}
    refused = shown(scope_of({"ab_tests": [{**plan, "traffic": 0}]}), "ab_tests")
    assert refused == {"Size": "With no traffic the test never ends."}


def test_p2_twenty_labels_a_minute_are_shown_as_1200_an_hour() -> None:
    plan = {"title": "Tags", "items": 1200, "rate": 20, "price": {"amount": 0.5, "currency": "EUR"}}
    figures = shown(scope_of({"labelling": [plan]}), "labelling")
    assert figures["Labels an hour"] == "1,200"
    assert figures["Hours of each labeller"] == "1"
    assert figures["Cost"] == "600\xa0EUR"


def test_j2_a_module_says_its_quadrant() -> None:
    module = {"title": "Ranking", "impact": 5, "feasibility": 2}
    assert shown(scope_of({"modules": [module]}), "modules")["Quadrant"].startswith("A bet")


def test_j19_each_of_the_five_versions_that_is_missing_blocks_the_deployment() -> None:
    named = dict.fromkeys(("parameters", "configuration", "pipeline", "training_set", "validation_set"), "2027-01")

    def said(**versions: str) -> tuple[str, set[str]]:
        scope = scope_of({
            "releases": [{"name": "v1", "stage": "deploy"}],
            "manifests": [{"title": "v1", "release": "v1", **versions}],
        })  # fmt: skip
        errors = {finding.rule for finding in check(scope) if finding.severity == "error"}
        return shown(scope, "releases")["Deployment"], errors

    assert said(**named) == ("allowed", set())
    for left_out in named:
        text, errors = said(**{part: version for part, version in named.items() if part != left_out})
        assert text.startswith("blocked, no version of: ")
        assert text.count(",") == 1, "the one that is missing, and no other"
        assert errors == {"VER01"}


def test_m1_m2_t20_a_release_says_what_it_owes_and_how_it_differs() -> None:
    scope = scope_of({
        "releases": [{"name": "v1"}, {"name": "v2"}],
        "concerns": [{"title": "Who sees the list?"}],
        "requirements": [{"title": "Filter", "release": "v2"}, {"title": "List", "release": "v1"}],
    })  # fmt: skip
    figures = shown(scope, "releases", 1)
    assert figures["Unanswered concerns"] == scope.records("concerns")[0].id
    assert figures["Checkpoint"] == "not held"
    assert figures["Against v1"] == "1 new, 0 carried forward (0 changed), 1 left"
