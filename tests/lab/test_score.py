"""Metrics and intervals: equal to scikit-learn's, and as wide as they should be."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics as sk
from sklearn.model_selection import StratifiedKFold, cross_val_predict, cross_val_score, train_test_split
from sklearn.tree import DecisionTreeClassifier

from scopewright.lab import baseline
from scopewright.lab.candidates import DEPTH
from scopewright.lab.counted_intervals import auc_interval
from scopewright.lab.metrics import METRICS, Answers, Metric, fitting
from scopewright.lab.resample import resamples, resamples_of_groups, wilson_interval
from scopewright.lab.score import lead, score
from scopewright.model.measures import LOWER
from scopewright.model.sections.metrics import MEASURES
from scopewright.progress import Silent
from tests.benchmarks.coverage import drawn


def answers(task: str, rows: int, seed: int, fold: bool = False) -> Answers:
    chance = np.random.default_rng(seed)
    folds = np.arange(rows) % 3 if fold else None
    if task == "regression":
        values = chance.normal(0, 3, rows)
        return Answers(values, values + chance.normal(0, 1, rows), None, folds)
    classes = 2 if task == "binary" else 4
    truth = chance.integers(0, classes, rows)
    told = chance.dirichlet(np.ones(classes), rows).round(1) + 0.5 * np.eye(classes)[truth]
    return Answers(truth, told / told.sum(axis=1, keepdims=True), 1 if task == "binary" else None, folds)


def of_the_same_classes(metric: Metric, whole: Answers, drawn: Answers) -> float:
    """The value of a resample; means over classes are over those of the whole sample, scikit-learn's ``labels``."""
    if metric.name == "macro_f1":
        labels = np.union1d(whole.truth, whole.chosen())
        return float(sk.f1_score(drawn.truth, drawn.chosen(), labels=labels, average="macro", zero_division=0.0))
    if metric.name == "balanced_accuracy":
        labels = np.unique(whole.truth)
        return float(sk.recall_score(drawn.truth, drawn.chosen(), labels=labels, average="macro", zero_division=0.0))
    return metric.value(drawn)


@pytest.mark.parametrize("task", ["binary", "multiclass", "regression"])
@pytest.mark.parametrize("fold", [False, True])
@settings(max_examples=8, deadline=None)
@given(rows=st.integers(12, 60), seed=st.integers(0, 10_000))
def test_a_resample_that_draws_each_row_as_often_as_it_stands_in_a_table_has_the_value_of_that_table(
    task: str, fold: bool, rows: int, seed: int
) -> None:
    one = answers(task, rows, seed, fold)
    counts = np.random.default_rng(seed).integers(0, 3, rows)
    repeated = one.only(np.repeat(np.arange(rows), counts))
    for metric in fitting(task):  # type: ignore[arg-type]
        resampled = metric.resampled(one, np.stack([np.ones(rows), counts.astype(float)]))
        assert resampled[0] == pytest.approx(metric.value(one), nan_ok=True)
        assert resampled[1] == pytest.approx(of_the_same_classes(metric, one, repeated), nan_ok=True)


@pytest.mark.parametrize("fold", [False, True])
@pytest.mark.parametrize("metric", METRICS.values(), ids=lambda metric: metric.name)
def test_a_score_is_a_plain_number_that_a_process_can_hand_to_another(metric: Metric, fold: bool) -> None:
    assert type(metric.value(answers(metric.tasks[0], 40, 1, fold))) is float


def test_dev_scores_equal_those_of_plain_scikit_learn_on_the_same_split(tmp_path: object) -> None:
    chance = np.random.default_rng(0)
    frame = pd.DataFrame({"a": chance.normal(0, 1, 150).round(4), "b": chance.normal(0, 1, 150).round(4)})
    target = (frame["a"] + chance.normal(0, 1, 150) > 0).astype(int)
    path = f"{tmp_path}/plain.csv"
    frame.assign(y=target).to_csv(path, index=False)
    result = baseline.run({"path": path, "target": "y", "seed": 4, "budget": 0.2}, Silent())
    tree = next(model for model in result["models"] if model["kind"] == "tree")

    dev = np.sort(train_test_split(np.arange(150), test_size=30, stratify=target, random_state=4)[0])
    plain = DecisionTreeClassifier(max_depth=DEPTH, min_samples_leaf=5, random_state=4)
    folds = StratifiedKFold(5, shuffle=True, random_state=4)
    table, truth = frame.to_numpy()[dev], target.to_numpy()[dev]
    assert tree["dev"]["value"] == pytest.approx(
        cross_val_score(plain, table, truth, cv=folds, scoring="roc_auc").mean()
    )
    told = cross_val_predict(plain, table, truth, cv=folds, method="predict_proba")
    assert tree["other"]["dev"]["log_loss"]["value"] == pytest.approx(sk.log_loss(truth, told))
    assert tree["other"]["dev"]["f1"]["value"] == pytest.approx(sk.f1_score(truth, told[:, 1] >= 0.5))


