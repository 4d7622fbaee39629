"""What the baseline board says, in the words of the present language: one way for window, command line and brief."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from scopewright.language import N_, _, current, joined, ngettext, show_figure, show_number
from scopewright.model.measures import Score, factor
from scopewright.model.readings.baseline_board import SLOTS, Board, Line
from scopewright.model.readings.decision_threshold import CASES
from scopewright.model.readings.decision_threshold import Line as Drawn
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.metrics import Metric
from scopewright.model.sections.runs import Run

Standing = Literal["best", "feasible", "infeasible", "guarded", "floor", "typed", "other", "open"]
STANDINGS: dict[Standing, str] = {
    "best": N_("Best"),
    "feasible": "",
    "infeasible": N_("Not feasible"),
    "guarded": N_("Not met"),
    "floor": N_("Trivial"),
    "typed": N_("Typed in"),
    "other": N_("Other measure"),
    "open": N_("Not done"),
}
USUAL = {
    "binary": N_("logistic regression, then boosted trees; with fewer than a tenth positives by average precision"),
    "multiclass": N_("logistic regression, then boosted trees, judged by macro F1"),
    "regression": N_("ridge regression, then boosted trees; the mean is the floor"),
    "time": N_("the last value and the value one season ago, before anything that learns"),
}
"""What is usually tried first for a task."""


@dataclass(frozen=True)
class Readout:
    """One fact that the board lets one read off."""

    title: str
    text: str


def standing(line: Line) -> Standing:
    """What a line is to be called; the first that is true."""
    if not line.done:
        return "open"
    if line.model is None:
        return "typed" if line.score else "other"
    if line.broken:
        return "infeasible"
    if line.guards:
        return "guarded"
    if line.rank == 1:
        return "best"
    return "floor" if line.slot == "trivial" else "feasible"


def name(line: Line) -> str:
    """Who or what the line is about."""
    if not line.done:
        return _(SLOTS[line.slot])
    if line.model is None:
        return _("{way}: {name}").format(way=_(SLOTS[line.slot]), name=line.name)
    shown = _(line.name)
    return shown[:1].upper() + shown[1:]


def why(line: Line) -> str:
    """What stands behind the standing, in a sentence; empty if there is nothing to say."""
    if not line.done:
        return _("Nobody has tried this way yet.")
    if line.broken:
        return _("Thresholds that do not hold: {metrics}.").format(metrics=joined(map(_threshold, line.broken)))
    if line.guards:
        return _("Met, but {metrics} that guards it is not.").format(metrics=", ".join(line.guards))
    if line.model is None and line.score is None:
        return _("{record} has no value in the measure of this board.").format(record=line.record)
    return ""


def _threshold(metric: Metric) -> str:
    return f"{metric.id} {metric.headline}"


def value(score: Score | None) -> str:
    """A score with its interval, or a dash."""
    if score is None:
        return "–"
    shown = figure(score.value)
    return shown if score.low is None or score.high is None else f"{shown} [{figure(score.low)}–{figure(score.high)}]"


def figure(number: float | None) -> str:
    """A score with three decimals, a large one with fewer, or a dash."""
    if number is None:
        return "–"
    size = abs(number)
    return show_number(number, current(), 3 if size < 10 else 1 if size < 1000 else 0)


def to_target(line: Line) -> str:
    """How far the line is from the target, in the metric's unit."""
    found = line.distance
    if found is None:
        return "–"
    if found.met:
        return _("met")
    unit = _("points") if found.metric.unit.strip() == "%" else found.metric.unit
    return _("{gap} short").format(gap=f"{figure(found.gap)} {unit}".strip())


def seeds(line: Line) -> str:
    """What other seeds make of the score; noise if the best model's lead is no larger."""
    if line.model is None or line.model.seeds is None:
        return "–"
    count, low, high = line.model.seeds
    text = _("{low}–{high} ({count})").format(low=figure(low), high=figure(high), count=count)
    return _("{spread}, noise").format(spread=text) if line.model.noise else text


def seconds(line: Line) -> str:
    """How long all its fits took."""
    known = None if line.model is None else line.model.seconds
    return "–" if known is None else _("{seconds} s").format(seconds=show_number(known, current(), 2))


def latency(line: Line) -> str:
    """How long one row takes."""
    known = None if line.model is None else line.model.scores.get("latency_ms")
    return "–" if known is None else _("{ms} ms").format(ms=show_number(known.value, current(), 3))


