"""Comparing two variants on real traffic (row T21)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import day, number, prose, ref, text
from scopewright.model.record import Record, section


@section(
    "ab_tests",
    N_("A/B tests"),
    one=N_("A/B test"),
    prefix="AB",
    place=110,
    phase="watch",
    icon="split",
    document="planning",
    hint=N_("Say who is compared, what the rate is today and what change would matter; the size follows."),
)
class ABTest(Record):
    """An A/B plan; sample size and duration follow from rates, error levels and traffic."""

    title: str = text(N_("Test"), required=True)
    metric: str | None = ref(N_("Metric"), "metrics")
    cohort: str = text(N_("Cohort"))
    geography: str = text(N_("Geography"), column=False)
    product: str = text(N_("Product"), column=False)
    today: float | None = number(N_("Rate today"), low=0, high=100, unit="%")
    effect: float | None = number(N_("Change that matters"), low=-100, high=100, unit="%", help=N_("In points."))
    significance: float | None = number(
        N_("Significance level"), low=0, high=100, unit="%", column=False, help=N_("Empty: 5 %, two-sided.")
    )
    power: float | None = number(N_("Power"), low=0, high=100, unit="%", column=False, help=N_("Empty: 80 %."))
    traffic: float | None = number(N_("Traffic a day"), low=0, help=N_("How many enter on a day, all variants."))
    start: dt.date | None = day(N_("Start"))
    end: dt.date | None = day(N_("End"))
    result: str = prose(N_("Result"))
