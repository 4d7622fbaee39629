"""Features that were given up and must not come back unnoticed (row J22)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import day, prose, ref, text
from scopewright.model.record import Record, section


@section(
    "deprecated",
    N_("Deprecated features"),
    one=N_("deprecated feature"),
    prefix="DF",
    place=150,
    phase="watch",
    icon="ban",
    document="design",
    hint=N_("Add each column that was given up and why; a file that brings it back is pointed out."),
    headline="column",
)
class DeprecatedFeature(Record):
    """A column that the model must not use any longer."""

    column: str = text(N_("Column"), required=True, help=N_("As it stands in the header."))
    dataset: str | None = ref(N_("Dataset"), "datasets", help=N_("Empty: in every dataset."))
    since: dt.date | None = day(N_("Since"))
    reason: str = prose(N_("Because"), column=True)
    replaced_by: str = text(N_("Replaced by"))
