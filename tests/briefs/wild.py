"""Engagements with anything in any field, by a seed: what no person would write, and some file will hold."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from scopewright.model import kinds
from scopewright.model.engagement import Engagement
from scopewright.model.kinds import Kind
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement

_TEXTS = (
    "a", "x" * 3000, "word " * 2000, "<b>&amp;\n\n\n", "😀" * 50, "\n" * 50, "مرحبا بالعالم " * 30, "-", "\u200b",
    "\u0301" * 40, "tab\there", "W" * 400, "\xa0" * 30, "=1+1", "{x} {page} %s",
)  # fmt: skip
_PLAIN: dict[type[Kind[Any]], tuple[Any, ...]] = {
    kinds.Flag: (True,),
    kinds.Day: ("2026-01-01", "2027-12-31", "0001-01-01", "by XX"),
    kinds.Number: (0, 1, -5, 0.1, 1e15, 1e-9, 100),
    kinds.Money: ({"amount": 1e12, "currency": "EUR"}, {"amount": -3.5, "currency": "GBP"}),
}


def wild(seed: int, texts: Sequence[str] = _TEXTS) -> Engagement:
    """An engagement of some hundred records in which every text is one of these; equal seeds give equal contents."""
    dice, engagement = random.Random(seed), new_engagement("Wild", "Client")
    with Step(engagement, "Fill") as step:
        keys = [step.add("people", {"name": dice.choice(texts)}) for _ in range(6)]
        for section in engagement.sections.values():
            for _ in range(dice.randint(0, 4)):
                key = engagement.records(section.key)[0].key if section.single else step.add(section.key)
                keys.append(key)
                for spec in section.specs:
                    if spec.name != "internal" and dice.random() < 0.6:
                        step.set(key, spec.name, _value(spec.kind, dice, keys, texts))
    return engagement


def _value(kind: Kind[Any], dice: random.Random, keys: list[str], texts: Sequence[str]) -> Any:
    plain = texts if isinstance(kind, kinds.Text) else _PLAIN.get(type(kind))
    if plain:
        return dice.choice(plain)
    match kind:
        case kinds.Choice():
            return dice.choice([*dict(kind.options), "odd"])
        case kinds.Scale():
            return dice.randint(kind.low, kind.high)
        case kinds.Refs():
            return dice.sample(keys, min(len(keys), 5))
        case kinds.Rows():
            cells = [{each.name: _value(each.kind, dice, keys, texts) for each in kind.columns} for _ in range(3)]
            return [{"id": str(number), **row} for number, row in enumerate(cells)]
        case _:
            return dice.choice(keys)
