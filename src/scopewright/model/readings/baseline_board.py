"""The baseline board: every way to get a first number, side by side, ranked by the one optimising metric (P3, J4, T7).

Models come from a run, or from a baseline that is still going on; people, today's system and published results are
records. A way that nobody has tried has a line, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from scopewright.language import N_, _
from scopewright.model.engagement import Engagement
from scopewright.model.measures import (
    LOWER,
    Distance,
    NotOneOptimising,
    Score,
    comparator,
    deferred,
    distance,
    factor,
    met,
    optimising,
    rank,
    thresholds,
    together,
)
from scopewright.model.proportions import SHARES, wilson
from scopewright.model.sections.literature import Publication
from scopewright.model.sections.metrics import Metric
from scopewright.model.sections.reference_levels import ReferenceLevel
from scopewright.model.sections.runs import Run

SLOTS: Mapping[str, str] = {
    "trivial": N_("Trivial"),
    "rule": N_("Rule by hand"),
    "time": N_("Last value"),
    "linear": N_("Linear model"),
    "tree": N_("Decision tree"),
    "neighbours": N_("Nearest neighbours"),
    "kernel": N_("Support vectors"),
    "boosting": N_("Boosted trees"),
    "forest": N_("Forest"),
    "network": N_("Neural network"),
    "portfolio": N_("Portfolio"),
    "human": N_("People"),
    "system": N_("System in use"),
    "literature": N_("Literature"),
}
"""The ways, the simplest first."""
WANTED = ("trivial", "rule", "linear", "tree", "portfolio", "human", "system", "literature")
"""Those of which the board says that they are not done."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A model: its development scores by measure, what it costs, and how much other seeds move its score.

    ``seeds`` is how many were tried, and the lowest and highest score of these; ``noise`` says that the best model
    leads it by less than that.
    """

    name: str
    kind: str
    scores: Mapping[str, Score]
    test: Score | None = None
    seconds: float | None = None
    seeds: tuple[int, float, float] | None = None
    noise: bool = False
    best: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One way: a model, a typed-in level, or nothing yet.

    ``score`` is in the measure's own scale; ``broken`` are the satisficing metrics that it misses or lacks a value
    for, ``guards`` the ids of negative metrics that fail although their positive one is met. ``record`` is the spoken
    id of a typed-in level.
    """

    slot: str
    name: str = ""
    score: Score | None = None
    model: Contender | None = None
    record: str = ""
    source: str = ""
    cases: int | None = None
    rank: int | None = None
    broken: tuple[Metric, ...] = ()
    guards: tuple[str, ...] = ()
    distance: Distance | None = None

    @property
    def done(self) -> bool:
        """Whether there is anything to show."""
        return self.model is not None or bool(self.record)

    @property
    def feasible(self) -> bool:
        """Whether every satisficing threshold holds."""
        return self.model is not None and not self.broken


@dataclass(frozen=True, slots=True)
class Board:
    """The lines in the order of ``SLOTS``; ``problem`` says why nothing is ranked, ``metric`` is what ranks.

    ``thresholds`` are what makes a model feasible, ``deferred`` those that no baseline computes (row J4).
    """

    measure: str
    lines: tuple[Line, ...]
    metric: Metric | None = None
    problem: str = ""
    thresholds: tuple[Metric, ...] = field(default=())
    deferred: tuple[Metric, ...] = field(default=())

    @property
    def lower(self) -> bool:
        """Whether less is better."""
        return comparator(self.metric) in ("<=", "<") if self.metric else self.measure in LOWER

    @property
    def leader(self) -> Line | None:
        """The feasible model that ranks first."""
        return next((line for line in self.lines if line.rank == 1 and line.feasible), None)


def of_run(run: Run) -> list[Contender]:
    """The models of a stored run."""
    other: dict[str, dict[str, Score]] = {run.best: {}}
    for row in run.scores:
        if row["value"] is not None:
            other[run.best][row["measure"]] = Score(row["value"], row["low"], row["high"])
    for row in run.others:
        other.setdefault(row["model"], {})[row["measure"]] = Score(row["value"])
    found = []
    for row in run.models:
        scores = dict(other.get(row["name"], {})) | _sizes(row["bytes"], row["latency_ms"])
        if row["dev"] is not None and run.measure:
            scores[run.measure] = Score(row["dev"], row["dev_low"], row["dev_high"])
        seeds = (int(row["seeds"]), row["spread_low"], row["spread_high"]) if row["seeds"] else None
        test = None if row["test"] is None else Score(row["test"], row["test_low"], row["test_high"])
        best = row["name"] == run.best
        found.append(Contender(row["name"], row["kind"], scores, test, row["seconds"], seeds, bool(row["noise"]), best))
    return found


def of_result(result: Mapping[str, Any]) -> list[Contender]:
    """The models of a baseline as the lab tells it, finished or not."""
    found = []
    for model in result["models"]:
        scores = {name: _score(value) for name, value in (model.get("other") or {}).get("dev", {}).items()}
        scores[result["metric"]["name"]] = _score(model["dev"])
        known = {name: score for name, score in scores.items() if score is not None}
        spread = model.get("spread")
        seeds = (spread["seeds"], spread["low"], spread["high"]) if spread else None
        best, sizes = model["name"] == result["best"], _sizes(model.get("bytes"), model.get("latency_ms"))
        found.append(
            Contender(
                model["name"], model["kind"], known | sizes, _score(model["test"]), model["seconds"], seeds,
                bool(model.get("noise")), best,
            )
        )  # fmt: skip
    return found


