"""What the pictures show of an engagement: the one way from records to a picture's input, screen or page."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.gates import planned
from scopewright.model.measures import Distance, comparator, measured, together
from scopewright.model.record import Record
from scopewright.model.scoring import Scoring
from scopewright.model.sections.constraints import Constraint
from scopewright.model.sections.decisions import Decision
from scopewright.model.sections.document import Document
from scopewright.model.sections.maintenance import MaintenanceItem
from scopewright.model.sections.metrics import Metric
from scopewright.model.sections.milestones import Milestone
from scopewright.model.sections.people import Person
from scopewright.model.sections.releases import Release
from scopewright.model.sections.rings import Ring
from scopewright.model.sections.risks import Risk
from scopewright.model.sections.runs import Run
from scopewright.scenes import timeline as lanes
from scopewright.scenes.daci import DaciDecision, DaciPerson
from scopewright.scenes.distance import DistanceRow, Reference
from scopewright.scenes.heat_map import HeatRisk
from scopewright.scenes.status import Status


def heat_risks(risks: Iterable[Risk], scoring: Scoring) -> list[HeatRisk]:
    """Risks as the heat map places them."""
    return [HeatRisk(risk.id, risk.headline, risk.likelihood, risk.impact, scoring) for risk in risks]


def daci_people(engagement: Engagement, decisions: Iterable[Decision]) -> list[DaciPerson]:
    """Everybody who has a part in one of the decisions, in the order of the people section, unnamed ones last."""
    involved = dict.fromkeys(key for decision in decisions for key in _parts(decision))
    known = [person.key for person in engagement.all(Person) if person.key in involved]
    keys = dict.fromkeys([*known, *involved])
    return [DaciPerson(_person_id(engagement, key), engagement.label(key)) for key in keys]


def daci_decisions(engagement: Engagement, decisions: Iterable[Decision]) -> list[DaciDecision]:
    """Decisions with the ids of those who have a part."""

    def ids(keys: Sequence[str]) -> tuple[str, ...]:
        return tuple(_person_id(engagement, key) for key in keys)

    return [
        DaciDecision(
            each.id, each.headline, ids(each.driver), ids(each.approver), ids(each.contributors), ids(each.informed)
        )
        for each in decisions
    ]


def _person_id(engagement: Engagement, key: str) -> str:
    person = engagement.get(key)
    return person.id if person else key


def _parts(decision: Decision) -> tuple[str, ...]:
    return (*decision.driver, *decision.approver, *decision.contributors, *decision.informed)


def status_of(stored: str | None) -> Status:
    """A status as scenes and badges name it; nothing said counts as not started."""
    return cast(Status, (stored or "not_started").replace("_", "-"))


def team_timeline(engagement: Engagement) -> lanes.Timeline:
    """The milestones in the lanes of their teams, the rollout rings in their order, what is renewed and when, releases
    and dated constraints as lines, and the status date (rows M24, M29, J21)."""
    found = planned(engagement)
    stacked = [
        lanes.Lane(
            engagement.label(team) if team else _("No team named"),
            tuple(_lane_item(each) for each in found if each.team == team),
        )
        for team in dict.fromkeys(each.team for each in found)
    ]
    rings = tuple(map(_ring, engagement.all(Ring)))
    known = lanes.Timeline((*stacked, lanes.Lane("", rings)))
    last = max(known.days(), default=None)
    renewed = tuple(item for each in engagement.all(MaintenanceItem) for item in _renewals(each, last))
    more = ((_("Rollout"), rings), (_("Maintenance"), renewed))
    stacked += [lanes.Lane(title, items) for title, items in more if items]
    return lanes.Timeline(tuple(stacked), tuple(_markers(engagement)), engagement.one(Document).status_date)


def timeline_records(engagement: Engagement) -> list[Record]:
    """The records that the timeline draws or lists."""
    kept = (each for each in engagement.all(MaintenanceItem) if each.due)
    dated = (each for each in engagement.all(Constraint) if each.on)
    return [*planned(engagement), *engagement.all(Ring), *kept, *dated]


def _markers(engagement: Engagement) -> Iterator[lanes.Marker]:
    for release in engagement.all(Release):
        if release.due:
            yield lanes.Marker(release.id, release.headline, release.due, "release")
    for constraint in engagement.all(Constraint):
        if constraint.on:
            yield lanes.Marker(constraint.id, constraint.headline, constraint.on, "constraint")


_RING_STATES: Mapping[str | None, Status] = {"running": "on-track", "left": "complete", "stopped": "off-track"}


def _ring(ring: Ring) -> lanes.LaneItem:
    status = _RING_STATES.get(ring.state, "not-started")
    if ring.start and ring.due:
        return lanes.Bar(ring.id, ring.headline, ring.start, ring.due, status)
    return lanes.Milestone(ring.id, ring.headline, ring.due or ring.start, status)


_MOST_SEEN = 4
"""Decimals up to which a figure that is not zero is not shown as zero."""
_ROUTINE = 28
"""Days: what returns sooner is routine, not a date of the plan, and stands there once."""
_MOST_RENEWALS = 60
"""Marks of one item; a plan so long that it needs more says nothing by them."""


def _renewals(item: MaintenanceItem, last: dt.date | None) -> Iterator[lanes.LaneItem]:
    """When something is renewed: the next time, and every time after that until the end of the plan."""
    if item.due is None:
        return
    first, every = item.due.toordinal(), int(item.every or 0)
    end = max(first, last.toordinal()) if last and every >= _ROUTINE else first
    days = range(first, end + 1, max(1, every))
    for day in days[:_MOST_RENEWALS]:
        state: Status = "complete" if item.state == "handled" else "not-started"
        yield lanes.Milestone(item.id, item.headline, dt.date.fromordinal(day), state)


def _lane_item(each: Milestone) -> lanes.LaneItem:
    status = status_of(each.status)
    if each.start:
        done = (each.done or 0) / 100
        return lanes.Bar(
            each.id, each.headline, each.start, each.due, status, done, each.agreed_start, each.agreed, each.slip
        )
    return lanes.Milestone(each.id, each.headline, each.due, status, each.agreed, each.slip)


@dataclass(frozen=True, slots=True)
class Standing:
    """A metric with what was measured for it, if anything; ``guard`` is its negative counterpart if that fails."""

    metric: Metric
    run: Run | None
    found: Distance | None
    decimals: int
    guard: str = ""

    @property
    def words(self) -> str:
        """What the metric tells somebody who decides on money; its title if nobody has said."""
        return self.metric.meaning or self.metric.headline

    @property
    def row(self) -> DistanceRow:
        """As the picture shows it."""
        found, metric = self.found, self.metric
        human = [(metric.today, _("today")), (metric.human, _("people"))]
        references = [Reference(label, value) for value, label in human if value is not None]
        if found and found.trivial is not None:
            references.insert(0, Reference(_("simplest guess"), found.trivial))
        return DistanceRow(
            metric.id, self.words, comparator(metric) in (">=", ">"),
            measured=found.value if found else None, low=found.low if found else None,
            high=found.high if found else None, target=metric.target, met=found.met if found else None,
            gap=found.gap if found else 0.0, references=tuple(references), decimals=self.decimals,
            unit=metric.unit, guard=self.guard,
        )  # fmt: skip


def standings(engagement: Engagement) -> list[Standing]:
    """Every metric with its newest measurement, the optimising one first."""
    metrics = sorted(engagement.all(Metric), key=lambda metric: metric.role != "optimising")
    return [_standing(engagement, metric) for metric in metrics]


def _standing(engagement: Engagement, metric: Metric) -> Standing:
    run, found = measured(engagement, metric) or (None, None)
    values = [metric.target, metric.today, metric.human]
    values += [found.value, found.trivial] if found else []
    known = [value for value in values if value is not None]
    return Standing(metric, run, found, _decimals(known, metric), _failing_guard(engagement, metric, found))


def _failing_guard(engagement: Engagement, metric: Metric, own: Distance | None) -> str:
    """The id of the negative metric that keeps a reached one from counting as met; else nothing (row T7)."""
    guard = engagement.get(metric.counterpart)
    if own is None or not own.met or not isinstance(guard, Metric):
        return ""
    _run, found = measured(engagement, guard) or (None, None)
    return guard.id if found and together(metric, own.value, guard, found.value) is False else ""


def _decimals(values: list[float], metric: Metric) -> int:
    """As many as the sizes of the values call for, and never fewer than the target has; none is shown as zero."""
    largest = max((abs(value) for value in values), default=0.0)
    usual = 1 if metric.unit.strip() == "%" or 10 <= largest < 1000 else 0 if largest >= 1000 else 3
    target = Decimal(repr(metric.target)).normalize() if metric.target is not None else Decimal(0)
    exponent = target.as_tuple().exponent
    smallest = min((abs(value) for value in values if value), default=1.0)
    seen = min(_MOST_SEEN, -math.floor(math.log10(smallest))) if round(smallest, usual) == 0 else 0
    return min(6, max(usual, seen, -exponent if isinstance(exponent, int) else 0))
