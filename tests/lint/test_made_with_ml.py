"""The slips of the Made With ML example are found, each by the rule for it."""

from __future__ import annotations

from scopewright.lint import check
from tests.fixtures import made_with_ml

SLIPS = {
    ("CON01", "C-1"),  # low latency, asked for as more than 100 ms
    ("DAC02", "D-2"),  # the approver contributes, too
    ("DAC03", "D-2"),  # a whole team drives
    ("REQ05", "REQ-6"),  # the requirement stands there twice …
    ("DEC02", "REQ-6"),  # … once as a must, once as Medium
    ("DEC02", "MS-1"),  # every date is "by XX"
    ("DEC02", "MS-2"),
    ("DEC02", "MS-3"),
    ("DEC02", "MS-4"),
    ("OVW01", "OV-1"),  # the motivation has no number in it
}
OF_SLIPS = {rule for rule, _id in SLIPS}


def test_m13_m17_m27_m28_exactly_the_slips_of_the_source_are_found() -> None:
    found = {(finding.rule, finding.id) for finding in check(made_with_ml()) if finding.rule in OF_SLIPS}
    assert found == SLIPS
