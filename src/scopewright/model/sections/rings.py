"""Who gets it first: the rings of the rollout (row M24)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, day, prose, ref, text
from scopewright.model.record import Record, section

STATES = (("open", N_("Not begun")), ("running", N_("Running")), ("left", N_("Completed")), ("stopped", N_("Stopped")))


@section(
    "rings",
    N_("Rollout rings"),
    one=N_("rollout ring"),
    prefix="RI",
    place=90,
    phase="deploy",
    icon="orbit",
    document="planning",
    hint=N_("Begin with a few colleagues; say for every ring what lets it open and what lets it end."),
)
class Ring(Record):
    """A ring of the rollout, from the innermost outwards in the order of the list."""

    title: str = text(N_("Ring"), required=True)
    audience: str = text(N_("Audience"), help=N_("Who, and how many."))
    entry: str = prose(N_("Opens when"), column=True)
    exit: str = prose(N_("Ends when"), column=True, required=True)
    metric: str | None = ref(N_("Watched"), "metrics")
    start: dt.date | None = day(N_("Start"))
    due: dt.date | None = day(N_("End"))
    state: str | None = choice(N_("State"), STATES)
