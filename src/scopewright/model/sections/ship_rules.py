"""When the first model goes to users (row J5)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, day, flag, number, ref, text
from scopewright.model.record import Record, section
from scopewright.model.sections.metrics import COMPARATORS


@section(
    "ship_rules",
    N_("First-ship rules"),
    one=N_("first-ship rule"),
    prefix="SH",
    place=60,
    phase="scope",
    icon="ship",
    document="planning",
    hint=N_("Say what the first model must reach to be shipped, and by when."),
)
class ShipRule(Record):
    """A threshold and a date; a neutral launch drops the threshold, never the day and the satisficing metrics."""

    title: str = text(N_("Rule"), required=True)
    metric: str | None = ref(N_("Metric"), "metrics")
    comparator: str | None = choice(N_("Comparator"), COMPARATORS)
    threshold: float | None = number(N_("Threshold"), help=N_("Empty: the metric's own target."))
    by: dt.date | None = day(N_("Not later than"))
    neutral: bool = flag(N_("Neutral first launch"), help=N_("Ships without an improvement, to prove the way works."))
