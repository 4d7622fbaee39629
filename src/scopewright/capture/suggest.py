"""Which type a plain note might be, and by which of its words; a suggestion, never a move."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scopewright.capture.context import Context
from scopewright.capture.goals import read_goal
from scopewright.capture.grammar import TYPES, Type
from scopewright.language import N_, _


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A type, the words that speak for it, and whether they leave little doubt."""

    type: Type
    reason: str
    sure: bool


_BY_KEY = {type_.key: type_ for type_ in TYPES if type_.key}
_WORDS = {word: type_ for type_ in TYPES for word in type_.words}
_SAID = "|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True))
_CALLED = re.compile(rf"\s*(?P<word>{_SAID})s?\s*(?:(?P<colon>[:：])|(?!\w))\s*", re.IGNORECASE)
_CUES: tuple[tuple[str, bool, str], ...] = (
    ("q", True, r"\?\s*$"),
    ("x", True, r"\b(?:out of scope|not in scope|not now|not in this release|nicht im umfang|hors périmètre)\b"),
    ("c", True, r"\b(?:can(?:'|no)t|must not|may not|not allowed|dürfen nicht|darf nicht|ne peu(?:t|vent) pas)\b"),
    ("d", True, r"\b(?:decide[ds]?|decision|agreed (?:on|that|to)|entscheiden|entschieden|décid\w+)\b"),
    ("i", True, r"\b(?:risk|afraid|worried|might fail|risiko|befürcht\w+|risque|crain\w+)\b"),
    ("o", True, r"\b(?:we want|they want|goal is|wir wollen|ziel ist|nous voulons|l'objectif)\b"),
    ("e", False, r"\b(?:recall|precision|accuracy|auc|f1|error rate|trefferquote|rappel|précision)\b"),
    ("r", False, r"\b(?:must|should|has to|have to|needs? to|muss|müssen|soll(?:te)?|doit|doivent)\b"),
    ("b", False, r"\b(?:extract|export|table|data from|database|auszug|tabelle|fichier|base de données)\b"),
    ("i", False, r"\b(?:might|may|could|too late|drift|könnte|zu spät|pourrait|trop tard)\b"),
    ("x", False, r"\b(?:later|someday|maybe next|später|plus tard)\b"),
    ("t", False, r"\b(?:by|until|bis|d'ici|avant) (?:the )?\d"),
)
_PATTERNS = [(key, sure, re.compile(pattern, re.IGNORECASE)) for key, sure, pattern in _CUES]
_SAYS = N_("it says “{words}”")


def offered(line: str) -> tuple[Type, int] | None:
    """The type that a line calls by its full word and a colon, and where its text begins; nothing if it does not."""
    called = _CALLED.match(line)
    return (_called(called), called.end()) if called and called["colon"] else None


def _called(found: re.Match[str]) -> Type:
    return _WORDS[found["word"].casefold()]


def suggest(line: str, context: Context) -> Suggestion | None:
    """The type that the words of a note speak for; nothing if none does."""
    called = _CALLED.match(line)
    if called:
        return Suggestion(_called(called), _("it begins with “{words}”").format(words=called["word"]), True)
    goal = read_goal(line, context.language)
    if goal is not None and (goal.relative or goal.baseline is not None):
        said = line[goal.start : goal.end]
        return Suggestion(_BY_KEY["o"], _("it says by how much: “{words}”").format(words=said), True)
    for key, sure, pattern in _PATTERNS:
        found = pattern.search(line)
        if found:
            return Suggestion(_BY_KEY[key], _(_SAYS).format(words=found.group().strip()), sure)
    return None
