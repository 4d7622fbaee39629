"""Every line of the grammar's table, and what the contract settles about it."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import Any

import pytest

from scopewright.capture.context import Context, Known
from scopewright.capture.grammar import SIGNS, TYPES
from scopewright.capture.handbook import page
from scopewright.capture.labelled import results
from scopewright.capture.parse import parse
from scopewright.model.record import SECTIONS
from tests.capture.readings import context

ROOT = Path(__file__).parents[2]
LABELLED = Path(__file__).with_name("labelled.json")


@pytest.mark.parametrize(
    ("line", "section", "fields"),
    [
        ("they rebuild the list", "notes", {"line": "they rebuild the list"}),
        ("k: labels drift p3 i4 @li -> weekly QA", "risks",
         {"title": "labels drift", "likelihood": 3, "impact": 4, "owner": "li", "response": "weekly QA"}),
        ("  K : drift", "risks", {"title": "drift"}),
        ("say k: drift", "notes", {"line": "say k: drift"}),
        ("\\o: literal", "notes", {"line": "o: literal"}),
        ("o:", "notes", {"line": "o:"}),
        ("r: p3 i4 -> x", "requirements", {"title": "p3 i4 -> x"}),
        ("r: ask A:@cto", "requirements", {"title": "ask A:@cto"}),
        ("r: full text > v2", "requirements", {"title": "full text >", "release": "v2"}),
        ("r: v9 of the model", "requirements", {"title": "v9 of the model"}),
        ("r: new model v9", "requirements", {"title": "new model", "release": "v9"}),
        ("r: new model v1 please", "requirements", {"title": "new model please", "release": "v1"}),
        ("r: mail a@b.com about x#1", "requirements", {"title": "mail a@b.com about x#1"}),
        ("r: ask \\@home \\#1", "requirements", {"title": "ask @home \\#1"}),
        ("[DATA] billing table", "needs", {"title": "billing table", "sort": "data"}),
        ("t: staging by XX", "milestones", {"title": "staging", "due": "by XX"}),
        ("? who @jerome", "questions", {"title": "who", "ask": "Jérôme Petit"}),
        ("? who @مريم", "questions", {"title": "who", "ask": "مريم"}),
    ],
)  # fmt: skip
def test_a_line_becomes_exactly_this(line: str, section: str, fields: dict[str, Any]) -> None:
    parsed = parse(line, context())
    assert (parsed.section, dict(parsed.fields)) == (section, fields)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by fri", "2026-11-27"), ("by sat", "2026-11-21"), ("by 12 mar", "2027-03-12"), ("by 20 nov", "2026-11-20"),
        ("by june", "2027-06-30"), ("by 2027-06", "2027-06-30"), ("in 2 weeks", "2026-12-04"),
        ("bis 1.12.", "2026-12-01"),
        ("bis Dienstag", "2026-11-24"), ("bis Ende Juni", "2027-06-30"), ("d'ici fin mars", "2027-03-31"),
        ("avant mardi", "2026-11-24"), ("due:tomorrow", "2026-11-21"),
        ("by Q1", "2027-03-31"), ("bis KW 1", "2027-01-08"),
        ("by 3/12", "2026-12-03"), ("by feb 29 2028", "2028-02-29"), ("by end of month", "2026-11-30"),
    ],
)  # fmt: skip
def test_a_date_in_words_is_a_day(words: str, day: str) -> None:
    assert parse(f"? it {words}", context()).fields == {"title": "it", "due": day}


def test_an_american_writes_the_month_first() -> None:
    assert parse("? it by 3/12", context(language="en_US")).fields["due"] == "2027-03-12"


def test_a_number_after_by_is_a_change_and_a_date_is_due() -> None:
    fields = parse("o: cut tickets by 20% by 12 mar", context()).fields
    assert (fields["target"], fields["unit"], fields["due"]) == (-20, "%", "2027-03-12")


@pytest.mark.parametrize(
    ("line", "language", "target"),
    [
        ("m+: x >= 1,5", "en", 1.5), ("m+: x >= 1.5", "de", 1.5), ("m+: x >= 1.200", "de", 1200),
        ("m+: x >= 1.200", "en", 1.2),
        ("m+: x >= 1,200", "en", 1200), ("m+: x >= 1 200,5", "fr", 1200.5), ("m+: x >= 1'200", "de", 1200),
    ],
)  # fmt: skip
def test_figures_are_read_by_the_habit_they_show(line: str, language: str, target: float) -> None:
    assert parse(line, context(language=language)).fields["target"] == target


@pytest.mark.parametrize("language", ["en", "de", "fr"])
@pytest.mark.parametrize("line", ["o: 0.75 recall", "o: 0,75 recall", "o: 0,750 recall"])
def test_a_target_in_front_of_its_metric_is_read_in_the_habit_of_every_language(line: str, language: str) -> None:
    fields = parse(line, context(language=language)).fields
    assert (fields["metric"], fields["direction"], fields["target"]) == ("recall", "higher", 0.75)


def test_m12_a_note_with_two_tags_asks_for_two_things() -> None:
    parsed = parse("we need [DATA] billing table and [MOCK] chip UI", context())
    assert [dict(item.fields) for item in parsed.also] == [
        {"title": "billing table and", "sort": "data"}, {"title": "chip UI", "sort": "mock"},
    ]  # fmt: skip


def test_of_two_people_with_one_first_name_nobody_is_guessed() -> None:
    known = context()
    twice = Context(known.today, "en", (*known.people, Known("P-9", "P-9", "Mia Roth")))
    assert parse("? who @mia", twice).fields["ask"] == "mia"
    assert parse("? who @mia roth", twice).fields["ask"] == "P-9"


def test_every_type_and_field_of_the_table_is_declared() -> None:
    for type_ in TYPES:
        section = SECTIONS[type_.section]
        assert all(name in section for name in type_.names), type_
        assert all(mark in SIGNS for mark in type_.takes)
    keys = [type_.key for type_ in TYPES if type_.key]
    assert len(keys) == len(set(keys))


def test_nine_of_ten_and_more_fields_of_the_labelled_lines_are_right() -> None:
    found = results(LABELLED)
    assert len(found) >= 200
    assert sum(len(one.right) for one in found) / sum(one.total for one in found) >= 0.95


def test_the_page_on_the_grammar_is_made_from_it() -> None:
    assert (ROOT / "docs" / "capture.md").read_text(encoding="utf-8") == page(LABELLED)


def test_a_line_is_read_while_the_finger_is_still_down() -> None:
    known, line = context(), "o: cut weekly search tickets by 20% by 12 mar @mia #search v1"
    parse(line, known)
    started = time.perf_counter()
    for end in range(len(line)):
        parse(line[:end], known)
    assert (time.perf_counter() - started) / len(line) < 0.01  # seconds a key; most are under one millisecond


def test_today_is_given_and_never_asked_for() -> None:
    parsed = [parse("? it by fri", Context(day)).fields["due"] for day in (dt.date(2026, 1, 1), dt.date(2027, 1, 1))]
    assert parsed == ["2026-01-02", "2027-01-08"]
