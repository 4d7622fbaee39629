"""The questions to the engine about one column of text, by its type."""

from __future__ import annotations

from collections.abc import Sequence

from scopewright.lab import date_words, numbers
from scopewright.lab.engine import literal
from scopewright.lab.types import NUMERIC, TEMPORAL, Column

NAMES = ("missing", "readable", "distinct", "minimum", "maximum", "mean", "deviation", "longest")
"""What ``aggregates`` asks for, in that order."""
_SIGNS = f"[^0-9.,eE+\\-{numbers.MINUS}'’ \u00a0\u202f]"


def name(place: int) -> str:
    """The name of a column in every source."""
    return f"c{place}"


def is_plain_number(column: Column) -> bool:
    """Whether the engine reads every value that was seen of a column as the number that it is."""
    usual = column.type in {"integer", "number"} and column.thousands is None and column.decimal in {".", None}
    return usual and not column.unreadable and not set(column.missing_as) - {""}


def value(place: int, column: Column, words: Sequence[str]) -> str:
    """The column's text and what it says as its type, as ``cN`` and ``vN``; ``words`` mean "no value"."""
    text = name(place)
    if column.type in NUMERIC:
        return f"{text}, {_number(text, column)} as v{place}"
    if _is_dated(column):
        forms = ", ".join(map(literal, column.formats))
        plain = _in_english(text) if column.worded else f"trim({text})"
        return f"{text}, try_strptime({plain}, [{forms}]) as v{place}"
    return f"case when {absent(text, words)} then null else {text} end as v{place}"


def _is_dated(column: Column) -> bool:
    return column.type in TEMPORAL and bool(column.formats)


def _in_english(text: str) -> str:
    """The text as ``date_words.reworded`` gives it."""
    words = date_words.table()
    known = f"map([{', '.join(map(literal, words))}], [{', '.join(map(literal, words.values()))}])"
    told = f"coalesce({known}[rtrim(lower(token), '.')], token)"
    tokens = f"list_transform(regexp_extract_all({text}, {literal(date_words.TOKEN)}), lambda token: {told})"
    return f"trim(regexp_replace(array_to_string({tokens}, ''), ' +', ' ', 'g'), ' ,.')"


def _number(text: str, column: Column) -> str:
    if column.type in {"integer", "number"} and column.thousands is None and column.decimal in {".", None}:
        read = f"coalesce(try_cast({text} as double), try_cast({_turned(text)} as double))"
        return f"case when isfinite({read}) then {read} end"
    bare = f"trim(regexp_replace({_turned(text)}, {literal(_SIGNS)}, '', 'g'))"
    plain = f"replace({bare}, {literal(numbers.MINUS)}, '-')"
    for mark in numbers.marks(column.thousands):
        plain = f"replace({plain}, {literal(mark)}, '')"
    if column.decimal == ",":
        plain = f"replace({plain}, ',', '.')"
    shape = literal(numbers.shape(column.decimal or ".", column.thousands))
    return f"case when regexp_full_match({bare}, {shape}) then try_cast({plain} as double) end"


def _turned(text: str) -> str:
    """The text with the minus in front that stands behind a number, or that brackets around it stand for."""
    trimmed = f"trim({text})"
    behind = literal(rf"^([^(){numbers.MINUS}-]*\d[^(){numbers.MINUS}-]*)[{numbers.MINUS}-]$")
    bracketed = literal(r"^([^()\d]*)\(([^()-]*\d[^()-]*)\)([^()\d]*)$")
    front = f"regexp_replace(regexp_replace({trimmed}, {behind}, '-\\1'), {bracketed}, '-\\1\\2\\3')"
    return (
        f"case when {trimmed}[-1] in ('-', '{numbers.MINUS}') or contains({text}, ')') then {front} else {trimmed} end"
    )


def aggregates_of_numbers(place: int, near: float) -> str:
    """The expressions behind ``NAMES`` of a column that is read as numbers; ``near`` is as for ``aggregates``."""
    number = name(place)
    parts = ("count({0})", "approx_count_distinct({0})", "min({0})", "max({0})")
    counted = (part.format(number) for part in parts)
    return ", ".join((f"count(*) - count({number})", *counted, *_moments(number, near), "null"))


def _moments(number: str, near: float) -> tuple[str, str]:
    """Mean and deviation (of the population) by sums of differences from ``near``, a mean of some of the values.

    That takes half as long as the engine's own, which divides at every value. With the mean of a share s of the values
    the squares subtracted are at most 1/s times the variance, so that hardly more than log10(1/s) digits are lost.
    """
    apart = f"({number} - ({near!r}))"
    mean = f"sum({apart}) / count({number})"
    variance = f"sum({apart} * {apart}) / count({number}) - ({mean}) * ({mean})"
    # the engine's ``greatest`` leaves out what is null, and a column without numbers has no deviation
    return f"{near!r} + {mean}", f"case when count({number}) > 0 then sqrt(greatest(0, {variance})) end"


def aggregates(place: int, column: Column, words: Sequence[str], near: float) -> str:
    """The expressions behind ``NAMES``; ``words`` are the texts that mean "no value".

    ``near`` is the mean of some of a column's numbers, 0 where none is known.
    """
    text, typed = name(place), f"v{place}"
    numeric, dated = column.type in NUMERIC, _is_dated(column)
    # Only what is no value of the type need be looked at for words; a case stops there, a filter looks at both.
    missing = f"count(case when {typed} is null then case when {absent(text, words)} then 1 end end)"
    ends = [f"min({typed})", f"max({typed})"]
    return ", ".join(
        (
            missing if numeric or dated else f"count(*) - count({typed})",
            f"count({typed})",
            f"approx_count_distinct({typed})",
            *(ends if numeric else [f"left(cast({end} as varchar), 200)" for end in ends]),
            *(_moments(typed, near) if numeric else ("null", "null")),
            "null" if numeric or dated else f"max(length({typed}))",
        )
    )


def absent(text: str, words: Sequence[str]) -> str:
    """Whether a cell holds no value: none at all, or one of ``words``."""
    longest = max(len(word.encode()) for word in words)
    listed = ", ".join(map(literal, words))
    # Few cells are as short as such a word or begin with a blank, and a look at the length costs less than comparing.
    # A map is looked up; a list after "in" would be compared one by one, at twice the cost of the whole question.
    known = f"map([{listed}], [{', '.join('1' for _word in words)}])"
    short = f"(strlen({text}) <= {longest} or {text} < '!')"
    return f"case when {text} is null then true when {short} then map_contains({known}, trim({text})) else false end"


def some_values(place: int, words: Sequence[str], source: str, count: int) -> str:
    """Values from all over the file."""
    text = name(place)
    there = f"select trim({text}) from {source} where not ({absent(text, words)})"
    return f"select * from ({there}) using sample reservoir({count} rows)"
