"""Every kind keeps its promise: what it shows it can read, what it stores it can load, and empty stays empty."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scopewright.language import LANGUAGES
from scopewright.model.kinds import (
    KINDS,
    Amount,
    Choice,
    Column,
    Day,
    Flag,
    Kind,
    Locale,
    Money,
    Number,
    People,
    Person,
    Prose,
    Ref,
    Refs,
    Row,
    Rows,
    Scale,
    Text,
)

KEYS = st.text("0123456789abcdef", min_size=32, max_size=32)
LINES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(Text().from_json).filter(bool)
PROSE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(Prose().from_json).filter(bool)
NUMBERS = st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9).map(lambda x: Number().from_json(round(x, 6)))
DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31))
AMOUNTS = st.builds(Amount, st.decimals(-(10**6), 10**6, places=2), st.sampled_from(["EUR", "USD", "CHF", "GBP"]))
ROWS = Rows((Column("what", "What", Text()), Column("count", "Count", Number()), Column("day", "Day", Day())))


def _rows(cells: list[tuple[str, float, dt.date]]) -> tuple[Row, ...]:
    names = ("what", "count", "day")
    return tuple(Row(f"r{n}", dict(zip(names, row, strict=True))) for n, row in enumerate(cells, 1))


SAMPLES: list[tuple[Kind[Any], st.SearchStrategy[Any]]] = [
    (Text(), LINES),
    (Text(of_rows=True), LINES | st.from_regex(r"[0-9 ,;-]{1,12}", fullmatch=True).map(Text().from_json).filter(bool)),
    (Prose(), PROSE),
    (Choice((("must", "Must"), ("nice", "Nice to have"))), st.sampled_from(["must", "nice"])),
    (Flag(), st.just(True)),
    (Day(), DAYS),
    (Number(), NUMBERS),
    (Number(unit="%"), NUMBERS),
    (Number(of_row=True), st.integers(0, 10**9)),
    (Scale(1, 5), st.integers(1, 5)),
    (Money(), AMOUNTS),
    (Person(), KEYS),
    (People(), st.lists(KEYS, min_size=1, unique=True).map(tuple)),
    (Ref("risks"), KEYS),
    (Refs("risks"), st.lists(KEYS, min_size=1, unique=True).map(tuple)),
    (ROWS, st.lists(st.tuples(LINES, NUMBERS, DAYS), min_size=1, max_size=4).map(_rows)),
]
EACH = pytest.mark.parametrize(("kind", "values"), SAMPLES, ids=lambda part: getattr(part, "name", ""))


def test_every_kind_is_sampled_here() -> None:
    assert {type(kind) for kind, _values in SAMPLES} == set(KINDS)


@EACH
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shown_can_be_read(kind: Kind[Any], values: st.SearchStrategy[Any], language: str) -> None:
    @given(values)
    def reads_back(value: Any) -> None:
        shown = kind.show(value, Locale(language))
        read = kind.read(shown, Locale(language))
        assert kind.show(read, Locale(language)) == shown
        assert read == value

    reads_back()


@EACH
def test_what_is_stored_can_be_loaded(kind: Kind[Any], values: st.SearchStrategy[Any]) -> None:
    @given(values)
    def loads(value: Any) -> None:
        assert kind.from_json(kind.to_json(value)) == value

    loads()


@EACH
def test_empty_shows_and_reads_as_nothing(kind: Kind[Any], values: st.SearchStrategy[Any]) -> None:
    assert kind.show(kind.empty, Locale()) == ""
    assert kind.read("", Locale()) == kind.empty
    assert kind.plain(kind.empty, Locale()) in (None, False)


def test_rows_of_a_file_are_stored_as_json_counts_them_and_shown_and_typed_as_people_do() -> None:
    rows, row = Text(of_rows=True), Number(of_row=True)
    assert rows.show("0, 16-19; row 007", Locale()) == "1, 17-20; row 007"
    assert rows.read("1, 17 - 20", Locale()) == "0, 16 - 19"
    assert (row.show(0, Locale()), row.plain(0, Locale()), row.read("1,200", Locale())) == ("1", 1, 1199)
    for typed in ("0", "1.5"):
        with pytest.raises(ValueError, match="from 1"):
            row.read(typed, Locale())
    assert rows.show(rows.read("0, 4", Locale()), Locale()) == "0, 4"


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "12/3/2027", dt.date(2027, 3, 12)),
        ("en_US", "3/12/2027", dt.date(2027, 3, 12)),
        ("de", "12.03.27", dt.date(2027, 3, 12)),
        ("de", "12. März 2027", dt.date(2027, 3, 12)),
        ("fr", "12 mars 2027", dt.date(2027, 3, 12)),
        ("fr", "2027-03-12", dt.date(2027, 3, 12)),
    ],
)
def test_a_date_is_read_as_people_of_that_language_write_it(language: str, text: str, day: dt.date) -> None:
    assert Day().read(text, Locale(language)) == day


@pytest.mark.parametrize("text", ["by XX", "soon", "31.02.2027", "12 March", "next 3 2027 weeks"])
def test_words_that_are_no_date_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|calendar"):
        Day().read(text, Locale())


def test_money_understands_symbols_and_the_decimal_comma() -> None:
    assert Money().read("1.200,50 €", Locale("de")) == Amount(Decimal("1200.50"), "EUR")
    assert Money().read("$1,200.50", Locale("en_US")) == Amount(Decimal("1200.50"), "USD")


def test_money_without_a_currency_is_refused() -> None:
    with pytest.raises(ValueError, match="currency"):
        Money().read("1200", Locale())


def test_control_characters_and_lone_surrogates_never_enter() -> None:
    kept = Text().from_json("a\x00b\ud800c\nd")
    assert kept.startswith("ab")
    assert kept.endswith("c d")
    kept.encode("utf-8")


def test_a_scale_outside_its_steps_is_refused() -> None:
    with pytest.raises(ValueError, match="from 1 to 5"):
        Scale(1, 5).from_json(6)


def test_what_is_no_choice_is_refused_with_the_words_people_see_and_in_a_file_with_the_stored_ones() -> None:
    pattern = Choice((("blue_green", "Blue-green"), ("all", "All at once")))
    with pytest.raises(ValueError, match=r"“odd” is not one of: Blue-green, All at once\."):
        pattern.read(" odd ", Locale("en"))
    with pytest.raises(ValueError, match=r"“odd” is not one of: blue_green, all\."):
        pattern.from_json("odd")
