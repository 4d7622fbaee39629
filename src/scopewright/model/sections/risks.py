"""Risks, concerns and uncertainties that everyone should know (row M18)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, computed, day, prose, ref, scale, text
from scopewright.model.kinds import Number
from scopewright.model.record import Record, section

LIKELIHOODS = (N_("Rare"), N_("Unlikely"), N_("Possible"), N_("Likely"), N_("Almost certain"))
IMPACTS = (N_("Minor"), N_("Limited"), N_("Serious"), N_("Major"), N_("Severe"))
STRATEGIES = (("avoid", N_("Avoid")), ("reduce", N_("Reduce")), ("transfer", N_("Transfer")), ("accept", N_("Accept")))
STATES = (("open", N_("Open")), ("happened", N_("Happened")), ("closed", N_("Closed")))
OPEN: frozenset[str | None] = frozenset({None, "open"})
"""The states in which a risk may still happen; nothing said counts as open."""
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
    """A risk; its score is likelihood times impact and never typed."""

    title: str = text(N_("Risk"), required=True, help=N_("One sentence: what may happen."))
    likelihood: int | None = scale(N_("Likelihood"), 1, 5, LIKELIHOODS)
    impact: int | None = scale(N_("Impact"), 1, 5, IMPACTS)
    strategy: str | None = choice(N_("Strategy"), STRATEGIES, column=False)
    response: str = prose(N_("Response"), column=True, help=N_("What is done about it."))
    trigger: str = text(N_("Trigger"), column=False, help=N_("The sign by which anybody sees it coming."))
    residual_likelihood: int | None = scale(N_("Likelihood after response"), 1, 5, LIKELIHOODS, column=False)
    residual_impact: int | None = scale(N_("Impact after response"), 1, 5, IMPACTS, column=False)
    state: str | None = choice(N_("State"), STATES)
    due: dt.date | None = day(N_("Review by"))
    decision: str | None = ref(N_("Decision"), "decisions", column=False)
    dataset: str | None = ref(N_("Dataset"), "datasets", column=False, help=N_("The data whose audit showed it."))

    @computed(N_("Score"), Number(), help=N_("Likelihood times impact, 1 to 25."))
    def score(self) -> int | None:
        """Likelihood times impact, 1 to 25; nothing while one of them is missing."""
        return self.likelihood * self.impact if self.likelihood and self.impact else None

    @computed(N_("Score after response"), Number(), help=N_("What is left once the response works, 1 to 25."))
    def residual_score(self) -> int | None:
        """Likelihood times impact after the response; nothing while one of them is missing."""
        left, hurt = self.residual_likelihood, self.residual_impact
        return left * hurt if left and hurt else None
