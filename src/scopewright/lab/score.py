"""A model's answers as numbers with intervals, ready for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isfinite

import numpy as np

from scopewright.lab.metrics import METRICS, Answers, Metric, Task
from scopewright.lab.resample import Resamples, percentile_interval
from scopewright.language import N_

METHOD = N_(
    "95 %, from counts (Wilson, Newcombe) for what is counted in rows of classes; else percentile bootstrap over rows, "
    "within classes"
)
METHOD_OF_GROUPS = N_("95 % percentile bootstrap over whole groups")


def score(answers: Answers, metric: Metric, drawn: Resamples) -> dict[str, float | None]:
    """``{"value", "low", "high"}`` of one metric; all null where the metric has no value (a class does not occur)."""
    value = metric.value(answers)
    if not isfinite(value):
        return {"value": None, "low": None, "high": None}
    counted = None if metric.counted is None or drawn.grouped else metric.counted(answers)
    if counted is not None and not metric.widened:
        low, high = counted
    else:
        spread = metric.resampled(answers.only(drawn.rows), drawn.counts)
        low, high = percentile_interval(value, spread, drawn.shrink)
    if counted is not None:
        low, high = min(low, counted[0], value), max(high, counted[1], value)
    return {"value": value, "low": low, "high": high}


def scores(answers: Answers, metrics: Iterable[Metric], drawn: Resamples) -> dict[str, dict[str, float | None]]:
    """The scores of several metrics by their name."""
    return {metric.name: score(answers, metric, drawn) for metric in metrics}


def lead(best: Answers, other: Answers, metric: Metric, drawn: Resamples) -> dict[str, float | None]:
    """By how much ``best`` leads ``other`` on the same rows (positive = better), with its paired 95 % interval.

    An interval that holds 0 means that these rows cannot tell the two apart; all null where a metric has no value.
    """
    sign = 1.0 if metric.direction == "higher" else -1.0
    value = sign * (metric.value(best) - metric.value(other))
    if not isfinite(value):
        return {"value": None, "low": None, "high": None}
    ours, theirs = (metric.resampled(one.only(drawn.rows), drawn.counts) for one in (best, other))
    low, high = percentile_interval(value, np.asarray(sign * (ours - theirs)), drawn.shrink)
    return {"value": value, "low": low, "high": high}


def headline(task: Task, positive_share: float) -> Metric:
    """The metric that decides unless the user names one.

    Never accuracy: on 2 % positives a model that finds none has 98 %. Below 10 % positives the area under the ROC curve
    flatters as well (T. Saito, M. Rehmsmeier, 2015), so average precision decides.
    """
    if task == "regression":
        return METRICS["rmse"]
    if task == "multiclass":
        return METRICS["macro_f1"]
    return METRICS["average_precision" if positive_share < 0.1 else "roc_auc"]


def plain(answer: Mapping[str, float | None]) -> dict[str, float | None]:
    """A score with its numbers rounded to ten digits, so that equal runs print equal text."""
    return {name: None if number is None else float(f"{number:.10g}") for name, number in answer.items()}
