"""Meetings at the whiteboard, each with its agenda (row T1)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import day, number, people, prose, ref, text
from scopewright.model.record import Record, section


@section(
    "sessions",
    N_("Sessions"),
    one=N_("session"),
    prefix="S",
    place=5,
    phase="capture",
    icon="timer",
    hint=N_("Begin a session: everything said in it is caught line by line."),
    without=("release", "note"),
)
class Session(Record):
    """One meeting; its notes and the topics of its agenda link to it."""

    title: str = text(N_("Session"), required=True)
    held: dt.date | None = day(N_("Held on"))
    attendees: tuple[str, ...] = people(N_("Attendees"))
    place: str = text(N_("Place"))
    purpose: str = prose(N_("Purpose"), help=N_("What will be known when the room empties."))
    spent: float | None = number(N_("Time spent"), low=0, unit="s", column=False, layout=True)
    since: str = text(N_("Timer runs since"), column=False, layout=True, help=N_("Empty while the timer rests."))
    timed: str | None = ref(N_("Timer runs on"), "agenda", column=False, layout=True)
