"""Where people talk to each other, and how often (row T5)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import people, text
from scopewright.model.record import Record, section


@section(
    "channels",
    N_("Channels"),
    one=N_("channel"),
    prefix="CH",
    place=40,
    phase="deliver",
    icon="messages-square",
    document="planning",
    hint=N_("Add where questions are asked, where progress is shown and who listens there."),
)
class Channel(Record):
    """A place or meeting in which the work is talked about."""

    title: str = text(N_("Channel"), required=True)
    purpose: str = text(N_("For"))
    cadence: str = text(N_("How often"))
    members: tuple[str, ...] = people(N_("Members"))
    answer_within: str = text(N_("Answer within"), column=False)
