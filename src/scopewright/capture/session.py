"""A session and its agenda as the engagement keeps them, and how far each topic is covered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.sections.agenda import Topic
from scopewright.model.sections.notes import Note
from scopewright.model.sections.sessions import Session
from scopewright.model.step import Step

EXPECTED = 4
"""Lines on a topic from which it counts as covered, where its agenda does not say."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many lines stand under a topic, and how many were expected."""

    topic: str
    lines: int
    expected: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return min(self.lines / self.expected, 1.0)


def sessions(engagement: Engagement) -> list[Session]:
    """The sessions, the latest last."""
    return sorted(engagement.all(Session), key=lambda each: each.held or dt.date.min)


def session_titled(engagement: Engagement, title: str, today: dt.date, who: str) -> str:
    """The title as the session of this name is written; it is made if there is none. Nothing for no title."""
    wanted = " ".join(title.split())
    if not wanted:
        return ""
    found = next((each for each in engagement.all(Session) if each.title.casefold() == wanted.casefold()), None)
    if found is None:
        with Step(engagement, _("Begin session"), who=who) as step:
            step.add("sessions", {"title": wanted, "held": today.isoformat()})
        return wanted
    return found.title


def begin(engagement: Engagement, title: str, today: dt.date, agenda: Sequence[dict[str, Any]], who: str) -> str:
    """Make a session with the topics of a question list; returns its hidden key."""
    with Step(engagement, _("Begin session"), who=who) as step:
        key = step.add("sessions", {"title": title, "held": today.isoformat()})
        for topic in agenda:
            step.add("agenda", {**topic, "session": key})
    return key


def agenda(engagement: Engagement, session: str) -> list[Topic]:
    """The topics of the session with this hidden key, in order."""
    return [topic for topic in engagement.all(Topic) if topic.session == session]


def notes_of(engagement: Engagement, title: str) -> list[Note]:
    """The notes of the session with this title, in the order they were said; of all of them without a title."""
    return [note for note in engagement.all(Note) if not title or note.session == title]


def coverage(engagement: Engagement, session: Session) -> list[Coverage]:
    """How far each topic of a session is covered; struck lines do not count."""
    said = [note.topic for note in notes_of(engagement, session.title) if note.state != "struck"]
    return [
        Coverage(topic.title, said.count(topic.title), topic.expected or EXPECTED)
        for topic in agenda(engagement, session.key)
    ]
