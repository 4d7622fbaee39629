"""What a later release took over from an earlier one: it is owed there, and no longer twice (rows M1, M2, M5)."""

from __future__ import annotations

from scopewright.model.engagement import Engagement


def carried_forward(engagement: Engagement, section: str) -> frozenset[str]:
    """The hidden keys of the records of a section that were carried forward: a copy names each as its origin."""
    return frozenset(record.origin for record in engagement.records(section) if record.origin)
