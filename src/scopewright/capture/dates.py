"""Dates in words, in English, German and French: where they stand in a line, and which day they mean.

A weekday is the next such day after today; a day and a month their next occurrence; a month, a quarter or a year its
last day; a calendar week its Friday. Words are read by ``dateparser``; what it does not know (quarters, calendar weeks,
the end of something, German figures without a year) is reduced here to what it does.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from scopewright.capture.figures import SIZE, UNIT

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LANGUAGES = ("en", "de", "fr")
_COUNT = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|eine[mr]?|zwei|drei|vier|fünf|sechs|une?|deux|trois|quatre|cinq|six)"
)
_UNIT = r"(?:days?|weeks?|months?|tage?n?|wochen?|monate?n?|jours?|semaines?|mois)"
_SOON = (
    r"today|tomorrow|heute|morgen|übermorgen|aujourd['’]hui|demain|après-demain|next (?:week|month)|"
    r"nächste[nr]? (?:woche|monat)|la semaine prochaine|le mois prochain"
)
_YEAR = r"(?:[12]\d{3}|['’]\d{2})"
_EN = r"\bby|before|no later than|due(?: (?:on|by))?"
_DE = r"bis(?: (?:zum|spätestens|am|ende))?|spätestens(?: am)?|vor dem|fällig(?: am)?"
_FR = r"d['’]ici(?: (?:le|au|à))?|avant(?: le)?|pour le|jusqu['’](?:au|à)|au plus tard(?: le)?"
_SET_DOWN = {"de": re.compile(_DE, re.IGNORECASE), "fr": re.compile(_FR, re.IGNORECASE)}


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a line: where it stands, its leading word and any escape before it included, and the day."""

    start: int
    end: int
    day: dt.date
    escaped: bool = False


Bare = Literal["none", "clear", "any"]
"""Which dates at the end of the text count that nothing announces: none, those that can be nothing else, any."""
BARE: Mapping[str, Bare] = {"risks": "none", "milestones": "any"}
"""By section; a milestone always has a date, and a risk tells when it strikes rather than when it is looked at."""


def find(text: str, today: dt.date, language: str, bare: Bare = "clear") -> Iterator[Found]:
    """The dates that a leading word such as *by*, *bis* or *avant* announces, then the one at the end."""
    for found in _announced().finditer(text):
        day = read(found["date"], today, _language_of(found["word"], language))
        if day is not None:
            yield Found(found.start(), found.end(), day, bool(found["escape"]))
    last = _bare(bare).search(text) if bare != "none" else None
    if last is not None:
        day = read(last["date"], today, language)
        if day is not None:
            yield Found(last.start(), last.end("date"), day, bool(last["escape"]))


def prefix(text: str, today: dt.date, language: str) -> Found | None:
    """The date that the text begins with: what follows ``due:``."""
    found = _phrase().match(text)
    day = read(found.group(), today, language) if found else None
    return Found(0, found.end(), day) if found and day else None


@lru_cache(maxsize=2048)
def read(phrase: str, today: dt.date, language: str) -> dt.date | None:
    """The day that a phrase means; nothing if it is no date."""
    said = " ".join(phrase.casefold().replace("’", "'").split())
    ended = re.match(r"(?:the )?(?:end of(?: the)?|ende(?: des)?|fin(?: de)?|eo(?=[wmy]))\s*(.+)", said)
    if ended:
        return _end_of(ended[1], today, language)
    return _figures(said, today, language) or _in_words(said, today, language)


def _end_of(what: str, today: dt.date, language: str) -> dt.date | None:
    if what in ("week", "w", "woche", "semaine", "der woche", "la semaine"):
        return today + dt.timedelta((4 - today.weekday()) % 7)
    if what in ("month", "m", "monat", "monats", "mois", "du mois"):
        return _last_day(today.year, today.month)
    if what in ("year", "y", "jahr", "jahres", "année", "l'année"):
        return dt.date(today.year, 12, 31)
    return read(what, today, language)