def size(line: Line) -> str:
    """How large the model is on the disk."""
    known = None if line.model is None else line.model.scores.get("size_mb")
    if known is None:
        return "–"
    kilobytes = known.value * 1000
    if kilobytes < 1000:
        return _("{size} kB").format(size=show_number(kilobytes, current(), 1 if kilobytes < 10 else 0))
    return _("{size} MB").format(size=show_number(known.value, current(), 1))


def source(line: Line) -> str:
    """Where a typed-in level comes from."""
    if not line.record:
        return ""
    said = [line.record, line.source]
    if line.cases:
        said.append(ngettext("{count} case", "{count} cases", line.cases).format(count=_whole(line.cases)))
    return ", ".join(filter(None, said))


def ranked_by(board: Board) -> str:
    """What the models are ranked by, and what they have to hold; or why they are not ranked."""
    if board.problem:
        return board.problem
    if board.metric is None:
        return _("Ranked by the measure of the run; the scope names no metric.")
    said = _("Ranked by {id}, {name}").format(id=board.metric.id, name=board.metric.headline)
    if board.thresholds:
        held = joined(_threshold(metric) for metric in board.thresholds)
        return _("{ranked}, among those that hold {thresholds}.").format(ranked=said, thresholds=held)
    return f"{said}."


def money(drawn: Drawn | None) -> str:
    """Where to draw the line, and what it saves; empty where the scope names no costs."""
    if drawn is None:
        return ""
    currency, cost = drawn.costs.currency, drawn.cost
    said = _(
        "With {alarm} a false alarm and {miss} a miss ({id}), the cheapest threshold is {threshold}: {cost} "
        "[{low}–{high}] {currency} for {cases} cases, {half} at 0.5, {trivial} without a model. "
        "Chosen on development rows."
    )
    return said.format(
        alarm=_money(drawn.costs.false_alarm), miss=_money(drawn.costs.miss), id=drawn.costs.metric,
        threshold=_drawn_at(drawn.threshold), cost=_money(cost.value), low=_money(cost.low or 0.0),
        high=_money(cost.high or 0.0), currency=currency, cases=_whole(CASES), half=_money(drawn.at_half),
        trivial=_money(min(drawn.nobody, drawn.everybody)),
    )  # fmt: skip


def _drawn_at(threshold: float) -> str:
    return _("above every probability") if threshold > 1 else show_number(threshold, current(), 3)


def _money(amount: float) -> str:
    return show_figure(round(amount, 2), current())


def readouts(board: Board, run: Run | None, dataset: Dataset | None) -> Iterator[Readout]:
    """Error floor, thresholds ignored for now (row J4), effort, missing data, hardware, the usual (row P3)."""
    yield Readout(_("Error floor"), _floor(board))
    if board.deferred:
        yield Readout(_("Ignored for now"), joined(map(_threshold, board.deferred)))
    fitted = [line.model for line in board.lines if line.model and line.slot != "portfolio"]
    spent = [model.seconds for model in fitted if model.seconds is not None]
    if spent:
        said = ngettext("{count} model in {seconds} s", "{count} models in {seconds} s", len(spent))
        yield Readout(_("Effort"), said.format(count=len(spent), seconds=show_number(sum(spent), current(), 1)))
    if dataset is not None and dataset.records:
        yield Readout(_("Missing data"), _missing(dataset))
    if run is not None and run.hardware:
        yield Readout(_("Hardware"), run.hardware)
    if run is not None and run.task:
        yield Readout(_("Usual for the task"), _(USUAL["time" if run.time else run.task]))


def _floor(board: Board) -> str:
    """What is known of the error that nobody can avoid: that of people."""
    people = [line for line in board.lines if line.slot == "human" and line.score is not None]
    if not people:
        return _("not known: nobody has measured people")
    best = (min if board.lower else max)(people, key=lambda line: line.score.value if line.score else 0.0)
    reached = best.score.value if best.score else 0.0
    by = factor(board.metric) if board.metric else 1.0
    if board.lower:
        return _("people reach {value} ({record})").format(value=figure(reached * by), record=best.record)
    said = _("people err by {error} ({record})")
    return said.format(error=figure((1 - reached) * by), record=best.record)


def _missing(dataset: Dataset) -> str:
    rows = dataset.records or 1
    gaps = sorted(((row["missing"] or 0) / rows, str(row["name"])) for row in dataset.columns)[::-1]
    worst = [_("{name} {share} %").format(name=name, share=show_number(100 * share, current(), 0))
             for share, name in gaps[:3] if share >= 0.005]  # fmt: skip
    return ", ".join(worst) or _("hardly any")


def _whole(number: float) -> str:
    return show_number(number, current(), 0)
