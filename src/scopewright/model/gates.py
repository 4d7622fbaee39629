"""Failing a gate: what depends on it becomes void, in one step that one undo takes back (row M22)."""

from __future__ import annotations

from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.sections.deliverables import Deliverable
from scopewright.model.sections.gates import Gate
from scopewright.model.sections.milestones import Milestone
from scopewright.model.step import Step


def dependants(engagement: Engagement, gate: Gate) -> list[Deliverable | Milestone]:
    """What falls with a gate: the deliverables it names, what depends on those, and milestones that deliver only such.

    What another gate has voided already is not among them.
    """
    fallen, deliverables = set(gate.deliverables), engagement.all(Deliverable)
    while True:
        more = {d.key for d in deliverables if fallen & set(d.depends_on)} - fallen
        if not more:
            break
        fallen |= more
    milestones = [m for m in engagement.all(Milestone) if m.deliverables and set(m.deliverables) <= fallen]
    found: list[Deliverable | Milestone] = [d for d in deliverables if d.key in fallen]
    return [record for record in found + milestones if record.voided_by is None]


def fail(engagement: Engagement, gate: Gate, who: str = "") -> list[Deliverable | Milestone]:
    """Mark the gate failed and void what depends on it; returns that as it stood before."""
    falling = dependants(engagement, gate)
    with Step(engagement, _("{id} failed").format(id=gate.id), who=who) as step:
        step.set(gate.key, "outcome", "failed")
        for record in falling:
            step.set(record.key, "voided_by", gate.key)
    return falling


def planned(engagement: Engagement) -> list[Milestone]:
    """The milestones that still stand: those that no failed gate voided."""
    return [each for each in engagement.all(Milestone) if each.voided_by is None]


def reopen(engagement: Engagement, gate: Gate, who: str = "") -> None:
    """Take a failure back later: the gate is open again, and what it voided is planned again."""
    with Step(engagement, _("Reopen {id}").format(id=gate.id), who=who) as step:
        step.set(gate.key, "outcome", "open")
        void = [record.key for record, field in list(engagement.pointing_to(gate.key)) if field == "voided_by"]
        for key in void:
            step.set(key, "voided_by", None)
