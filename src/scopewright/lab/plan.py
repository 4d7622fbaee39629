"""Everything that is settled before the first fit: target, features, metric, test rows, rows to fit on, folds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.model_selection import train_test_split

from scopewright.lab import split
from scopewright.lab.arrange import Arrangement, arrange
from scopewright.lab.ask import Ask
from scopewright.lab.features import Features, choose
from scopewright.lab.intake import Loaded
from scopewright.lab.metrics import METRICS, Metric, fitting
from scopewright.lab.resample import Integers
from scopewright.lab.score import headline
from scopewright.lab.split import Fold, Split
from scopewright.lab.task import Target, read_target
from scopewright.lab.unfit import UnfitData
from scopewright.language import _

MOST_ROWS = 40_000
MOST_CELLS = 1_200_000
READING_A_CELL = 2.5e-6  # seconds, measured on a two-core laptop
LEAST_FOR_MODELS = 0.3  # of the budget


@dataclass(frozen=True)
class Plan:
    """The settled question. ``rows`` are the rows fitted on, at most as many as the time allows of ``split.dev``.

    ``leaked`` counts the test rows that have a twin outside the test, ``overlap`` the groups with rows on both sides.
    """

    ask: Ask
    loaded: Loaded
    target: Target
    features: Features
    metric: Metric
    arrangement: Arrangement
    split: Split
    rows: Integers
    folds: list[Fold]
    leaked: int
    overlap: int

    @property
    def seconds(self) -> float:
        """What of the budget is left for the models once the file is read: by its size, never by the clock."""
        reading = READING_A_CELL * self.loaded.records * len(self.loaded.columns)
        return max(LEAST_FOR_MODELS * self.ask.budget, self.ask.budget - reading)

    @property
    def timeless(self) -> int:
        """Rows that have a target but no moment, where the split goes by time."""
        return len(self.target.rows) - len(self.arrangement.rows())


def make_plan(ask: Ask, loaded: Loaded) -> Plan:
    """Settle the question for a file.

    Raises:
        UnfitData: no baseline is possible as asked; the sentence says why and what to do.
    """
    target, arrangement = arranged(ask, loaded)
    features = choose(loaded, ask.target, ask.drop, ask.group)
    parts = arrangement.hold_out()
    _refuse_unlike(parts, target)
    metric = _metric(ask, target, parts.dev)
    rows = _affordable(parts.dev, target, len(features.parts), ask)
    return Plan(
        ask,
        loaded,
        target,
        features,
        metric,
        arrangement,
        parts,
        rows,
        arrangement.folds(rows),
        arrangement.leaked(parts),
        arrangement.overlap(parts),
    )


def arranged(ask: Ask, loaded: Loaded) -> tuple[Target, Arrangement]:
    """What is to be predicted, and what decides where a row may go: enough to know the test rows.

    Raises:
        UnfitData: the target cannot be predicted, or the rows cannot be shared out as asked.
    """
    hidden = None if ask.test_rows is None else split.named_rows(ask.test_rows, loaded.records)
    target = read_target(loaded, ask.target, ask.metric, ask.positive, hidden, ask.task)
    return target, arrange(ask, loaded, target, hidden)


def _refuse_unlike(parts: Split, target: Target) -> None:
    """Of classes, at least two must stay outside the test."""
    if target.classes and len(np.unique(target.truth[parts.dev])) < 2:
        said = _("Outside the test rows “{name}” has one class only, so there is nothing to learn. Split differently.")
        raise UnfitData(said.format(name=target.name))
    if len(parts.dev) < split.FEWEST_DIFFERENT:
        said = _("Only {count} rows are left outside the test: too few to learn from. Hold out fewer rows.")
        raise UnfitData(said.format(count=len(parts.dev)))


def _metric(ask: Ask, target: Target, dev: Integers) -> Metric:
    if ask.metric is None:
        share = float(np.mean(target.truth[dev] == target.positive)) if target.positive is not None else 0.0
        return headline(target.task, share)
    metric = METRICS[ask.metric]
    if target.task not in metric.tasks:
        said = _("The metric {metric} does not fit “{name}”: {reason} Choose one of {metrics}.")
        names = ", ".join(metric.name for metric in fitting(target.task))
        raise UnfitData(said.format(metric=metric.name, name=target.name, reason=target.reason, metrics=names))
    return metric


def _affordable(dev: Integers, target: Target, parts: int, ask: Ask) -> Integers:
    """The rows to fit on: all, or a seeded sample of a large table, by class where there are classes."""
    size = int(min(MOST_ROWS, max(2_000, MOST_CELLS // parts)) * max(1.0, ask.budget / 10))
    if len(dev) <= size:
        return dev
    counts = np.unique(target.truth[dev], return_counts=True)[1]
    strata = target.truth[dev] if target.classes and counts.min() > 1 else None
    return np.sort(train_test_split(dev, train_size=size, stratify=strata, random_state=ask.seed)[0])
