"""The ML Test Score.

Source of the rule, which the items alone do not say: E. Breck, S. Cai, E. Nielsen, M. Salib, D. Sculley, *The ML Test
Score: A Rubric for ML Production Readiness and Technical Debt Reduction*, IEEE Big Data 2017, section VI: half a point
for a test done by hand with its result written down, a further half if it runs automatically and repeatedly; the points
are summed in each of the four groups, and the final score is the lowest of the four sums (row J18).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scopewright.language import N_
from scopewright.model.sections.ml_tests import GROUPS, RubricItem

POINTS = {"manual": 0.5, "automated": 1.0}

READINESS = (
    (0.0, N_("More of a research project than a system in production")),
    (1.0, N_("Not wholly untested, but serious holes must be expected")),
    (2.0, N_("A first pass at the basics; more has to be invested")),
    (3.0, N_("Reasonably tested; more could be automated")),
    (5.0, N_("Strongly automated testing and monitoring, fit for what matters most")),
    (7.0, N_("Exceptional automated testing and monitoring")),
)
"""What a final score means, up to and including each bound."""


@dataclass(frozen=True)
class RubricScore:
    """Points by group, 0 to 7 each with the shipped items, and the final score: the lowest of them."""

    groups: dict[str, float]
    final: float

    @property
    def readiness(self) -> str:
        """What the final score means; untranslated."""
        return next((words for bound, words in READINESS if self.final <= bound), READINESS[-1][1])


def points(item: RubricItem) -> float:
    """Of one item; without evidence it counts nothing, whatever was ticked."""
    return POINTS.get(item.state or "", 0.0) if item.evidence.strip() else 0.0


def score(items: Iterable[RubricItem]) -> RubricScore:
    """The score of the rubric; a group without items scores nothing."""
    groups = {group: 0.0 for group, _title in GROUPS}
    for item in items:
        if item.group:
            groups[item.group] += points(item)
    return RubricScore(groups, min(groups.values()))
