"""What labelling costs, and how many workers a service needs (rows P2, P5)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

from scopewright.model.kinds import Amount
from scopewright.model.sections.labelling import Labelling
from scopewright.model.sections.services import Service

MINUTES = 60


@dataclass(frozen=True)
class LabellingEffort:
    """Labels to set, what they cost, and the hours that each labeller sits; nothing where a figure is missing."""

    labels: int | None
    cost: Amount | None
    hours: float | None


def labelling(plan: Labelling) -> LabellingEffort:
    """Cost is items times labels an item times price a label; one label an item and one labeller where not said."""
    labels = None if plan.items is None else plan.items * (plan.labels or 1)
    if labels is None:
        return LabellingEffort(None, None, None)
    cost = Amount(plan.price.amount * Decimal(labels), plan.price.currency) if plan.price else None
    hours = labels / (plan.rate * MINUTES * (plan.labellers or 1)) if plan.rate else None
    return LabellingEffort(labels, cost, hours)


def labels_an_hour(rate: float) -> float:
    """Labels that one person sets in an hour at a rate a minute."""
    return rate * MINUTES


def workers_needed(service: Service) -> int | None:
    """The least number of workers that carry the load; nothing while latency or load is missing.

    By Little's law the predictions in work at a time are load (a second) times latency (in seconds); each worker
    computes one at a time.
    """
    if service.latency is None or service.load is None:
        return None
    return math.ceil(round(service.load * service.latency / 1000, 9))


def overloaded(service: Service) -> bool:
    """Whether the planned workers cannot carry the load."""
    needed = workers_needed(service)
    return needed is not None and service.workers is not None and service.workers < needed
