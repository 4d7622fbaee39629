"""How much a score depends on chance: the same models on the same rows, folds and trees drawn by other seeds.

The test set stays as it is. A gain that is no larger than what another seed changes is noise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import isfinite
from typing import Any

from scopewright.lab.candidates import Candidate
from scopewright.lab.plan import Plan
from scopewright.lab.race import Race, Runner
from scopewright.lab.stretch import Stretch


def other_seeds(plan: Plan) -> list[int]:
    """The seeds after the first."""
    return [plan.ask.seed + further for further in range(1, plan.ask.seeds)]


def again(plan: Plan, seed: int, candidates: Sequence[Candidate], report: Stretch) -> Iterator[tuple[str, float]]:
    """The development score of each model, by name, with folds and models drawn by another seed."""
    arrangement = replace(plan.arrangement, ask=replace(plan.ask, seed=seed))
    race = race_of(replace(plan, folds=arrangement.folds(plan.rows)), seed)
    for runner in race.run(candidates, report):
        yield runner.name, value_of(plan, runner)


def race_of(plan: Plan, seed: int) -> Race:
    """The race on the rows and folds of a plan."""
    return Race(plan.features, plan.target, plan.rows, plan.folds, plan.metric, seed, plan.seconds)


def value_of(plan: Plan, runner: Runner) -> float:
    """The development score in the metric that ranks."""
    return plan.metric.value(runner.answers)


def spread(values: Sequence[float]) -> dict[str, Any] | None:
    """``{"seeds", "low", "high"}`` of the scores of several seeds; None for one."""
    known = [value for value in values if isfinite(value)]
    return {"seeds": len(known), "low": min(known), "high": max(known)} if len(known) > 1 else None


def is_noise(gain: float | None, one: dict[str, Any] | None, other: dict[str, Any] | None) -> bool | None:
    """Whether the gain of one model over another is inside the spread of either; None where no spread is known."""
    widths = [each["high"] - each["low"] for each in (one, other) if each is not None]
    return None if gain is None or not widths else gain <= max(widths)
