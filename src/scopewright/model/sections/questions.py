"""What is still open, with whom, until when."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, day, person, prose, ref, text
from scopewright.model.record import Record, section, section_titles

STATES = (("open", N_("Open")), ("answered", N_("Answered")), ("dropped", N_("Dropped")))
OPEN: frozenset[str | None] = frozenset({None, "open"})
"""The states in which somebody still owes an answer; nothing said counts as open."""


@section(
    "questions",
    N_("Questions"),
    one=N_("question"),
    prefix="Q",
    place=20,
    phase="capture",
    icon="circle-question-mark",
    hint=N_("Add what nobody in the room could answer, and who will."),
)
class Question(Record):
    """An open question keeps the brief from the executives until it is answered."""

    title: str = text(N_("Question"), required=True)
    ask: str | None = person(N_("To be answered by"))
    due: dt.date | None = day(N_("Due"))
    state: str | None = choice(N_("State"), STATES)
    answer: str = prose(N_("Answer"), column=True)
    about: str = text(
        N_("About"),
        column=False,
        titles=section_titles,
        several=True,
        help=N_("Ids of records or titles of sections, such as: R-7, Metrics. Empty: it concerns everybody."),
    )
    dataset: str | None = ref(N_("Dataset"), "datasets", column=False, help=N_("The data that it is about."))
