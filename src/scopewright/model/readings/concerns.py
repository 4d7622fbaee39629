"""Which concerns a release still owes an answer (row M1)."""

from __future__ import annotations

from scopewright.model.engagement import Engagement
from scopewright.model.sections.concerns import Concern
from scopewright.model.sections.releases import Release


def owed(engagement: Engagement, release: Release) -> list[Concern]:
    """The concerns that this release must answer: its own, those of all releases, those deferred to it or before.

    A concern that names a later release is deferred explicitly, and asked again there.
    """
    order = {each.key: place for place, each in enumerate(engagement.all(Release))}
    now = order[release.key]

    def asked(concern: Concern) -> bool:
        began = order.get(concern.release or "", 0)
        deferred = order.get(concern.deferred_to or "", -1)
        return not concern.answer and began <= now and deferred <= now

    return [concern for concern in engagement.all(Concern) if asked(concern)]