def test_wilson_matches_a_worked_example_and_stays_within_0_and_1() -> None:
    assert wilson_interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson_interval(0, 10)[0] == 0.0
    assert wilson_interval(10, 10)[1] == 1.0
    assert wilson_interval(0, 0) == (0.0, 1.0)


def test_a_bootstrap_interval_of_the_mean_error_is_as_wide_as_theory_says() -> None:
    for rows in (400, 40_000):
        one = answers("regression", rows, 1)
        found = score(one, METRICS["mae"], resamples(rows, 0))
        error = np.abs(np.asarray(one.given) - one.truth)
        half = 1.96 * error.std() / np.sqrt(rows)
        assert found["low"] is not None
        assert found["high"] is not None
        assert (found["high"] - found["low"]) / 2 == pytest.approx(half, rel=0.25)


@pytest.mark.parametrize("rows", [60, 12_000])
def test_every_resample_has_its_share_of_a_class_of_four_rows(rows: int) -> None:
    truth = np.where(np.arange(rows) < 4, 1, 0)
    drawn = resamples(rows, 0, truth)
    rare = drawn.counts[:, truth[drawn.rows] == 1]
    assert rare.shape[1] == 4
    assert set(rare.sum(axis=1)) == {max(1, round(4 * min(rows, 10_000) / rows))}


@pytest.mark.parametrize("name", ["macro_f1", "balanced_accuracy"])
def test_the_interval_of_a_model_that_finds_half_of_four_rows_spans_what_four_rows_can_tell(name: str) -> None:
    rows = 200
    truth, found = np.where(np.arange(rows) < 4, 1, 0), np.arange(rows) < 2
    one = Answers(truth, np.stack([~found, found], axis=1).astype(float), 1)
    whole = score(one, METRICS[name], resamples(rows, 0, truth))
    assert whole["low"] == pytest.approx(0.55, abs=0.07)
    assert whole["high"] == pytest.approx(0.95, abs=0.07)


def test_a_model_leads_itself_by_nothing_and_a_worse_one_by_something() -> None:
    one = answers("regression", 200, 2)
    worse = Answers(one.truth, np.zeros(200))
    drawn = resamples(200, 0)
    assert lead(one, one, METRICS["rmse"], drawn) == {"value": 0, "low": 0, "high": 0}
    low = lead(one, worse, METRICS["rmse"], drawn)["low"]
    assert low is not None
    assert low > 0


def test_a_metric_without_a_value_is_null_and_not_a_number() -> None:
    one = Answers(np.zeros(10, dtype=np.int64), np.tile([0.7, 0.3], (10, 1)), 1)
    nothing = {"value": None, "low": None, "high": None}
    assert score(one, METRICS["roc_auc"], resamples(10, 0)) == nothing
    assert lead(one, one, METRICS["roc_auc"], resamples(10, 0)) == nothing


def test_the_lab_and_the_model_agree_on_the_names_and_directions_of_metrics() -> None:
    by_hand = {"latency_ms", "size_mb", "business"}
    assert set(METRICS) == {name for name, _title in MEASURES} - by_hand
    assert {name for name, metric in METRICS.items() if metric.direction == "lower"} == LOWER - by_hand


