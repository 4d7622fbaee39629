"""Which spellings of a date a column uses, and their ``strptime`` formats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from string import ascii_letters

from scopewright.lab.date_words import LONG_MONTHS, SHORT_MONTHS, reworded

_TIMES = (
    (r"\d{1,2}:\d{2}", "%H:%M"),
    (r"\d{1,2}:\d{2}:\d{2}", "%H:%M:%S"),
    (r"\d{1,2}:\d{2}:\d{2}\.\d{1,9}", "%H:%M:%S.%f"),
    (r"\d{1,2}:\d{2}:\d{2},\d{1,9}", "%H:%M:%S,%f"),
    (r"\d{1,2}:\d{2} ?[AaPp][Mm]", "%I:%M %p"),
    (r"\d{1,2}:\d{2}:\d{2} ?[AaPp][Mm]", "%I:%M:%S %p"),
)
_ZONES = ((r"", ""), (r"(?:Z|[+-]\d{2}:?\d{2})", "%z"), (r" (?:GMT|UTC)", " %Z"), (r" [+-]\d{4}", " %z"))
_CLOCKS = tuple(
    (re.compile(mark + clock + zone), mark + clock_form + zone_form)
    for mark in ("T", " ", ", ")
    for clock, clock_form in _TIMES
    for zone, zone_form in _ZONES
)
_SHORT = f"(?i:{'|'.join(SHORT_MONTHS)})"
_LONG = f"(?i:{'|'.join(LONG_MONTHS)})"
_MONTHS = (
    (r"(?:19|20)\d{2}-(?:0[1-9]|1[0-2])", "%Y-%m", None),
    (r"(?:0[1-9]|1[0-2])\.(?:19|20)\d{2}", "%m.%Y", None),
    (r"(?:0[1-9]|1[0-2])/(?:19|20)\d{2}", "%m/%Y", None),
    (rf"{_SHORT} (?:19|20)\d{{2}}", "%b %Y", None),
    (rf"{_SHORT}-(?:19|20)\d{{2}}", "%b-%Y", None),
    (rf"{_SHORT}-\d{{2}}", "%b-%y", None),
    (rf"{_LONG} (?:19|20)\d{{2}}", "%B %Y", None),
)
MONTH_OF_YEAR = re.compile(_MONTHS[1][0])
"""A month that could be read as a number: 03.2026."""
# The order matters only for shapes that fit twice: day before month unless a part above 12 says otherwise.
_DATES = (
    (r"\d{4}-\d{1,2}-\d{1,2}", "%Y-%m-%d", None),
    (r"\d{4}/\d{1,2}/\d{1,2}", "%Y/%m/%d", None),
    (r"\d{4}\.\d{1,2}\.\d{1,2}", "%Y.%m.%d", None),
    (r"\d{1,2}\.\d{1,2}\.\d{4}", "%d.%m.%Y", True),
    (r"\d{1,2}\.\d{1,2}\.\d{2}", "%d.%m.%y", True),
    (r"\d{1,2}/\d{1,2}/\d{4}", "%d/%m/%Y", None),
    (r"\d{1,2}/\d{1,2}/\d{2}", "%d/%m/%y", None),
    (r"\d{1,2}-\d{1,2}-\d{4}", "%d-%m-%Y", None),
    (r"\d{1,2}-\d{1,2}-\d{2}", "%d-%m-%y", None),
    (r"(?:(?:19|20)\d{2}|9999)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])", "%Y%m%d", None),
    *(
        (rf"\d{{1,2}}{re.escape(before)}{_SHORT}{re.escape(after)}{year}", f"%d{before}%b{after}{form}", None)
        for before, after in ((" ", " "), ("-", "-"), ("/", "/"), (". ", " "), (".", "."), (".", ""), ("", ""))
        for year, form in ((r"\d{4}", "%Y"), (r"\d{2}", "%y"))
    ),
    (rf"\d{{1,2}} {_LONG} \d{{4}}", "%d %B %Y", None),
    (rf"\d{{1,2}}\. {_LONG} \d{{4}}", "%d. %B %Y", None),
    (rf"[A-Za-z]{{3}}, \d{{1,2}} {_SHORT} \d{{4}}", "%a, %d %b %Y", None),
    (rf"{_SHORT} \d{{1,2}}, \d{{4}}", "%b %d, %Y", None),
    (rf"{_SHORT} \d{{1,2}} \d{{4}}", "%b %d %Y", None),
    (rf"{_LONG} \d{{1,2}}, \d{{4}}", "%B %d, %Y", None),
)
_DAY_AND_MONTH = re.compile(r"(?:%d(?=.%m)|%m(?=.%d))([/-])%[dm]")
_PARTS = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-]\d")


@dataclass(frozen=True)
class Spelling:
    """One way to write a date: its ``strptime`` format and whether the day comes first (None: cannot be told).

    ``worded``: the format fits once the words in it are turned into English (``date_words``).
    """

    format: str
    day_first: bool | None
    worded: bool = False


_SHAPES_OF_DAYS = tuple((re.compile(shape), form, first) for shape, form, first in _DATES)
_SHAPES_OF_MONTHS = tuple((re.compile(shape), form, first) for shape, form, first in _MONTHS)
_TO_SHAPE = str.maketrans({**dict.fromkeys("0123456789", "0"), **dict.fromkeys(ascii_letters, "a")})
_W = r"[^\W\d_]"
_YEAR = r"(?:(?:19|20)\d{2}|\d{2})(?!\d)"
# What may be a date once its words are known. To know them takes a while, and most texts with digits are none.
_MAYBE_WORDED = re.compile(
    rf"(?:{_W}{{2,}}[.,]{{0,2}} ?){{0,2}}\d{{1,2}}\.?[ ./-]?(?:de )?{_W}{{3,}}\.?[ ./-]{{0,2}}(?:del? )?{_YEAR}.*"
    rf"|(?:{_W}{{2,}}[.,]{{0,2}} )?{_W}{{3,}}[ .,/-]{{1,2}}(?:\d{{1,2}}\.?,? |de )?{_YEAR}(?:[ ,].*)?"
    rf"|{_W}{{2,}}[.,]{{0,2}} ?\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}}(?:[ ,T].*)?"
    rf"|\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}},? {_W}*\.? ?\d{{1,2}}:\d{{2}}(?::\d{{2}})? {_W}{{2,}}\.?"
)
_SHAPES: dict[str, Spelling | None] = {}


def _spelling_of(text: str) -> Spelling | None:
    """The first spelling that fits; remembered by the text's shape, as a column has few shapes."""
    shape = text.translate(_TO_SHAPE) if len(text) <= 40 else ""
    if "aa" in shape or "00000000" in shape or not shape.isascii():
        return _search(text)
    if shape not in _SHAPES:
        if len(_SHAPES) > 10_000:
            _SHAPES.clear()
        _SHAPES[shape] = _search(text)
    return _SHAPES[shape]


