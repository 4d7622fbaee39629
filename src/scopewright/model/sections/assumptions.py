"""What the plan takes for granted (rows T2, M18)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, day, prose, ref, text
from scopewright.model.record import Record, section

STATES = (("open", N_("Not checked")), ("holds", N_("Holds")), ("broken", N_("Does not hold")))


@section(
    "assumptions",
    N_("Assumptions"),
    one=N_("assumption"),
    prefix="AS",
    place=30,
    phase="agree",
    icon="scale",
    document="planning",
    hint=N_("Add what must be true for the dates and the fee to hold."),
)
class Assumption(Record):
    """A condition of the offer; if it breaks, the change of scope is talked about."""

    title: str = text(N_("Assumption"), required=True)
    state: str | None = choice(N_("State"), STATES)
    consequence: str = prose(N_("If it does not hold"), column=True)
    check_by: dt.date | None = day(N_("Checked by"))
    risk: str | None = ref(N_("Risk"), "risks", column=False)
