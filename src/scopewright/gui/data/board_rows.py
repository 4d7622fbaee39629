"""The baseline board as a table: a line for each way, with its interval drawn beside the trivial one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from scopewright.gui.data.cells_table import Cell, Row, Span
from scopewright.gui.widgets.status_badge import State
from scopewright.language import N_, _
from scopewright.model.measures import Score
from scopewright.model.readings import baseline_words as words
from scopewright.model.readings.baseline_board import Board, Line
from scopewright.model.readings.baseline_words import STANDINGS, Standing

SPAN_COLUMN = 3
"""The column that shows the interval as a picture."""
HEADS = (
    N_("Way"), "", N_("Development (95 %)"), N_("Beside trivial"), N_("To target"), N_("Held-out test"), N_("Time"),
    N_("A row"), N_("Size"), N_("Other seeds"), N_("Source"),
)  # fmt: skip
_STATES: Mapping[Standing, State] = {
    "best": "good",
    "infeasible": "bad",
    "guarded": "warning",
    "floor": "open",
    "typed": "active",
    "other": "warning",
    "open": "open",
}


def lines_of(board: Board, running: bool) -> tuple[Line, ...]:
    """The lines to show: while a baseline is ``running``, what is not there may still come."""
    return tuple(line for line in board.lines if line.done or not running)


def board_rows(lines: Sequence[Line], running: bool) -> list[Row]:
    """The rows of the table; ``running`` says that the held-out rows have not been looked at yet."""
    low, high = _scale(line.score for line in lines)
    floor = next((line.score for line in lines if line.slot == "trivial"), None)
    mark = None if floor is None else floor.value
    return [_row(line, low, high, mark, running) for line in lines]


def _row(line: Line, low: float, high: float, mark: float | None, running: bool) -> Row:
    standing, note = words.standing(line), words.why(line)
    best, faint = standing == "best", not line.done
    test = words.value(line.model.test if line.model else None)
    word = _(STANDINGS[standing]) if STANDINGS[standing] else ""
    return (
        Cell(words.name(line), note=note, strong=best, muted=faint),
        Cell(word or _place(line.rank), note=note, state=_STATES.get(standing), muted=True),
        Cell(words.value(line.score), strong=best, right=True, muted=faint),
        _beside(line.score, low, high, mark),
        Cell(words.to_target(line), right=True, muted=line.distance is None),
        Cell(test, right=True, muted=test == "–", note=_held_back(line, test, running)),
        Cell(words.seconds(line), right=True, muted=True),
        Cell(words.latency(line), right=True, muted=True),
        Cell(words.size(line), right=True, muted=True),
        Cell(words.seeds(line), right=True, muted=True, note=_seeds_note(line)),
        Cell(words.source(line), muted=True),
    )


def _place(rank: int | None) -> str:
    return "" if rank is None else _("No. {place}").format(place=rank)


def _beside(score: Score | None, low: float, high: float, mark: float | None) -> Cell:
    if score is None or mark is None:
        return Cell("–", muted=True)

    def share(value: float | None) -> float:
        return (value - low) / (high - low) if value is not None and high > low else 0.5

    ends = [share(score.value if end is None else end) for end in (score.low, score.high)]
    away = words.figure(abs(score.value - mark))
    said = _("{away} above") if score.value >= mark else _("{away} below")
    return Cell(said.format(away=away), span=Span(ends[0], share(score.value), ends[1], share(mark)))


def _scale(scores: Iterable[Score | None]) -> tuple[float, float]:
    known: Sequence[float] = [
        value
        for score in scores
        if score is not None
        for value in (score.value, score.low, score.high)
        if value is not None
    ]
    return (min(known), max(known)) if known else (0.0, 1.0)


def _held_back(line: Line, test: str, running: bool) -> str:
    if test != "–" or line.model is None:
        return test
    if running:
        return _("The held-out rows are looked at once, at the end.")
    return _("Only the trivial and the best model are tried on the held-out rows.")


def _seeds_note(line: Line) -> str:
    if line.model is None or line.model.seeds is not None:
        return _("Lowest to highest score of the seeds; noise: the best leads by no more than that.")
    return _("One seed was tried. Ask for several in the options.")
