"""Systems and teams that this work depends on, or that depend on it (row M14)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, day, person, prose, text
from scopewright.model.record import Record, section

DIRECTIONS = (
    ("dependency", N_("We depend on it")),
    ("consumer", N_("It depends on us")),
    ("coexists", N_("Both must live side by side")),
)


@section(
    "integrations",
    N_("Integrations"),
    one=N_("integration"),
    prefix="IN",
    place=50,
    phase="solution",
    icon="plug",
    document="design",
    hint=N_("Add every system this touches, and tell its team before they find out."),
)
class Integration(Record):
    """A dependency or consumer; its team has been told on the day in ``notified``."""

    title: str = text(N_("System"), required=True)
    direction: str | None = choice(N_("Direction"), DIRECTIONS)
    team: str | None = person(N_("Owning team"), sort="team")
    what: str = text(N_("What passes"), help=N_("The data, call or file, and how often."))
    notified: dt.date | None = day(N_("Notified on"), help=N_("The day their team was told."))
    contact: str | None = person(N_("Contact for breaking changes"))
    conflict: str = prose(N_("Conflicts"), help=N_("What cannot run beside what."))
    mock: str = text(N_("Mock-up until then"), column=False)
