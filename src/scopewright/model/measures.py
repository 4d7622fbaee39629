"""The arithmetic of metrics: is a threshold met, how far is it, which run comes first.

Everything the window, the linter and the briefs say about a score against a target is computed here.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.kinds import Row
from scopewright.model.sections.metrics import Metric
from scopewright.model.sections.objectives import Objective
from scopewright.model.sections.runs import Run

_COMPARE: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
}
_DIGITS = 12
LOWER = frozenset({"log_loss", "mae", "rmse", "latency_ms", "size_mb"})
"""Measures of which less is better."""


class NotOneOptimising(ValueError):
    """Runs can only be ranked by exactly one optimising metric."""


@dataclass(frozen=True)
class Score:
    """A measured value with the ends of its 95 % interval, in the measure's own scale (0.84, not 84)."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Distance:
    """A score beside its target, both in the metric's unit.

    ``gap`` is what is still missing, never negative; meeting the target exactly is meeting it.
    """

    metric: Metric
    value: float
    low: float | None
    high: float | None
    trivial: float | None
    target: float
    met: bool
    gap: float


def short(fingerprint: str) -> str:
    """The leading twelve hexadecimal digits of a fingerprint: enough to compare two files by eye."""
    return fingerprint.rpartition(":")[2][:_DIGITS]


def comparator(metric: Metric) -> str:
    """How a score is compared to the target: as declared, else by the direction, else by the measure."""
    if metric.comparator:
        return metric.comparator
    lower = metric.direction == "lower" or (metric.direction is None and metric.measure in LOWER)
    return "<=" if lower else ">="


def factor(metric: Metric) -> float:
    """What a measured share is multiplied by to stand in the metric's unit: 100 for a percent sign, else 1."""
    return 100.0 if metric.unit.strip() == "%" and metric.measure not in ("latency_ms", "size_mb", "business") else 1.0


def met(metric: Metric, value: float) -> bool | None:
    """Whether a value in the metric's unit meets its target; nothing if it has no target."""
    return None if metric.target is None else _COMPARE[comparator(metric)](value, metric.target)


def together(metric: Metric, value: float, counterpart: Metric, other: float) -> bool | None:
    """A positive metric counts as met only while its negative counterpart holds too (row T7)."""
    own, guard = met(metric, value), met(counterpart, other)
    return None if own is None or guard is None else own and guard


def distance(metric: Metric, score: Score, trivial: float | None = None) -> Distance | None:
    """How far a score is from the metric's target; nothing if it has no target."""
    if metric.target is None:
        return None
    by = factor(metric)
    value = score.value * by
    reached = bool(met(metric, value))
    return Distance(
        metric=metric,
        value=value,
        low=None if score.low is None else score.low * by,
        high=None if score.high is None else score.high * by,
        trivial=None if trivial is None else trivial * by,
        target=float(metric.target),
        met=reached,
        gap=0.0 if reached else abs(float(metric.target) - value),
    )


def best_model(run: Run) -> Row | None:
    """The row of the model that was best on cross-validated development scores."""
    return next((row for row in run.models if row["name"] == run.best), None)


def trivial_model(run: Run) -> Row | None:
    """The row of the majority or mean baseline."""
    return next((row for row in run.models if row["kind"] == "trivial"), None)


def score_of(run: Run, measure: str | None) -> Score | None:
    """What the run's best model reached on the development split in one measure."""
    best = best_model(run)
    if best is None or measure is None:
        return None
    if measure == run.measure:
        return None if best["dev"] is None else Score(best["dev"], best["dev_low"], best["dev_high"])
    if measure == "size_mb" and best["bytes"] is not None:
        return Score(best["bytes"] / 1e6)
    if measure == "latency_ms" and best["latency_ms"] is not None:
        return Score(best["latency_ms"])
    row = next((row for row in run.scores if row["measure"] == measure), None)
    return Score(row["value"], row["low"], row["high"]) if row is not None and row["value"] is not None else None


def held_out(run: Run, measure: str | None) -> Score | None:
    """What the run's best model reached on the held-out rows in one measure."""
    best = best_model(run)
    if best is None or measure is None:
        return None
    row = best if measure == run.measure else next((row for row in run.scores if row["measure"] == measure), None)
    if row is None or row["test"] is None:
        return None
    return Score(row["test"], row["test_low"], row["test_high"])


def measured(engagement: Engagement, metric: Metric) -> tuple[Run, Distance] | None:
    """The newest run that measured this metric, and how far it is from the target."""
    for run in reversed(engagement.all(Run)):
        score, trivial = score_of(run, metric.measure), trivial_model(run)
        if score is None:
            continue
        floor = trivial["dev"] if trivial is not None and metric.measure == run.measure else None
        found = distance(metric, score, floor)
        if found is not None:
            return run, found
    return None


def optimising(metrics: Sequence[Metric]) -> Metric:
    """The one metric that is optimised.

    Raises:
        NotOneOptimising: there is none, or more than one.
    """
    found = [metric for metric in metrics if metric.role == "optimising"]
    if len(found) != 1:
        raise NotOneOptimising(
            _("Runs are ranked by exactly one optimising metric; there are {count}.").format(count=len(found))
        )
    return found[0]


def thresholds(metrics: Sequence[Metric]) -> list[Metric]:
    """The satisficing metrics that a run is held to."""
    return [metric for metric in metrics if _satisfices(metric) and _is_computed(metric)]


def deferred(metrics: Sequence[Metric]) -> list[Metric]:
    """The satisficing metrics that no baseline computes: ignored at first, and named so that nobody forgets them."""
    return [metric for metric in metrics if _satisfices(metric) and not _is_computed(metric)]


def _satisfices(metric: Metric) -> bool:
    return metric.role == "satisficing" and metric.target is not None


def _is_computed(metric: Metric) -> bool:
    return metric.measure not in (None, "business")


def rank(metrics: Sequence[Metric], runs: Mapping[str, Mapping[str, float]]) -> list[tuple[str, bool]]:
    """Names of runs from best to worst with whether they are feasible (row J4).

    ``runs`` maps a name to its values by measure, in the metrics' units. A run that breaks a satisficing threshold, or
    lacks the value for one, is infeasible and stands behind every feasible one.

    Raises:
        NotOneOptimising: there is not exactly one optimising metric.
    """
    leading = optimising(metrics)
    asked = thresholds(metrics)
    sign = 1.0 if comparator(leading) in ("<=", "<") else -1.0

    def feasible(values: Mapping[str, float]) -> bool:
        return all(str(m.measure) in values and bool(met(m, values[str(m.measure)])) for m in asked)

    def place(name: str) -> tuple[bool, bool, float]:
        value = runs[name].get(str(leading.measure))
        return not feasible(runs[name]), value is None, sign * (value if value is not None else 0.0)

    return [(name, feasible(runs[name])) for name in sorted(runs, key=place)]


def reached(objective: Objective, value: float) -> float | None:
    """The share of the way from today's figure to the target that a value has covered; 1 is the target."""
    if objective.baseline is None or objective.target is None or objective.target == objective.baseline:
        return None
    return (value - objective.baseline) / (objective.target - objective.baseline)
