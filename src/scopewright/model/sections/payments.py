"""When the client pays which share (row T2)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import day, number, ref, text
from scopewright.model.record import Record, section


@section(
    "payments",
    N_("Payments"),
    one=N_("payment"),
    prefix="PAY",
    place=20,
    phase="agree",
    icon="hand-coins",
    document="planning",
    hint=N_("Add what falls due when: a share of the total at a milestone or a date."),
)
class Payment(Record):
    """A part of the total that falls due at a milestone or on a day; the shares are meant to be 100 %."""

    title: str = text(N_("Payment"), required=True)
    share: float | None = number(N_("Share of the total"), low=0, high=100, unit="%")
    milestone: str | None = ref(N_("At milestone"), "milestones")
    due: dt.date | None = day(N_("Due"), help=N_("Only where no milestone says so."))
    terms: str = text(N_("Terms"), help=N_("Such as 30 days net."))
