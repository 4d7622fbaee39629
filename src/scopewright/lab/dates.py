"""Which spellings of a date a column uses, and their ``strptime`` formats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_letters

_TIMES = (
    (r"\d{1,2}:\d{2}", "%H:%M"),
    (r"\d{1,2}:\d{2}:\d{2}", "%H:%M:%S"),
    (r"\d{1,2}:\d{2}:\d{2}\.\d{1,9}", "%H:%M:%S.%f"),
    (r"\d{1,2}:\d{2} ?[AaPp][Mm]", "%I:%M %p"),
    (r"\d{1,2}:\d{2}:\d{2} ?[AaPp][Mm]", "%I:%M:%S %p"),
)
_ZONES = ((r"", ""), (r"(?:Z|[+-]\d{2}:?\d{2})", "%z"), (r" (?:GMT|UTC)", " %Z"), (r" [+-]\d{4}", " %z"))
_MONTHS = (
    (r"(?:19|20)\d{2}-(?:0[1-9]|1[0-2])", "%Y-%m", None),
    (r"(?:0[1-9]|1[0-2])\.(?:19|20)\d{2}", "%m.%Y", None),
    (r"(?:0[1-9]|1[0-2])/(?:19|20)\d{2}", "%m/%Y", None),
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
    (r"\d{1,2} [A-Za-z]{3} \d{4}", "%d %b %Y", None),
    (r"\d{1,2}-[A-Za-z]{3}-\d{4}", "%d-%b-%Y", None),
    (r"\d{1,2}-[A-Za-z]{3}-\d{2}", "%d-%b-%y", None),
    (r"\d{1,2} [A-Za-z]{4,9} \d{4}", "%d %B %Y", None),
    (r"[A-Za-z]{3}, \d{1,2} [A-Za-z]{3} \d{4}", "%a, %d %b %Y", None),
    (r"[A-Za-z]{3} \d{1,2}, \d{4}", "%b %d, %Y", None),
    (r"[A-Za-z]{4,9} \d{1,2}, \d{4}", "%B %d, %Y", None),
)
_DAY_AND_MONTH = re.compile(r"(?:%d(?=.%m)|%m(?=.%d))([/-])%[dm]")
_MARK = re.compile(r"[T ]")
_PARTS = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-]\d")


@dataclass(frozen=True)
class Spelling:
    """One way to write a date: its ``strptime`` format and whether the day comes first (None: cannot be told)."""

    format: str
    day_first: bool | None


def _compiled() -> list[tuple[re.Pattern[str], str, bool | None, bool]]:
    patterns = [(re.compile(shape), form, first, False) for shape, form, first in (*_DATES, *_MONTHS)]
    for shape, form, first in _DATES:
        for clock, clock_form in _TIMES:
            for zone, zone_form in _ZONES:
                for mark in ("T", " "):
                    pattern = re.compile(rf"{shape}{mark}{clock}{zone}")
                    patterns.append((pattern, f"{form}{mark}{clock_form}{zone_form}", first, True))
    return patterns


_PATTERNS = _compiled()
_TO_SHAPE = str.maketrans({**dict.fromkeys("0123456789", "0"), **dict.fromkeys(ascii_letters, "a")})
_SHAPES: dict[str, int | None] = {}


def _pattern_of(text: str) -> int | None:
    """The number of the first pattern that fits; remembered by the text's shape, as a column has few shapes."""
    shape = text.translate(_TO_SHAPE) if len(text) <= 40 else ""
    if shape.count("a") > 2 or "00000000" in shape:
        return _search(text)
    if shape not in _SHAPES:
        if len(_SHAPES) > 10_000:
            _SHAPES.clear()
        _SHAPES[shape] = _search(text)
    return _SHAPES[shape]


def _search(text: str) -> int | None:
    if not 6 <= len(text) <= 40 or not any(character.isdigit() for character in text):
        return None
    return next((place for place, (pattern, *_rest) in enumerate(_PATTERNS) if pattern.fullmatch(text)), None)


def spellings(texts: list[str]) -> tuple[dict[Spelling, list[str]], list[str]]:
    """The spellings used in ``texts``, each with the texts that use it, and the texts that are no dates."""
    groups: dict[int, list[str]] = {}
    others: list[str] = []
    for text in texts:
        place = _pattern_of(text)
        if place is None:
            others.append(text)
        else:
            groups.setdefault(place, []).append(text)
    found: dict[Spelling, list[str]] = {}
    for place, members in groups.items():
        found.setdefault(_spelling(place, members), []).extend(members)
    return found, others


def _spelling(place: int, members: list[str]) -> Spelling:
    form, first = _PATTERNS[place][1:3]
    if not form.startswith(("%d/%m", "%d-%m")):
        return Spelling(form, first)
    parts = [match for text in members if (match := _PARTS.match(text))]
    days_first = sum(int(match[1]) > 12 for match in parts)
    months_first = sum(int(match[2]) > 12 for match in parts)
    if months_first > days_first:
        return Spelling(form.replace("%d/%m", "%m/%d").replace("%d-%m", "%m-%d"), False)
    return Spelling(form, True if days_first else None)


def has_time(form: str) -> bool:
    """Whether a format holds a time of day."""
    return "%H" in form or "%I" in form


def reordered(forms: Iterable[str], day_first: bool) -> Iterator[str]:
    """The formats with day and month in the order the user says, where digits alone do not tell."""
    for form in forms:
        found = _DAY_AND_MONTH.match(form)
        order = ("%d", "%m") if day_first else ("%m", "%d")
        yield form if found is None else found[1].join(order) + form[found.end() :]
