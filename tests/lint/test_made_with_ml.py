"""The slips of the Made With ML example are found, each by the rule for it, and nothing else is called wrong."""

from __future__ import annotations

import pytest

from scopewright.lint import Finding, check
from tests.fixtures import made_with_ml

SLIPS = {
    ("CON01", "C-1"),  # low latency, asked for as more than 100 ms
    ("MET14", "M-1"),  # which of the two metrics leads is left to a sentence
    ("DAC02", "D-2"),  # the approver contributes, too
    ("DAC03", "D-2"),  # a whole team drives
    ("REQ05", "REQ-6"),  # the requirement stands there twice …
    ("REQ09", "REQ-6"),  # … once as a must, once as Medium …
    ("DEC02", "REQ-6"),  # … which is no priority
    ("DEC02", "MS-1"),  # every date is "by XX"
    ("DEC02", "MS-2"),
    ("DEC02", "MS-3"),
    ("DEC02", "MS-4"),
    ("OVW01", "OV-1"),  # the motivation has no number in it
}
OF_SLIPS = {rule for rule, _id in SLIPS}
STILL_TO_DO = {
    "REQ01": "nothing is delivered for a must",
    "REQ11": "nothing is delivered for what is no must",
    "REQ06": "it is complete, its deliverables do not say so",
    "NOT01": "notes wait in the inbox",
    "NOT02": "tags of notes have no need yet",
    "WRD02": "the name of a metric in what executives read",
}
"""Besides what is empty: what a partner would still ask for, in fields that say something."""


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    return check(made_with_ml())


def test_m13_m17_m20_m27_m28_exactly_the_slips_of_the_source_are_found(findings: list[Finding]) -> None:
    assert {(finding.rule, finding.id) for finding in findings if finding.rule in OF_SLIPS} == SLIPS


def test_m13_m27_only_contradictions_of_the_source_are_errors(findings: list[Finding]) -> None:
    errors = [(finding.rule, finding.id) for finding in findings if finding.severity == "error"]
    assert sorted(errors) == [("CON01", "C-1"), ("REQ09", "REQ-6")]


def test_every_other_finding_leads_to_an_empty_field_or_to_work_that_is_named_here(findings: list[Finding]) -> None:
    engagement = made_with_ml()
    said = {
        finding.rule
        for finding in findings
        if finding.rule not in OF_SLIPS and finding.id and not engagement.by_id(finding.id).is_empty(finding.field)
    }
    assert said == set(STILL_TO_DO)
