"""Every kind of brief, of every engagement, on both papers: to the standards, complete, and fit to be looked at."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from decimal import Decimal
from functools import cache
from gettext import NullTranslations
from itertools import product

import pytest

from scopewright import language
from scopewright.briefs.papers import PAPERS, Paper
from scopewright.briefs.pdf.text import printable
from scopewright.briefs.registry import BRIEFS
from scopewright.briefs.view import Public
from scopewright.language import LANGUAGES
from scopewright.model.engagement import Engagement
from scopewright.model.kinds import Rows
from scopewright.model.readings.fees import charged, totals
from scopewright.model.sections.deliverables import Deliverable
from scopewright.model.snapshot import take
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from tests.briefs import engagements
from tests.briefs.conftest import Made, make
from tests.briefs.looks import faults
from tests.briefs.standards import PROFILES, failures

OURS = tuple(BRIEFS)


def _changed() -> Engagement:
    """The realistic engagement, signed and then changed."""
    engagement = engagements.realistic()
    with Step(engagement, "Price") as step:
        step.set(engagement.all(Deliverable)[0].key, "fee", {"amount": 20_000, "currency": "GBP"})
        step.add(
            "deliverables", {"title": "Dashboard", "acceptance": "Shown", "fee": {"amount": 500, "currency": "EUR"}}
        )
    take(engagement, "Signed v1.2", "Ada")
    with Step(engagement, "Change") as step:
        step.set(engagement.all(Deliverable)[0].key, "fee", {"amount": 26_500, "currency": "GBP"})
        step.add(
            "deliverables", {"title": "Training", "acceptance": "Held", "fee": {"amount": 4_000, "currency": "GBP"}}
        )
        step.set(engagement.by_id("V-1").key, "due", "2027-03-29")
        step.set(engagement.by_id("M-2").key, "target", 35)
        step.remove(engagement.by_id("X-1").key)
    return engagement


@cache
def _made(which: str, kind: str, paper: Paper, tag: str = "en") -> Made:
    source = _changed() if which == "changed" else getattr(engagements, which)()
    return make(source, paper, tag, kind)


_MONSTROUS = pytest.param("monstrous", marks=pytest.mark.slow)
_WHICH = pytest.mark.parametrize(("which", "paper", "tag"), [("changed", "a4", "de"), ("tiny", "letter", "fr")])
_MATRIX = [("monstrous", "de"), *product(("changed", "sample", "thirteen", "tiny"), LANGUAGES)]
_ALL = pytest.mark.parametrize("kind", OURS)


@_ALL
@_WHICH
def test_each_kind_keeps_to_the_standards_and_the_margins(which: str, paper: Paper, tag: str, kind: str) -> None:
    made = _made(which, kind, paper, tag)
    for profile in PROFILES:
        assert failures(made.brief.set.data, profile) == []
    assert faults(made.brief.set.data, paper)[:5] == []


@pytest.mark.slow
@_ALL
@pytest.mark.parametrize("paper", list(PAPERS))
@pytest.mark.parametrize(("which", "tag"), _MATRIX)
def test_each_kind_of_each_engagement_on_each_paper_in_each_language_is_fit_to_be_seen(
    which: str, tag: str, paper: Paper, kind: str
) -> None:
    made = _made(which, kind, paper, tag)
    for profile in PROFILES:
        assert failures(made.brief.set.data, profile) == []
    assert faults(made.brief.set.data, paper, contrast=which != "monstrous")[:5] == []


@_ALL
@pytest.mark.parametrize("which", ["changed", "tiny", _MONSTROUS])
def test_what_is_attached_is_printed_to_the_last_word(which: str, kind: str, squash: Callable[[str], str]) -> None:
    made = _made(which, kind, "a4")
    public, printed = Public(made.engagement), made.brief.printed
    locale = public.locale("en")
    for record in public.records():
        for spec in record.said():
            told = spec.name in printed.get(record.id, ())
            if not told or isinstance(spec.kind, Rows) or record.section.key == "ownership":
                continue
            for line in record.shown(spec.name, locale).replace("; ", "\n").split("\n"):
                assert _stands_in(squash(printable(line)), made.text), (record.id, spec.name)


def _stands_in(line: str, text: str) -> bool:
    """Whether a line is in the text, or its halves are: a page, and a repeated head, may stand between them."""
    return line in text or any(line[:at] in text and line[at:] in text for at in range(1, len(line)))


@_ALL
def test_equal_records_give_equal_bytes_in_every_kind(kind: str) -> None:
    source = engagements.realistic()
    assert make(source, kind=kind).brief.set.data == make(source, kind=kind).brief.set.data


def test_the_scope_document_prints_every_public_record() -> None:
    made = _made("changed", "scope", "a4")
    for record in Public(made.engagement).records():
        assert made.brief.printed.get(record.id, set()) == {spec.name for spec in record.said()}


def test_t2_a_statement_of_work_without_an_essential_is_a_draft_that_says_why(squash: Callable[[str], str]) -> None:
    lacking = _made("tiny", "sow", "letter")
    for reason in ("No client is named.", "The problem statement is missing.", "Nothing has a fee."):
        assert squash(reason) in lacking.text
    assert squash("Draft, not for signature").upper() in lacking.text.upper()
    assert squash("not for signature") not in _made("changed", "sow", "a4").text


def test_t2_the_total_of_a_statement_of_work_is_the_sum_of_its_fees() -> None:
    made = _made("changed", "sow", "a4")
    assert totals(charged(made.engagement).values()) == {"GBP": Decimal(30_500), "EUR": Decimal(500)}
    assert "30,500GBP" in made.text
    assert "500EUR" in made.text


def test_p10_the_statement_of_work_has_the_success_criteria_and_says_who_has_not_agreed(
    squash: Callable[[str], str],
) -> None:
    source = engagements.tiny()
    with Step(source, "Fill") as step:
        mia = step.add("people", {"name": "Mia"})
        step.add("success", {"title": "Answers in 300 ms", "level": "software", "technical": mia})
    unsigned = make(source, kind="sow")
    assert squash("SC-1 Answers in 300 ms: Nobody from the business agreed to it.") in unsigned.text
    with Step(source, "Sign") as step:
        step.set(source.records("success")[0].key, "business", mia)
        step.set(source.records("success")[0].key, "business_on", "2027-03-01")
    unsigned = make(source, kind="sow")
    assert squash("SC-1 Answers in 300 ms: The day on which the technical side agreed is missing.") in unsigned.text
    with Step(source, "Date") as step:
        step.set(source.records("success")[0].key, "technical_on", "2027-03-01")
    signed = make(source, kind="sow")
    assert squash("Answers in 300 ms") in signed.text
    assert squash("Not agreed yet") not in signed.text


def test_m16_every_exclusion_is_in_the_statement_of_work(squash: Callable[[str], str]) -> None:
    made = _made("changed", "sow", "a4")
    assert all(squash(each.headline) in made.text for each in made.engagement.records("exclusions"))


def test_m21_the_scope_prints_the_principles_of_the_ladder_and_why_learning_comes_first(
    squash: Callable[[str], str],
) -> None:
    engagement = new_engagement("Churn", "Halden", "Ana")
    with Step(engagement, "Ladder") as step:
        boosted = step.add("approach", {"title": "Gradient boosting", "sort": "simple", "role": "augment"})
        step.add("approach", {"title": "Two rules", "sort": "rules", "end_to_end": True})
    principle, reason = "By hand or by rules before learning", "Rules were tried in 2023."
    before = make(engagement, kind="scope").text
    with Step(engagement, "Why") as step:
        step.set(boosted, "justification", reason)
    after = make(engagement, kind="scope").text
    assert squash(f"{principle} RG-2 – RG-1") in before
    assert squash(f"{principle} RG-2 RG-1 –") in after
    assert squash(reason) in after
    where = squash("The reasons stand with the rungs")
    assert (where in before, where in after) == (False, True)
    assert squash("Useful end to end RG-2 – RG-1") in after
    assert squash("Augments people RG-1") in after


def test_a_change_order_has_the_differences_of_the_two_statements_of_work(squash: Callable[[str], str]) -> None:
    made = _made("changed", "change-order", "a4")
    assert squash("5 changes since “Signed v1.2”") in made.text
    for said in ("20,000 GBP", "26,500 GBP", "+6,500 GBP", "+4,000 GBP", "30,500 GBP", "+10,500 GBP"):
        assert squash(said) in made.text
    for said in ("29 Mar 2027", "+5 working days", "Removed", "Added"):
        assert squash(said) in made.text


def test_a_change_order_counts_the_fee_lines_that_changed(squash: Callable[[str], str]) -> None:
    engagement = new_engagement()
    with Step(engagement, "Fees") as step:
        line = step.add("fees", {"title": "Scoping", "days": 10, "rate": {"amount": 1000, "currency": "EUR"}})
    take(engagement, "Signed", "Ada")
    with Step(engagement, "Change") as step:
        step.set(line, "days", 12)
        step.add("fees", {"title": "Travel", "price": {"amount": 500, "currency": "EUR"}})
    made = make(engagement, "a4", "en", "change-order")
    assert squash("2 changes since “Signed”") in made.text
    assert squash("+2,500 EUR") in made.text


def test_a_change_order_without_an_earlier_state_says_what_to_do(squash: Callable[[str], str]) -> None:
    assert squash("No snapshot was taken yet") in _made("tiny", "change-order", "letter").text


def test_the_owner_of_a_section_stands_beside_its_title(squash: Callable[[str], str]) -> None:
    made = _made("changed", "scope", "a4")
    assert squash("SO-1 Risks") in made.text


@pytest.mark.parametrize(("tag", "said"), [("de", "Zusammenfassung"), ("fr", "Résumé")])
def test_a_brief_in_another_language_has_its_headings_too(tag: str, said: str, squash: Callable[[str], str]) -> None:
    made = make(engagements.realistic(), "a4", tag)
    assert made.pages[1].startswith(said)
    for english in ("Summary", "Document control", "Sign-off", "Page 2 of", "To be answered by"):
        assert squash(english) not in made.text


class _Missed(NullTranslations):
    """The texts that a catalogue lacks."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: set[str] = set()

    def gettext(self, message: str) -> str:
        self.texts.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.texts.add(msgid1)
        return msgid1 if n == 1 else msgid2


@pytest.mark.parametrize("tag", ["de", "fr"])
def test_no_brief_of_the_sample_says_anything_in_another_language_than_its_own(
    tag: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engagement, missed, known = engagements.sample(), _Missed(), copy(language._catalogue(tag))
    known.add_fallback(missed)
    monkeypatch.setattr(language, "_catalogue", lambda _tag: known)
    for kind in OURS:
        make(engagement, "a4", tag, kind)
    assert {text for text in missed.texts if any(letter.isalpha() for letter in text)} == set()
