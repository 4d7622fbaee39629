"""What users are given to try, and what came of it (row T19)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, day, prose, text
from scopewright.model.record import Record, section

STATES = (("planned", N_("Planned")), ("held", N_("Held")), ("dropped", N_("Dropped")))
VERDICTS = (("open", N_("Not decided")), ("accepted", N_("Accepted")), ("declined", N_("Declined")))


@section(
    "trials",
    N_("User trials"),
    one=N_("user trial"),
    prefix="TR",
    place=100,
    phase="watch",
    icon="user-round-check",
    document="planning",
    hint=N_("Add who tries what and when; a finding that is accepted becomes a candidate for the next release."),
)
class Trial(Record):
    """A trial with one finding; several findings of one trial are several records."""

    title: str = text(N_("Trial"), required=True)
    state: str | None = choice(N_("State"), STATES)
    users: str = text(N_("Users"))
    held: dt.date | None = day(N_("Held on"))
    finding: str = prose(N_("Finding"), column=True)
    verdict: str | None = choice(N_("Verdict"), VERDICTS)
