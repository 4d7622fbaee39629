"""Words within dates: names of months and days in many languages, turned into what ``strptime`` reads.

Babel knows the names; it is asked only once a word stands in a date, because that takes a quarter of a second.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from scopewright.language import day_names, month_names

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb", "fi", "cs", "tr", "ru", "uk")
"""The languages whose names are known, as Babel calls them."""

LONG_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
SHORT_MONTHS = tuple(name[:3] for name in LONG_MONTHS)

TOKEN = r"\p{L}+\.?|[^\p{L}]+"
"""The pieces of a date in the words that RE2 knows: words with the point that shortens them, and what is between."""

_TOKEN = re.compile(r"[^\W\d_]+\.?|[\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+")
# Words that stand in dates and say nothing: "15 de mayo de 2026", "le 3 mai", "12:30 Uhr".
_FILLING = ("de", "del", "le", "den", "der", "um", "uhr", "at", "of", "kl", "года", "г", "року")
# What spreadsheets write and Babel does not know.
_MORE = {"mrz": 3}
_SHORTEST = 3


@cache
def table() -> dict[str, str]:
    """What stands for each word of a date, in small letters without its point: an English month, or nothing."""
    known = {name: SHORT_MONTHS[month - 1] for name, month in _months().items()}
    return {**dict.fromkeys((*_FILLING, *_days()), ""), **known}


def reworded(text: str) -> str | None:
    """The date with English months and without days of the week; None if there is no such word in it."""
    tokens = _TOKEN.findall(text)
    words = table()
    if not any(_key(token) in words for token in tokens):
        return None
    return tidied("".join(words.get(_key(token), token) for token in tokens))


def words_in(texts: Iterable[str]) -> dict[str, str]:
    """What stands for each word, as it is written in some dates with its point."""
    tokens = sorted({token for text in texts for token in _TOKEN.findall(text)})
    return {token: table()[_key(token)] for token in tokens if _key(token) in table()}


def _key(token: str) -> str:
    return token.lower().removesuffix(".")


def tidied(text: str) -> str:
    """The text without the blanks and commas that lone words leave behind."""
    return re.sub(" +", " ", text).strip(" ,.")


def languages(texts: Iterable[str]) -> list[str]:
    """The languages in which most of the texts' months are named, English last: its names are the least telling."""
    found = [{_key(token) for token in _WORD.findall(text)} for text in texts]
    shares = {one: sum(not names.isdisjoint(words) for words in found) for one, names in _named().items()}
    most = max(shares.values(), default=0)
    return [one for one, count in shares.items() if count == most > 0]


@cache
def _named() -> dict[str, frozenset[str]]:
    """The names of months of each language."""
    named: dict[str, set[str]] = {}
    for language in (*LANGUAGES[1:], LANGUAGES[0]):
        named[language] = {spelled for name in month_names(language) for spelled in _spellings(name)}
    return {language: frozenset(names) for language, names in named.items()}


@cache
def _months() -> dict[str, int]:
    """The number of each month's names; a name, or its beginning, that two months share is none."""
    sure, short = defaultdict(set), defaultdict(set)
    for language in LANGUAGES:
        for name, month in month_names(language).items():
            for spelled in _spellings(name):
                sure[spelled].add(month)
                for size in range(_SHORTEST, min(5, len(spelled))):
                    short[spelled[:size]].add(month)
    unclear = {**short, **sure}
    return {name: min(months) for name, months in unclear.items() if len(months) == 1} | _MORE


def _days() -> set[str]:
    return {spelled for one in LANGUAGES for name in day_names(one) for spelled in _spellings(name)}


def _spellings(name: str) -> set[str]:
    """A name in small letters, with its accents and without them."""
    plain = _key(name)
    bare = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return {plain, bare} if len(bare) == len(plain) else {plain}
