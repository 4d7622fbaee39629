"""Objectives in plain words become figures (row M9)."""

from __future__ import annotations

import pytest

from scopewright.capture.goals import read_goal


@pytest.mark.parametrize(
    ("sentence", "metric", "direction", "target", "unit", "baseline"),
    [
        ("70% recall", "recall", "higher", 70, "%", None),
        ("reduce tickets by 20%", "tickets", "lower", -20, "%", 0),
        ("We want to cut weekly search tickets by 20 percent", "weekly search tickets", "lower", -20, "%", 0),
        ("-20% weekly tickets", "weekly tickets", "lower", -20, "%", 0),
        ("raise conversion from 3 % to 4,5 %", "conversion", "higher", 4.5, "%", 3),
        ("at most 5% complaints", "complaints", "lower", 5, "%", None),
        ("increase the share of answered calls by 12 points", "share of answered calls", "higher", 12, "points", 0),
    ],
)
def test_a_sentence_with_a_figure_is_read(
    sentence: str, metric: str, direction: str, target: float, unit: str, baseline: float | None
) -> None:
    goal = read_goal(sentence)
    assert goal is not None
    assert (goal.metric, goal.direction, goal.target, goal.unit, goal.baseline) == (
        metric, direction, target, unit, baseline,
    )  # fmt: skip


@pytest.mark.parametrize("sentence", ["", "We want better search", "Releases 1 and 2", "by XX"])
def test_a_sentence_without_a_figure_is_left_alone(sentence: str) -> None:
    assert read_goal(sentence) is None
