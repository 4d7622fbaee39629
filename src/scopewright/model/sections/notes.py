"""Lines caught while people talk; nothing typed is ever thrown away."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model import placing
from scopewright.model.fields import choice, person, ref, text
from scopewright.model.record import Record, section

STATES = (("inbox", N_("In the inbox")), ("used", N_("Turned into a record")), ("struck", N_("Struck through")))


@section(
    "notes",
    N_("Notes"),
    one=N_("note"),
    prefix="N",
    place=10,
    phase="capture",
    icon="notebook-pen",
    hint=N_("Type a line and press Enter; sort it out afterwards."),
    headline="line",
    without=("owner", "release", "note"),
)
class Note(Record):
    """One thought, as it was said."""

    line: str = text(N_("Note"), required=True, longest=2000)
    session: str | None = ref(N_("Session"), "sessions")
    speaker: str | None = person(N_("Said by"))
    topic: str | None = ref(N_("Topic"), "agenda", "frames", help=N_("A topic of the agenda, or a frame of one's own."))
    state: str | None = choice(N_("State"), STATES)
    x: float | None = placing.left()
    y: float | None = placing.top()
    width: float | None = placing.width()
    height: float | None = placing.height()
    colour: str | None = placing.colour()
    group: str = placing.group()
    depth: float | None = placing.depth()
