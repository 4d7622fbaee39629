"""The baseline board: every way side by side, ranked among the feasible by the one optimising metric."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scopewright.lab.resample import wilson_interval
from scopewright.model.engagement import Engagement
from scopewright.model.proportions import wilson
from scopewright.model.readings import baseline_words as words
from scopewright.model.readings.baseline_board import Board, Line, board, of_run
from scopewright.model.readings.decision_threshold import Costs, cheapest
from scopewright.model.readings.decision_threshold import of_run as drawn_for
from scopewright.model.readings.error_tally import tally, toggled
from scopewright.model.sections.error_types import ErrorType
from scopewright.model.sections.runs import Run
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement

MODELS = (
    ("most frequent class", "trivial", 0.5, 0.001, 0.0),
    ("decision tree", "tree", 0.70, 0.2, 0.55),
    ("logistic regression", "linear", 0.80, 0.3, 0.65),
    ("portfolio", "portfolio", 0.84, 30.0, 0.70),
)


def engagement_with_run(**more: Any) -> tuple[Engagement, Run]:
    engagement = new_engagement("Churn", "Acme")
    models = [
        {"id": f"m{n}", "name": name, "kind": kind, "dev": auc, "dev_low": auc - 0.02, "dev_high": auc + 0.02,
         "seconds": 1.5, "bytes": 1000, "latency_ms": latency}
        for n, (name, kind, auc, latency, _recall) in enumerate(MODELS)
    ]  # fmt: skip
    others = [
        {"id": f"o{n}", "model": model[0], "measure": "recall", "value": model[4]} for n, model in enumerate(MODELS[:3])
    ]
    with Step(engagement, "Run", source="job") as step:
        key = step.add("runs", {
            "title": "Churn", "target": "left", "task": "binary", "measure": "roc_auc", "direction": "higher",
            "best": "portfolio", "models": models, "others": others, "dev": 1000,
            "scores": [{"id": "s1", "measure": "recall", "value": 0.7}], **more,
        })  # fmt: skip
    run = engagement[key]
    assert isinstance(run, Run)
    return engagement, run


def add(engagement: Engagement, section: str, **values: Any) -> str:
    with Step(engagement, "Add") as step:
        return step.add(section, values)


def board_of(engagement: Engagement, run: Run) -> Board:
    return board(engagement, of_run(run), run.measure or "", run.dataset, run.target)


def line(found: Board, slot: str) -> Line:
    return next(each for each in found.lines if each.slot == slot)


def test_p3_ways_that_nobody_tried_are_printed_as_not_done() -> None:
    found = board_of(*engagement_with_run())
    empty = [each.slot for each in found.lines if not each.done]
    assert empty == ["rule", "human", "system", "literature"]
    assert all(words.STANDINGS[words.standing(line(found, slot))] == "Not done" for slot in empty)


def test_j4_an_infeasible_model_never_ranks_first_and_says_which_threshold_it_breaks() -> None:
    engagement, run = engagement_with_run()
    add(engagement, "metrics", title="Ranking", measure="roc_auc", role="optimising", target=0.85)
    add(engagement, "metrics", title="Fast", measure="latency_ms", role="satisficing", comparator="<=", target=10)
    found = board_of(engagement, run)
    assert found.leader is not None
    assert found.leader.name == "logistic regression"
    portfolio = line(found, "portfolio")
    assert portfolio.rank is None
    assert [metric.id for metric in portfolio.broken] == ["M-2"]
    assert words.standing(portfolio) == "infeasible"


def test_j4_a_second_optimising_metric_is_refused_with_a_sentence() -> None:
    engagement, run = engagement_with_run()
    for title in ("One", "Other"):
        add(engagement, "metrics", title=title, measure="roc_auc", role="optimising")
    found = board_of(engagement, run)
    assert "exactly one optimising metric" in found.problem
    assert all(each.rank is None for each in found.lines)


def test_j4_thresholds_that_no_baseline_computes_are_named_and_make_nothing_infeasible() -> None:
    engagement, run = engagement_with_run()
    add(engagement, "metrics", title="Ranking", measure="roc_auc", role="optimising", target=0.85)
    add(engagement, "metrics", title="Coverage", role="satisficing", comparator=">=", target=90, unit="%")
    add(engagement, "metrics", title="Calls kept", measure="business", role="satisficing", comparator=">=", target=260)
    found = board_of(engagement, run)
    assert found.leader is not None
    assert found.leader.name == "portfolio"
    assert found.thresholds == ()
    (ignored,) = [each.text for each in words.readouts(found, run, None) if each.title == "Ignored for now"]
    assert "M-2" in ignored
    assert "M-3" in ignored


def test_j4_of_five_runs_with_known_values_no_infeasible_one_ranks_first() -> None:
    models = [
        {"id": f"m{n}", "name": name, "kind": "linear", "dev": auc, "bytes": size, "latency_ms": latency}
        for n, (name, auc, latency, size) in enumerate((
            ("slow", 0.95, 40.0, 1e6), ("large", 0.93, 1.0, 9e9), ("both", 0.97, 40.0, 9e9),
            ("plain", 0.80, 1.0, 1e6), ("good", 0.88, 2.0, 1e6),
        ))
    ]  # fmt: skip
    engagement, run = engagement_with_run(models=models, best="both")
    add(engagement, "metrics", title="Ranking", measure="roc_auc", role="optimising", target=0.9)
    add(engagement, "metrics", title="Fast", measure="latency_ms", role="satisficing", comparator="<=", target=10)
    add(engagement, "metrics", title="Small", measure="size_mb", role="satisficing", comparator="<=", target=1000)
    ranks = {each.name: each.rank for each in board_of(engagement, run).lines if each.model}
    assert ranks == {"good": 1, "plain": 2, "slow": None, "large": None, "both": None}


def test_t7_a_positive_metric_that_is_met_does_not_count_while_its_negative_one_fails() -> None:
    engagement, run = engagement_with_run()
    guard = add(engagement, "metrics", title="Found", measure="recall", role="watched", sign="negative", target=0.68)
    add(engagement, "metrics", title="Rank", measure="roc_auc", role="optimising", target=0.75, counterpart=guard)
    found = board_of(engagement, run)
    assert line(found, "linear").guards == ("M-1",)
    assert words.standing(line(found, "linear")) == "guarded"
    assert line(found, "portfolio").guards == ()


def test_t16_the_distance_is_in_the_words_of_the_metric_and_meeting_it_exactly_is_meeting_it() -> None:
    engagement, run = engagement_with_run()
    add(engagement, "metrics", title="Rank", measure="roc_auc", role="optimising", target=84, unit="%")
    found = board_of(engagement, run)
    assert words.to_target(line(found, "portfolio")) == "met"
    assert words.to_target(line(found, "linear")) == "4.000 points short"


def test_j10_typed_in_levels_stand_beside_the_models_with_source_and_interval() -> None:
    engagement, run = engagement_with_run(measure="recall")
    add(engagement, "reference_levels", title="Two agents", sort="human", measure="recall", value=0.8, cases=200,
        source="pilot, May")  # fmt: skip
    add(engagement, "literature", title="Li 2021", measure="accuracy", value=0.9)
    found = board_of(engagement, run)
    people = line(found, "human")
    assert people.score is not None
    assert (people.score.low, people.score.high) == pytest.approx(wilson(0.8, 200))
    assert words.source(people) == "RL-1, pilot, May, 200 cases"
    assert words.standing(line(found, "literature")) == "other"
    floor = next(each for each in words.readouts(found, run, None) if each.title == "Error floor")
    assert floor.text == "people err by 0.200 (RL-1)"


def test_t17_a_lead_inside_the_spread_of_seeds_is_called_noise() -> None:
    models = [
        {"id": "m1", "name": "mean", "kind": "trivial", "dev": 9.0, "seeds": 5, "spread_low": 9.0, "spread_high": 9.0},
        {"id": "m2", "name": "ridge regression", "kind": "linear", "dev": 5.1, "seeds": 5, "spread_low": 5.0,
         "spread_high": 5.3, "noise": True},
    ]  # fmt: skip
    found = board_of(*engagement_with_run(measure="rmse", models=models))
    assert words.seeds(line(found, "linear")) == "5.000–5.300 (5), noise"
    assert words.seeds(line(found, "trivial")) == "9.000–9.000 (5)"


def test_costs_of_wrong_answers_choose_the_threshold_and_tell_what_it_saves() -> None:
    points = [
        {"id": "t1", "threshold": 0.0, "false_positives": 900, "false_negatives": 0},
        {"id": "t2", "threshold": 0.2, "false_positives": 100, "false_negatives": 20},
        {"id": "t3", "threshold": 0.5, "false_positives": 20, "false_negatives": 60},
        {"id": "t4", "threshold": 1.01, "false_positives": 0, "false_negatives": 100},
    ]
    engagement, run = engagement_with_run(thresholds=points, positives=100)
    assert drawn_for(engagement, run) is None
    euros = {"false_alarm_cost": {"amount": 5, "currency": "EUR"}, "miss_cost": {"amount": 100, "currency": "EUR"}}
    add(engagement, "metrics", title="Rank", measure="roc_auc", role="optimising", **euros)
    drawn = drawn_for(engagement, run)
    assert drawn is not None
    assert (drawn.threshold, drawn.cost.value, drawn.at_half) == (0.2, 2500, 6100)
    assert (drawn.nobody, drawn.everybody, drawn.saved) == (10_000, 4500, 2000)
    assert "cheapest threshold is 0.200" in words.money(drawn)


@given(st.integers(0, 100), st.integers(1, 100))
def test_the_cheapest_threshold_is_never_dearer_than_a_trivial_answer(alarm: int, miss: int) -> None:
    points = [
        {"threshold": 0.0, "false_positives": 80, "false_negatives": 0},
        {"threshold": 0.5, "false_positives": 10, "false_negatives": 12},
        {"threshold": 1.01, "false_positives": 0, "false_negatives": 20},
    ]
    drawn = cheapest(Costs("M-1", alarm, miss, "EUR"), points, 20, 100)
    assert drawn is not None
    assert drawn.saved >= 0


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_interval_of_a_typed_share_is_that_of_the_lab(successes: int, more: int) -> None:
    cases = successes + more
    assert wilson(successes / cases, cases) == pytest.approx(wilson_interval(successes, cases))


def test_i6_the_tally_equals_the_taps_and_the_ceiling_is_its_share_of_the_wrong_answers() -> None:
    engagement, run = engagement_with_run()
    add(engagement, "analyses", title="Errors", run=run.key, looked_at=200, wrong=40)
    keys = [add(engagement, "error_types", title=title, run=run.key, digit=n) for n, title in enumerate("ab", 1)]
    for key, row in ((keys[0], 3), (keys[0], 9), (keys[1], 9), (keys[0], 4), (keys[0], 4)):
        record = engagement[key]
        assert isinstance(record, ErrorType)
        with Step(engagement, "Tap") as step:
            step.set(key, "tally", toggled(record, row))
    found = tally(engagement, run)
    assert {each.record.title: each.count for each in found.types} == {"a": 2, "b": 1}
    assert found.reviewed == 2
    assert [each.share for each in found.types] == [1.0, 0.5]
    assert [each.ceiling for each in found.types] == pytest.approx([0.2, 0.1])


def test_i6_what_is_easily_fixed_comes_before_what_is_as_frequent() -> None:
    engagement, run = engagement_with_run()
    for title, fixability in (("hard", 1), ("easy", 5)):
        tapped = [{"id": "t1", "row": 1}]
        add(engagement, "error_types", title=title, run=run.key, fixability=fixability, tally=tapped)
    assert [each.record.title for each in tally(engagement, run).types] == ["easy", "hard"]
