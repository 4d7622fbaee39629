"""Parts or candidate projects, weighed by value, effort, impact and feasibility (rows J2, T4)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import choice, number, prose, ref, refs, scale, text
from scopewright.model.record import Record, section

FEASIBILITY = (N_("Unproven"), N_("Doubtful"), N_("Possible"), N_("Likely"), N_("Proven"))
IMPACT = (N_("Marginal"), N_("Small"), N_("Useful"), N_("Large"), N_("Decisive"))
MODELS = (
    ("cheap_prediction", N_("A cheap prediction improves a decision")),
    ("learnt_rules", N_("Rules too many to write are learnt")),
    ("other", N_("Other")),
)
SOFTWARE = (("1.0", N_("Software 1.0: written rules")), ("2.0", N_("Software 2.0: learnt from data")))


@section(
    "modules",
    N_("Modules"),
    one=N_("module"),
    prefix="MOD",
    place=20,
    phase="solution",
    icon="boxes",
    document="requirements",
    hint=N_("Cut the problem into parts; say what share of the value each brings, and what it takes."),
)
class Module(Record):
    """A part of the solution, or a candidate project; the shares of all parts are meant to be 100 %."""

    title: str = text(N_("Module"), required=True)
    share: float | None = number(N_("Share of the value"), low=0, high=100, unit="%")
    effort: float | None = number(N_("Effort"), low=0, unit="d", help=N_("In working days of one person."))
    impact: int | None = scale(N_("Impact"), 1, 5, IMPACT)
    feasibility: int | None = scale(
        N_("Feasibility"),
        1,
        5,
        FEASIBILITY,
        help=N_("Judged by hand; empty, the mean score of its questions under Feasibility counts."),
    )
    impact_model: str | None = choice(N_("Where the value comes from"), MODELS, column=False)
    software: str | None = choice(N_("Software"), SOFTWARE, column=False)
    solution: str | None = ref(N_("Part of"), "solutions", column=False)
    requirements: tuple[str, ...] = refs(N_("Covers"), "requirements", column=False)
    rationale: str = prose(N_("Rationale"))
