"""Who works on what with which share of their time (row M26)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, day, number, person, text
from scopewright.model.record import Record, section

ROLES = (
    ("product", N_("Product")),
    ("data_engineering", N_("Data engineering")),
    ("machine_learning", N_("Machine learning")),
    ("operations", N_("DevOps")),
    ("design", N_("UI/UX")),
    ("accessibility", N_("Accessibility")),
    ("reliability", N_("Site reliability")),
    ("project", N_("Project management")),
)
ESSENTIAL = ("product", "data_engineering", "machine_learning", "operations")
"""The four roles without which a release has nobody for a whole side of the work."""


@section(
    "allocations",
    N_("Team"),
    one=N_("allocation"),
    many=N_("allocations"),
    prefix="AL",
    place=35,
    phase="frame",
    icon="users-round",
    document="planning",
    hint=N_("Add who takes which role with how much of their week, their other projects included."),
)
class Allocation(Record):
    """A share of a person's week in one role; the shares of a person over all projects must not pass 100 %."""

    title: str = text(N_("Task"), required=True)
    person: str | None = person(N_("Person"))
    role: str | None = choice(N_("Role"), ROLES)
    share: float | None = number(N_("Allocation"), low=0, high=100, unit="%")
    start: dt.date | None = day(N_("From"))
    end: dt.date | None = day(N_("Until"))
    project: str = text(N_("Other project"), help=N_("Empty: this engagement."))
