"""The three parts of a machine-learning plan: prototyping, deployment, monitoring (row P1)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.engagement import Engagement
from scopewright.model.record import Record, Section

PARTS: dict[str, str] = {
    "prototyping": N_("Prototyping"),
    "deployment": N_("Deployment"),
    "monitoring": N_("Monitoring"),
}
_BY_PHASE = {"deploy": "deployment", "watch": "monitoring"}


def part_of(section: Section) -> str:
    """The part that the records of a section stand in: it follows from the section's phase."""
    return _BY_PHASE.get(section.phase, "prototyping")


def by_part(engagement: Engagement) -> dict[str, list[Record]]:
    """Every record of the engagement, each in exactly one part."""
    parts: dict[str, list[Record]] = {part: [] for part in PARTS}
    for record in engagement.records():
        parts[part_of(record.section)].append(record)
    return parts
