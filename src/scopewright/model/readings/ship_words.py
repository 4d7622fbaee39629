"""What the first-ship rules say of a run, with the numbers (row J5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.readings.baseline_words import figure
from scopewright.model.readings.first_ship import Verdict, verdict
from scopewright.model.sections.runs import Run
from scopewright.model.sections.ship_rules import ShipRule


def first_ship(engagement: Engagement, run: Run, today: dt.date) -> Iterator[tuple[str, str]]:
    """For each rule its spoken id, and whether the run meets it."""
    for rule in engagement.all(ShipRule):
        yield _("First ship, {id}").format(id=rule.id), of_rule(engagement, rule, run, today)


def of_rule(engagement: Engagement, rule: ShipRule, run: Run, today: dt.date) -> str:
    """Whether a run meets one rule, and by which numbers."""
    found = verdict(engagement, rule, run, today)
    said = _("Ships") if found.ships else _("Does not ship")
    return ", ".join([said, *_reasons(rule, found)])


def _reasons(rule: ShipRule, found: Verdict) -> Iterator[str]:
    if rule.neutral:
        yield _("neutral launch: no threshold")
    elif found.value is None or found.threshold is None:
        yield _("its metric is not measured")
    else:
        yield _("{value} of {threshold}").format(value=figure(found.value), threshold=figure(found.threshold))
    if found.broken:
        yield _("not held: {metrics}").format(metrics=", ".join(metric.id for metric in found.broken))
    if not found.in_time:
        yield _("the day has passed")
