"""Ways to solve the problem: today's, the ideal one, what this release does, what was rejected (row M11)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import choice, computed, prose, refs, scale, text
from scopewright.model.kinds import Number
from scopewright.model.record import Record, section

STANDINGS = (
    ("current", N_("In use today")),
    ("ideal", N_("Ideal, without constraints")),
    ("chosen", N_("This release")),
    ("proposed", N_("Proposed")),
    ("rejected", N_("Rejected")),
)
EASE = (N_("Very hard"), N_("Hard"), N_("Manageable"), N_("Easy"), N_("Very easy"))
IMPACT = (N_("Marginal"), N_("Small"), N_("Useful"), N_("Large"), N_("Decisive"))


@section(
    "solutions",
    N_("Solution options"),
    one=N_("solution option"),
    prefix="SOL",
    place=10,
    phase="solution",
    icon="lightbulb",
    document="requirements",
    hint=N_("Add how it is done today and what would be ideal; think of constraints only after that."),
)
class Solution(Record):
    """An option; one that a constraint excluded is proposed again when the constraint is gone."""

    title: str = text(N_("Option"), required=True)
    standing: str | None = choice(N_("Standing"), STANDINGS)
    ease: int | None = scale(N_("Ease"), 1, 5, EASE)
    impact: int | None = scale(N_("Impact"), 1, 5, IMPACT)
    rationale: str = prose(N_("Rationale"), column=True, help=N_("Why it stands where it stands."))
    excluded_by: tuple[str, ...] = refs(
        N_("Excluded by"), "constraints", help=N_("The constraints without which it would be possible.")
    )
    specification: str = prose(N_("Specification"), help=N_("What it does, for whom, with which inputs and outputs."))
    stories: str = prose(N_("User stories"), help=N_("“As …, I want …, so that …”, one a line."))
    wireframe: str = text(N_("Wireframe"), column=False, help=N_("Where the drawing lies: a file or a board."))

    @computed(
        N_("Ease times impact"),
        Number(),
        after="impact",
        help=N_("1 to 25: the easy option with the greatest effect leads."),
    )
    def promise(self) -> int | None:
        """Ease times impact, 1 to 25: the easy option with the greatest effect leads; nothing while one is missing."""
        return self.ease * self.impact if self.ease and self.impact else None