def test_intervals_of_grouped_rows_are_those_of_the_groups() -> None:
    chance = np.random.default_rng(0)
    groups = np.repeat(np.arange(40), 25)
    level = chance.normal(0, 1, 40)[groups]
    one = Answers(np.zeros(1000), level + chance.normal(0, 0.01, 1000))
    by_rows = score(one, METRICS["mae"], resamples(1000, 0))
    by_groups = score(one, METRICS["mae"], resamples_of_groups(groups, 0))
    wide, narrow = ((found["high"] or 0.0) - (found["low"] or 0.0) for found in (by_groups, by_rows))
    assert wide > 3 * narrow
    means = np.abs(level).reshape(40, 25).mean(axis=1)
    assert wide == pytest.approx(2 * 1.96 * means.std() / np.sqrt(40), rel=0.15)


def test_an_interval_of_two_groups_lies_on_both_sides_of_the_value() -> None:
    chance = np.random.default_rng(1)
    groups = np.repeat(np.arange(2), 200)
    one = Answers(np.zeros(400), chance.normal(0, 1, 400) * np.repeat([1.0, 1.01], 200))
    found = score(one, METRICS["mae"], resamples_of_groups(groups, 0))
    rows = score(one, METRICS["mae"], resamples(400, 0))
    assert (found["low"] or 0.0) < (found["value"] or 0.0) < (found["high"] or 0.0)
    wide, narrow = ((each["high"] or 0.0) - (each["low"] or 0.0) for each in (found, rows))
    assert wide > 0.9 * narrow


@pytest.mark.parametrize("name", ["roc_auc", "average_precision", "f1", "balanced_accuracy"])
@pytest.mark.parametrize(("rows", "positives", "apart"), [(40, 12, 1.2), (100, 30, 3.0), (200, 10, 1.5)])
def test_i3_a_95_percent_interval_covers_the_truth_in_95_percent_of_small_samples(
    name: str, rows: int, positives: int, apart: float
) -> None:
    metric, chance = METRICS[name], resamples(rows, 0)
    true = metric.value(drawn(200_000, 200_000 * positives // rows, apart, 0))
    held = []
    for seed in range(80):
        found = score(drawn(rows, positives, apart, seed), metric, chance)
        held.append((found["low"] or 0.0) <= true <= (found["high"] or 0.0))
    assert np.mean(held) > 0.87  # a right interval falls below in 1 of 1,000 tests; see tests/benchmarks/coverage.py


def test_i3_no_fault_on_few_rows_is_no_certainty_and_a_constant_answer_is() -> None:
    truth = np.repeat([0, 1], 8)
    drawn = resamples(16, 0, truth)
    right = Answers(truth, np.eye(2)[truth], 1)
    for name in ("roc_auc", "average_precision", "f1", "macro_f1", "balanced_accuracy"):
        found = score(right, METRICS[name], drawn)
        assert found["high"] == found["value"] == 1.0
        assert 0.4 < (found["low"] or 0.0) < 0.9
    trivial = Answers(truth, np.full((16, 2), 0.5), 1)
    assert score(trivial, METRICS["roc_auc"], drawn) == {"value": 0.5, "low": 0.5, "high": 0.5}


@pytest.mark.parametrize("area", [0.0, 0.2, 0.5, 0.9, 1.0])
def test_i3_the_bounds_of_an_area_are_as_far_from_it_as_their_own_spread_allows(area: float) -> None:
    low, high = auc_interval(area, [(51, 58)])
    assert 0 <= low <= area <= high <= 1
    for bound in {low, high} - {0.0, 1.0}:
        more = (51 + 58) / 2 - 1
        spread = bound * (1 - bound) * (1 + more * (1 - bound) / (2 - bound) + more * bound / (1 + bound)) / (51 * 58)
        assert abs(bound - area) == pytest.approx(1.96 * spread**0.5, rel=1e-3)
    halves = auc_interval(area, [(26, 29), (25, 29)])
    assert halves[1] - halves[0] >= high - low, "five folds compare fewer pairs than one"


def test_i3_the_interval_of_a_share_is_wilson_s_and_of_grouped_rows_is_not() -> None:
    truth = np.tile([0, 1], 100)
    given = np.column_stack([np.full(200, 0.3), np.full(200, 0.7)])
    one = Answers(truth, given, positive=1)
    low, high = wilson_interval(100, 200)
    assert score(one, METRICS["accuracy"], resamples(200, 0)) == {"value": 0.5, "low": low, "high": high}
    grouped = score(one, METRICS["accuracy"], resamples_of_groups(np.repeat(np.arange(20), 10), 0))
    assert grouped["low"] != low
