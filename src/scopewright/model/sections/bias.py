"""Attributes along which the model could be unfair (row T9)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import choice, prose, ref, text
from scopewright.model.listed import list_item, not_applicable
from scopewright.model.record import Record, section

ATTRIBUTES = (
    ("race", N_("Race or ethnicity")),
    ("culture", N_("Culture or language")),
    ("gender", N_("Gender")),
    ("age", N_("Age")),
    ("geography", N_("Geography")),
    ("other", N_("Other")),
)
STATES = (("open", N_("Not looked at")), ("fine", N_("No difference found")), ("differs", N_("A difference was found")))


@section(
    "bias",
    N_("Bias checks"),
    one=N_("bias check"),
    prefix="BI",
    place=40,
    phase="data",
    icon="scale-3d",
    document="design",
    hint=N_("Add each attribute by which people could be treated differently, and the column that tells it."),
)
class BiasCheck(Record):
    """An attribute with the column it is read from; a column makes it a slice of every run."""

    title: str = text(N_("Who could be treated worse"), required=True)
    attribute: str | None = choice(N_("Attribute"), ATTRIBUTES)
    dataset: str | None = ref(N_("Dataset"), "datasets")
    column: str = text(N_("Column"), help=N_("As it stands in the header, so that the audit can slice by it."))
    state: str | None = choice(N_("State"), STATES)
    answer: str = prose(N_("What was found"), column=True)
    not_applicable: str = not_applicable()
    item: str = list_item()
