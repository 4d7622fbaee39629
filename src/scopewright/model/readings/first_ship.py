"""Whether a run may be shipped as the first model (row J5)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from scopewright.model.engagement import Engagement
from scopewright.model.measures import factor, met, score_of
from scopewright.model.sections.metrics import Metric
from scopewright.model.sections.runs import Run
from scopewright.model.sections.ship_rules import ShipRule


@dataclass(frozen=True)
class Verdict:
    """Whether a run ships, and the numbers behind it.

    ``value`` and ``threshold`` are in the metric's unit and missing at a neutral launch; ``broken`` are the satisficing
    metrics that do not hold or were not measured; ``in_time`` is false after the day in the rule.
    """

    ships: bool
    value: float | None
    threshold: float | None
    broken: tuple[Metric, ...]
    in_time: bool


def verdict(engagement: Engagement, rule: ShipRule, run: Run, today: dt.date) -> Verdict:
    """Check a first-ship rule against a run; a neutral launch drops the metric, not the thresholds of the others."""
    metric = engagement.get(rule.metric)
    leading = metric if isinstance(metric, Metric) and not rule.neutral else None
    value = _value(run, leading) if leading else None
    threshold = _as_ruled(leading, rule).target if leading else None
    broken = tuple(
        other
        for other in engagement.all(Metric)
        if other.role == "satisficing" and other.target is not None and not _holds(run, other)
    )
    reached = rule.neutral or bool(leading and value is not None and met(_as_ruled(leading, rule), value))
    in_time = rule.by is None or today <= rule.by
    return Verdict(reached and not broken and in_time, value, threshold, broken, in_time)


def _as_ruled(metric: Metric, rule: ShipRule) -> Metric:
    """The metric with the threshold of the rule, or its own target where the rule names none."""
    target = metric.target if rule.threshold is None else rule.threshold
    return replace(metric, target=target, comparator=rule.comparator or metric.comparator)


def _value(run: Run, metric: Metric) -> float | None:
    score = score_of(run, metric.measure)
    return None if score is None else score.value * factor(metric)


def _holds(run: Run, metric: Metric) -> bool:
    value = _value(run, metric)
    return value is not None and bool(met(metric, value))
