"""The questions asked again at every review and release start (row T20)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, day, prose, ref, text
from scopewright.model.record import Record, section

MOTION = (("better", N_("Getting better")), ("stuck", N_("Stuck")), ("worse", N_("Getting worse")))
ANSWERS = (("yes", N_("Yes")), ("no", N_("No")), ("unsure", N_("Not sure")))


@section(
    "checkpoints",
    N_("Checkpoints"),
    one=N_("checkpoint"),
    prefix="CP",
    place=40,
    phase="decide",
    icon="signpost",
    document="planning",
    hint=N_("Fill one in at every review, and before the next release opens."),
)
class Checkpoint(Record):
    """One card; it is complete when all five questions are answered and somebody held it."""

    title: str = text(N_("Checkpoint"), required=True)
    held: dt.date | None = day(N_("Held on"))
    motion: str | None = choice(N_("Better or stuck?"), MOTION)
    simpler: str | None = choice(N_("Could it be simpler?"), ANSWERS)
    question: str | None = choice(N_("Still the right question?"), ANSWERS)
    metrics: str | None = choice(N_("Still the right metrics?"), ANSWERS)
    ageing: str | None = choice(N_("Does the model age?"), ANSWERS)
    run: str | None = ref(N_("Run"), "runs", column=False)
    consequence: str = prose(N_("What follows"), column=True)
