"""What changed since a moment that one person cares about: the last signature, the own last visit, or a day.

It is the difference that a reviewer's brief prints (``review_changes.changes_for``), read for nobody in particular.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from scopewright.language import N_, _, show_day
from scopewright.model.change import Conflict
from scopewright.model.engagement import BODIES, Engagement
from scopewright.model.refusal import SaidToUser
from scopewright.model.review_changes import SIGNOFF, Changes, base, changes_for
from scopewright.model.snapshot import restore_view

VISIT = "visit"
"""The word for: since the last time that this person had the engagement open on this computer."""
MADE: Mapping[str, str] = {
    "added": N_("New"),
    "changed": N_("Changed"),
    "moved": N_("Moved"),
    "removed": N_("Removed"),
}
"""What can have happened to a record, untranslated."""


@dataclass(frozen=True, slots=True)
class Told:
    """The changes, and since when they are counted, in words."""

    since: str
    changes: Changes


def changes_since(engagement: Engagement, since: str, seen: Mapping[str, int], language: str) -> Told:
    """The changes since ``SIGNOFF``, ``VISIT`` (when the changes ``seen`` by replica were there) or an ISO day.

    Raises:
        SaidToUser: there is no such moment; the message is for the user.
    """
    if since == VISIT:
        if not seen:
            raise SaidToUser(_("This is your first visit on this computer: nothing is new since the last one."))
        was = as_seen(engagement, seen)
        states = dict.fromkeys(engagement.sections, was)
        return Told(_("since your last visit"), changes_for(states, engagement, engagement.changes, "", language))
    found = base(engagement, "", since)
    states = found.states(engagement.sections, lambda snapshot: restore_view(engagement, snapshot))
    day = show_day(dt.date.fromisoformat(found.snapshot.when[:10]), language)
    text = _("since the last sign-off ({name})") if since == SIGNOFF else _("since {day} ({name})")
    told = text.format(name=found.snapshot.name, day=day)
    return Told(told, changes_for(states, engagement, engagement.changes, "", language))


def as_seen(engagement: Engagement, seen: Mapping[str, int]) -> Engagement:
    """The engagement without the changes made since: by replica, the counter of the last one that was seen."""
    twin = engagement.copied()
    for change in reversed(engagement.changes):
        if change.section != BODIES and change.counter > seen.get(change.replica, 0):
            try:
                twin.enact(change.inverse())
            except Conflict:
                # a later change that was seen holds the same field: it stays as it was seen
                continue
    return twin
