"""One figure of what records come to, and how its parts are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from scopewright.language import _, show_money, show_number


@dataclass(frozen=True)
class Figure:
    """What it is, in the user's language, how it reads, and whether it asks for attention."""

    title: str
    text: str
    attention: bool = False


def asking(title: str, count: int) -> Figure:
    """A count that should be nought."""
    return Figure(title, str(count), count > 0)


def plain(number: float, tag: str) -> str:
    """Points, days and shares: two decimals say enough."""
    return show_number(Decimal(str(round(number, 2))).normalize() + 0, tag)


def of(part: int, whole: int) -> str:
    """Such as "3 of 5"."""
    return _("{part} of {whole}").format(part=part, whole=whole)


def money(sums: Mapping[str, Decimal], tag: str) -> str:
    """The sums in their currencies, or a dash."""
    return " + ".join(show_money(amount, currency, tag) for currency, amount in sums.items()) or "–"


def listed(names: list[str], nothing: str) -> str:
    """Names parted by commas, or what to say where there are none."""
    return ", ".join(names) or nothing
