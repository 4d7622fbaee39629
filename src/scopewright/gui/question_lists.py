"""The question lists that the window offers: the shipped ones, and the user's own beside ``window.ini``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from scopewright.model.question_lists import QuestionList
from scopewright.model.refusal import SaidToUser
from scopewright.store.question_lists import question_lists


@dataclass(frozen=True, slots=True)
class Offer:
    """Lists by key, and in a sentence why the user's own are not among them; empty if they are."""

    lists: dict[str, QuestionList]
    problem: str = ""

    def of(self, section: str) -> list[QuestionList]:
        """The lists whose questions become records of this section."""
        return [questions for questions in self.lists.values() if questions.section == section]


@cache
def offer() -> Offer:
    """What is offered; read once, an own list that was added is there at the next start."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation), "questions")
    try:
        return Offer(question_lists(folder))
    except SaidToUser as error:
        return Offer(question_lists(), str(error))
