"""Rows that must come out right (row J17): how the best model of a run answers them, without saying what they hold.

A row outside the test is judged by the models of the cross-validation that had not seen it, a test row by the model
that was fitted for the one look at the test. No answer of a model that had learnt from the row counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from scopewright.lab.metrics import Answers
from scopewright.lab.resample import Integers
from scopewright.lab.unfit import UnfitData
from scopewright.language import _

MOST = 500
"""Rows of one run; a curated set is small, and a run stays a small record."""


@dataclass(frozen=True)
class Scenario:
    """A row by its number; ``within`` is how far a predicted number may be off, None where classes are predicted."""

    row: int
    within: float | None = None


@dataclass(frozen=True)
class Answered:
    """The rows of one part of a file and what was answered to them."""

    part: str
    rows: Integers
    answers: Answers


def read_scenarios(asked: Iterable[Mapping[str, Any]]) -> tuple[Scenario, ...]:
    """The scenarios of a payload, each once.

    Raises:
        UnfitData: there are more than a run takes.
    """
    found = dict.fromkeys(
        Scenario(int(each["row"]), None if each.get("within") is None else float(each["within"])) for each in asked
    )
    if len(found) > MOST:
        said = _("{count} scenario rows are too many. Choose at most {most} that must come out right.")
        raise UnfitData(said.format(count=len(found), most=MOST))
    return tuple(found)


def judged(scenarios: Sequence[Scenario], parts: Sequence[Answered], records: int) -> list[dict[str, Any]]:
    """Per scenario ``row``, ``within``, the ``part`` of the file it lies in and whether it came out ``right``.

    ``part`` is ``dev``, ``test``, ``absent`` for a row that the file has not, else ``unanswered``. ``right`` is None
    where nothing can be judged: no answer, or a number without saying how far it may be off.
    """
    return [_judged(each, parts, records) for each in scenarios]


def _judged(scenario: Scenario, parts: Sequence[Answered], records: int) -> dict[str, Any]:
    said: dict[str, Any] = {"row": scenario.row, "within": scenario.within, "part": "unanswered", "right": None}
    if not 0 <= scenario.row < records:
        return said | {"part": "absent"}
    for part in parts:
        places = np.flatnonzero(part.rows == scenario.row)
        if len(places) and np.isfinite(part.answers.truth[places[0]]):
            return said | {"part": part.part, "right": _is_right(part.answers, int(places[0]), scenario.within)}
    return said


def _is_right(answers: Answers, place: int, within: float | None) -> bool | None:
    if answers.given.ndim > 1:
        return bool(answers.chosen()[place] == answers.truth[place])
    return None if within is None else bool(abs(answers.given[place] - answers.truth[place]) <= within)
