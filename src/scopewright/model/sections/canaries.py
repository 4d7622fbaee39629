"""A new model for a few first, with the way back (row J20)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import day, number, prose, ref, text
from scopewright.model.record import Record, section


@section(
    "canaries",
    N_("Canary plans"),
    one=N_("canary plan"),
    prefix="CA",
    place=70,
    phase="deploy",
    icon="bird",
    document="planning",
    hint=N_("Say what share sees the new model first, what is watched and when it is taken back."),
)
class Canary(Record):
    """A share of the traffic on the new model, what is compared, and the tested way back."""

    title: str = text(N_("Canary"), required=True)
    deployment: str | None = ref(N_("Deployment"), "deployments")
    share: float | None = number(N_("Share of the traffic"), low=0, high=100, unit="%")
    start: dt.date | None = day(N_("Start"))
    end: dt.date | None = day(N_("End"))
    metric: str | None = ref(N_("Watched"), "metrics")
    delta: float | None = number(
        N_("Largest change"), low=0, high=100, unit="%", help=N_("Of predictions on the same rows, new to current.")
    )
    rollback: str = prose(N_("Taken back when"), column=True)
    rollback_tested: dt.date | None = day(N_("Way back tested on"))
