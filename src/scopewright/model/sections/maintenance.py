"""What must be looked after once it runs (row J21)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, day, number, prose, text
from scopewright.model.record import Record, section

SORTS = (
    ("entanglement", N_("Changing anything changes everything")),
    ("consumer", N_("Undeclared consumer")),
    ("input", N_("Unstable input")),
    ("feature", N_("Unnecessary feature")),
    ("staleness", N_("Staleness and retraining")),
    ("other", N_("Other")),
)
STATES = (("open", N_("Open")), ("handled", N_("Dealt with")), ("accepted", N_("Accepted as it is")))


@section(
    "maintenance",
    N_("Maintenance"),
    one=N_("maintenance item"),
    many=N_("maintenance items"),
    prefix="MA",
    place=130,
    phase="watch",
    icon="wrench",
    document="planning",
    hint=N_("Add what will decay, who notices and when it is renewed."),
)
class MaintenanceItem(Record):
    """An entry of the maintenance registers; retraining is dated, so that it stands on the timeline."""

    title: str = text(N_("Item"), required=True)
    sort: str | None = choice(N_("Type"), SORTS)
    state: str | None = choice(N_("State"), STATES)
    due: dt.date | None = day(N_("Next due"))
    every: int | None = number(N_("Every"), low=1, unit="d", help=N_("Days until it is due again."))
    action: str = prose(N_("What is done"), column=True)
