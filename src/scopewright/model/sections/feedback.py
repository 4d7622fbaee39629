"""How what happens in use comes back into the work (row M25)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import choice, ref, text
from scopewright.model.record import Record, section

SIGNALS = (
    ("person", N_("A person checks")),
    ("automatic", N_("Automatic")),
    ("proxy", N_("Proxy signal")),
    ("conflict", N_("Conflict checked by people")),
    ("report", N_("Reported by users")),
)


@section(
    "feedback",
    N_("Feedback plan"),
    one=N_("feedback source"),
    many=N_("feedback sources"),
    prefix="FK",
    place=120,
    phase="watch",
    icon="message-square-reply",
    document="planning",
    hint=N_("Add where feedback comes from, who reads it and into which release it goes."),
)
class Feedback(Record):
    """A source of feedback; its item is offered as a candidate requirement of the release it goes into."""

    title: str = text(N_("Feedback"), required=True)
    signal: str | None = choice(N_("Type"), SIGNALS)
    source: str = text(N_("Source"))
    cadence: str = text(N_("How often"))
    goes_into: str | None = ref(N_("Goes into"), "releases")
