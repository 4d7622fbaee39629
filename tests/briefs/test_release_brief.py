"""A brief for one release: what is part of it or of none, and nothing of another (rows M16 and T2)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scopewright.briefs.render import Wanted, rendered
from scopewright.lint import check
from scopewright.model.engagement import Engagement
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.progress import Silent
from tests.briefs.conftest import Made
from tests.briefs.looks import faults
from tests.briefs.standards import PROFILES, failures


def cut() -> Engagement:
    """Two releases; every kind of record once for each, and once for none."""
    engagement = new_engagement("Pumps", "Harbour Water plc")
    with Step(engagement, "Fill") as step:
        step.set(engagement.records("overview")[0].key, "problem", "Pumps fail")
        releases = [step.add("releases", {"name": name, "due": f"2027-0{n}-01"}) for n, name in ((1, "v1"), (2, "v2"))]
        for name, release in (("one", releases[0]), ("two", releases[1]), ("both", None)):
            wanted = step.add("requirements", {"title": f"Requirement {name}", "release": release})
            delivered = step.add(
                "deliverables", {"title": f"Deliverable {name}", "acceptance": "Shown", "requirement": wanted}
            )
            step.add("exclusions", {"title": f"Exclusion {name}", "release": release})
            due = step.add("milestones", {"title": f"Milestone {name}", "due": "2027-01-01", "release": release})
            fee = {"amount": 1000, "currency": "GBP"}
            step.add(
                "fees", {"title": f"Line {name}", "sort": "days", "days": 3, "rate": fee, "deliverables": [delivered]}
            )
            step.add("payments", {"title": f"Payment {name}", "share": 50, "milestone": due, "terms": "30 days net"})
        step.add("fees", {"title": "Travel", "sort": "expenses", "price": fee, "optional": True})
    return engagement


def made(engagement: Engagement, kind: str = "sow", release: str = "") -> Made:
    return Made(engagement, "a4", rendered(engagement, kind, "a4", None, Silent(), wanted=Wanted(release=release)))


@pytest.mark.parametrize(("release", "there", "gone"), [("v1", "one", "two"), ("V-2", "two", "one")])
def test_m16_t2_a_statement_of_work_for_a_release_has_its_records_and_those_of_none(
    release: str, there: str, gone: str
) -> None:
    text = made(cut(), release=release).text
    for what in ("Requirement", "Deliverable", "Exclusion", "Milestone", "Line", "Payment"):
        assert f"{what}{there}" in text
        assert f"{what}both" in text
        assert f"{what}{gone}" not in text


def test_m16_an_exclusion_moved_to_another_release_leaves_the_statement_of_work() -> None:
    engagement = cut()
    assert "Exclusionone" in made(engagement, release="v1").text
    with Step(engagement, "Move") as step:
        step.set(engagement.by_id("X-1").key, "release", engagement.by_id("V-2").key)
    assert "Exclusionone" not in made(engagement, release="v1").text
    assert "Exclusionone" in made(engagement, release="v2").text


def test_t2_the_total_is_the_sum_of_the_fee_lines_and_the_payments_are_shares_of_it() -> None:
    engagement = cut()
    text = made(engagement).text
    for said in ("Total9,000GBP", "31,000GBP3,000GBP", "Optional,notinthetotal", "30daysnet", "4,500GBP"):
        assert said in text
    assert "Total6,000GBP" in made(engagement, release="v1").text


def test_t2_the_only_amounts_in_the_file_are_those_that_its_total_sums(squash: Callable[[str], str]) -> None:
    engagement = cut()
    with Step(engagement, "Twice") as step:
        step.set(engagement.by_id("DEL-1").key, "fee", {"amount": 7777, "currency": "GBP"})
    assert "FEE05" in {finding.rule for finding in check(engagement) if finding.severity == "error"}
    text = made(engagement).text
    assert "7,777" not in text
    with Step(engagement, "Once") as step:
        for fee in engagement.records("fees"):
            step.remove(fee.key)
    assert "FEE05" not in {finding.rule for finding in check(engagement)}
    text = made(engagement).text
    assert text.count("7,777") == 2, "the line and the total"


@pytest.mark.parametrize(
    ("lacking", "reason"),
    [
        ("problem", "The problem statement is missing."),
        ("time", "No release, no milestone and no deliverable has a date."),
        ("money", "Nothing has a fee."),
    ],
)
def test_t2_each_of_the_three_essentials_makes_a_draft_by_itself_and_says_so(
    squash: Callable[[str], str], lacking: str, reason: str
) -> None:
    engagement = cut()
    draft = squash("Draft, not for signature")
    assert draft.upper() not in made(engagement).text.upper()
    with Step(engagement, "Take away") as step:
        if lacking == "problem":
            step.set(engagement.records("overview")[0].key, "problem", None)
        for record in engagement.records("fees") if lacking == "money" else ():
            step.remove(record.key)
        for section in ("releases", "milestones", "deliverables") if lacking == "time" else ():
            for record in engagement.records(section):
                step.set(record.key, "due", None)
    text = made(engagement).text
    assert draft.upper() in text.upper()
    assert squash(reason) in text
    others = {"The problem statement is missing.", "Nothing has a fee.", "has a date."} - {reason}
    assert not [each for each in others if squash(each) in text and each not in reason]


def test_t2_a_fee_line_without_a_figure_makes_it_a_draft(squash: Callable[[str], str]) -> None:
    engagement = cut()
    with Step(engagement, "Open") as step:
        step.set(engagement.by_id("FE-1").key, "days", None)
    assert squash("A figure is missing in FE-1.") in made(engagement).text


def test_the_release_is_named_on_the_cover_and_in_the_margins_and_the_file_keeps_to_the_standards() -> None:
    brief = made(cut(), release="v1")
    assert "STATEMENTOFWORK·V1" in brief.text
    for profile in PROFILES:
        assert failures(brief.brief.set.data, profile) == []
    assert faults(brief.brief.set.data, "a4") == []


@pytest.mark.parametrize("kind", ["scope", "executive", "timeline"])
def test_other_kinds_take_a_release_too(kind: str) -> None:
    text = made(cut(), kind, "v1").text
    assert "Milestoneone" in text
    assert "Milestonetwo" not in text
