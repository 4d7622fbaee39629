"""The engagement and the day that lines are read against in these tests."""

from __future__ import annotations

import datetime as dt

from scopewright.capture.context import Context
from scopewright.model.engagement import Engagement
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement

FRIDAY = dt.date(2026, 11, 20)


def engagement_with_people() -> Engagement:
    """Three persons and the releases v1 and v2."""
    engagement = new_engagement("Search", "Acme")
    with Step(engagement, "Begin") as step:
        step.add("people", {"name": "Mia Chen", "role": "Product owner"})
        step.add("people", {"name": "Jérôme Petit", "role": "CTO"})
        step.add("people", {"name": "مريم", "role": "Data"})
        step.add("releases", {"name": "v1"})
        step.add("releases", {"name": "v2"})
    return engagement


def context(engagement: Engagement | None = None, language: str = "en") -> Context:
    """What the lines are read against."""
    return Context.of(engagement or engagement_with_people(), FRIDAY, language)
