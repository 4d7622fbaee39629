"""What is watched in production, with thresholds (row P9)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import choice, number, prose, ref, text
from scopewright.model.listed import list_item
from scopewright.model.record import Record, section
from scopewright.model.sections.metrics import COMPARATORS

SORTS = (("software", N_("Software")), ("input", N_("Input")), ("output", N_("Output")))
DRIFTS = (("data", N_("Data drift")), ("concept", N_("Concept drift")), ("none", N_("No drift")))


@section(
    "monitors",
    N_("Monitoring plan"),
    one=N_("monitored figure"),
    many=N_("monitored figures"),
    prefix="MO",
    place=80,
    phase="watch",
    icon="activity",
    document="planning",
    hint=N_("Add at least one figure each for the software, the inputs and the outputs."),
)
class Monitor(Record):
    """A figure with the threshold at which its owner does something."""

    title: str = text(N_("Figure"), required=True)
    sort: str | None = choice(N_("Type"), SORTS)
    drift: str | None = choice(N_("Tells of"), DRIFTS, column=False)
    comparator: str | None = choice(N_("Alarm when"), COMPARATORS)
    threshold: float | None = number(N_("Threshold"))
    unit: str = text(N_("Unit"), longest=40)
    metric: str | None = ref(N_("Metric"), "metrics", column=False)
    cadence: str = text(N_("How often"))
    action: str = prose(N_("What is done then"), column=True)
    item: str = list_item()
