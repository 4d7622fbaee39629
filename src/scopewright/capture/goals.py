"""Read the figure out of an objective in plain words (row M9)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_UNIT = "%|percent(?:age points)?|points?|ms|s|days?|hours?|weeks?"
_NUMBER = rf"(?P<sign>[-+\N{{MINUS SIGN}}])?(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>{_UNIT})?"
_LESS = r"cut|cuts|reduce|reduces|reduced|lower|lowers|decrease|decreases|shrink|drop|fewer|less|save"
_MORE = r"raise|raises|increase|increases|grow|grows|improve|improves|lift|more|boost"
_BY = re.compile(rf"\b(?P<verb>{_LESS}|{_MORE})\b\s*(?P<what>.*?)\s*\bby\s+{_NUMBER}", re.IGNORECASE)
_FROM_TO = re.compile(rf"(?P<what>.*?)\bfrom\s+(?P<from>\d+(?:[.,]\d+)?)\s*%?\s+to\s+{_NUMBER}", re.IGNORECASE)
_SIGNED = re.compile(r"^\s*(?P<sign>[-+\N{MINUS SIGN}])(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>%)?\s+(?P<what>.+)$")
_PLAIN = re.compile(rf"^\s*(?:at least\s+|(?P<most>at most\s+))?{_NUMBER}\s+(?P<what>\S.*)$", re.IGNORECASE)
_FILLER = re.compile(r"^(?:we want (?:to )?|the|our|of)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Goal:
    """What a sentence says about a figure: what is counted, which way, from where to where, in which unit.

    A change "by 20 %" is a target of -20 or +20 percent against a baseline of 0.
    """

    metric: str
    direction: Literal["higher", "lower"]
    target: float
    unit: str
    baseline: float | None = None

    def fields(self) -> dict[str, object]:
        """The goal as fields of an objective."""
        said = {
            "metric": self.metric, "direction": self.direction, "target": self.target, "unit": self.unit,
            "baseline": self.baseline,
        }  # fmt: skip
        return {name: value for name, value in said.items() if value not in (None, "")}


def read_goal(sentence: str) -> Goal | None:
    """The goal in a sentence such as "70% recall" or "reduce weekly tickets by 20%"; nothing if there is none."""
    for read in (_changed_by, _from_to, _signed, _plain):
        goal = read(sentence)
        if goal is not None:
            return goal
    return None


def _changed_by(sentence: str) -> Goal | None:
    found = _BY.search(sentence)
    if found is None:
        return None
    less = re.fullmatch(_LESS, found["verb"], re.IGNORECASE) is not None
    size = _float(found["number"])
    return Goal(_what(found["what"]), "lower" if less else "higher", -size if less else size, _unit(found), 0.0)


def _from_to(sentence: str) -> Goal | None:
    found = _FROM_TO.search(sentence)
    if found is None:
        return None
    start, end = _float(found["from"]), _float(found["number"])
    what = re.sub(rf"\b(?:{_LESS}|{_MORE})\b", "", found["what"], flags=re.IGNORECASE)
    unit = _unit(found) or ("%" if "%" in found.group() else "")
    return Goal(_what(what), "higher" if end > start else "lower", end, unit, start)


def _signed(sentence: str) -> Goal | None:
    found = _SIGNED.search(sentence)
    if found is None:
        return None
    less = found["sign"] != "+"
    size = _float(found["number"])
    return Goal(_what(found["what"]), "lower" if less else "higher", -size if less else size, _unit(found), 0.0)


def _plain(sentence: str) -> Goal | None:
    found = _PLAIN.search(_FILLER.sub("", sentence))
    if found is None:
        return None
    return Goal(_what(found["what"]), "lower" if found["most"] else "higher", _float(found["number"]), _unit(found))


def _what(text: str) -> str:
    return _FILLER.sub("", text.strip(" ,.;:")).strip(" ,.;:")


def _float(digits: str) -> float:
    return float(digits.replace(",", "."))


def _unit(found: re.Match[str]) -> str:
    unit = (found["unit"] or "").casefold()
    return "%" if unit == "percent" else unit