def _search(text: str) -> Spelling | None:
    if not 6 <= len(text) <= 40 or not any(character.isdigit() for character in text):
        return None
    return _fitting(text)


def _worded(text: str) -> Spelling | None:
    plain = reworded(text)
    found = _fitting(plain) if plain else None
    return replace(found, worded=True) if found else None


def _fitting(text: str) -> Spelling | None:
    for pattern, form, first in _SHAPES_OF_DAYS:
        if match := pattern.match(text):
            rest = text[match.end() :]
            clock = next((clock_form for clock, clock_form in _CLOCKS if clock.fullmatch(rest)), None) if rest else ""
            if clock is not None:
                return Spelling(form + clock, first)
    return next((Spelling(form, first) for shape, form, first in _SHAPES_OF_MONTHS if shape.fullmatch(text)), None)


def spellings(texts: list[str]) -> tuple[dict[Spelling, list[str]], list[str]]:
    """The spellings used in ``texts``, each with the texts that use it, and the texts that are no dates.

    Words within dates are looked up only if at least half of the texts can be dates.
    """
    spelled = {text: _spelling_of(text) for text in texts}
    maybe = [text for text in texts if not spelled[text] and len(text) <= 40 and _MAYBE_WORDED.fullmatch(text)]
    if maybe and 2 * (len(maybe) + sum(map(bool, spelled.values()))) >= len(texts):
        spelled |= {text: _worded(text) for text in maybe}
    groups: dict[Spelling, list[str]] = {}
    others: list[str] = []
    for text, found in spelled.items():
        if found is None:
            others.append(text)
        else:
            groups.setdefault(found, []).append(text)
    ordered: dict[Spelling, list[str]] = {}
    for found, members in groups.items():
        ordered.setdefault(_ordered(found, members), []).extend(members)
    return ordered, others


def _ordered(found: Spelling, members: list[str]) -> Spelling:
    """The spelling with day and month in the order that its texts tell."""
    form = found.format
    if not form.startswith(("%d/%m", "%d-%m")):
        return found
    parts = [match for text in members if (match := _PARTS.search(text))]
    days_first = sum(int(match[1]) > 12 for match in parts)
    months_first = sum(int(match[2]) > 12 for match in parts)
    if months_first > days_first:
        swapped = form.replace("%d/%m", "%m/%d").replace("%d-%m", "%m-%d")
        return replace(found, format=swapped, day_first=False)
    return replace(found, day_first=True if days_first else None)


def has_time(form: str) -> bool:
    """Whether a format holds a time of day."""
    return "%H" in form or "%I" in form


def reordered(forms: Iterable[str], day_first: bool) -> Iterator[str]:
    """The formats with day and month in the order the user says, where digits alone do not tell."""
    for form in forms:
        found = _DAY_AND_MONTH.match(form)
        order = ("%d", "%m") if day_first else ("%m", "%d")
        yield form if found is None else found[1].join(order) + form[found.end() :]
