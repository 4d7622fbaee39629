"""Published results to measure against (row J11)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import choice, flag, number, prose, ref, text
from scopewright.model.record import Record, section
from scopewright.model.sections.metrics import MEASURES


@section(
    "literature",
    N_("Literature"),
    one=N_("published result"),
    many=N_("published results"),
    prefix="LIT",
    place=60,
    phase="data",
    icon="library",
    document="design",
    hint=N_("Add what others reached on a like problem; reproduce one result before trusting it."),
)
class Publication(Record):
    """A published result; one that is marked reproduced names the run."""

    title: str = text(N_("Result"), required=True)
    source: str = text(N_("Source"), help=N_("Authors, year, and where it can be found."))
    metric: str = text(N_("Metric"))
    measure: str | None = choice(
        N_("Measured as"), MEASURES, column=False, help=N_("Places it on the baseline board of that measure.")
    )
    value: float | None = number(N_("Value"))
    cases: int | None = number(N_("Cases"), low=1, column=False, help=N_("How many rows it was measured on."))
    data: str = text(N_("On which data"))
    reproduced: bool = flag(N_("Reproduced"))
    run: str | None = ref(N_("Run"), "runs")
    gap: str = prose(N_("Gap"), help=N_("How our result differs from theirs, and why."))
