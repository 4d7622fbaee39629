"""Risks, concerns and uncertainties that everyone should know (row M18)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, chosen_scale, computed, day, prose, ref, text
from scopewright.model.kinds import Product, Scale
from scopewright.model.record import Record, section
from scopewright.model.scoring import IMPACT, IMPACTS, LIKELIHOOD, LIKELIHOODS, MOST, USUAL, Scoring

STRATEGIES = (("avoid", N_("Avoid")), ("reduce", N_("Reduce")), ("transfer", N_("Transfer")), ("accept", N_("Accept")))
STATES = (("open", N_("Open")), ("happened", N_("Happened")), ("closed", N_("Closed")))
OPEN: frozenset[str | None] = frozenset({None, "open"})
"""The states in which a risk may still happen; nothing said counts as open."""
SCORE = Product((Scale(1, USUAL, LIKELIHOODS[:USUAL], LIKELIHOOD), Scale(1, USUAL, IMPACTS[:USUAL], IMPACT)))
"""How a score is shown: on the scale of the engagement, where nobody chose one on the usual one."""
DONE = frozenset({"closed"})
"""The states in which nobody need watch it any longer; one that happened is still dealt with."""


@section(
    "risks",
    N_("Risks"),
    one=N_("risk"),
    prefix="R",
    place=20,
    phase="decide",
    icon="shield-alert",
    document="planning",
    hint=N_("Add what could go wrong, how likely it is and how much it would hurt."),
)
class Risk(Record):
    """A risk; its score is likelihood times impact and never typed. What a score means, the risk scale says."""

    title: str = text(N_("Risk"), required=True, help=N_("One sentence: what may happen."))
    likelihood: int | None = chosen_scale(N_("Likelihood"), LIKELIHOOD, LIKELIHOODS[:USUAL], MOST)
    impact: int | None = chosen_scale(N_("Impact"), IMPACT, IMPACTS[:USUAL], MOST)
    strategy: str | None = choice(N_("Strategy"), STRATEGIES, column=False)
    response: str = prose(N_("Response"), column=True, help=N_("What is done about it."))
    trigger: str = text(N_("Trigger"), column=False, help=N_("The sign by which anybody sees it coming."))
    residual_likelihood: int | None = chosen_scale(
        N_("Likelihood after response"), LIKELIHOOD, LIKELIHOODS[:USUAL], MOST, column=False
    )
    residual_impact: int | None = chosen_scale(N_("Impact after response"), IMPACT, IMPACTS[:USUAL], MOST, column=False)
    state: str | None = choice(N_("State"), STATES)
    due: dt.date | None = day(N_("Review by"))
    decision: str | None = ref(N_("Decision"), "decisions", column=False)
    dataset: str | None = ref(N_("Dataset"), "datasets", column=False, help=N_("The data whose audit showed it."))

    @computed(N_("Score"), SCORE, after="impact", help=N_("Likelihood times impact."))
    def score(self) -> tuple[int, int] | None:
        """The two steps that make the score as they are stored; nothing while one of them is missing."""
        return (self.likelihood, self.impact) if self.likelihood and self.impact else None

    def steps_given(self) -> list[int]:
        """The steps that were chosen, before and after the response."""
        steps = (self.likelihood, self.impact, self.residual_likelihood, self.residual_impact)
        return [step for step in steps if step is not None]

    def score_on(self, scoring: Scoring) -> int | None:
        """The score on the scale of the engagement; nothing while a figure is missing or is no step of it."""
        return scoring.score(self.likelihood, self.impact)

    def residual_on(self, scoring: Scoring) -> int | None:
        """The score after the response on the scale of the engagement."""
        return scoring.score(self.residual_likelihood, self.residual_impact)

    @computed(
        N_("Score after response"),
        SCORE,
        after="residual_impact",
        column=False,
        help=N_("What is left once the response works."),
    )
    def residual_score(self) -> tuple[int, int] | None:
        """The two steps after the response; nothing while one of them is missing."""
        left, hurt = self.residual_likelihood, self.residual_impact
        return (left, hurt) if left and hurt else None
