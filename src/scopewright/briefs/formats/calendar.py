"""Due dates as an iCalendar file (RFC 5545): releases, milestones and decisions as whole-day events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from icalendar import Calendar, Event

from scopewright.briefs.document import Document
from scopewright.briefs.view import View
from scopewright.model.gates import planned
from scopewright.model.sections.decisions import DONE, Decision
from scopewright.model.sections.milestones import Milestone
from scopewright.model.sections.releases import Release

_NO_DAY = dt.date(2000, 1, 1)
"""Stands for the date of a document that names none; a clock would make equal records unequal files."""


def write(document: Document, view: View) -> bytes:
    """The dates; an event keeps its identity when its record is renamed or moved."""
    calendar = Calendar()
    calendar.add("prodid", "-//Scopewright//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", document.front.title)
    stamp = dt.datetime.combine(document.day or _NO_DAY, dt.time(), dt.UTC)
    for record, due in _dated(view):
        event = Event()
        event.add("uid", f"{record.key}@scopewright")
        event.add("dtstamp", stamp)
        event.add("dtstart", due)
        event.add("dtend", due + dt.timedelta(days=1))
        event.add("summary", f"{record.id} {view.headline(record)}")
        calendar.add_component(event)
    made: bytes = calendar.to_ical()
    return made


def _dated(view: View) -> Iterator[tuple[Release | Milestone | Decision, dt.date]]:
    waiting = [each for each in view.engagement.all(Decision) if each.state not in DONE]
    dated: list[Release | Milestone | Decision] = []
    dated += view.engagement.all(Release)
    dated += planned(view.engagement)
    dated += waiting
    yield from ((each, each.due) for each in dated if each.due and each.due < dt.date.max)
