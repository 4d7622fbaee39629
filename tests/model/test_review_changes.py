"""What a stakeholder reads after a signature: exactly what changed for them, and what they have to decide (M7)."""

from __future__ import annotations

import datetime as dt

import pytest

from scopewright.model.engagement import Engagement
from scopewright.model.refusal import SaidToUser
from scopewright.model.review_changes import Changes, base, changes_for
from scopewright.model.review_signing import Signing, sign
from scopewright.model.snapshot import restore_view, take
from scopewright.model.step import Step
from tests.model.edits import add, put, some_risks

DAY = dt.date(2026, 11, 20)


def seeded() -> tuple[Engagement, dict[str, str]]:
    """Ana sees risks and the decision that is hers, Bo the metrics; both have signed."""
    engagement = some_risks()
    keys = {name: add(engagement, "people", name=name) for name in ("Ana", "Bo", "Cy")}
    keys |= {risk.id: risk.key for risk in engagement.records("risks")}
    for risk in ("R-1", "R-2"):
        put(engagement, keys[risk], "owner", keys["Cy"])
    keys["recall"] = add(engagement, "metrics", title="Recall", target=80)
    keys["D-1"] = add(engagement, "decisions", title="Which labels?", approver=[keys["Ana"]], due="2026-12-04")
    add(engagement, "decisions", title="Which cloud?", approver=[keys["Bo"]])
    add(engagement, "decisions", title="Which model?", approver=[keys["Ana"]], state="decided")
    add(engagement, "review_rings", title="Leads", reviewers=[keys["Ana"]], covers="risks")
    add(engagement, "review_rings", title="Team", reviewers=[keys["Bo"]], covers="metrics")
    for name in ("Ana", "Bo"):
        sign(engagement, Signing(keys[name], "Lead", DAY), "ana")
    return engagement, keys


def edit(engagement: Engagement, keys: dict[str, str]) -> None:
    """Three edits, of which two concern Ana; a restored value, a moved item and a renamed person."""
    put(engagement, keys["R-1"], "trigger", "Recall sinks", who="Li")
    put(engagement, keys["D-1"], "due", "2026-12-11", who="Li")
    put(engagement, keys["recall"], "target", 90, who="Li")
    put(engagement, keys["R-2"], "response", "Watch it")
    put(engagement, keys["R-2"], "response", None)
    with Step(engagement, "Move") as step:
        step.move(keys["R-3"], after=None)
    put(engagement, keys["Cy"], "name", "Cy Young")


def read(engagement: Engagement, person: str, since: str = "signoff") -> Changes:
    found = base(engagement, person, since)
    before = found.states(engagement.sections, lambda each: restore_view(engagement, each))
    return changes_for(before, engagement, engagement.changes, person)


def shown(changes: Changes) -> list[tuple[str, str, str, str]]:
    found = [each.difference for each in changes.changed]
    return [(each.id, each.field, each.was_shown, each.now_shown) for each in found]


def test_m7_ana_reads_exactly_her_two_edits_the_new_name_once_and_the_decision_she_must_take() -> None:
    engagement, keys = seeded()
    edit(engagement, keys)
    changes = read(engagement, keys["Ana"])
    assert shown(changes) == [
        ("D-1", "due", "4 Dec 2026", "11 Dec 2026"),
        ("P-3", "name", "Cy", "Cy Young"),
        ("R-1", "trigger", "", "Recall sinks"),
    ]
    assert changes.moved == ("R-3",)
    assert [each.id for each in changes.decisions] == ["D-1"]


def test_m7_bo_reads_the_third_edit_and_has_another_decision_to_take() -> None:
    engagement, keys = seeded()
    edit(engagement, keys)
    changes = read(engagement, keys["Bo"])
    assert shown(changes) == [("M-1", "target", "80", "90")]
    assert (changes.moved, [each.id for each in changes.decisions]) == ((), ["D-2"])


