"""What is drawn once is written again: an unchanged paragraph or picture has the same operators in the next file.

All that one file may say otherwise than another is which code stands for a character, and what a font is called there;
both are asked anew, in the order in which drawing asks, so that a file made of remembered drawings is, to the byte, the
file that is made without.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Question = tuple[Callable[[Any, Any], object], str | int]
"""What a font is asked in a file, and about what: a text for its codes, a subset for its name."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Operators, and what the fonts answered while they were made."""

    code: tuple[str, ...]
    answers: tuple[tuple[Question, object], ...]


@dataclass(slots=True)
class Remembered:
    """Where a drawing is kept; none before the first time."""

    drawing: Drawing | None = None


class Answers:
    """What the fonts answer in one file; an answer that was given there stays."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._given: dict[Question, object] = {}
        self._heard: dict[Question, object] | None = None
        file.answers = self

    def agree(self, drawing: Drawing) -> bool:
        """Whether a drawing is the same in this file; the fonts take its characters up as they do when drawing."""
        return all(self._given_to(question) == said for question, said in drawing.answers)

    def _given_to(self, question: Question) -> object:
        if question not in self._given:
            ask, about = question
            self._given[question] = ask(about, self._file)
        return self._given[question]

    def hear(self, question: Question, said: object) -> None:
        """Take down what a font has answered, once."""
        if self._heard is not None:
            self._heard.setdefault(question, said)

    def during(self, draw: Callable[[], None]) -> tuple[tuple[Question, object], ...]:
        """What the fonts answer while something is drawn."""
        self._heard = {}
        draw()
        heard, self._heard = self._heard, None
        return tuple(heard.items())
