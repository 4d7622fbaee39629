"""The capture grammar, declared once: parser, pills, card, command-line help and ``docs/capture.md`` read this table.

A line is one thought. It begins with the mark of its type, or with none; the other marks are optional and may stand
anywhere behind it. What is not understood stays text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from scopewright.language import N_
from scopewright.model.sections.needs import MARKS

Mark = Literal[
    "person", "tag", "priority", "release", "revisit", "date", "goal", "limit", "reason", "score", "response", "role"
]
"""What a mark says, whatever field it goes to."""


@dataclass(frozen=True, slots=True)
class Sign:
    """How a mark is written, an example, and what it says (untranslated)."""

    form: str
    example: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Type:
    """One type of line: what it begins with, the section it becomes a record of, the field its words go to.

    ``key`` is the one letter that gives a note this type in triage, where j, k, m, s and z do other things. ``takes``
    says which marks it knows, and the field each goes to where the mark itself does not say it. ``named`` are fields
    that no mark fills alone. Every field of ``names`` may be written as ``field:value`` too. ``fixed`` are stored
    values that the type itself says. ``words`` are what people call it in full, in three languages: such a word and a
    colon at the start of a line is offered as this type and stays text until somebody takes the offer.
    """

    prefix: str
    section: str
    body: str
    key: str
    example: str
    takes: Mapping[Mark, str] = field(default_factory=dict)
    named: tuple[str, ...] = ()
    fixed: Mapping[str, Any] = field(default_factory=dict)
    words: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every field that a line of this type can say."""
        marked = [name for mark, where in self.takes.items() for name in _FILLED.get(mark, (where,))]
        return tuple(dict.fromkeys((self.body, *marked, *self.named, *self.fixed)))


GOAL = ("metric", "direction", "baseline", "target", "unit", "relative")
"""The fields of an objective that a figure in its sentence fills."""
SCORES = ("likelihood", "impact")
ROLES: Mapping[str, str] = MappingProxyType({"d": "driver", "a": "approver", "c": "contributors", "i": "informed"})
"""The letters of DACI and the fields they fill."""
_FILLED: dict[Mark, tuple[str, ...]] = {"goal": GOAL, "score": SCORES, "role": tuple(ROLES.values())}
"""Marks that fill several fields, whatever the type."""

SIGNS: Mapping[Mark, Sign] = MappingProxyType(
    {
        "person": Sign("@name", "@mia", N_("who it concerns; an unknown name becomes a person")),
        "tag": Sign("#word", "#privacy", N_("a word to find it by; of a constraint, its category")),
        "priority": Sign("!must !should !nice", "!must", N_("how much it matters")),
        "release": Sign("v1", "v1", N_("the release, if there is one of that name or nothing but marks follows")),
        "revisit": Sign("> v2", "> v2", N_("the release in which it is looked at again")),
        "date": Sign("by DATE, due:DATE", "by 12 mar", N_("when: a date, or one in words, in three languages")),
        "goal": Sign("by 20 %, 70 %, from 3 to 5", "by 20 %", N_("the figure, which stays in the sentence")),
        "limit": Sign(">= < at least at most", ">= 70 %", N_("the comparison, its number and unit")),
        "reason": Sign("because …", "because DPA", N_("what follows is the reason")),
        "score": Sign("p1–p5 i1–i5", "p3 i4", N_("likelihood and impact, as steps of the risk scale")),
        "response": Sign("-> …", "-> weekly QA", N_("what follows is the response")),
        "role": Sign("D:@ A:@ C:@ I:@", "A:@cto", N_("driver, approver, contributors, informed")),
    }
)  # fmt: skip

_WHO_WHEN: dict[Mark, str] = {"person": "owner", "date": "due"}
_PLACED: dict[Mark, str] = {"release": "release", "tag": "tags"}

NOTE = Type(
    "", "notes", "line", "n", "they rebuild the list every monday by hand",
    {"person": "speaker", "tag": "tags"},
)  # fmt: skip
_METRIC: dict[Mark, str] = {"person": "owner", "limit": "target", **_PLACED}
_METRIC_NAMED = ("comparator", "target", "unit")
PREFIXED = (
    Type(
        "o:", "objectives", "statement", "o", "o: cut weekly search tickets by 20% by 2027-06 @mia v1",
        {**_WHO_WHEN, **_PLACED, "goal": ""}, ("due", *GOAL),
        words=("objective", "goal", "ziel", "objectif"),
    ),
    Type(
        "c:", "constraints", "statement", "c", "c: can't leave EU because DPA #privacy",
        {"person": "owner", **_PLACED, "limit": "threshold", "reason": "reason"},
        ("category", "comparator", "threshold", "unit"),
        words=("constraint", "randbedingung", "einschränkung", "contrainte"),
    ),
    Type(
        "m+:", "metrics", "title", "e", "m+: recall >= 70%",
        _METRIC, _METRIC_NAMED, {"sign": "positive"},
    ),
    Type(
        "m-:", "metrics", "title", "", "m-: not-recommended buys < 5%",
        _METRIC, _METRIC_NAMED, {"sign": "negative"},
    ),
    Type(
        "m:", "metrics", "title", "", "m: average precision", _METRIC, _METRIC_NAMED,
        words=("metric", "metrik", "kennzahl", "métrique"),
    ),
    Type(
        "r:", "requirements", "title", "r", "r: UI polls service !must v1",
        {"person": "owner", **_PLACED, "priority": "priority"},
        words=("requirement", "anforderung", "exigence"),
    ),
    Type(
        "x:", "exclusions", "title", "x", "x: full-text html > v2",
        {"person": "owner", **_PLACED, "revisit": "revisit", "reason": "reason"},
        words=("exclusion", "out of scope", "nicht im umfang", "hors périmètre"),
    ),
    Type(
        "d:", "decisions", "title", "d", "d: title+description only D:@ana A:@cto C:@ds I:@board due:fri",
        {**_WHO_WHEN, **_PLACED, "role": ""}, ("due",),
        words=("decision", "entscheidung", "décision"),
    ),
    Type(
        "k:", "risks", "title", "i", "k: labels drift p3 i4 @li -> weekly QA",
        {**_WHO_WHEN, **_PLACED, "score": "", "response": "response"}, ("due",),
        words=("risk", "risiko", "risque"),
    ),
    Type(
        "?", "questions", "title", "q", "? who owns the tag list @cfo",
        {"person": "ask", "date": "due", **_PLACED}, ("due",),
        words=("question", "frage"),
    ),
    Type(
        "t:", "milestones", "title", "t", "t: dev A/B by 12 mar team:ML",
        {**_WHO_WHEN, **_PLACED}, ("due", "team"),
        words=("milestone", "task", "action", "todo", "next step", "meilenstein", "aufgabe", "jalon", "tâche"),
    ),
)  # fmt: skip
"""The types that begin with a mark, in the order of the card."""
_NEED: dict[Mark, str] = {**_WHO_WHEN, **_PLACED}
NEEDS = (
    Type(MARKS["data"], "needs", "title", "b", "[DATA] billing table", _NEED, ("due",), {"sort": "data"}),
    Type(MARKS["explore"], "needs", "title", "l", "[EXPLORE] title enough?", _NEED, ("due",), {"sort": "explore"}),
    Type(MARKS["mock"], "needs", "title", "u", "[MOCK] chip UI", _NEED, ("due",), {"sort": "mock"}),
)  # fmt: skip
"""The types that may also stand in the middle of any other line and then make a second record of it."""
TYPES = (NOTE, *PREFIXED, *NEEDS)
ESCAPE = "\\"
"""Put before a mark, it makes the mark text."""
