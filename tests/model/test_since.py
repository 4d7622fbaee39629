"""What changed since a moment of one's own: the same difference as the reviewer's brief prints."""

from __future__ import annotations

import datetime as dt

import pytest

from scopewright.model.engagement import Engagement
from scopewright.model.merge import known
from scopewright.model.refusal import SaidToUser
from scopewright.model.review_changes import SIGNOFF
from scopewright.model.review_signing import Signing, sign
from scopewright.model.since import VISIT, Told, as_seen, changes_since
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement


@pytest.fixture
def signed() -> Engagement:
    """Three risks, signed today."""
    engagement = new_engagement("Pumps", "Harbour")
    with Step(engagement, "Fill") as step:
        person = step.add("people", {"name": "Ada"})
        for title in ("Late labels", "Few failures", "No owner"):
            step.add("risks", {"title": title, "likelihood": 2})
    sign(engagement, Signing(person, "Lead", dt.date(2026, 11, 20)), "ada")
    return engagement


def edit(engagement: Engagement) -> None:
    with Step(engagement, "Edit", who="Bea") as step:
        step.set(engagement.by_id("R-1").key, "likelihood", 5)
        step.set(engagement.by_id("R-2").key, "title", "Something else")
        step.add("risks", {"title": "A new one"})
        step.remove(engagement.by_id("R-3").key)
    with Step(engagement, "Take back", who="Bea") as step:
        step.set(engagement.by_id("R-2").key, "title", "Few failures")


def said(told: Told) -> list[tuple[str, str, str]]:
    return sorted((d.difference.id, d.difference.made, d.difference.field) for d in told.changes.changed)


CHANGED = [("R-1", "changed", "likelihood"), ("R-3", "removed", ""), ("R-4", "added", "")]


def test_since_the_last_signature_by_anybody(signed: Engagement) -> None:
    edit(signed)
    told = changes_since(signed, SIGNOFF, {}, "en")
    assert said(told) == CHANGED
    assert "Signed by Ada" in told.since
    assert all(each.why.startswith("Bea") for each in told.changes.changed)


def test_since_the_last_visit_is_what_was_not_there_then(signed: Engagement) -> None:
    seen = known(signed)
    assert said(changes_since(signed, VISIT, seen, "en")) == []
    edit(signed)
    assert said(changes_since(signed, VISIT, seen, "en")) == CHANGED
    assert [record.headline for record in as_seen(signed, seen).records("risks")] == [
        "Late labels", "Few failures", "No owner",
    ]  # fmt: skip
    assert said(changes_since(signed, VISIT, known(signed), "en")) == []


def test_since_a_day_is_since_the_last_state_that_was_kept_until_then(signed: Engagement) -> None:
    edit(signed)
    assert said(changes_since(signed, "2099-01-01", {}, "en")) == CHANGED


@pytest.mark.parametrize("since", [SIGNOFF, VISIT, "2001-01-01"])
def test_without_such_a_moment_a_sentence_says_so(since: str) -> None:
    with pytest.raises(SaidToUser):
        changes_since(new_engagement("Pumps"), since, {}, "en")
