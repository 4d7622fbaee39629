"""Which concerns a release still owes an answer (row M1)."""

from __future__ import annotations

from scopewright.model.engagement import Engagement
from scopewright.model.readings.carried import carried_forward
from scopewright.model.sections.concerns import Concern
from scopewright.model.sections.releases import Release


def owed(engagement: Engagement, release: Release) -> list[Concern]:
    """The concerns that this release must answer: its own, those of all releases, those deferred to it or before.

    A concern that names a later release is deferred explicitly, and asked again there. One that was carried forward
    is owed as its copy.
    """
    order = {each.key: place for place, each in enumerate(engagement.all(Release))}
    now, handed_on = order[release.key], carried_forward(engagement, Concern.section.key)

    def asked(concern: Concern) -> bool:
        began = order.get(concern.release or "", 0)
        deferred = order.get(concern.deferred_to or "", -1)
        return not concern.answer and began <= now and deferred <= now

    there = (each for each in engagement.all(Concern) if each.key not in handed_on)
    return [concern for concern in there if asked(concern)]
