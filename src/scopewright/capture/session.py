"""A session and its agenda as the engagement keeps them, and how far each topic is covered."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.question_lists import QuestionList, add_items
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


def session_called(engagement: Engagement, title: str, today: dt.date, who: str) -> str:
    """The hidden key of the session of this name, which is made if there is none; nothing for no name."""
    wanted = " ".join(title.split())
    if not wanted:
        return ""
    found = next((each for each in engagement.all(Session) if each.title.casefold() == wanted.casefold()), None)
    return found.key if found is not None else begin(engagement, wanted, today, None, who)


def begin(engagement: Engagement, title: str, today: dt.date, topics: QuestionList | None, who: str) -> str:
    """Make a session whose agenda is a question list; returns its hidden key."""
    with Step(engagement, _("Begin session"), who=who) as step:
        key = step.add("sessions", {"title": title, "held": today.isoformat()})
        if topics is not None:
            add_items(step, topics, {"session": key})
    return key


def agenda(engagement: Engagement, session: str) -> list[Topic]:
    """The topics of the session with this hidden key, in order."""
    return [topic for topic in engagement.all(Topic) if topic.session == session]


def notes_of(engagement: Engagement, session: str) -> list[Note]:
    """The notes of the session with this hidden key, in the order they were said; all notes without one."""
    return [note for note in engagement.all(Note) if not session or note.session == session]


def coverage(engagement: Engagement, session: str) -> list[Coverage]:
    """How far each topic of the session with this hidden key is covered; struck lines do not count."""
    said = Counter(note.topic for note in notes_of(engagement, session) if note.state != "struck")
    return [Coverage(topic.title, said[topic.key], topic.expected or EXPECTED) for topic in agenda(engagement, session)]
