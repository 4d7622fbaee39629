"""Frames on the whiteboard, each the place of a topic: a note moved into one is under its topic."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model import placing
from scopewright.model.fields import ref, text
from scopewright.model.record import Record, section


@section(
    "frames",
    N_("Frames"),
    one=N_("frame"),
    prefix="FR",
    place=11,
    phase="capture",
    icon="frame",
    hint=N_("Draw a frame on the whiteboard around what belongs together."),
    drawn=True,
    without=("owner", "release", "note", "tags"),
)
class Frame(Record):
    """One frame of a session's whiteboard; places and sizes in board units, of which a sticky is 160 wide."""

    title: str = text(N_("Frame"), required=True)
    session: str | None = ref(N_("Session"), "sessions")
    topic: str | None = ref(N_("Agenda topic"), "agenda", help=N_("Notes moved into the frame come under this topic."))
    x: float | None = placing.left()
    y: float | None = placing.top()
    width: float | None = placing.width()
    height: float | None = placing.height()
    colour: str | None = placing.colour()
    group: str = placing.group()
    depth: float | None = placing.depth()
