"""What a line marked [DATA], [EXPLORE] or [MOCK] asks somebody to get, look into or draw (row M12)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, day, ref, text
from scopewright.model.record import Record, section

SORTS = (("data", N_("Data need")), ("explore", N_("Exploration")), ("mock", N_("Mock-up")))
MARKS = {"data": "[DATA]", "explore": "[EXPLORE]", "mock": "[MOCK]"}
"""How a captured line asks for each sort."""
STATES = (
    ("open", N_("Open")),
    ("in_work", N_("In work")),
    ("done", N_("Done")),
    ("dropped", N_("Dropped")),
)

ASKING = (
    "requirements", "solutions", "objectives", "constraints", "integrations", "deliverables", "decisions", "risks",
    "questions", "data_gaps",
)  # fmt: skip
"""The sections besides the notes in whose texts a mark asks for something."""


@section(
    "needs",
    N_("Needs"),
    one=N_("need"),
    prefix="ND",
    place=30,
    phase="capture",
    icon="package",
    document="design",
    hint=N_("Write [DATA], [EXPLORE] or [MOCK] in a captured line, and it appears here."),
)
class Need(Record):
    """Data to ask for, a question to explore, or a mock-up to draw, before a requirement can be trusted."""

    title: str = text(N_("Need"), required=True)
    sort: str | None = choice(N_("Type"), SORTS)
    state: str | None = choice(N_("State"), STATES)
    asked_by: str | None = ref(
        N_("Asked for by"), *ASKING, column=False, help=N_("The record in whose text its mark stands.")
    )
    due: dt.date | None = day(N_("Due"))