def _figures(said: str, today: dt.date, language: str) -> dt.date | None:
    try:
        for pattern, make in _MADE_OF_FIGURES:
            if found := pattern.fullmatch(said):
                return make(found, today, language)
    except ValueError:
        return None
    return None


def _month(found: re.Match[str], _today: dt.date, _language: str) -> dt.date:
    return _last_day(int(found["y"]), int(found["m"]))


def _quarter(found: re.Match[str], today: dt.date, _language: str) -> dt.date:
    month = int(found["q"]) * 3
    year = _full_year(found["y"]) if found["y"] else today.year
    last = _last_day(year, month)
    return last if found["y"] or last >= today else _last_day(year + 1, month)


def _week(found: re.Match[str], today: dt.date, _language: str) -> dt.date:
    year = int(found["y"]) if found["y"] else today.isocalendar().year
    friday = dt.date.fromisocalendar(year, int(found["w"]), 5)
    return friday if found["y"] or friday >= today else dt.date.fromisocalendar(year + 1, int(found["w"]), 5)


def _day_and_month(found: re.Match[str], today: dt.date, language: str) -> dt.date:
    american = language == "en_US" and found["p"] == "/"
    day, month = (int(found[name]) for name in (("m", "d") if american else ("d", "m")))
    if found["y"]:
        return dt.date(_full_year(found["y"]), month, day)
    return _next(today, month, day)


_MADE_OF_FIGURES = (
    (re.compile(r"(?P<y>[12]\d{3})-(?P<m>\d{1,2})"), _month),
    (re.compile(r"(?P<m>\d{1,2})/(?P<y>[12]\d{3})"), _month),
    (re.compile(r"q(?P<q>[1-4])(?:[ /-]?(?P<y>[12]\d{3}|\d{2}))?"), _quarter),
    (re.compile(r"(?:kw|cw) ?(?P<w>\d{1,2})(?:[ /]?(?P<y>[12]\d{3}))?"), _week),
    (re.compile(r"(?P<d>\d{1,2})(?P<p>[./])(?P<m>\d{1,2})\.?(?:(?<=[.\d])/?(?P<y>[12]\d{3}|\d{2}))?"), _day_and_month),
)  # fmt: skip


def _in_words(said: str, today: dt.date, language: str) -> dt.date | None:
    plain = re.sub(r"\b(?:next|this|kommende[nrs]?|nächste[nrs]?|diese[nrs]?|le|prochain|of|the|dem|den)\b", " ", said)
    for tried in dict.fromkeys((said, " ".join(plain.split()))):
        for tag in dict.fromkeys((language[:2], *_LANGUAGES)):
            day = _by_library(tried, tag, today)
            if day is not None:
                return day
    return None


def _by_library(said: str, language: str, today: dt.date) -> dt.date | None:
    data = _parser(language, today).get_date_data(said.replace("'", "") if said.startswith("'") else said)
    if data.date_obj is None:
        return None
    day: dt.date = data.date_obj.date()
    named = re.search(r"[^\W\d_]{3,}", said) and re.search(r"\d", said) and not re.search(r"[12]\d{3}", said)
    # The library takes today's own date for next year's; by the 20th, on the 20th, means today.
    return today if named and (day.day, day.month, day.year) == (today.day, today.month, today.year + 1) else day


@lru_cache(maxsize=8)
def _parser(language: str, today: dt.date) -> Any:
    from dateparser.date import DateDataParser

    settings = {
        "RELATIVE_BASE": dt.datetime.combine(today, dt.time()),
        "PREFER_DATES_FROM": "future",
        "PREFER_DAY_OF_MONTH": "last",
        "PREFER_MONTH_OF_YEAR": "last",
        "DATE_ORDER": "DMY",
        "PARSERS": ["relative-time", "absolute-time"],
    }
    return DateDataParser(languages=[language], settings=settings)


