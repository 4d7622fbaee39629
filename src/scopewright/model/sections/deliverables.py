"""What is handed over for a requirement, and when it counts as done (row M27)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, day, money, people, prose, ref, refs, text
from scopewright.model.kinds import Amount
from scopewright.model.record import Record, section
from scopewright.model.sections.requirements import STATUSES


@section(
    "deliverables",
    N_("Deliverables"),
    one=N_("deliverable"),
    prefix="DEL",
    place=10,
    phase="deliver",
    icon="package-check",
    document="planning",
    hint=N_("Add what the client receives, and by what they will accept it."),
)
class Deliverable(Record):
    """A deliverable under one requirement, whose priority it shares."""

    title: str = text(N_("Deliverable"), required=True)
    requirement: str | None = ref(N_("Requirement"), "requirements")
    contributors: tuple[str, ...] = people(N_("Contributors"))
    depends_on: tuple[str, ...] = refs(N_("Depends on"), "deliverables")
    acceptance: str = prose(N_("Accepted when"), column=True, required=True)
    status: str | None = choice(N_("Status"), STATUSES)
    due: dt.date | None = day(N_("Due"))
    voided_by: str | None = ref(N_("Void since"), "gates", column=False, help=N_("The gate that failed."))
    fee: Amount | None = money(N_("Fee"))
