"""The seven phases of a machine-learning project, item by item (row J1)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import choice, prose, text
from scopewright.model.listed import list_item, not_applicable
from scopewright.model.record import Record, section

STAGES = (
    ("planning", N_("1 Planning")),
    ("data", N_("2 Data")),
    ("exploration", N_("3 Model exploration")),
    ("refinement", N_("4 Model refinement")),
    ("testing", N_("5 Testing")),
    ("deployment", N_("6 Deployment")),
    ("maintenance", N_("7 Maintenance")),
)
STATES = (("open", N_("Open")), ("working", N_("In work")), ("done", N_("Done")))


@section(
    "lifecycle",
    N_("Lifecycle"),
    one=N_("lifecycle item"),
    many=N_("lifecycle items"),
    prefix="LC",
    place=10,
    phase="review",
    icon="refresh-ccw",
    document="planning",
    hint=N_("Insert the items of the seven phases; tick an item only with its evidence."),
)
class LifecycleItem(Record):
    """An item of one phase with its evidence."""

    title: str = text(N_("Item"), required=True)
    stage: str | None = choice(N_("Phase"), STAGES)
    state: str | None = choice(N_("State"), STATES)
    evidence: str = prose(N_("Evidence"), column=True)
    not_applicable: str = not_applicable()
    item: str = list_item()