def _next(today: dt.date, month: int, day: int) -> dt.date:
    this = dt.date(today.year, month, day)
    return this if this >= today else dt.date(today.year + 1, month, day)


def _last_day(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _language_of(word: str, language: str) -> str:
    return next((tag for tag, pattern in _SET_DOWN.items() if pattern.fullmatch(word)), language)


@cache
def _names(of: tuple[str, ...], shortest: int) -> str:
    """The words for months or weekdays in every language, the longest first, as a choice of a pattern."""
    from dateparser.languages.loader import default_loader

    tables: list[Mapping[str, Any]] = [default_loader.get_locale(tag).info for tag in _LANGUAGES]
    words = {word.casefold() for table in tables for name in of for word in table[name] if len(word) >= shortest}
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _dated(months: str) -> str:
    """A day that needs no leading word to be one: figures, or a day with its month."""
    return (
        rf"[12]\d{{3}}-\d{{1,2}}(?:-\d{{1,2}})?|\d{{1,2}}[./]\d{{1,2}}[./](?:[12]\d{{3}}|\d{{2}})|"
        rf"\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s?(?:of )?(?:{months})\.?(?:,?\s{_YEAR})?|"
        rf"(?:{months})\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s{_YEAR})?(?!\d)"
    )


def _looser(months: str) -> str:
    return (
        rf"(?:(?:the )?end of(?: the)?|ende|fin(?: de)?) (?:week|month|year|woche|monat|jahr|semaine|mois|année|q[1-4]"
        rf"|(?:{months})(?:\s{_YEAR})?)|eo[wmy]|"
        rf"q[1-4](?:[ /-]?(?:20\d{{2}}|\d{{2}}))?|(?:kw|cw) ?\d{{1,2}}(?:[ /]?20\d{{2}})?|"
        rf"(?:in|dans) {_COUNT} {_UNIT}|{_SOON}"
    )


@cache
def _phrase() -> re.Pattern[str]:
    """Any date, where it is known that one is meant."""
    months, days = _names(_MONTHS, 3), _names(_WEEKDAYS, 2)
    near = rf"(?:next |this |kommende[nrs]? |nächste[nrs]? |diese[nrs]? |le )?(?:{days})\.?(?: prochain)?"
    figures = r"\d{1,2}/[12]\d{3}|\d{1,2}\.\d{1,2}\.?|\d{1,2}/\d{1,2}"
    counted = rf"(?!\s*(?:{SIZE}|{UNIT}))"  # "by 1.2 million" and "by 2.5 points" are changes, no days
    whole = rf"{_dated(months)}|{_looser(months)}|(?:{figures}){counted}|(?:{months})\.?(?:\s{_YEAR})?|{near}|20[2-9]\d"
    return re.compile(rf"(?:{whole})(?![\w%])", re.IGNORECASE)


@cache
def _announced() -> re.Pattern[str]:
    words = rf"(?<!\S)(?P<escape>\\*)(?P<word>{_EN[2:]}|{_DE}|{_FR})"
    return re.compile(rf"{words}\s+(?:the |dem |den |le )?(?P<date>{_phrase().pattern})", re.IGNORECASE)


@cache
def _bare(bare: Bare) -> re.Pattern[str]:
    """A date at the end of the text that nothing announces."""
    months, days = _names(_MONTHS, 3), _names(_WEEKDAYS, 3)
    weekday = rf"(?:on |am |le |next |nächsten |kommenden )(?:{days})|(?:{days})(?: prochain)"
    lead = r"(?:on |am |le |im |in |en |vers |around |ca\. )?"
    date = rf"{_dated(months)}|{_looser(months)}|{weekday}"
    if bare == "any":
        date += rf"|\d{{1,2}}/\d{{1,2}}|(?:{days})|(?:{months})(?:\s{_YEAR})?"
    return re.compile(rf"(?<!\S)(?P<escape>\\*){lead}(?P<date>{date})[\s.,;]*$", re.IGNORECASE)
