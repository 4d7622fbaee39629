"""How often the wording rules are right: precision and recall on sentences that people labelled.

The sentences are no part of the product; they stand in ``tests/lint/labelled`` of a checkout. ``held`` marks those
whose results nobody looked at while rules and lists were adjusted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scopewright import resources
from scopewright.lint.finding import RULES
from scopewright.lint.reading import LANGUAGES, read

LABELLED = ("tests", "lint", "labelled")


@dataclass(frozen=True)
class Sentence:
    """A sentence, the ``section.field`` it would stand in, and the codes of the rules that should find it."""

    text: str
    language: str
    place: str
    wrong: frozenset[str]
    held: bool


@dataclass(frozen=True)
class Measured:
    """What one rule did with the sentences of the places it reads."""

    code: str
    hits: int
    false_alarms: Sequence[Sentence]
    missed: Sequence[Sentence]
    read: int

    @property
    def precision(self) -> float | None:
        """The share of its findings that are right; nothing if it found none."""
        found = self.hits + len(self.false_alarms)
        return self.hits / found if found else None

    @property
    def recall(self) -> float | None:
        """The share of what it should find that it found; nothing if there was nothing to find."""
        wrong = self.hits + len(self.missed)
        return self.hits / wrong if wrong else None


def labelled() -> list[Sentence]:
    """Every labelled sentence; none outside a checkout."""
    folder = Path(resources.root()).parent.joinpath(*LABELLED)
    files = sorted(folder.glob("*.json"))
    return [_sentence(item) for file in files for item in json.loads(file.read_text(encoding="utf-8"))]


def _sentence(item: Mapping[str, Any]) -> Sentence:
    return Sentence(
        item["text"], item["language"], item["place"], frozenset(item.get("wrong", ())), item.get("held", False)
    )


def measure(code: str, sentences: Iterable[Sentence]) -> Measured:
    """Precision and recall of one wording rule on the sentences of the places it reads.

    Raises:
        ValueError: the rule does not judge words by themselves.
    """
    rule = RULES[code]
    if rule.words is None:
        raise ValueError(f"{code} is no wording rule.")
    own = [sentence for sentence in sentences if sentence.place in rule.places]
    found = [bool(rule.words(read(sentence.text))) for sentence in own]
    pairs = list(zip(own, found, strict=True))
    return Measured(
        code,
        sum(hit and code in sentence.wrong for sentence, hit in pairs),
        [sentence for sentence, hit in pairs if hit and code not in sentence.wrong],
        [sentence for sentence, hit in pairs if not hit and code in sentence.wrong],
        len(own),
    )


def languages_read_right(sentences: Sequence[Sentence]) -> tuple[int, int]:
    """Of how many sentences the language was guessed right, and of how many in all."""
    known = [sentence for sentence in sentences if sentence.language in LANGUAGES]
    return sum(read(sentence.text).language == sentence.language for sentence in known), len(known)