def test_nothing_is_left_to_read_after_signing_again_or_taking_everything_back() -> None:
    engagement, keys = seeded()
    edit(engagement, keys)
    sign(engagement, Signing(keys["Ana"], "Lead", dt.date(2026, 11, 27)), "ana")
    assert read(engagement, keys["Ana"]).changed == ()
    assert shown(read(engagement, keys["Bo"])) == [("M-1", "target", "80", "90")]


def test_a_section_signed_earlier_is_compared_with_its_own_signature() -> None:
    engagement, keys = seeded()
    put(engagement, keys["R-1"], "trigger", "Recall sinks")
    sign(engagement, Signing(keys["Ana"], "Lead", dt.date(2026, 11, 27), covers="metrics"), "ana")
    put(engagement, keys["recall"], "target", 85)
    assert [line[0] for line in shown(read(engagement, keys["Ana"]))] == ["M-1", "R-1"]


def test_why_is_the_decision_then_the_answer_then_who_did_it() -> None:
    engagement, keys = seeded()
    edit(engagement, keys)
    why = {each.difference.id: each.why for each in read(engagement, keys["Ana"]).changed}
    assert why["R-1"].startswith("Li, ")
    add(engagement, "questions", title="What tells us?", about="R-1", state="answered", answer="A falling recall")
    why = {each.difference.id: each.why for each in read(engagement, keys["Ana"]).changed}
    assert why["R-1"] == "Q-1: A falling recall"
    add(engagement, "decisions", title="How do we watch R-1?", state="decided", outcome="By recall, weekly")
    why = {each.difference.id: each.why for each in read(engagement, keys["Ana"]).changed}
    assert why["R-1"] == "D-4: By recall, weekly"


def test_since_takes_a_snapshot_a_sign_off_or_a_day_and_says_what_it_does_not_know() -> None:
    engagement, keys = seeded()
    edit(engagement, keys)
    take(engagement, "Before the board", "ana")
    put(engagement, keys["R-2"], "title", "Labels drift")
    assert [line[0] for line in shown(read(engagement, keys["Ana"], "Before the board"))] == ["R-2"]
    assert base(engagement, keys["Ana"], "SG-1").signoff is not None
    today = dt.datetime.now(dt.UTC).date().isoformat()
    assert read(engagement, keys["Ana"], today).changed == read(engagement, keys["Ana"], "Before the board").changed
    for since in ("yesterday", "2001-01-01"):
        with pytest.raises(SaidToUser):
            base(engagement, keys["Ana"], since)


def test_without_any_signature_there_is_nothing_to_compare_with() -> None:
    engagement = some_risks()
    with pytest.raises(SaidToUser, match="Nobody has signed yet"):
        base(engagement, add(engagement, "people", name="Ana"))


def test_who_has_no_section_and_is_named_nowhere_reads_everything() -> None:
    engagement, keys = seeded()
    edit(engagement, keys)
    di = add(engagement, "people", name="Di")
    assert {line[0] for line in shown(read(engagement, di))} >= {"R-1", "D-1", "M-1", "P-3"}


def test_m7_who_only_signed_everything_reads_everything_that_changed_since() -> None:
    engagement, keys = seeded()
    di = add(engagement, "people", name="Di")
    sign(engagement, Signing(di, "Sponsor", DAY), "ana")
    edit(engagement, keys)
    assert {line[0] for line in shown(read(engagement, di))} >= {"R-1", "D-1", "M-1", "P-3"}


def test_m7_who_signed_everything_and_is_named_somewhere_is_told_where_else_something_changed() -> None:
    engagement, keys = seeded()
    di = add(engagement, "people", name="Di")
    add(engagement, "decisions", title="Ship?", approver=[di])
    sign(engagement, Signing(di, "Sponsor", DAY), "ana")
    edit(engagement, keys)
    found = read(engagement, di)
    assert "R-1" not in {line[0] for line in shown(found)}
    assert found.elsewhere["risks"] == 1
    assert not read(engagement, keys["Ana"]).elsewhere
