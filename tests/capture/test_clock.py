"""The timer of a session is kept in the engagement: a kill costs it nothing, and an absence is told honestly."""

from __future__ import annotations

import datetime as dt

from scopewright.capture.clock import Clock, shown, timebox
from scopewright.capture.context import Context
from scopewright.capture.keep import Place, capture
from scopewright.capture.session import agenda, begin
from scopewright.model import tables
from scopewright.model.engagement import Engagement
from scopewright.model.tables import new_engagement
from scopewright.model.undo import Undo
from scopewright.store.question_lists import question_lists

DAY = dt.date(2026, 11, 20)


class Watch:
    """A clock on the wall that the test turns."""

    def __init__(self) -> None:
        self.at = dt.datetime.now(dt.UTC).replace(microsecond=0)

    def __call__(self) -> dt.datetime:
        return self.at

    def pass_minutes(self, minutes: float) -> None:
        self.at += dt.timedelta(minutes=minutes)


def session() -> tuple[Engagement, str, str, str]:
    """An engagement with a session, and the hidden keys of the session and of its first two topics."""
    engagement = new_engagement("Search", "Acme")
    key = begin(engagement, "Kick-off", DAY, question_lists()["whiteboard"], "Ana")
    first, second = (topic.key for topic in agenda(engagement, key)[:2])
    return engagement, key, first, second


def reopened(engagement: Engagement) -> Engagement:
    """The same file after a kill."""
    return tables.from_tables(engagement.key, tables.to_tables(engagement, {}))


def test_each_topic_has_its_own_time_and_the_session_all_of_it() -> None:
    engagement, key, first, second = session()
    watch = Watch()
    clock = Clock(engagement, key, watch)
    clock.start(first)
    watch.pass_minutes(10)
    clock.start(second)
    watch.pass_minutes(1)
    clock.pause()
    watch.pass_minutes(99)
    assert (clock.spent(first), clock.spent(second), clock.total) == (600, 60, 660)
    assert not clock.running


def test_a_timer_that_a_kill_left_running_goes_on_with_the_time_in_between() -> None:
    engagement, key, first, _second = session()
    watch = Watch()
    Clock(engagement, key, watch).start(first)
    watch.pass_minutes(7)
    clock = Clock(reopened(engagement), key, watch)
    assert "7 min ago" in clock.resume()
    assert clock.running
    assert (clock.spent(first), clock.total) == (420, 420)


def test_after_a_long_absence_the_timer_rests_as_of_the_last_line() -> None:
    engagement, key, first, _second = session()
    watch = Watch()
    watch.pass_minutes(-20)
    Clock(engagement, key, watch).start(first)
    capture(engagement, "they rebuild it by hand", Context.of(engagement, DAY), Place(key, first), "Ana")
    watch.pass_minutes(60 * 15)
    clock = Clock(reopened(engagement), key, watch)
    assert clock.resume().startswith("The timer rests")
    assert not clock.running
    assert 1195 <= clock.spent(first) <= 1205, "20 minutes until the line, and no night"


def test_undo_takes_back_what_was_typed_and_never_the_timer() -> None:
    engagement, key, first, _second = session()
    undo, watch = Undo(engagement), Watch()
    capture(engagement, "one", Context.of(engagement, DAY), Place(key, first), "Ana")
    clock = Clock(engagement, key, watch)
    clock.start(first)
    watch.pass_minutes(3)
    assert undo.undo() == "Note"
    assert clock.running
    assert clock.total == 180


def test_a_clock_of_the_computer_that_was_set_back_takes_no_time_away() -> None:
    engagement, key, first, _second = session()
    watch = Watch()
    clock = Clock(engagement, key, watch)
    clock.start(first)
    watch.pass_minutes(-90)
    assert clock.total == 0
    clock.pause()
    assert clock.total == 0


def test_a_timebox_says_what_is_left_and_what_is_over() -> None:
    assert timebox(600, 5) == "05:00 over"
    assert timebox(60, 20) == "19:00 left"
    assert (timebox(61, None), shown(3661)) == ("01:01", "1:01:01")
