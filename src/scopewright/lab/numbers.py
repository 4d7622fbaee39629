"""Numbers as people write them: decimal comma or point, thousands marks, currency and percent signs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from scopewright.lab.cells import NEGATED, NUMBER, PLAIN_INTEGER, SYMBOL, WITH_SYMBOL

_HAS_SYMBOL = re.compile(SYMBOL)
_EITHER = re.compile(r"[1-9]\d{0,2}([.,])\d{3}")
_EXPONENT_CODE = re.compile(r"\d+[eE]\d+")
_SAMPLE = 500
_FEWEST_MARKED = 20
_LONGEST = 40
_PLAIN_MARKS = frozenset("0123456789.+-eE")
MINUS = "\N{MINUS SIGN}"
_SPACES = " \u00a0\u202f"
# (decimal mark, thousands mark), the likelier first.
_STYLES: tuple[tuple[str, str | None], ...] = (
    (".", None), (",", None), (".", ","), (",", "."), (".", " "), (",", " "), (".", "'"), (",", "'"),
)  # fmt: skip


@dataclass(frozen=True)
class Understood:
    """How a column writes its numbers; ``symbol`` is currency, percent or None; ``unreadable`` counts the rest.

    ``either``: every mark could be a decimal mark as well as one of thousands, as in 1.234.
    """

    decimal: str | None
    thousands: str | None
    whole: bool
    symbol: str | None
    unreadable: dict[str, int]
    either: bool = False


def understand(
    counts: Counter[str], semicolons: bool = False, decimal: str | None = None, least: float = 0.5
) -> Understood | None:
    """How the values write numbers, or None if fewer than ``least`` of them are some, or all are codes such as 1E5.

    ``decimal`` is the mark that the user says.
    """
    if decimal != "," and (plain := _all_plain(counts)) is not None and not _skips_thousands(counts):
        return plain
    sample = list(islice(counts, _SAMPLE))
    if sum(_bare(value) is not None for value in sample) < len(sample) * least / 2:
        return None
    bare = {value: number for value in counts if (number := _bare(value)) is not None}
    if not bare or sum(counts[value] for value in bare) < sum(counts.values()) * least or _are_codes(bare):
        return None
    patterns = {style: _pattern(*style) for style in _styles(bare, semicolons, decimal)}
    fitting = {
        style: {value for value, number in bare.items() if pattern.fullmatch(number)}
        for style, pattern in patterns.items()
    }
    style = max(fitting, key=lambda name: sum(counts[value] for value in fitting[name]))
    fits = fitting[style]
    mark, thousands = style
    marked = any(mark in bare[value] or "e" in bare[value].lower() for value in fits)
    return Understood(
        mark if marked else None,
        thousands,
        not marked,
        _symbol(fits),
        {value: count for value, count in counts.items() if value not in fits},
        _may_be_either(bare[value] for value in fits),
    )


def _all_plain(counts: Counter[str]) -> Understood | None:
    """The answer for a column of nothing but plain numbers, at the speed of ``float``."""
    marks = set("".join(counts))
    if not marks <= _PLAIN_MARKS:
        return None
    if not marks.isdisjoint("eE") and _are_codes({value: value for value in counts}):
        return None
    try:
        list(map(float, counts))
    except ValueError:
        return None
    marked = not marks.isdisjoint(".eE")
    return Understood("." if marked else None, None, not marked, None, {}, marked and _may_be_either(counts))


def _may_be_either(numbers: Iterable[str]) -> bool:
    """Whether all marked numbers are like 1.234, with one mark throughout."""
    mark = ""
    for number in numbers:
        plain = number.lstrip("+-")
        if plain.isdigit():
            continue
        match = _EITHER.fullmatch(plain)
        if match is None or match[1] != (mark or match[1]):
            return False
        mark = match[1]
    return bool(mark)


def _skips_thousands(numbers: Iterable[str]) -> bool:
    """Whether whole numbers below a thousand stand among numbers like 1.234: then the mark is one of thousands.

    Decimals that are written without their last zeros have one or two of them, too, in a long column.
    """
    texts = list(numbers)
    if not _may_be_either(texts):
        return False
    whole = [number.lstrip("+-") for number in texts if number.lstrip("+-").isdigit()]
    return len(texts) / 50 < len(whole) < len(texts) - _FEWEST_MARKED and max(map(len, whole)) == 3


def _styles(bare: dict[str, str], semicolons: bool, decimal: str | None) -> list[tuple[str, str | None]]:
    """The styles worth trying, the likelier first; "1,234" alone means thousands unless semicolons delimit the file."""
    if decimal is not None:
        return [style for style in _STYLES if style[0] == decimal]
    if _skips_thousands(bare.values()) or (_symbol(set(bare)) == "currency" and _may_be_either(bare.values())):
        # The styles that read 1.234 as a fraction would fit as well; no amount of money has three places.
        return [style for style in _STYLES if style[1] and any(style[1] in number for number in bare.values())]
    if not any(mark in number for number in bare.values() for mark in ",'’ \u00a0\u202f") and not any(
        number.count(".") > 1 for number in bare.values()
    ):
        return [(".", None)]
    styles = list(_STYLES)
    if not semicolons:
        styles.insert(1, styles.pop(2))
    return styles


def _bare(value: str) -> str | None:
    """The number without its currency or percent sign and with its minus in front; None if there is no number."""
    if NUMBER.fullmatch(value):
        return value
    if len(value) >= _LONGEST:
        return None
    if match := WITH_SYMBOL.fullmatch(value):
        return match["sign"] + match["number"]
    turned = NEGATED.fullmatch(value)
    number = _bare((turned["bracketed"] or turned["trailed"]).strip()) if turned else None
    return None if number is None or not number[0].isdigit() else f"-{number}"


def _are_codes(bare: dict[str, str]) -> bool:
    """Whether values such as 1E5 or 12E3 among whole numbers of the same length are codes, not powers of ten."""
    if not any(_EXPONENT_CODE.fullmatch(number) for number in bare.values()):
        return False
    plain = all(_EXPONENT_CODE.fullmatch(number) or number.isdigit() for number in bare.values())
    return plain and len({len(number) for number in bare.values()}) == 1


def _pattern(decimal: str, thousands: str | None) -> re.Pattern[str]:
    return re.compile(shape(decimal, thousands))


def shape(decimal: str, thousands: str | None) -> str:
    """The regular expression of a number without currency or percent sign, in the words that RE2 knows, too."""
    point = re.escape(decimal)
    fraction = rf"(?:{point}\d*)?"
    whole = r"\d+"
    if thousands:
        mark = f"[{re.escape(''.join(marks(thousands)))}]"
        lakhs = rf"|[1-9]\d?(?:{mark}\d{{2}})+{mark}\d{{3}}" if thousands == "," else ""
        whole = rf"(?:[1-9]\d{{0,2}}(?:{mark}\d{{3}})+{lakhs}|\d+)"
    return rf"[+\-{MINUS}]{{0,2}}(?:{whole}{fraction}|{point}\d+)(?:[eE][+-]?\d+)?"


def marks(thousands: str | None) -> str:
    """The characters that are written for a thousands mark."""
    return _SPACES if thousands == " " else "'’" if thousands == "'" else thousands or ""


def _symbol(values: set[str]) -> str | None:
    signed = [value for value in values if _HAS_SYMBOL.search(value)]
    if not signed:
        return None
    return "percent" if sum("%" in value or "‰" in value for value in signed) > len(signed) / 2 else "currency"


def converter(decimal: str | None, thousands: str | None) -> Callable[[str], float | None]:
    """A function from a text to its number; None for what is none. A percentage stays as written: 5 % is 5.0."""
    pattern = _pattern(decimal or ".", thousands)
    drop = str.maketrans("", "", marks(thousands))

    def convert(value: str) -> float | None:
        number = value if PLAIN_INTEGER.fullmatch(value) else _bare(value)
        if number is None or not pattern.fullmatch(number):
            return None
        plain = number.translate(drop).replace(decimal or ".", ".").replace(MINUS, "-")
        try:
            return float(plain)
        except ValueError:
            return None

    return convert
