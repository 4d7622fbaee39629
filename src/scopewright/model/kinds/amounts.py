"""Kinds made of numbers: a measure, a step on a scale, an amount of money."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, ClassVar

from scopewright.language import _, read_number, show_money, show_number, show_row
from scopewright.model.kinds.base import Kind, Locale, Plain

_SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP", "US$": "USD"}


def _finite(data: Any) -> bool:
    return isinstance(data, int | float) and not isinstance(data, bool) and math.isfinite(data)


@dataclass(frozen=True)
class Number(Kind[float | int | None]):
    """A number within optional limits; ``unit`` is printed behind it (a percent sign may be typed).

    ``of_row`` says that it is the number of a row of a file: stored from 0 as in JSON, shown and typed from 1.
    """

    name: ClassVar[str] = "number"
    low: float | None = None
    high: float | None = None
    unit: str = ""
    of_row: bool = False

    @property
    def empty(self) -> None:
        return None

    def problems(self, value: float | int | None) -> list[str]:
        if value is None:
            return []
        if self.low is not None and value < self.low:
            return [_("{value} is below {low}.").format(value=value, low=self.low)]
        if self.high is not None and value > self.high:
            return [_("{value} is above {high}.").format(value=value, high=self.high)]
        return []

    def from_json(self, data: Any) -> float | int:
        if not _finite(data):
            raise ValueError(_("A number was expected."))
        number: float | int = data
        return int(number) if float(number).is_integer() and abs(number) < 2**53 else number

    def show(self, value: float | int | None, locale: Locale) -> str:
        if value is None:
            return ""
        if self.of_row:
            return show_row(int(value))
        shown = show_number(Decimal(repr(value)), locale.language)
        return f"{shown}\N{NO-BREAK SPACE}{self.unit}" if self.unit else shown

    def read(self, text: str, locale: Locale) -> float | int | None:
        bare = text.strip().removesuffix(self.unit or "%").strip()
        if not bare:
            return None
        number = self.from_json(float(read_number(bare, locale.language)))
        return number if not self.of_row else _record(number)

    def plain(self, value: float | int | None, locale: Locale) -> Plain:  # noqa: ARG002 - a number is a number
        return value + 1 if self.of_row and value is not None else value

    def describe(self) -> dict[str, Any]:
        return {"rows_from": 0} if self.of_row else {}


def _record(row: float) -> int:
    """The record, from 0, of a row as people count."""
    if row < 1 or row != int(row):
        raise ValueError(_("Rows are counted from 1."))
    return int(row) - 1


@dataclass(frozen=True)
class Scale(Kind[int | None]):
    """A whole step from ``low`` to ``high``, each with a word; ``labels`` run from the lowest step up.

    Where the engagement chooses steps and words itself, ``chosen`` names the scale that the directory is asked for;
    ``labels`` are then the usual ones. A step that its scale has not is kept and is a finding.
    """

    name: ClassVar[str] = "scale"
    low: int = 1
    high: int = 5
    labels: tuple[str, ...] = ()
    chosen: str = ""

    @property
    def empty(self) -> None:
        return None

    def from_json(self, data: Any) -> int:
        if not _finite(data) or data != int(data) or not self.low <= data <= self.high:
            raise ValueError(self._expected(data, self.high))
        return int(data)

    def steps(self, locale: Locale) -> dict[int, str]:
        """The word of each step there is to choose from, empty where it has none."""
        words = locale.directory.steps(self.chosen) if self.chosen else ()
        words = words or tuple(_(label) for label in self.labels)
        return dict(enumerate(words, self.low)) if words else dict.fromkeys(range(self.low, self.high + 1), "")

    def said(self, value: int, locale: Locale) -> str:
        """A step with its word, in a form that can be read."""
        return f"{value} {self.steps(locale).get(value, '')}".strip()

    def show(self, value: int | None, locale: Locale) -> str:  # noqa: ARG002 - a step is a digit everywhere
        return "" if value is None else str(value)

    def read(self, text: str, locale: Locale) -> int | None:
        typed = text.strip()
        if not typed:
            return None
        steps = self.steps(locale)
        digits = typed.split()[0]
        step = int(digits) if digits.isdecimal() else _step_called(typed, steps)
        if step not in steps:
            raise ValueError(self._expected(typed, max(steps)))
        return step

    def plain(self, value: int | None, locale: Locale) -> Plain:  # noqa: ARG002 - as above
        return value

    def describe(self) -> dict[str, Any]:
        return {"choices": list(range(self.low, self.high + 1))} | ({"scale": self.chosen} if self.chosen else {})

    def _expected(self, data: Any, high: int) -> str:
        return _("“{text}” is not a whole number from {low} to {high}.").format(text=data, low=self.low, high=high)


def _step_called(word: str, steps: Mapping[int, str]) -> int | None:
    """The step that alone has this word."""
    found = [step for step, called in steps.items() if called and called.casefold() == word.casefold()]
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True)
class Product(Kind[tuple[int, int] | None]):
    """The product of a step on each of two scales that the engagement chooses; computed, so no field has this kind.

    Where one of them is no step of its scale there is no product: a dash says why.
    """

    name: ClassVar[str] = "product"
    scales: tuple[Scale, Scale]

    @property
    def empty(self) -> None:
        return None

    def plain(self, value: tuple[int, int] | None, locale: Locale) -> Plain:
        return None if value is None or self._missed(value, locale) else value[0] * value[1]

    def show(self, value: tuple[int, int] | None, locale: Locale) -> str:
        if value is None:
            return ""
        missed = self._missed(value, locale)
        if not missed:
            return show_number(Decimal(value[0] * value[1]), locale.language)
        return _("\N{EN DASH} (off the scale 1\N{EN DASH}{most})").format(most=missed)

    def describe(self) -> dict[str, Any]:
        return {"scale": [each.chosen for each in self.scales]}

    def _missed(self, value: tuple[int, int], locale: Locale) -> int:
        """The highest step of the first scale that has not the step given for it; 0 where both have."""
        for scale, step in zip(self.scales, value, strict=True):
            if step not in (steps := scale.steps(locale)):
                return max(steps)
        return 0


@dataclass(frozen=True)
class Amount:
    """Money: an exact amount and its ISO 4217 currency code."""

    amount: Decimal
    currency: str


def to_the_cent(amount: Decimal) -> Decimal:
    """Rounded as invoices are: half a cent goes up."""
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True)
class Money(Kind[Amount | None]):
    """An amount with its currency; totals are computed from such values, never typed."""

    name: ClassVar[str] = "money"

    @property
    def empty(self) -> None:
        return None

    def to_json(self, value: Amount | None) -> Any:
        if value is None:
            return None
        whole = value.amount == value.amount.to_integral_value()
        return {"amount": int(value.amount) if whole else float(value.amount), "currency": value.currency}

    def from_json(self, data: Any) -> Amount:
        if not isinstance(data, dict) or not _finite(data.get("amount")) or not _is_code(data.get("currency")):
            raise ValueError(_("An amount with its currency was expected, such as 1200 EUR."))
        return Amount(Decimal(repr(data["amount"])), data["currency"])

    def show(self, value: Amount | None, locale: Locale) -> str:
        return "" if value is None else show_money(value.amount, value.currency, locale.language)

    def read(self, text: str, locale: Locale) -> Amount | None:
        bare = text.strip()
        if not bare:
            return None
        found = re.search(r"[A-Z]{3}|US\$|[€$£]", bare)
        if found is None:
            raise ValueError(_("“{text}” has no currency; write it as 1200 EUR.").format(text=bare))
        number = (bare[: found.start()] + bare[found.end() :]).strip()
        try:
            amount = read_number(number, locale.language)
        except InvalidOperation as error:
            raise ValueError(_("“{text}” is not an amount.").format(text=bare)) from error
        return Amount(amount, _SYMBOLS.get(found.group(), found.group()))

    def plain(self, value: Amount | None, locale: Locale) -> Plain:  # noqa: ARG002 - the column head names the currency
        return None if value is None else float(value.amount)


def _is_code(data: Any) -> bool:
    return isinstance(data, str) and re.fullmatch(r"[A-Z]{3}", data) is not None
