"""The arithmetic of metrics: rows J4, T7, T16 of the mission, and the slip of row M28."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scopewright.model.measures import NotOneOptimising, Score, distance, met, rank, together
from scopewright.model.schedule import working_days
from scopewright.model.sections.metrics import Metric
from scopewright.model.sections.milestones import Milestone


def metric(**fields: Any) -> Metric:
    return Metric.from_doc({"uuid": "k", "id": "M-1", **fields})


def test_meeting_the_target_exactly_is_meeting_it() -> None:
    assert met(metric(comparator=">=", target=70), 70) is True
    assert met(metric(comparator="<", target=100), 100) is False
    assert met(metric(measure="rmse", target=5), 5) is True


def test_distance_is_told_in_the_metrics_unit_for_either_direction() -> None:
    recall = distance(metric(measure="recall", target=70, unit="%"), Score(0.64, 0.6, 0.68), trivial=0.0)
    assert recall is not None
    assert (recall.value, recall.met, round(recall.gap, 6)) == (64.0, False, 6.0)
    error = distance(metric(measure="mae", target=5), Score(7.5))
    assert error is not None
    assert (error.met, error.gap) == (False, 2.5)


def test_a_positive_metric_counts_only_while_its_negative_one_holds_T7() -> None:
    bought, missed = metric(comparator=">=", target=5), metric(comparator="<", target=20)
    assert together(bought, 6, missed, 10) is True
    assert together(bought, 6, missed, 30) is False


def test_infeasible_runs_never_rank_first_J4() -> None:
    metrics = [
        metric(measure="roc_auc", role="optimising"),
        metric(measure="latency_ms", role="satisficing", comparator="<=", target=10),
        metric(measure="size_mb", role="satisficing", comparator="<=", target=1000),
    ]
    runs: dict[str, dict[str, float]] = {
        "a": {"roc_auc": 0.95, "latency_ms": 50, "size_mb": 10},
        "b": {"roc_auc": 0.80, "latency_ms": 9, "size_mb": 10},
        "c": {"roc_auc": 0.85, "latency_ms": 10, "size_mb": 1000},
        "d": {"roc_auc": 0.99, "latency_ms": 1},
        "e": {"latency_ms": 1, "size_mb": 1},
    }
    assert rank(metrics, runs) == [("c", True), ("b", True), ("e", True), ("d", False), ("a", False)]


def test_a_second_optimising_metric_is_refused_J4() -> None:
    with pytest.raises(NotOneOptimising):
        rank([metric(role="optimising"), metric(role="optimising")], {})


def test_slip_counts_working_days_M28() -> None:
    moved = Milestone.from_doc({"uuid": "k", "id": "MS-1", "agreed": "2027-03-05", "due": "2027-03-12"})
    assert moved.slip == 5
    friday, monday = dt.date(2027, 3, 5), dt.date(2027, 3, 8)
    assert (working_days(friday, monday), working_days(monday, friday)) == (1, -1)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 400))
def test_working_days_equal_a_count_of_the_calendar(start: dt.date, length: int) -> None:
    end = start + dt.timedelta(days=length)
    counted = sum((start + dt.timedelta(days=n)).weekday() < 5 for n in range(1, length + 1))
    assert working_days(start, end) == counted
