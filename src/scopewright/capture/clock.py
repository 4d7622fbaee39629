"""The timer of a session, kept in the engagement so that it survives a kill: time altogether and on each topic.

Only beginning, changing the topic and resting are written, never each second; what runs is the time since then. It is
no step of the user's, so undo passes it over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.sections.agenda import Topic
from scopewright.model.sections.notes import Note
from scopewright.model.sections.sessions import Session
from scopewright.model.step import Step

LONGEST_AWAY = dt.timedelta(minutes=30)
"""How long the program may have been away from a running session for that time still to count as the session's."""

Now = Callable[[], dt.datetime]


def now() -> dt.datetime:
    """The present moment, with its time zone."""
    return dt.datetime.now(dt.UTC)


class Clock:
    """The timer of the session with the hidden key ``session``; without one it always rests."""

    def __init__(self, engagement: Engagement, session: str, now: Now = now) -> None:
        self.session = session
        self._engagement, self._now = engagement, now

    @property
    def running(self) -> bool:
        """Whether time passes."""
        return self._since is not None

    @property
    def total(self) -> float:
        """Seconds altogether."""
        session = self._record
        return (session.spent or 0.0) + self._running() if session else 0.0

    @property
    def topic(self) -> str:
        """The hidden key of the topic that time passes on, or last passed on."""
        session = self._record
        return session.timed or "" if session is not None else ""

    def spent(self, topic: str) -> float:
        """Seconds on the topic with this hidden key."""
        record, session = self._engagement.get(topic), self._record
        counted = record.spent or 0.0 if isinstance(record, Topic) else 0.0
        return counted + (self._running() if session and session.timed == topic else 0.0)

    def start(self, topic: str) -> None:
        """Let time pass on a topic, or on none; what passed on another before stays counted."""
        session = self._record
        if session is None or (self.running and (session.timed or "") == topic):
            return
        with self._step() as step:
            self._count(step, session)
            step.set(session.key, "since", self._now().isoformat(timespec="milliseconds"))
            step.set(session.key, "timed", topic or None)

    def pause(self) -> None:
        """Let the timer rest."""
        session = self._record
        if session is not None and self.running:
            with self._step() as step:
                self._count(step, session)
                step.set(session.key, "since", None)

    def resume(self) -> str:
        """Take up a timer that ran when the program ended; says in a sentence what was made of the time between.

        A short absence counts, since people went on talking; after a long one the timer rests as of the last line.
        """
        session, since = self._record, self._since
        if session is None or since is None:
            return ""
        last = max([since, *self._signs_of_life(session.key)])
        away = self._now() - last
        if dt.timedelta() <= away <= LONGEST_AWAY:
            text = _("The timer went on while the program was closed; the last line was kept {minutes} min ago.")
            return text.format(minutes=round(away.total_seconds() / 60))
        with self._step() as step:
            self._count(step, session, last)
            step.set(session.key, "since", None)
        return _("The timer rests: it ran until {time}, when the last line was kept.").format(
            time=f"{last.astimezone():%H:%M}"
        )

    @property
    def _record(self) -> Session | None:
        record = self._engagement.get(self.session)
        return record if isinstance(record, Session) else None

    @property
    def _since(self) -> dt.datetime | None:
        session = self._record
        return _moment(session.since) if session is not None else None

    def _running(self, until: dt.datetime | None = None) -> float:
        """Seconds since the timer was started; none if the clock of the computer was set back."""
        since = self._since
        return max(0.0, ((until or self._now()) - since).total_seconds()) if since is not None else 0.0

    def _count(self, step: Step, session: Session, until: dt.datetime | None = None) -> None:
        passed = round(self._running(until))
        if passed:
            step.set(session.key, "spent", (session.spent or 0) + passed)
        topic = self._engagement.get(session.timed)
        if passed and isinstance(topic, Topic):
            step.set(topic.key, "spent", (topic.spent or 0) + passed)

    def _step(self) -> Step:
        return Step(self._engagement, _("Timer"), source="job")

    def _signs_of_life(self, session: str) -> list[dt.datetime]:
        """When the last note of the session was changed."""
        of_session = {note.key for note in self._engagement.all(Note) if note.session == session}
        last = next((each for each in reversed(self._engagement.changes) if each.record in of_session), None)
        moment = _moment(last.when) if last is not None else None
        return [moment] if moment is not None else []


def _moment(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


def shown(seconds: float) -> str:
    """Minutes and seconds; hours before them from one on."""
    whole = int(seconds)
    minutes = f"{whole // 60 % 60:02}:{whole % 60:02}"
    return f"{whole // 3600}:{minutes}" if whole >= 3600 else minutes


def timebox(spent: float, minutes: int | None) -> str:
    """What is left of a timebox, or by how much it is overrun."""
    if not minutes:
        return shown(spent)
    left = minutes * 60 - spent
    if left < 0:
        return _("{time} over").format(time=shown(-left))
    return _("{time} left").format(time=shown(left))
