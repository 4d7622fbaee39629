"""Everything that is settled before the first fit: target, features, metric, test rows, rows to fit on, folds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.model_selection import train_test_split

from scopewright.lab import split
from scopewright.lab.ask import Ask
from scopewright.lab.features import Features, choose
from scopewright.lab.intake import Loaded
from scopewright.lab.metrics import METRICS, Metric, fitting
from scopewright.lab.race import Fold, truth
from scopewright.lab.resample import Integers
from scopewright.lab.score import headline
from scopewright.lab.split import Split
from scopewright.lab.task import Target, read_target
from scopewright.lab.unfit import UnfitData
from scopewright.language import _

MOST_ROWS = 40_000
MOST_CELLS = 4_000_000


@dataclass(frozen=True)
class Plan:
    """The settled question. ``rows`` are the rows fitted on, at most as many as the time allows of ``split.dev``.

    ``repeats`` counts the rows whose cells, but for the target and ids, equal those of an earlier row; ``together``
    says that such twins were kept on one side; ``leaked`` counts the given test rows with a twin outside the test.
    """

    ask: Ask
    loaded: Loaded
    target: Target
    features: Features
    metric: Metric
    split: Split
    rows: Integers
    folds: list[Fold]
    repeats: int
    together: bool
    leaked: int


def make_plan(ask: Ask, loaded: Loaded) -> Plan:
    """Settle the question for a file.

    Raises:
        UnfitData: no baseline is possible as asked; the sentence says why and what to do.
    """
    hidden = None if ask.test_rows is None else split.named_rows(ask.test_rows, loaded.records)
    target = read_target(loaded, ask.target, ask.metric, ask.positive, hidden)
    features = choose(loaded, ask.target, ask.drop)
    ids = [column.name for column in loaded.columns if column.type == "id"]
    twins = split.same_rows(loaded.frame.drop(columns=list({ask.target, *ids})))
    repeats = len(twins) - len(np.unique(twins))
    together = repeats <= len(twins) / 2
    if not together:
        # a few coarse columns: rows are alike by nature, and a split that parted every kind of row would judge nothing
        twins = np.arange(len(twins))
    known = target.rows
    if hidden is None:
        strata = truth(target, known) if target.classes else None
        parts = split.hold_out(known, twins[known], strata, ask.seed)
    else:
        parts = split.given(known, hidden)
    metric = _metric(ask, target, parts.dev)
    rows = _affordable(parts.dev, target, len(features.parts), ask)
    strata = truth(target, rows) if target.classes else None
    folds = split.folds(twins[rows], strata, ask.seed)
    leaked = int(np.isin(twins[parts.test], twins[parts.dev]).sum())
    return Plan(ask, loaded, target, features, metric, parts, rows, folds, repeats, together, leaked)


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
