"""What we would not impose on ourselves but must respect (rows M10, M13)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, day, number, prose, text
from scopewright.model.record import Record, section
from scopewright.model.sections.metrics import COMPARATORS

CATEGORIES = (
    ("time", N_("Time")),
    ("money", N_("Money")),
    ("performance", N_("Performance")),
    ("latency", N_("Latency")),
    ("infrastructure", N_("Infrastructure")),
    ("privacy", N_("Privacy")),
    ("security", N_("Security")),
    ("interface", N_("Interface")),
    ("legal", N_("Legal")),
)


@section(
    "constraints",
    N_("Constraints"),
    one=N_("constraint"),
    prefix="C",
    place=30,
    phase="scope",
    icon="fence",
    document="requirements",
    hint=N_("Add what cannot be done and because of what."),
    headline="statement",
)
class Constraint(Record):
    """A limit set from outside, with the threshold that tells whether it is kept."""

    statement: str = text(N_("Constraint"), required=True, help=N_("“We can't … because …”."))
    category: str | None = choice(N_("Category"), CATEGORIES)
    comparator: str | None = choice(N_("Comparator"), COMPARATORS)
    threshold: float | None = number(N_("Threshold"))
    unit: str = text(N_("Unit"), longest=40)
    on: dt.date | None = day(
        N_("Day"), column=False, help=N_("A freeze, an audit, the end of a contract: a line through the timeline.")
    )
    reason: str = prose(N_("Because"), column=True)
