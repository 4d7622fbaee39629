"""The ML Test Score: 28 items in four groups, each with its evidence (row J18)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import choice, prose, ref, text
from scopewright.model.listed import list_item, not_applicable
from scopewright.model.record import Record, section

GROUPS = (
    ("data", N_("Features and data")),
    ("model", N_("Model development")),
    ("infrastructure", N_("Infrastructure")),
    ("monitoring", N_("Monitoring")),
)
STATES = (
    ("no", N_("Not done")),
    ("manual", N_("Done by hand, written down")),
    ("automated", N_("Automated, runs regularly")),
)


@section(
    "ml_tests",
    N_("ML Test Score"),
    one=N_("rubric item"),
    many=N_("rubric items"),
    prefix="MT",
    place=50,
    phase="deploy",
    icon="award",
    document="planning",
    hint=N_("Insert the 28 items of the rubric; an item counts only with its evidence."),
)
class RubricItem(Record):
    """An item of the rubric; half a point by hand, one if automated, none without evidence."""

    title: str = text(N_("Item"), required=True)
    group: str | None = choice(N_("Group"), GROUPS)
    state: str | None = choice(N_("State"), STATES)
    evidence: str = prose(N_("Evidence"), column=True, help=N_("Where anybody can see that it was done."))
    run: str | None = ref(N_("Run"), "runs", column=False)
    not_applicable: str = not_applicable()
    item: str = list_item()
