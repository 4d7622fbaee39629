"""Sizes, costs, loads, sums of money and of people's weeks."""

from __future__ import annotations

import math
from decimal import Decimal
from statistics import NormalDist
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scopewright.model.engagement import Engagement
from scopewright.model.gates import fail
from scopewright.model.kinds import Amount
from scopewright.model.question_lists import insert_list
from scopewright.model.readings import effort, fees, ml_test_score, sample_size, team
from scopewright.model.readings.record_figures import figures_of
from scopewright.model.record import Record
from scopewright.model.refusal import SaidToUser
from scopewright.model.sections.ab_tests import ABTest
from scopewright.model.sections.gates import Gate
from scopewright.model.sections.labelling import Labelling
from scopewright.model.sections.ml_tests import RubricItem
from scopewright.model.sections.payments import Payment
from scopewright.model.sections.services import Service
from scopewright.model.tables import new_engagement
from scopewright.model.undo import Undo
from scopewright.store.question_lists import question_lists
from tests.model.edits import add, put

R = TypeVar("R", bound=Record)
EUR = {"currency": "EUR"}


@pytest.fixture
def engagement() -> Engagement:
    return new_engagement("Tags", "Acme")


def only(of: type[R], **values: Any) -> R:
    made = new_engagement()
    add(made, of.section.key, title="x", **values)
    return made.all(of)[0]


def test_j18_a_group_sums_its_items_and_the_lowest_group_is_the_score(engagement: Engagement) -> None:
    insert_list(engagement, question_lists()["ml-test-score"])
    wanted = {"data": ["automated"] * 4, "model": ["manual"] * 5, "infrastructure": ["automated", "manual"]}
    wanted["monitoring"] = ["automated"] * 7
    for item in engagement.all(RubricItem):
        states = wanted[str(item.group)]
        if states:
            put(engagement, item.key, "state", states.pop())
            put(engagement, item.key, "evidence", "Build 12")
    found = ml_test_score.score(engagement.all(RubricItem))
    assert found.groups == {"data": 4.0, "model": 2.5, "infrastructure": 1.5, "monitoring": 7.0}
    assert found.final == 1.5
    assert found.readiness.startswith("A first pass")


def test_j18_an_item_without_evidence_counts_nothing() -> None:
    assert ml_test_score.points(only(RubricItem, state="automated", evidence="  ")) == 0
    assert ml_test_score.points(only(RubricItem, state="manual", evidence="Sheet 3")) == 0.5
    assert ml_test_score.score([]).readiness.startswith("More of a research")


def plan(**values: Any) -> ABTest:
    return only(ABTest, **values)


def test_t21_the_size_is_that_of_the_two_proportion_formula() -> None:
    # 10 % against 12 %, 5 % two-sided, 80 % power: 3841 in each arm, as tables and statistical programs say.
    found = sample_size.size(plan(today=10, effect=2, traffic=500))
    assert (found.per_variant, found.total, found.days) == (3841, 7682, 16)


@given(st.floats(0.01, 0.98), st.floats(0.01, 0.98))
def test_t21_with_the_computed_size_the_test_has_its_power(first: float, second: float) -> None:
    if abs(first - second) < 0.005:
        return
    size, mean = sample_size.per_variant(first, second), (first + second) / 2
    critical = NormalDist().inv_cdf(0.975) * math.sqrt(2 * mean * (1 - mean) / size)
    spread = math.sqrt((first * (1 - first) + second * (1 - second)) / size)
    assert NormalDist().cdf((abs(first - second) - critical) / spread) >= 0.8 - 1e-9


@pytest.mark.parametrize(
    "values",
    [
        {"today": 10, "effect": 2, "traffic": 0},
        {"today": 10},
        {"today": 99, "effect": 5},
        {"today": 10, "effect": 0},
        {"today": 10, "effect": 2, "power": 100},
    ],
)
def test_t21_what_cannot_be_computed_is_refused_in_a_sentence(values: dict[str, Any]) -> None:
    with pytest.raises(SaidToUser):
        sample_size.size(plan(**values))


def test_p2_cost_is_items_times_labels_times_price() -> None:
    found = effort.labelling(only(Labelling, items=1000, labels=3, price={"amount": 0.05, **EUR}, rate=20, labellers=2))
    assert found == effort.LabellingEffort(3000, Amount(Decimal("150.00"), "EUR"), 1.25)


def test_p2_twenty_a_minute_are_twelve_hundred_an_hour() -> None:
    assert effort.labels_an_hour(20) == 1200
    assert effort.labelling(only(Labelling, items=1200, rate=20)).hours == 1
    assert effort.labelling(only(Labelling, rate=20)) == effort.LabellingEffort(None, None, None)


@pytest.mark.parametrize(("latency", "load", "needed"), [(100, 50, 5), (100, 51, 6), (10, 0.5, 1), (100, None, None)])
def test_p5_workers_follow_from_latency_and_load(latency: float, load: float | None, needed: int | None) -> None:
    assert effort.workers_needed(only(Service, latency=latency, load=load)) == needed


