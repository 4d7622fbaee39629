"""The tagging project of Made With ML can be entered completely; its slips stand in the file as people wrote them."""

from __future__ import annotations

import pytest

from scopewright.model.candidates import candidates
from scopewright.model.engagement import Engagement
from scopewright.model.gates import dependants
from scopewright.model.sections.constraints import Constraint
from scopewright.model.sections.decisions import Decision
from scopewright.model.sections.gates import Gate
from scopewright.model.sections.metrics import Metric
from scopewright.model.sections.milestones import Milestone
from scopewright.model.sections.people import Person
from scopewright.model.sections.releases import Release
from scopewright.model.sections.requirements import Requirement
from scopewright.model.tables import from_tables, to_tables
from tests.fixtures import made_with_ml


@pytest.fixture(scope="module")
def engagement() -> Engagement:
    return made_with_ml()


def test_what_is_entered_survives_the_file(engagement: Engagement) -> None:
    again = from_tables(engagement.key, to_tables(engagement))
    assert [r.doc() for r in again.records()] == [r.doc() for r in engagement.records()]


def test_only_the_slips_are_not_understood(engagement: Engagement) -> None:
    unread = [(r.section.key, name, text) for r in engagement.records() for name, text in r.unread.items()]
    assert unread == [("requirements", "priority", "Medium"), *[("milestones", "due", "by XX")] * 4]


def test_m13_a_limit_that_contradicts_its_word_is_kept(engagement: Engagement) -> None:
    latency = engagement.all(Constraint)[0]
    assert "low" in latency.statement
    assert (latency.comparator, latency.threshold, latency.unit) == (">", 100, "ms")


def test_m17_an_approver_who_contributes_and_a_team_that_drives_are_kept(engagement: Engagement) -> None:
    second = engagement.all(Decision)[1]
    assert second.approver == second.contributors
    driver = engagement[second.driver[0]]
    assert isinstance(driver, Person)
    assert (driver.name, driver.sort) == ("Security team", "team")


def test_m20_no_metric_says_which_error_costs_more(engagement: Engagement) -> None:
    assert all(metric.costly_error is None and metric.role is None for metric in engagement.all(Metric))


def test_m27_the_same_requirement_stands_there_with_two_priorities(engagement: Engagement) -> None:
    locale = engagement.locale("en")
    twice = [r for r in engagement.all(Requirement) if r.title.startswith("Predict explicit")]
    assert [r.shown("priority", locale) for r in twice] == ["Must", "Medium"]


def test_m28_every_date_is_still_to_be_named(engagement: Engagement) -> None:
    assert {m.shown("due", engagement.locale("en")) for m in engagement.all(Milestone)} == {"by XX"}


def test_m22_only_the_endpoint_hangs_on_the_proof_of_concept(engagement: Engagement) -> None:
    assert [record.id for record in dependants(engagement, engagement.all(Gate)[0])] == ["DEL-3"]


def test_m25_feedback_of_v1_is_offered_for_v2(engagement: Engagement) -> None:
    assert len(candidates(engagement, engagement.all(Release)[1])) == 4
