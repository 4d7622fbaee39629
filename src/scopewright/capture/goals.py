"""Read the figure out of an objective in plain words (row M9), in English, German and French."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from scopewright.capture import dates, figures
from scopewright.capture.figures import DIGITS, NUMBER

_LESS = (
    r"cut|cuts|reduce|reduces|reduced|lower|lowers|decrease|decreases|shrink|drop|fewer|less|save|weniger|"
    r"senken?|gesenkt|reduzieren?|reduziert|verringern?|kürzen?|einsparen?|sparen?|"
    r"réduire|réduisons|réduit|baisser|diminuer|abaisser|économiser"
)
_MORE = (
    r"raise|raises|increase|increases|grow|grows|improve|improves|lift|more|boost|mehr|"
    r"erhöhen?|erhöht|steigern?|gesteigert|verbessern?|heben|anheben|"
    r"augmenter|augmentons|améliorer|accroître|relever"
)
_VERB = rf"(?P<verb>{_LESS}|{_MORE})"
_CHANGED = (
    re.compile(rf"\b{_VERB}\b\s*(?P<what>.*?)\s*\b(?:by|um|de)\s+{NUMBER}", re.IGNORECASE),
    re.compile(rf"^(?P<what>.*?)\s*\bum\s+{NUMBER}\s*{_VERB}\b", re.IGNORECASE),
    re.compile(rf"\b{_VERB}\s+{NUMBER}\s*(?P<what>.*)$", re.IGNORECASE),
    re.compile(rf"^\s*{NUMBER}\s+{_VERB}\s+(?P<what>.*)$", re.IGNORECASE),
)
_FROM_TO = re.compile(
    rf"(?P<what>.*?)\b(?:from|von|de)\s+(?P<from>{DIGITS})\s*(?P<fromunit>%)?\s*(?:{figures.UNIT})?\s*"
    rf"(?:to|auf|à|->|→)\s+{NUMBER}",
    re.IGNORECASE,
)
_SIGNED = re.compile(rf"^\s*(?=[-+\N{{MINUS SIGN}}]){NUMBER}\s+(?P<what>.+)$", re.IGNORECASE)
_PLAIN = re.compile(rf"^\s*{NUMBER}\s+(?P<what>\S.*)$", re.IGNORECASE)
_FILLER = re.compile(
    r"^(?:we want (?:to )?|wir wollen |nous voulons |the|our|of|die|der|das|les?|la|l['’])\s*\b", re.IGNORECASE
)
_BEFORE_LIMIT = re.compile(r"\s*\b(?:to|auf|à|is|ist|est)\s*$", re.IGNORECASE)
_OUT_OF = re.compile(r"\s*(?:out of|in|of|von|sur)\s+(?:every\s+)?\d", re.IGNORECASE)
"""Nine out of ten is a share, which these patterns would take for nine of something."""
_VERBS = re.compile(rf"\b(?:{_LESS}|{_MORE})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Goal:
    """What a sentence says about a figure: what is counted, which way, from where to where, in which unit.

    A change "by 20 %" is a ``relative`` target of -20 or +20 percent: the sentence does not say what the figure is
    today. ``start`` and ``end`` say where in the sentence the figure stands.
    """

    metric: str
    direction: Literal["higher", "lower"]
    target: float
    unit: str
    baseline: float | None = None
    relative: bool = False
    start: int = 0
    end: int = 0

    def fields(self) -> dict[str, object]:
        """The goal as fields of an objective."""
        said = {
            "metric": self.metric, "direction": self.direction, "target": self.target, "unit": self.unit,
            "baseline": self.baseline, "relative": self.relative or None,
        }  # fmt: skip
        return {name: value for name, value in said.items() if value not in (None, "")}


def read_goal(sentence: str, language: str = "en") -> Goal | None:
    """The goal in a sentence such as "70% recall" or "reduce weekly tickets by 20%"; nothing if there is none."""
    reads: tuple[Callable[[str, str], Goal | None], ...] = (_changed_by, _from_to, _compared, _signed, _plain)
    return next((goal for read in reads if (goal := read(sentence, language)) is not None), None)


def objective_of(sentence: str, today: dt.date, language: str = "en") -> dict[str, object]:
    """What a sentence says about an objective, as fields: its figure, and in "by 2027-06" its day; empty if neither."""
    due = next((found for found in dates.find(sentence, today, language) if not found.escaped), None)
    rest = sentence[: due.start] + sentence[due.end :] if due else sentence
    goal = read_goal(rest.strip(), language)
    return (goal.fields() if goal else {}) | ({"due": due.day.isoformat()} if due else {})


def _changed_by(sentence: str, language: str) -> Goal | None:
    found = next((match for pattern in _CHANGED if (match := pattern.search(sentence))), None)
    if found is None:
        return None
    less = re.fullmatch(_LESS, found["verb"], re.IGNORECASE) is not None
    return _change(found, less, language)


def _change(found: re.Match[str], less: bool, language: str) -> Goal:
    size = figures.value(found, language)
    start, end = _place(found)
    way: Literal["higher", "lower"] = "lower" if less else "higher"
    return Goal(_what(found["what"]), way, -size if less else size, figures.unit(found), None, True, start, end)


def _from_to(sentence: str, language: str) -> Goal | None:
    found = _FROM_TO.search(sentence)
    if found is None:
        return None
    start, end = figures.read(found["from"], language), figures.value(found, language)
    unit = figures.unit(found) or found["fromunit"] or ""
    what = _what(_VERBS.sub("", found["what"]))
    return Goal(
        what, "higher" if end > start else "lower", end, unit, start, False, found.start("from"), _place(found)[1]
    )


def _compared(sentence: str, language: str) -> Goal | None:
    limit = figures.find_limit(sentence, language)
    if limit is None:
        return None
    what = _BEFORE_LIMIT.sub("", _VERBS.sub("", sentence[: limit.start])).strip() or sentence[limit.end :].strip()
    if _OUT_OF.match(sentence[limit.end :]):
        return None
    way: Literal["higher", "lower"] = "higher" if limit.comparator in (">", ">=") else "lower"
    return Goal(_what(what), way, limit.number, limit.unit, start=limit.start, end=limit.end)


def _signed(sentence: str, language: str) -> Goal | None:
    found = _SIGNED.search(sentence)
    return _change(found, found["sign"] != "+", language) if found else None


def _plain(sentence: str, language: str) -> Goal | None:
    said = _FILLER.sub("", sentence)
    found = _PLAIN.search(said)
    if found is None or _OUT_OF.match(found["what"]):
        return None
    start, end = (place + len(sentence) - len(said) for place in _place(found))
    return Goal(
        _what(found["what"]), "higher", figures.value(found, language), figures.unit(found), start=start, end=end
    )


def _place(found: re.Match[str]) -> tuple[int, int]:
    last = next(name for name in ("unit", "size", "number") if found[name])
    return found.start("sign") if found["sign"] else found.start("number"), found.end(last)


def _what(text: str) -> str:
    return _FILLER.sub("", text.strip(" ,.;:")).strip(" ,.;:")
