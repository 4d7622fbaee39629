"""Going back to an earlier phase, with the reason (row J1)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, day, prose, text
from scopewright.model.record import Record, section
from scopewright.model.sections.lifecycle import STAGES


@section(
    "revisits",
    N_("Revisits"),
    one=N_("revisit"),
    prefix="RV",
    place=20,
    phase="review",
    icon="rotate-ccw",
    document="planning",
    hint=N_("Going back is normal: note from where, to where and why."),
)
class Revisit(Record):
    """One return to an earlier phase of the lifecycle."""

    title: str = text(N_("What is looked at again"), required=True)
    back_from: str | None = choice(N_("From"), STAGES)
    back_to: str | None = choice(N_("Back to"), STAGES)
    on: dt.date | None = day(N_("On"))
    reason: str = prose(N_("Because"), column=True, required=True)
