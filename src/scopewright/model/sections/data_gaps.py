"""The data that would solve it entirely beside what there is: what to ask the client for (row T3)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, day, person, prose, ref, text
from scopewright.model.record import Record, section

STATES = (
    ("open", N_("Open")),
    ("asked", N_("Asked for")),
    ("received", N_("Received")),
    ("dropped", N_("Not to be had")),
)
OPEN: frozenset[str | None] = frozenset({None, "open", "asked"})
"""The states in which somebody still owes the data."""


@section(
    "data_gaps",
    N_("Data wanted"),
    one=N_("data gap"),
    many=N_("data gaps"),
    prefix="DG",
    place=15,
    phase="data",
    icon="filter",
    document="design",
    hint=N_("Add the data that would settle the problem entirely; then say what there is instead, and whom to ask."),
)
class DataGap(Record):
    """One thing an ideal table would hold; closed when the dataset that brings it is named."""

    title: str = text(N_("Ideal data"), required=True)
    available: str = text(N_("What there is"))
    source: str = text(N_("Where it could come from"), help=N_("The client, a public source, a purchase."))
    ask: str | None = person(N_("Ask"))
    due: dt.date | None = day(N_("Needed by"))
    state: str | None = choice(N_("State"), STATES)
    received: str | None = ref(N_("Received as"), "datasets")
    without_it: str = prose(N_("Without it"), help=N_("What cannot be done, or only worse."))
    errors: str | None = ref(N_("Against errors"), "error_types", column=False)
    dataset: str | None = ref(N_("Seen in"), "datasets", column=False, help=N_("The data whose audit showed the lack."))
