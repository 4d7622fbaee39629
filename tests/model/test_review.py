"""Review rings, gates and sign-offs: approval is bound to content, and executives wait for answers (M5, M6)."""

from __future__ import annotations

import datetime as dt

import pytest

from scopewright.model.engagement import Engagement
from scopewright.model.refusal import SaidToUser
from scopewright.model.review import Reading, open_questions, sections_of
from scopewright.model.review_signing import Signing, sign
from scopewright.model.sections.milestones import Milestone
from scopewright.model.sections.review_rings import ReviewRing
from scopewright.model.sections.signoffs import Signoff
from scopewright.model.snapshot import restore_view, snapshots
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.model.undo import Undo
from tests.model.edits import add, copy, put, some_risks

DAY = dt.date(2026, 11, 20)


def reviewed() -> tuple[Engagement, dict[str, str]]:
    """An engagement with Ana in the team's ring and Bo, who sees risks and decisions, in the executives'."""
    engagement = some_risks()
    keys = {name: add(engagement, "people", name=name) for name in ("Ana", "Bo")}
    keys["team"] = add(engagement, "review_rings", title="Team", audience="team", reviewers=[keys["Ana"]])
    keys["executives"] = add(
        engagement, "review_rings", title="Executives", audience="executives", reviewers=[keys["Bo"]],
        covers="risks decisions",
    )  # fmt: skip
    return engagement, keys


def ring(engagement: Engagement, key: str) -> ReviewRing:
    return next(each for each in engagement.all(ReviewRing) if each.key == key)


def state(engagement: Engagement, ring_key: str, section: str) -> str:
    return Reading(engagement).of_ring(ring(engagement, ring_key), section).state


def bo_signs(engagement: Engagement, keys: dict[str, str], covers: str = "") -> Signoff:
    return sign(engagement, Signing(keys["Bo"], "Sponsor", DAY, keys["executives"], covers), "ana")


def test_m5_an_open_question_in_a_section_they_see_keeps_the_executives_away_and_is_named() -> None:
    engagement, keys = reviewed()
    question = add(engagement, "questions", title="Who labels the faults?", about="R-1")
    with pytest.raises(SaidToUser, match=r"Q-1: Who labels the faults\?"):
        bo_signs(engagement, keys)
    assert engagement.all(Signoff) == []
    assert snapshots(engagement) == []
    with Step(engagement, "Answer") as step:
        step.set(question, "state", "answered")
    assert bo_signs(engagement, keys).name == "Bo"


def test_m5_questions_on_what_they_do_not_see_do_not_close_the_gate_and_those_about_nothing_do() -> None:
    engagement, keys = reviewed()
    add(engagement, "questions", title="Which metric?", about="metrics")
    gate = Reading(engagement).gate(ring(engagement, keys["executives"]))
    assert gate.is_open
    assert [(each.title, section) for each, section in gate.ahead] == [("Team", "risks")]
    add(engagement, "questions", title="Who pays?")
    shut = Reading(engagement).gate(ring(engagement, keys["executives"]))
    assert [each.id for each in shut.questions] == ["Q-2"]
    assert Reading(engagement).gate(ring(engagement, keys["team"])).is_open
    assert [each.id for each in open_questions(engagement, ["metrics"])] == ["Q-1", "Q-2"]


def test_m6_one_word_flips_an_approved_section_and_undoing_it_approves_it_again() -> None:
    engagement, keys = reviewed()
    assert state(engagement, keys["executives"], "risks") == "unreviewed"
    bo_signs(engagement, keys)
    assert state(engagement, keys["executives"], "risks") == "approved"
    undo = Undo(engagement)
    put(engagement, engagement.by_id("R-1").key, "title", "Labels drift")
    assert state(engagement, keys["executives"], "risks") == "changed"
    assert state(engagement, keys["executives"], "decisions") == "approved"
    undo.undo()
    assert state(engagement, keys["executives"], "risks") == "approved"


def test_m6_places_and_names_of_people_void_no_approval_and_a_fourth_risk_does() -> None:
    engagement, keys = reviewed()
    put(engagement, engagement.by_id("R-1").key, "owner", keys["Ana"])
    bo_signs(engagement, keys)
    with Step(engagement, "Move") as step:
        step.move(engagement.by_id("R-3").key, after=None)
    put(engagement, keys["Ana"], "name", "Ana Ruiz")
    assert state(engagement, keys["executives"], "risks") == "approved"
    add(engagement, "risks", title="A fourth")
    assert state(engagement, keys["executives"], "risks") == "changed"


