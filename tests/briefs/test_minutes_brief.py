"""The minutes of a session: what came out of it, on at most two pages."""

from __future__ import annotations

import datetime as dt
import io

import pdfplumber

from scopewright.capture.context import Context
from scopewright.capture.keep import Place, capture_all
from scopewright.capture.session import begin
from scopewright.model.engagement import Engagement
from scopewright.model.sections.notes import Note
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from tests.pdfs import build_pdf

DAY = dt.date(2026, 11, 20)
LINES = (
    "o: goal {n} by 20% @mia",
    "d: choice {n} A:@cto due:fri",
    "x: extra {n} > v2",
    "? asked {n} @tom by fri",
    "[DATA] table {n} @tom",
    "t: step {n} by 12 mar @mia",
    "plain {n}",
)


def after_a_session(rounds: int) -> Engagement:
    engagement = new_engagement("Search", "Acme")
    key = begin(engagement, "Kick-off", DAY, None, "Ana")
    lines = [line.format(n=number) for number in range(rounds) for line in LINES]
    capture_all(engagement, lines, Context.of(engagement, DAY), Place(key), "Ana")
    with Step(engagement, "Attend") as step:
        step.set(key, "attendees", [record.key for record in engagement.records("people")])
    return engagement


def printed(engagement: Engagement) -> list[str]:
    with pdfplumber.open(io.BytesIO(build_pdf(engagement, "minutes"))) as pdf:
        return [page.extract_text() or "" for page in pdf.pages]


def test_the_minutes_say_who_was_there_and_what_came_out() -> None:
    text = " ".join(printed(after_a_session(2)))
    for said in (
        "Kick-off",
        "mia",
        "cto",
        "tom",
        "goal 1 by 20%",
        "choice 0",
        "extra 1",
        "asked 1",
        "table 0",
        "step 1",
    ):
        assert said in text
    assert "plain" not in text


def test_a_release_is_printed_as_people_say_it_and_not_by_its_id() -> None:
    text = " ".join(printed(after_a_session(1)))
    assert "extra 0 v2" in text
    assert "V-1" not in text


def test_a_long_session_fills_two_pages_behind_the_cover_and_no_more() -> None:
    assert len(printed(after_a_session(40))) <= 2


def test_what_was_struck_is_not_in_the_minutes() -> None:
    engagement = after_a_session(1)
    with Step(engagement, "Strike") as step:
        step.set(engagement.all(Note)[0].key, "state", "struck")
    assert "goal 0" not in " ".join(printed(engagement))


def test_without_a_session_the_minutes_say_so() -> None:
    assert "No session is recorded yet" in " ".join(printed(new_engagement("Search", "Acme")))


def test_next_steps_with_a_date_come_before_those_without() -> None:
    text = " ".join(printed(after_a_session(10)))
    assert "step 6" in text
    assert "table 9" not in text
