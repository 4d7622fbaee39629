"""Where to draw the line between yes and no, when it is known what a false alarm and a miss cost.

The threshold is chosen on development rows that no fitted model had seen, never on the test. Source: C. Elkan, *The
Foundations of Cost-Sensitive Learning* (IJCAI 2001).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

from scopewright.model.engagement import Engagement
from scopewright.model.measures import Score
from scopewright.model.sections.metrics import Metric
from scopewright.model.sections.runs import Run

CASES = 1_000
_Z = 1.959963984540054


@dataclass(frozen=True)
class Costs:
    """What one false alarm and one miss cost, in one currency, and the spoken id of the metric that says so."""

    metric: str
    false_alarm: float
    miss: float
    currency: str


@dataclass(frozen=True)
class Line:
    """The cheapest threshold of a run's best model; all costs are per ``CASES`` cases.

    ``at_half`` is the cost at a probability of 0.5, ``nobody`` and ``everybody`` what it costs to call no case and
    every case positive: the trivial answers.
    """

    costs: Costs
    threshold: float
    cost: Score
    at_half: float
    nobody: float
    everybody: float
    false_alarms: int
    misses: int

    @property
    def saved(self) -> float:
        """What the model saves beside the cheaper of the trivial answers."""
        return min(self.nobody, self.everybody) - self.cost.value


def costs_of(engagement: Engagement) -> Costs | None:
    """The costs that the scope names, of the optimising metric first; None if none names both in one currency."""
    metrics = sorted(engagement.all(Metric), key=lambda metric: metric.role != "optimising")
    for metric in metrics:
        alarm, miss = metric.false_alarm_cost, metric.miss_cost
        if alarm is not None and miss is not None and alarm.currency == miss.currency:
            return Costs(metric.id, float(alarm.amount), float(miss.amount), alarm.currency)
    return None


def of_run(engagement: Engagement, run: Run) -> Line | None:
    """The cheapest threshold of a stored run; None without costs or for other tasks than two classes."""
    costs = costs_of(engagement)
    if costs is None or not run.thresholds or not run.dev:
        return None
    known = run.thresholds[0]["false_positives"] + (run.positives or 0)
    return cheapest(costs, run.thresholds, run.positives or 0, known)


def cheapest(costs: Costs, points: Iterable[Mapping[str, Any] | Any], positives: int, rows: int) -> Line | None:
    """The point with the least cost; of equals the one nearest to 0.5. ``points`` count errors on ``rows`` rows."""
    found = [(float(p["threshold"]), int(p["false_positives"]), int(p["false_negatives"])) for p in points]
    if not found or rows <= 0:
        return None

    def cost(alarms: int, misses: int) -> float:
        return (alarms * costs.false_alarm + misses * costs.miss) * CASES / rows

    threshold, alarms, misses = min(found, key=lambda each: (cost(*each[1:]), abs(each[0] - 0.5)))
    half = min(found, key=lambda each: abs(each[0] - 0.5))
    spread = _interval(costs, alarms, misses, rows)
    return Line(
        costs,
        threshold,
        Score(cost(alarms, misses), max(0.0, cost(alarms, misses) - spread), cost(alarms, misses) + spread),
        cost(*half[1:]),
        cost(0, positives),
        cost(rows - positives, 0),
        alarms,
        misses,
    )


def _interval(costs: Costs, alarms: int, misses: int, rows: int) -> float:
    """Half the 95 % interval of the mean cost of a case, times ``CASES``, by the normal approximation."""
    mean = (alarms * costs.false_alarm + misses * costs.miss) / rows
    square = (alarms * costs.false_alarm**2 + misses * costs.miss**2) / rows
    return _Z * sqrt(max(0.0, square - mean**2) / rows) * CASES