def test_undo_does_not_take_a_signature_back() -> None:
    engagement, keys = reviewed()
    undo = Undo(engagement)
    put(engagement, engagement.by_id("R-1").key, "title", "Labels drift")
    bo_signs(engagement, keys)
    undo.undo()
    assert [each.name for each in engagement.all(Signoff)] == ["Bo"]
    assert state(engagement, keys["executives"], "risks") == "changed"


def test_a_sign_off_binds_name_role_date_fingerprint_and_the_signed_file_and_survives_the_file() -> None:
    engagement, keys = reviewed()
    signing = Signing(keys["Bo"], "Sponsor", DAY, keys["executives"], "risks", "ab" * 32, "cd" * 32 + ".png")
    sign(engagement, signing, "ana")
    put(engagement, keys["Bo"], "name", "Bo Li")
    other = copy(engagement)
    (held,) = other.all(Signoff)
    assert (held.name, held.role, held.signed, held.pdf) == ("Bo", "Sponsor", DAY, "ab" * 32)
    assert [row["section"] for row in held.prints] == ["risks"]
    (taken,) = snapshots(other)
    assert held.snapshot == taken.key
    assert restore_view(other, taken)[keys["Bo"]].headline == "Bo"
    assert Reading(other).of_ring(ring(other, keys["executives"]), "risks").age(dt.date(2026, 11, 30)) == 10


def test_m28_slip_is_counted_from_the_dates_of_the_first_signature_under_the_plan() -> None:
    engagement = new_engagement("Search", "Acme")
    with Step(engagement, "Plan") as step:
        person = step.add("people", {"name": "Bo"})
        key = step.add("milestones", {"title": "Staging", "start": "2027-03-01", "due": "2027-03-02"})
        step.add("milestones", {"title": "Production", "due": "by XX"})
    signing = Signing(person, "CTO", dt.date(2026, 11, 20))
    sign(engagement, signing, "ana")
    assert Reading(engagement).of_section("milestones").state == "approved"
    with Step(engagement, "Move") as step:
        step.set(key, "due", "2027-03-12")
    sign(engagement, signing, "ana")
    staging, undated = engagement.all(Milestone)
    assert (staging.agreed_start, staging.agreed, staging.slip) == (dt.date(2027, 3, 1), dt.date(2027, 3, 2), 8)
    assert undated.agreed is None


def test_each_reviewer_of_a_ring_signs() -> None:
    engagement, keys = reviewed()
    put(engagement, keys["executives"], "reviewers", [keys["Ana"], keys["Bo"]])
    bo_signs(engagement, keys)
    standing = Reading(engagement).of_ring(ring(engagement, keys["executives"]), "risks")
    assert (standing.state, standing.waiting) == ("unreviewed", (keys["Ana"],))


@pytest.mark.parametrize(
    ("person", "covers", "said"),
    [("Ana", "", "not a reviewer"), ("Bo", "metrics", "does not see Metrics"), ("Bo", "riscs", "no section")],
)
def test_a_signature_that_does_not_belong_there_is_refused(person: str, covers: str, said: str) -> None:
    engagement, keys = reviewed()
    with pytest.raises(SaidToUser, match=said):
        sign(engagement, Signing(keys[person], "", DAY, keys["executives"], covers), "")
    assert snapshots(engagement) == []


def test_a_section_under_a_recipe_of_a_newer_version_counts_as_changed() -> None:
    engagement, keys = reviewed()
    put(engagement, bo_signs(engagement, keys).key, "recipe", 99)
    assert state(engagement, keys["executives"], "risks") == "changed"


def test_what_concerns_a_person_comes_from_rings_owners_and_signatures_by_name() -> None:
    engagement, keys = reviewed()
    li = add(engagement, "people", name="Li")
    add(engagement, "ownership", covers="metrics", owner=li)
    sign(engagement, Signing(li, "", DAY, covers="datasets"), "")
    assert sections_of(engagement, keys["Bo"]) == {"risks", "decisions"}
    assert sections_of(engagement, li) == {"metrics", "datasets"}
    cy = add(engagement, "people", name="Cy")
    sign(engagement, Signing(cy, "", DAY), "")
    assert sections_of(engagement, cy) == frozenset()
