"""Technical debt, accounted for like money that was borrowed (row J22)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, day, number, prose, text
from scopewright.model.record import Record, section

STATES = (("open", N_("Owed")), ("repaid", N_("Repaid")), ("accepted", N_("Kept on purpose")))


@section(
    "debts",
    N_("Technical debt"),
    one=N_("debt"),
    many=N_("debts"),
    prefix="TD",
    place=140,
    phase="watch",
    icon="banknote",
    document="planning",
    hint=N_("Add each shortcut when it is taken: what it saves now, what it costs every month."),
)
class Debt(Record):
    """A shortcut with its principal (days to repay) and interest (days a month while it is owed)."""

    title: str = text(N_("Shortcut"), required=True)
    state: str | None = choice(N_("State"), STATES)
    principal: float | None = number(N_("To repay"), low=0, unit="d", help=N_("Working days to put it right."))
    interest: float | None = number(N_("Costs a month"), low=0, unit="d", help=N_("Working days lost every month."))
    taken: dt.date | None = day(N_("Taken on"))
    due: dt.date | None = day(N_("Repay by"))
    reason: str = prose(N_("Because"), column=True)
