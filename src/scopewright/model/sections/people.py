"""Everybody the scope names: persons, teams and roles."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import choice, text
from scopewright.model.record import Record, section

SORTS = (("person", N_("Person")), ("team", N_("Team")), ("role", N_("Role")))
SIDES = (("client", N_("Client")), ("consultant", N_("Consultant")), ("third", N_("Third party")))


@section(
    "people",
    N_("People"),
    one=N_("person"),
    prefix="P",
    place=30,
    phase="frame",
    icon="users",
    hint=N_("Add who decides, who signs and who does the work; every other page picks from here."),
    headline="name",
    without=("owner", "release", "tags"),
)
class Person(Record):
    """A person, a team or a role; renamed once, it changes everywhere."""

    name: str = text(N_("Name"), required=True)
    sort: str | None = choice(N_("Type"), SORTS)
    role: str = text(N_("Role"), help=N_("What they do here, such as sponsor or data engineer."))
    side: str | None = choice(N_("Side"), SIDES)
    organisation: str = text(N_("Organisation"))
    email: str = text(N_("E-mail"))
