"""Questions inserted from lists, with their answers (rows M1, M19, T10, T20, T21, J21, P5, P10)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import day, prose, ref, text
from scopewright.model.listed import list_item, not_applicable
from scopewright.model.record import Record, section


@section(
    "checklist",
    N_("Question lists"),
    one=N_("list question"),
    many=N_("list questions"),
    prefix="QL",
    place=30,
    phase="review",
    icon="clipboard-list",
    document="planning",
    hint=N_("Press Ctrl+K and type “Insert list” for a list of questions, or add your own."),
)
class ListQuestion(Record):
    """A question out of a list; answered, or not applicable with the reason."""

    title: str = text(N_("Question"), required=True)
    list: str = text(N_("List"), help=N_("The list it belongs to."))
    group: str = text(N_("Group"), column=False)
    answer: str = prose(N_("Answer"), column=True)
    answered_on: dt.date | None = day(N_("Answered on"), column=False)
    dataset: str | None = ref(N_("Dataset"), "datasets", column=False)
    run: str | None = ref(N_("Run"), "runs", column=False, help=N_("The run that answers it."))
    not_applicable: str = not_applicable()
    item: str = list_item()
