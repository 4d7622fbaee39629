"""The list of what the client is asked for: every gap between ideal and available data that is not closed (row T3)."""

from __future__ import annotations

from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.kinds import Locale
from scopewright.model.sections.data_gaps import OPEN, DataGap


def wanted(engagement: Engagement) -> list[DataGap]:
    """The gaps that somebody still owes: a dataset received for one closes it."""
    return [gap for gap in engagement.all(DataGap) if gap.state in OPEN and not gap.received]


def request_list(engagement: Engagement, locale: Locale) -> str:
    """The list as text to send, one part for each person who is asked, each line with its day and what there is."""
    gaps = wanted(engagement)
    parts = []
    for person in dict.fromkeys(gap.ask for gap in gaps):
        name = engagement.label(person) if person else _("Nobody named yet")
        lines = [_line(gap, locale) for gap in gaps if gap.ask == person]
        parts.append("\n".join([name, *lines]))
    return "\n\n".join(parts)


def _line(gap: DataGap, locale: Locale) -> str:
    due = gap.shown("due", locale) or _("no day agreed")
    there = _("; there is: {available}").format(available=gap.available) if gap.available else ""
    return f"- {gap.id} {gap.headline} ({due}){there}"
