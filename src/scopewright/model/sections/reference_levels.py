"""What a model is held against: how well people do it, and the system in use today (rows J10, P3)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import choice, number, ref, text
from scopewright.model.record import Record, section
from scopewright.model.sections.metrics import MEASURES

SORTS = (("human", N_("People")), ("system", N_("System in use today")))


@section(
    "reference_levels",
    N_("Reference levels"),
    one=N_("reference level"),
    prefix="RL",
    place=22,
    phase="data",
    icon="user-round-check",
    document="design",
    hint=N_("Add what people and today's system reach, in the measure that models are ranked by, and who found out."),
)
class ReferenceLevel(Record):
    """A measured level that stands on the baseline board beside the models; published results are ``literature``."""

    title: str = text(N_("Who or what"), required=True, help=N_("For instance: two agents, the scoring rule of 2021."))
    sort: str | None = choice(N_("Type"), SORTS, required=True)
    measure: str | None = choice(N_("Measured as"), MEASURES)
    value: float | None = number(N_("Value"), help=N_("In the measure's own scale: 0.84, not 84."))
    cases: int | None = number(N_("Cases"), low=1, help=N_("How many were judged; of a share, the interval follows."))
    source: str = text(N_("Source"), help=N_("Who measured it, when, on which cases."))
    dataset: str | None = ref(N_("Dataset"), "datasets", help=N_("Empty: it holds for every dataset."))
    target: str = text(N_("Target column"), column=False, help=N_("Empty: it holds for every target."))
