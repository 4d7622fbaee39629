"""What the client wants to reach, and how anybody will know (rows M9, T6)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, day, flag, number, person, refs, scale, text
from scopewright.model.record import Record, section

STEPS = (N_("Marginal"), N_("Minor"), N_("Useful"), N_("Important"), N_("Decisive"))
DIRECTIONS = (("higher", N_("Higher is better")), ("lower", N_("Lower is better")))


@section(
    "objectives",
    N_("Objectives"),
    one=N_("objective"),
    prefix="O",
    place=10,
    phase="scope",
    icon="target",
    document="requirements",
    hint=N_("Add what the client wants to be true afterwards, the most important first."),
    headline="statement",
)
class Objective(Record):
    """An objective in the client's words with the number that settles it; their order is their importance."""

    statement: str = text(N_("Objective"), required=True, help=N_("“We want …”, in the client's words."))
    metric: str = text(N_("What is counted"), help=N_("The business figure, such as search tickets a week."))
    direction: str | None = choice(N_("Direction"), DIRECTIONS)
    baseline: float | None = number(N_("Today"), help=N_("The figure now, before any of this."))
    target: float | None = number(N_("Target"))
    unit: str = text(N_("Unit"), longest=40)
    relative: bool = flag(
        N_("Target is a change"), column=False, help=N_("Against the figure today: a target of -15 % is 15 % less.")
    )
    due: dt.date | None = day(N_("Due"))
    importance: int | None = scale(N_("Importance"), 1, 5, STEPS, column=False)
    measured_by: tuple[str, ...] = refs(N_("Measured by"), "metrics", help=N_("The model metrics that stand for it."))
    accepted_by: str | None = person(N_("Accepted by"), help=N_("Who at the client agreed to this figure."))
    accepted_on: dt.date | None = day(N_("Accepted on"), column=False)
