"""The brief of one reader: the changes that concern the reader, the decisions to take, one page, and nothing else."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from scopewright.briefs.kinds.reviewer import excerpts
from scopewright.briefs.render import Wanted, rendered
from scopewright.model.engagement import Engagement
from scopewright.model.review_signing import Signing, sign
from scopewright.model.sections.decisions import Decision
from scopewright.model.sections.overview import Overview
from scopewright.model.step import Step
from scopewright.progress import Silent
from tests.briefs import engagements
from tests.briefs.conftest import Made
from tests.briefs.looks import faults
from tests.briefs.standards import PROFILES, failures


def changed() -> Engagement:
    """The realistic engagement, signed by the approver of a pending decision, then edited in two of her sections."""
    engagement = engagements.realistic()
    pending = next(each for each in engagement.all(Decision) if each.approver and each.state != "decided")
    with Step(engagement, "Rings") as step:
        values = {"title": "Executives", "reviewers": list(pending.approver), "covers": "metrics releases"}
        step.add("review_rings", values)
    sign(engagement, Signing(pending.approver[0], "Sponsor", dt.date(2026, 11, 20)), "ada")
    with Step(engagement, "Edit", who="Ada") as step:
        step.set(engagement.by_id("M-2").key, "target", 35)
        step.set(engagement.by_id("V-1").key, "due", "2027-03-29")
        for record in engagement.records("exclusions")[:1]:
            step.set(record.key, "reason", "Nobody asked for the secret lane")
    return engagement


def made(engagement: Engagement, **wanted: str) -> Made:
    return Made(engagement, "a4", rendered(engagement, "reviewer", "a4", None, Silent(), wanted=Wanted(**wanted)))


def signer(engagement: Engagement) -> str:
    return str(engagement.records("signoffs")[0].stored("person"))


def reader(engagement: Engagement) -> str:
    return engagement[signer(engagement)].id


def test_m7_the_reader_gets_one_page_with_both_changes_and_nothing_that_concerns_others() -> None:
    engagement = changed()
    brief = made(engagement, reader=reader(engagement))
    assert brief.brief.set.pages == 1
    assert "2changessince" in brief.text
    for words in ("M-2", "35", "V-1", "29Mar2027", "Decisionstotake", "Signature"):
        assert words in brief.text
    assert "secretlane" not in brief.text
    assert failures(brief.brief.set.data, PROFILES[0]) == []
    assert failures(brief.brief.set.data, PROFILES[1]) == []
    assert faults(brief.brief.set.data, "a4") == []


def test_the_attachment_holds_what_the_page_prints() -> None:
    engagement = changed()
    brief = made(engagement, reader=reader(engagement))
    with brief.open() as pdf:
        attached = json.loads(pdf.attachments["review.json"].get_file().read_bytes())
    assert set(attached) == {"title", "for", "since", "decisions", "changes", "moved", "elsewhere"}
    assert sorted(each["id"] for each in attached["changes"]) == ["M-2", "V-1"]
    said = [value for each in attached["changes"] for value in each.values()]
    said += [each["decision"] for each in attached["decisions"]]
    assert [text for text in said if "".join(text.split()) not in brief.text] == []
    assert "secret lane" not in json.dumps(attached)


def test_equal_engagements_give_equal_bytes() -> None:
    engagement = changed()
    first, second = (made(engagement, reader=reader(engagement)).brief.set.data for _n in range(2))
    assert first == second


def test_without_a_signature_the_page_says_so() -> None:
    engagement = engagements.realistic()
    assert "Nobodyhassignedyet" in made(engagement).text


def test_m7_who_signed_without_a_ring_is_the_reader_and_reads_where_else_something_changed() -> None:
    engagement = changed()
    with Step(engagement, "No ring", who="Ada") as step:
        for ring in engagement.records("review_rings"):
            step.remove(ring.key)
        step.set(engagement.one(Overview).key, "sponsor", None)
    sign(engagement, Signing(signer(engagement), "Sponsor", dt.date(2026, 11, 27)), "ada")
    with Step(engagement, "Edit", who="Ada") as step:
        step.set(engagement.by_id("M-2").key, "target", 36)
    brief = made(engagement)
    assert "Alsochangedinwhatyousigned,andnotlistedhere:Metrics(1)." in brief.text
    with brief.open() as pdf:
        attached = json.loads(pdf.attachments["review.json"].get_file().read_bytes())
    assert attached["elsewhere"] == [{"section": "Metrics", "changes": 1}]


def test_a_reader_without_changes_reads_that_nothing_changed() -> None:
    engagement = changed()
    sign(engagement, Signing(signer(engagement), "Sponsor", dt.date(2026, 11, 27)), "ada")
    assert "Nothingthatconcernsyouhaschanged" in made(engagement, reader=reader(engagement)).text


@pytest.mark.parametrize("at", [0, 40, 300, 599])
def test_of_a_long_text_the_words_around_the_change_are_printed(at: int) -> None:
    words = [f"word{n}" for n in range(600)]
    was = " ".join(words)
    now = " ".join([*words[:at], "CHANGED", *words[at + 1 :]])
    old, new = excerpts(was, now)
    assert f"word{at}" in old
    assert "CHANGED" in new
    assert max(len(old), len(new)) < 200
