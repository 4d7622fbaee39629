"""The tally of errors looked at by hand: what share each type has, and how much there is to gain (row I6).

Source: A. Ng, *Machine Learning Yearning* (2018), chapters 13 to 19: the share of a type among the errors looked at is
the ceiling of what removing it can gain; rows are drawn from the development set, never from the test.
"""

from __future__ import annotations

from dataclasses import dataclass

from scopewright.model.engagement import Engagement
from scopewright.model.proportions import wilson
from scopewright.model.sections.analyses import ErrorAnalysis
from scopewright.model.sections.error_types import ErrorType
from scopewright.model.sections.runs import Run

DIGITS = range(1, 10)


@dataclass(frozen=True)
class TypeShare:
    """One error type: in how many of the reviewed rows it was seen, its share of them with the interval.

    ``ceiling`` is by how much the share of wrong answers would fall at most if it were gone; ``priority`` is its share
    times how easily it is fixed (1 to 5; 3 where nobody has said).
    """

    record: ErrorType
    count: int
    share: float
    low: float
    high: float
    ceiling: float | None
    priority: float


@dataclass(frozen=True)
class Tally:
    """The types of a run, the one to work on first leading; ``reviewed`` rows have at least one type.

    ``wrong`` is the share of wrong answers in all development rows, None where the run has no error analysis.
    """

    types: tuple[TypeShare, ...]
    reviewed: int
    wrong: float | None


def types_of(engagement: Engagement, run: Run) -> list[ErrorType]:
    """The error types of a run, in the order they were made."""
    return [each for each in engagement.all(ErrorType) if each.run == run.key]


def rows_of(record: ErrorType) -> list[int]:
    """The development rows that a type was seen in."""
    return [int(row["row"]) for row in record.tally if row["row"] is not None]


def tally(engagement: Engagement, run: Run) -> Tally:
    """What was counted so far."""
    types = types_of(engagement, run)
    reviewed = len({row for record in types for row in rows_of(record)})
    analysis = next((each for each in engagement.all(ErrorAnalysis) if each.run == run.key), None)
    wrong = None
    if analysis is not None and analysis.looked_at:
        wrong = (analysis.wrong or 0) / analysis.looked_at
    found = [_share(record, reviewed, wrong) for record in types]
    return Tally(tuple(sorted(found, key=lambda each: -each.priority)), reviewed, wrong)


def free_digit(engagement: Engagement, run: Run) -> int | None:
    """The first digit from 1 to 9 that no type of the run has yet."""
    taken = {record.digit for record in types_of(engagement, run)}
    return next((digit for digit in DIGITS if digit not in taken), None)


def toggled(record: ErrorType, row: int) -> list[dict[str, int | str]]:
    """The tally of a type with a row added, or taken out if it was there, as a step stores it."""
    rows = rows_of(record)
    left = [each for each in rows if each != row] if row in rows else [*rows, row]
    return [{"id": f"t{each}", "row": each} for each in left]


def _share(record: ErrorType, reviewed: int, wrong: float | None) -> TypeShare:
    count = len(set(rows_of(record)))
    share = count / reviewed if reviewed else 0.0
    low, high = wilson(share, reviewed)
    ceiling = None if wrong is None else share * wrong
    return TypeShare(record, count, share, low, high, ceiling, share * (record.fixability or 3))
