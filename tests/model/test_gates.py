"""Gates that void what depends on them, candidates for the next release, steps of a deployment."""

from __future__ import annotations

import pytest

from scopewright.model.candidates import candidates, take
from scopewright.model.deployment_pattern import choose, current_steps
from scopewright.model.engagement import Engagement
from scopewright.model.gates import dependants, fail, reopen
from scopewright.model.record import Record
from scopewright.model.sections.deliverables import Deliverable
from scopewright.model.sections.deployments import Deployment
from scopewright.model.sections.gates import Gate
from scopewright.model.sections.milestones import Milestone
from scopewright.model.sections.releases import Release
from scopewright.model.tables import new_engagement
from scopewright.model.undo import Undo
from scopewright.store.question_lists import question_lists
from tests.model.edits import add, put, sections_of

STEPS = question_lists()["deployment-steps"]


@pytest.fixture
def engagement() -> Engagement:
    return new_engagement("Tags", "Acme")


def a_gate(engagement: Engagement) -> Gate:
    """Four deliverables hang on the gate: two named, one behind them, one behind that."""
    add(engagement, "deliverables", title="Study", acceptance="Read.")
    first = add(engagement, "deliverables", title="Model", acceptance="Tested.")
    second = add(engagement, "deliverables", title="Interface", acceptance="Used.")
    third = add(engagement, "deliverables", title="Service", acceptance="Runs.", depends_on=[first])
    fourth = add(engagement, "deliverables", title="Roll-out", acceptance="Done.", depends_on=[third])
    add(engagement, "milestones", title="Live", due="2027-05-01", deliverables=[third, fourth])
    add(engagement, "milestones", title="Study read", due="2027-02-01")
    add(engagement, "gates", title="Proof", criterion="Recall of 70 %", deliverables=[first, second])
    return engagement.all(Gate)[0]


def void(engagement: Engagement) -> list[str]:
    records: list[Deliverable | Milestone] = [*engagement.all(Deliverable), *engagement.all(Milestone)]
    return [record.title for record in records if record.voided_by]


def test_m22_a_failed_proof_voids_four_deliverables_and_one_undo_restores_all(engagement: Engagement) -> None:
    gate = a_gate(engagement)
    before, undo = sections_of(engagement), Undo(engagement)
    fail(engagement, gate)
    assert void(engagement) == ["Model", "Interface", "Service", "Roll-out", "Live"]
    assert engagement[gate.key].stored("outcome") == "failed"
    undo.undo()
    assert sections_of(engagement) == before


def test_m22_a_gate_is_reopened_later_without_touching_what_another_gate_voided(engagement: Engagement) -> None:
    gate = a_gate(engagement)
    other = add(engagement, "gates", title="Money", criterion="Paid")
    put(engagement, engagement.all(Deliverable)[1].key, "voided_by", other)
    fail(engagement, gate)
    reopen(engagement, gate)
    assert void(engagement) == ["Model"]


def test_m22_deliverables_that_depend_on_each_other_do_not_hang_the_reading(engagement: Engagement) -> None:
    first = add(engagement, "deliverables", title="a", acceptance="x")
    second = add(engagement, "deliverables", title="b", acceptance="x", depends_on=[first])
    put(engagement, first, "depends_on", [second])
    gate = add(engagement, "gates", title="g", criterion="c", deliverables=[first])
    found = engagement[gate]
    assert isinstance(found, Gate)
    assert len(dependants(engagement, found)) == 2


def two_releases(engagement: Engagement) -> list[Release]:
    for name in ("v1", "v2"):
        add(engagement, "releases", name=name)
    return engagement.all(Release)


def test_m25_feedback_is_offered_as_a_requirement_of_the_release_it_goes_into(engagement: Engagement) -> None:
    v1, v2 = two_releases(engagement)
    add(engagement, "feedback", title="Authors miss a tag for audio", goes_into=v2.key, release=v1.key)
    (offered,) = candidates(engagement, v2)
    assert candidates(engagement, v1) == []
    made: Record = take(engagement, offered, v2)
    assert (made.headline, made.release, made.origin) == ("Authors miss a tag for audio", v2.key, offered.key)
    assert candidates(engagement, v2) == []


def test_m25_feedback_of_v1_that_names_no_release_is_offered_to_v2_and_not_to_v1(engagement: Engagement) -> None:
    v1, v2 = two_releases(engagement)
    for title in ("Authors miss a tag for audio", "Tags are too long"):
        add(engagement, "feedback", title=title, release=v1.key)
    add(engagement, "feedback", title="About everything")
    assert candidates(engagement, v1) == []
    first, second = candidates(engagement, v2)
    take(engagement, first, v2)
    assert candidates(engagement, v2) == [second]


def test_t19_an_accepted_finding_becomes_a_candidate_with_its_origin(engagement: Engagement) -> None:
    v1, v2 = two_releases(engagement)
    key = add(engagement, "trials", title="Ten authors", finding="They want to add tags", release=v1.key)
    assert candidates(engagement, v2) == []
    put(engagement, key, "verdict", "accepted")
    (offered,) = candidates(engagement, v2)
    assert take(engagement, offered, v2).origin == key


def a_deployment(engagement: Engagement) -> Deployment:
    if not engagement.all(Deployment):
        add(engagement, "deployments", title="Tags live")
    return engagement.all(Deployment)[0]


def titles(engagement: Engagement) -> str:
    return " ".join(step.title for step in current_steps(engagement, a_deployment(engagement)))


def test_p7_the_type_adds_its_steps(engagement: Engagement) -> None:
    choose(engagement, a_deployment(engagement), "type", "assist", STEPS)
    assert "Compare the shadow's answers" in titles(engagement)
    choose(engagement, a_deployment(engagement), "type", "replace", STEPS)
    assert "rolling back" in titles(engagement)
    assert "shadow" not in titles(engagement)


def test_p8_another_pattern_has_other_steps_and_filled_evidence_is_kept(engagement: Engagement) -> None:
    undo = Undo(engagement)
    choose(engagement, a_deployment(engagement), "pattern", "canary", STEPS)
    first = current_steps(engagement, a_deployment(engagement))[0]
    put(engagement, first.key, "evidence", "5 % on Monday")
    choose(engagement, a_deployment(engagement), "pattern", "blue_green", STEPS)
    assert "second environment" in titles(engagement)
    assert first.key not in {step.key for step in current_steps(engagement, a_deployment(engagement))}
    choose(engagement, a_deployment(engagement), "pattern", "canary", STEPS)
    steps = current_steps(engagement, a_deployment(engagement))
    assert (len(steps), steps[0].evidence) == (3, "5 % on Monday")
    undo.undo()
    assert a_deployment(engagement).pattern == "blue_green"
