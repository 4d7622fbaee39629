"""Objectives in plain words become figures (row M9)."""

from __future__ import annotations

import datetime as dt

import pytest

from scopewright.capture.goals import objective_of, read_goal


@pytest.mark.parametrize(
    ("sentence", "metric", "direction", "target", "unit", "baseline", "relative"),
    [
        ("70% recall", "recall", "higher", 70, "%", None, False),
        ("reduce tickets by 20%", "tickets", "lower", -20, "%", None, True),
        ("We want to cut weekly search tickets by 20 percent", "weekly search tickets", "lower", -20, "%", None, True),
        ("-20% weekly tickets", "weekly tickets", "lower", -20, "%", None, True),
        ("raise conversion from 3 % to 4,5 %", "conversion", "higher", 4.5, "%", 3, False),
        ("at most 5% complaints", "complaints", "lower", 5, "%", None, False),
        ("reduce churn to under 5 %", "churn", "lower", 5, "%", None, False),
        ("increase revenue by 1.2 million EUR", "revenue", "higher", 1_200_000, "EUR", None, True),
        (
            "increase the share of answered calls by 12 points",
            "share of answered calls",
            "higher",
            12,
            "points",
            None,
            True,
        ),
    ],
)
def test_m9_a_sentence_with_a_figure_is_read(
    sentence: str, metric: str, direction: str, target: float, unit: str, baseline: float | None, relative: bool
) -> None:
    goal = read_goal(sentence)
    assert goal is not None
    assert (goal.metric, goal.direction, goal.target, goal.unit, goal.baseline, goal.relative) == (
        metric, direction, target, unit, baseline, relative,
    )  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    ["", "We want better search", "Releases 1 and 2", "by XX", "at least 9 out of 10 tags right", "7 of 10 tags right"],
)
def test_a_sentence_without_a_figure_is_left_alone(sentence: str) -> None:
    assert read_goal(sentence) is None


def test_m9_a_change_with_a_day_leaves_today_open_and_is_due_then() -> None:
    said = objective_of("We want to reduce the calls by 15 % by 2027-06", dt.date(2026, 11, 2))
    assert said == {
        "metric": "calls", "direction": "lower", "target": -15, "unit": "%", "relative": True, "due": "2027-06-30",
    }  # fmt: skip


@pytest.mark.parametrize("by", ["1.2 million EUR", "2.5 points", "1.5 %", "3.5 hours"])
def test_m9_a_change_by_a_decimal_figure_is_no_day(by: str) -> None:
    assert "due" not in objective_of(f"increase the yield by {by}", dt.date(2026, 11, 2))


def test_m9_a_day_alone_is_read_and_no_figure_made_up() -> None:
    assert objective_of("Go live by 15 March 2027", dt.date(2026, 11, 2)) == {"due": "2027-03-15"}
