"""Checks of texts and codes: the language they are written in, and how many different ones there are."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from scopewright import resources
from scopewright.lab.findings.case import Case, Found, of_rows
from scopewright.lab.types import Column
from scopewright.language import N_, _, current, show_number

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 4
_FEWEST_HITS = 2
_SIDE_SHARE, _FEWEST_TEXTS = 0.05, 5
_READ = 5_000
_MANY_LEVELS, _ROWS_A_LEVEL, _UNIQUE_SHARE = 50, 10, 0.9
LANGUAGES = {
    "de": N_("German"),
    "en": N_("English"),
    "es": N_("Spanish"),
    "fr": N_("French"),
    "it": N_("Italian"),
    "nl": N_("Dutch"),
    "pl": N_("Polish"),
    "pt": N_("Portuguese"),
}


@cache
def _function_words() -> dict[str, frozenset[str]]:
    words: dict[str, str] = json.loads(resources.text("words", "function_words.json"))
    return {language: frozenset(text.split()) for language, text in words.items()}


def language_of(text: str) -> str | None:
    """The language whose commonest words the text has most of; None if it has few words or two languages tie."""
    words = set(_WORD.findall(text.lower()))
    if len(words) < _FEWEST_WORDS:
        return None
    hits = sorted(
        ((sum(word in known for word in words), language) for language, known in _function_words().items()),
        reverse=True,
    )
    (most, language), (next_most, _other) = hits[:2]
    return language if most >= _FEWEST_HITS and most > next_most else None


def languages(case: Case, column: Column) -> Counter[str]:
    """How many of the column's first 5,000 different texts are in which language; those that do not tell left out."""
    if column.type != "text":
        return Counter()
    told = (language_of(value) for value in case.codes(column)[1][:_READ])
    return Counter(language for language in told if language)


def mixed_languages(case: Case, column: Column) -> Iterable[Found]:
    """Free text in more than one language."""
    found = languages(case, column)
    sides = {
        language: count for language, count in found.items() if count >= max(_FEWEST_TEXTS, _SIDE_SHARE * found.total())
    }
    if len(sides) < 2:
        return
    main = max(sides, key=lambda language: sides[language])
    others = [
        value for value in case.codes(column)[1] if (language := language_of(value)) in sides and language != main
    ]
    rows = case.rows_of(column, others)
    text = _(
        "Texts in several languages: {languages}; not in the commonest one: {rows}. A model of words learns each "
        "language by itself, from that many rows only. Ask which languages come in use and in which shares."
    )
    named = ", ".join(_(LANGUAGES[language]) for language in sorted(sides, key=lambda language: -sides[language]))
    yield Found(text.format(languages=named, rows=of_rows(len(rows), case.records)), column.name, rows)


def many_levels(case: Case, column: Column) -> Iterable[Found]:
    """Codes of which there are so many that a model rarely meets the same one twice."""
    present = case.records - column.missing
    if case.target is None or column.name == case.target or column.type != "code":
        return
    if column.distinct >= _MANY_LEVELS and present / _ROWS_A_LEVEL < column.distinct <= _UNIQUE_SHARE * present:
        text = _(
            "{levels} different codes on {rows}: a model rarely meets one often enough to learn from it, and new ones "
            "will come in use. Ask whether codes can be grouped (region, product family) or are references only."
        )
        levels = show_number(column.distinct, current())
        yield Found(text.format(levels=levels, rows=of_rows(present, case.records)), column.name)
