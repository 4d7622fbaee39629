"""Rules about who answers for what, and who can."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.language import N_, _
from scopewright.lint.finding import Found, at, each, whole
from scopewright.lint.scope import Scope
from scopewright.model.sections.overview import Overview
from scopewright.model.sections.ownership import Ownership
from scopewright.model.sections.people import Person

OWNED = ("objectives", "requirements", "risks", "deliverables", "milestones")
"""Sections in which a record without an owner is nobody's work."""


@whole(
    "OWN01",
    "hint",
    N_("A section has no owner"),
    why=N_("Reviews go round in circles when nobody answers for the section."),
    bad={"risks": [{"title": "Labels arrive late"}]},
    good={"risks": [{"title": "Labels arrive late"}], "ownership": [{"covers": "risks", "owner": "Ana Ruiz"}]},
)
def section_has_owner(scope: Scope) -> Iterator[Found]:
    """Every section with records has a directly responsible person."""
    owned = {o.covers for o in scope.all(Ownership) if o.owner}
    for key, section in scope.sections.items():
        expected = "owner" in section and not section.single and key not in ("ownership", "rules_off")
        if expected and key not in owned and scope.of(key):
            yield Found(key, None, "", _("Nobody answers for {section}.").format(section=_(section.title)))


@whole(
    "OWN02",
    "hint",
    N_("A record has no owner"),
    why=N_("What belongs to nobody is done by nobody."),
    bad={"risks": [{"title": "Labels arrive late"}]},
    good={"risks": [{"title": "Labels arrive late", "owner": "Li Wei"}]},
)
def record_has_owner(scope: Scope) -> Iterator[Found]:
    """Objectives, requirements, risks, deliverables and milestones have an owner."""
    for key in OWNED:
        for record in scope.of(key):
            if record.is_empty("owner"):
                yield at(record, "owner", _("{id} has no owner.").format(id=record.id))


@whole(
    "OWN03",
    "warning",
    N_("A whole team owns a record"),
    why=N_("Everybody in it thinks that somebody else looks after it."),
    bad={
        "risks": [{"title": "Labels arrive late", "owner": "Data team"}],
        "people": [{"name": "Data team", "sort": "team"}],
    },
    good={"risks": [{"title": "Labels arrive late", "owner": "Li Wei"}]},
)
def owner_is_a_person(scope: Scope) -> Iterator[Found]:
    """Every directly responsible owner is one person or role, not a team."""
    teams = {person.key: person.name for person in scope.all(Person) if person.sort == "team"}
    for record in scope.records if teams else ():
        if record.owner in teams:
            yield at(record, "owner", _("{name} is a team; name one person.").format(name=teams[record.owner]))


@each(
    Ownership,
    "OWN04",
    "warning",
    N_("An owner answers for a section that does not exist"),
    field="covers",
    why=N_("The real section stays without an owner, and looks as if it had one."),
    bad={"ownership": [{"covers": "risk list", "owner": "Ana Ruiz"}]},
    good={"ownership": [{"covers": "risks", "owner": "Ana Ruiz"}]},
)
def covered_section_exists(ownership: Ownership, scope: Scope) -> str:
    """Every section owner names the key of a section."""
    unknown = ownership.covers and ownership.covers not in scope.sections
    return _("There is no section “{name}”.").format(name=ownership.covers) if unknown else ""


@whole(
    "OWN05",
    "warning",
    N_("Two people answer for the same section"),
    why=N_("Where two are responsible, each waits for the other."),
    bad={"ownership": [{"covers": "risks", "owner": "Ana Ruiz"}, {"covers": "risks", "owner": "Li Wei"}]},
    good={"ownership": [{"covers": "risks", "owner": "Ana Ruiz"}, {"covers": "metrics", "owner": "Li Wei"}]},
)
def one_owner_a_section(scope: Scope) -> Iterator[Found]:
    """No section has two owners for the same release."""
    seen: dict[tuple[str, str | None], str] = {}
    for ownership in scope.all(Ownership):
        place = (ownership.covers, ownership.release)
        if ownership.owner and seen.setdefault(place, ownership.owner) != ownership.owner:
            yield at(ownership, "owner", _("{name} answers for it already.").format(name=scope.name(seen[place])))


@whole(
    "PPL02",
    "warning",
    N_("Two people have the same name"),
    why=N_("A reader cannot tell which of them signs, and links by name are refused."),
    bad={"people": [{"name": "Li Wei", "role": "Engineer"}, {"name": "Li Wei", "role": "Sponsor"}]},
    good={"people": [{"name": "Li Wei (engineer)"}, {"name": "Li Wei (sponsor)"}]},
)
def names_are_unique(scope: Scope) -> Iterator[Found]:
    """No two people, teams or roles have the same name."""
    seen: dict[str, str] = {}
    for person in scope.all(Person):
        first = seen.setdefault(person.name.strip().casefold(), person.id)
        if person.name and first != person.id:
            yield at(person, "name", _("{id} has the same name.").format(id=first))


@each(
    Overview,
    "PPL03",
    "hint",
    N_("The engagement has no sponsor at the client"),
    field="sponsor",
    why=N_("Without somebody who pays and signs, the brief is read by nobody who can say yes."),
    bad={
        "overview": [{"sponsor": "Ida Falk"}],
        "people": [{"name": "Ida Falk", "side": "consultant"}],
    },
    good={"overview": [{"sponsor": "Helena Marsh"}], "people": [{"name": "Helena Marsh", "side": "client"}]},
)
def sponsor_is_at_the_client(overview: Overview, scope: Scope) -> str:
    """The sponsor is named, and is not one of the consultants."""
    sponsor = scope.get(overview.sponsor, Person)
    if sponsor is None:
        return _("Nobody pays and signs.") if len(scope.records) > 2 else ""
    return _("{name} is a consultant.").format(name=sponsor.name) if sponsor.side == "consultant" else ""


@whole(
    "PPL04",
    "hint",
    N_("Nobody from the client is named"),
    why=N_("A scope that only consultants speak in was not agreed with anybody."),
    bad={"people": [{"name": "Ida Falk", "side": "consultant"}, {"name": "Jon Ek", "side": "consultant"}]},
    good={"people": [{"name": "Ida Falk", "side": "consultant"}, {"name": "Helena Marsh", "side": "client"}]},
)
def client_is_named(scope: Scope) -> Iterator[Found]:
    """Where sides are said, somebody stands on the client's."""
    sides = {person.side for person in scope.all(Person)}
    if "consultant" in sides and "client" not in sides:
        yield Found("people", None, "side", _("Every person is on the consultants' side."))