def board(
    engagement: Engagement, contenders: Sequence[Contender], measure: str, dataset: str | None, target: str
) -> Board:
    """The board of a dataset (its hidden key) and a target column; ``measure`` is what the models were ranked by."""
    metrics = engagement.all(Metric)
    leading, problem = _leading(metrics, contenders)
    by = str(leading.measure) if leading else measure
    models = [_model_line(contender, by, leading, metrics) for contender in contenders]
    ranked = models if problem else _ranked(models, metrics, leading, by)
    typed = list(_typed(engagement, by, leading, dataset, target))
    lines = tuple(_in_slots([*ranked, *typed]))
    return Board(by, lines, leading, problem, tuple(thresholds(metrics)), tuple(deferred(metrics)))


def _leading(metrics: Sequence[Metric], contenders: Sequence[Contender]) -> tuple[Metric | None, str]:
    """The optimising metric, or why nothing can be ranked; neither where the scope has no metrics."""
    if not metrics:
        return None, ""
    try:
        found = optimising(metrics)
    except NotOneOptimising as error:
        return None, str(error)
    if contenders and not any(found.measure in contender.scores for contender in contenders):
        said = _("{id} is optimised, but no model was measured by it: say in {id} what a baseline measures for it.")
        return None, said.format(id=found.id)
    return found, ""


def _value(contender: Contender, metric: Metric) -> float | None:
    """What a model reaches, in the metric's unit."""
    score = contender.scores.get(str(metric.measure))
    return None if score is None else score.value * factor(metric)


def _model_line(contender: Contender, by: str, leading: Metric | None, metrics: Sequence[Metric]) -> Line:
    score = contender.scores.get(by)
    return Line(
        contender.kind,
        contender.name,
        score,
        contender,
        broken=tuple(metric for metric in thresholds(metrics) if not _holds(contender, metric)),
        guards=tuple(_failing_guards(contender, metrics)),
        distance=distance(leading, score) if leading and score else None,
    )


def _holds(contender: Contender, metric: Metric) -> bool:
    value = _value(contender, metric)
    return value is not None and bool(met(metric, value))


def _failing_guards(contender: Contender, metrics: Sequence[Metric]) -> Iterator[str]:
    """The negative metrics that fail while the positive ones they guard are met (row T7)."""
    by_key = {metric.key: metric for metric in metrics}
    for metric in metrics:
        guard = by_key.get(metric.counterpart or "")
        own = _value(contender, metric)
        other = None if guard is None else _value(contender, guard)
        if guard is None or own is None or other is None or not met(metric, own):
            continue
        if together(metric, own, guard, other) is False:
            yield guard.id


def _ranked(lines: list[Line], metrics: Sequence[Metric], leading: Metric | None, by: str) -> list[Line]:
    if leading is not None:
        values = {
            line.name: {str(m.measure): v for m in metrics if line.model and (v := _value(line.model, m)) is not None}
            for line in lines
        }
        order = [name for name, _feasible in rank(metrics, values)]
    else:
        sign = 1.0 if by in LOWER else -1.0
        known = [line for line in lines if line.score is not None]
        order = [line.name for line in sorted(known, key=lambda each: sign * each.score.value if each.score else 0.0)]
    places = {name: place for place, name in enumerate(order, 1)}
    return [replace(line, rank=places.get(line.name) if line.score and not line.broken else None) for line in lines]


def _typed(engagement: Engagement, by: str, leading: Metric | None, dataset: str | None, target: str) -> Iterator[Line]:
    """The levels that somebody typed in: as records, and what the metric itself says of people and of today."""
    for level in engagement.all(ReferenceLevel):
        if level.dataset in (None, dataset) and level.target in ("", target):
            yield _level_line(level, level.sort or "human", level.source, level.cases, by, leading)
    for published in engagement.all(Publication):
        source = ", ".join(filter(None, (published.source, published.data)))
        yield _level_line(published, "literature", source, published.cases, by, leading)
    for slot, value in (("human", leading.human), ("system", leading.today)) if leading else ():
        if value is not None and leading is not None:
            score = Score(value / factor(leading))
            yield Line(slot, leading.headline, score, None, leading.id, distance=distance(leading, score))


def _level_line(
    level: ReferenceLevel | Publication, slot: str, source: str, cases: int | None, by: str, leading: Metric | None
) -> Line:
    score = None if level.measure != by or level.value is None else _with_interval(level.value, cases, by)
    gap = distance(leading, score) if leading and score else None
    return Line(slot, level.headline, score, None, level.id, source, cases, distance=gap)


def _with_interval(value: float, cases: int | None, measure: str) -> Score:
    if cases and measure in SHARES and 0 <= value <= 1:
        low, high = wilson(value, cases)
        return Score(value, low, high)
    return Score(value)


def _in_slots(lines: Iterable[Line]) -> Iterator[Line]:
    found = list(lines)
    for slot in SLOTS:
        mine = [line for line in found if line.slot == slot]
        yield from mine
        if not mine and slot in WANTED:
            yield Line(slot)


def _score(told: Mapping[str, float | None] | None) -> Score | None:
    value = None if told is None else told["value"]
    return None if told is None or value is None else Score(value, told["low"], told["high"])


def _sizes(size: float | None, latency: float | None) -> dict[str, Score]:
    found = {"size_mb": None if size is None else size / 1e6, "latency_ms": latency}
    return {name: Score(value) for name, value in found.items() if value is not None}
