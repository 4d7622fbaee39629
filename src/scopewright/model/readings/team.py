"""Who is planned with how much of their week, and which roles a release lacks (row M26)."""

from __future__ import annotations

import datetime as dt

from scopewright.model.engagement import Engagement
from scopewright.model.sections.allocations import ESSENTIAL, Allocation

FULL = 100.0


def peak(allocations: list[Allocation]) -> float:
    """The largest sum of shares on one day, in percent; an allocation without dates lasts for ever."""
    begins = {each.start or dt.date.min for each in allocations}
    return max((sum(each.share or 0.0 for each in allocations if _lasts(each, day)) for day in begins), default=0.0)


def allocated(engagement: Engagement) -> dict[str, float]:
    """The peak of each person by hidden key, over all projects in the file."""
    people: dict[str, list[Allocation]] = {}
    for each in engagement.all(Allocation):
        if each.person:
            people.setdefault(each.person, []).append(each)
    return {person: peak(theirs) for person, theirs in people.items()}


def overallocated(engagement: Engagement) -> dict[str, float]:
    """The people who are planned with more than their whole week, with their peak."""
    return {person: share for person, share in allocated(engagement).items() if share > FULL}


def missing_roles(engagement: Engagement, release: str | None) -> list[str]:
    """The essential roles that nobody has in a release (by hidden key); who names no release has it in all."""
    here = {a.role for a in engagement.all(Allocation) if a.person and not a.project and a.release in (None, release)}
    return [role for role in ESSENTIAL if role not in here]


def _lasts(allocation: Allocation, day: dt.date) -> bool:
    return (allocation.start or dt.date.min) <= day <= (allocation.end or dt.date.max)