def test_p5_too_few_workers_are_told() -> None:
    assert effort.overloaded(only(Service, latency=200, load=40, workers=7))
    assert not effort.overloaded(only(Service, latency=200, load=40, workers=8))
    assert not effort.overloaded(only(Service, latency=200, load=40)), "nobody said how many"


def test_m26_a_person_over_two_projects_sums_where_they_overlap(engagement: Engagement) -> None:
    ana, li = (add(engagement, "people", name=name) for name in ("Ana", "Li"))
    add(engagement, "allocations", title="Model", person=ana, role="machine_learning", share=60, end="2027-03-31")
    add(engagement, "allocations", title="Other", person=ana, share=50, project="Fraud", start="2027-03-01")
    add(engagement, "allocations", title="After", person=li, share=80, end="2027-03-31")
    add(engagement, "allocations", title="Before", person=li, share=70, start="2027-04-01")
    assert team.allocated(engagement) == {ana: 110, li: 80}
    assert team.overallocated(engagement) == {ana: 110}


def test_m26_a_missing_role_is_named_for_the_release(engagement: Engagement) -> None:
    v1 = add(engagement, "releases", name="v1")
    ana = add(engagement, "people", name="Ana")
    for role in ("product", "machine_learning", "operations"):
        add(engagement, "allocations", title="x", person=ana, role=role, share=20)
    assert team.missing_roles(engagement, v1) == ["data_engineering"]
    add(engagement, "allocations", title="x", person=ana, role="data_engineering", share=20, project="Fraud")
    assert team.missing_roles(engagement, v1) == ["data_engineering"], "that is another project"


def test_t2_totals_are_the_sums_of_the_lines_by_currency(engagement: Engagement) -> None:
    add(engagement, "fees", title="Lead", sort="days", days=7.5, rate={"amount": 1333.33, **EUR})
    add(engagement, "fees", title="Report", sort="fixed", price={"amount": 0.1, **EUR})
    add(engagement, "fees", title="Licence", sort="expenses", price={"amount": 90, "currency": "USD"})
    add(engagement, "fees", title="Support", sort="fixed", price={"amount": 5000, **EUR}, optional=True)
    add(engagement, "deliverables", title="Report", acceptance="Read.", fee={"amount": 7, **EUR})
    assert fees.totals(fees.charged(engagement).values()) == {"EUR": Decimal("10000.08"), "USD": Decimal(90)}
    assert fees.totals(fees.optional(engagement).values()) == {"EUR": Decimal(5000)}


def test_t2_without_fee_lines_the_fees_of_the_deliverables_count_in_every_reading(engagement: Engagement) -> None:
    for title in ("Model", "Report"):
        add(engagement, "deliverables", title=title, acceptance="Seen.", due="2027-03-01", fee={"amount": 500, **EUR})
    payment = engagement[add(engagement, "payments", title="Start", share=40)]
    put(engagement, engagement.records("overview")[0].key, "problem", "Search misses.")
    assert fees.essentials(engagement).complete
    assert [figure.text for figure in figures_of(engagement, payment, "en")] == ["400\xa0EUR"]


def test_t2_m22_what_a_failed_gate_voided_is_not_charged(engagement: Engagement) -> None:
    study, model = (add(engagement, "deliverables", title=title, acceptance="x") for title in ("Study", "Model"))
    for title, paid_for in (("Study", [study]), ("Model", [model]), ("Both", [study, model]), ("Travel", [])):
        add(engagement, "fees", title=title, sort="fixed", price={"amount": 1000, **EUR}, deliverables=paid_for)
    gate = engagement[add(engagement, "gates", title="Proof", criterion="70 %", deliverables=[model])]
    assert isinstance(gate, Gate)
    assert fees.totals(fees.charged(engagement).values()) == {"EUR": Decimal(4000)}
    undo = Undo(engagement)
    fail(engagement, gate)
    assert fees.totals(fees.charged(engagement).values()) == {"EUR": Decimal(3000)}
    undo.undo()
    assert fees.totals(fees.charged(engagement).values()) == {"EUR": Decimal(4000)}


def test_t2_instalments_add_up_to_the_total_to_the_cent(engagement: Engagement) -> None:
    for share in (33.3, 33.3, 33.4):
        add(engagement, "payments", title="x", share=share)
    parts = fees.instalments(Amount(Decimal("10000.08"), "EUR"), engagement.all(Payment))
    assert sum(parts) == Decimal("10000.08")
    assert parts[0] == Decimal("3330.03")


def test_t2_a_statement_of_work_lacks_what_nobody_wrote_down(engagement: Engagement) -> None:
    assert fees.essentials(engagement) == fees.Essentials(problem=False, time=False, money=False)
    put(engagement, engagement.records("overview")[0].key, "problem", "Search misses.")
    add(engagement, "milestones", title="v1", due="2027-03-01")
    line = add(engagement, "fees", title="Lead", sort="days", days=3)
    assert not fees.essentials(engagement).complete, "a line without a rate has no amount"
    put(engagement, line, "rate", {"amount": 1000, **EUR})
    assert fees.essentials(engagement).complete
