"""Numbers as people write them, and what they are compared with, in English, German and French."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
DIGITS = rf"\d{{1,3}}(?:[{_SPACES}'’]\d{{3}})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
"""A number without its sign: 1,200.5 and 1.200,5 and 1 200,5 alike."""
SIZE = r"k\b|mio\.?|millions?\b|millionen\b"
UNIT = (
    r"%|percent(?:age points?)?\b|prozent(?:punkte?n?)?\b|pour ?cent\b|points?\b|punkte?n?\b|pp\b|"
    r"ms\b|s\b|sec(?:onds?)?\b|sek(?:unden?)?\b|secondes?\b|min(?:utes?|uten?)?\b|h\b|hours?\b|stunden?\b|heures?\b|"
    r"days?\b|tage?n?\b|jours?\b|weeks?\b|wochen?\b|semaines?\b|months?\b|monate?n?\b|mois\b|"
    r"kb\b|mb\b|gb\b|tb\b|€|eur\b|\$|usd\b|£|gbp\b|chf\b"
)
"""What a number may be counted in; anything else is a word of the sentence."""
_UNITS = {"percent": "%", "prozent": "%", "pour cent": "%", "pourcent": "%", "€": "EUR", "$": "USD", "£": "GBP"}
NUMBER = rf"(?P<sign>[-+\N{{MINUS SIGN}}])?(?P<number>{DIGITS})\s?(?P<size>{SIZE})?\s*(?P<unit>{UNIT})?"
"""Number, size and unit, as named groups."""
_COMPARED = {
    ">=": r"(?:>=|=>|≥|at least|no less than|mindestens|wenigstens|au moins|min\.)",
    "<=": r"(?:<=|=<|≤|at most|no more than|up to|höchstens|maximal|au plus|au maximum|max\.?)",
    ">": r"(?:>|more than|above|over|mehr als|über|plus de|supérieure? à)",
    "<": r"(?:<|less than|fewer than|below|under|weniger als|unter|moins de|inférieure? à|sous)",
}
COMPARATOR = "|".join(f"(?P<c{place}>{words})" for place, words in enumerate(_COMPARED.values()))
"""The words of a comparison, each way of comparing a named group."""
_LIMIT = re.compile(rf"(?:(?<=[\s(])|^)(?:{COMPARATOR})\s*{NUMBER}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limit:
    """A comparison in a text: where it stands, which way, with what number and unit."""

    start: int
    end: int
    comparator: str
    number: float | int
    unit: str


def find_limit(text: str, language: str) -> Limit | None:
    """The first comparison with a number, such as ``>= 70%``, *mindestens 0,8* or *moins de 100 ms*."""
    found = _LIMIT.search(text)
    if found is None:
        return None
    place = next(number for number in range(len(_COMPARED)) if found[f"c{number}"])
    end = found.end(next(name for name in ("unit", "size", "number") if found[name]))
    if text[end : end + 1].isalnum():
        return None
    return Limit(found.start(), end, list(_COMPARED)[place], value(found, language), unit(found))


def value(found: re.Match[str], language: str) -> float | int:
    """The number of a match of ``NUMBER``, its size taken in, without its sign."""
    number = read(found["number"], language)
    size = (found["size"] or "").casefold()
    number *= 1_000 if size == "k" else 1_000_000 if size else 1
    return int(number) if float(number).is_integer() else number


def unit(found: re.Match[str]) -> str:
    """The unit of a match of ``NUMBER`` in its usual spelling, empty if it has none."""
    said = (found["unit"] or "").casefold()
    return _UNITS.get(said, said.upper() if said in ("eur", "usd", "gbp", "chf", "kb", "mb", "gb", "tb") else said)


def read(digits: str, language: str) -> float:
    """A number by the habit that its marks show; where they could be either, by that of the language."""
    bare = re.sub(rf"[{_SPACES}'’]", "", digits)
    marks = re.findall(r"[.,]", bare)
    if not marks:
        return float(bare)
    last = marks[-1]
    if len(set(marks)) == 2:
        return _with_point(bare, last)
    grouped = re.fullmatch(r"\d{1,3}([.,]\d{3})+", bare) is not None
    usual = "," if language[:2] in ("de", "fr") else "."
    if len(marks) > 1 or (grouped and last != usual and bare[0] != "0"):
        return float(re.sub(r"[.,]", "", bare))
    return _with_point(bare, last)


def _with_point(digits: str, point: str) -> float:
    whole, _point, rest = digits.rpartition(point)
    return float(f"{re.sub(r'[.,]', '', whole)}.{rest}")
