"""What a session talks about, in order, each topic in its timebox (row T1)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import number, prose, ref, text
from scopewright.model.listed import list_item
from scopewright.model.record import Record, section


@section(
    "agenda",
    N_("Agenda"),
    one=N_("agenda topic"),
    many=N_("agenda topics"),
    prefix="AG",
    place=6,
    phase="capture",
    icon="list-checks",
    hint=N_("Add what the session has to settle, and how many minutes it may take."),
    without=("release", "note"),
)
class Topic(Record):
    """One topic; it is covered when as many notes as it expects stand under it."""

    title: str = text(N_("Topic"), required=True)
    session: str | None = ref(N_("Session"), "sessions")
    minutes: int | None = number(N_("Timebox"), low=0, unit="min")
    expected: int | None = number(N_("Lines expected"), low=1, help=N_("From how many notes on it counts as covered."))
    questions: str = prose(N_("Questions"), help=N_("What to ask, one question a line."))
    spent: float | None = number(N_("Time spent"), low=0, unit="s", column=False, layout=True)
    item: str = list_item()
