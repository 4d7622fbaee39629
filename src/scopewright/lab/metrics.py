"""The metrics of a baseline: what each is called, which way is better, its value and its value on resamples.

The value is scikit-learn's own. The resampled values are the same formulas written for a matrix of row counts, because
calling scikit-learn a thousand times would cost minutes; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from sklearn import metrics as sk

from scopewright.lab.counted_intervals import Interval, auc_interval, f1_interval, mean_interval, share_interval
from scopewright.lab.resample import Floats, Integers

Task = Literal["binary", "multiclass", "regression"]
Direction = Literal["higher", "lower"]
CLASSES: tuple[Task, ...] = ("binary", "multiclass")
SMALLEST_PROBABILITY = float(np.finfo(np.float64).eps)  # what scikit-learn's log_loss clips to


@dataclass(frozen=True)
class Answers:
    """The true targets of some rows and what a model answered.

    For classes ``truth`` holds codes and ``given`` the probabilities, of shape (rows, classes); for numbers both are
    vectors in the unit of the target. ``positive`` is the code of the positive class of a binary task. ``fold`` numbers
    the fitted model that answered each row, where there were several.
    """

    truth: Floats | Integers
    given: Floats
    positive: int | None = None
    fold: Integers | None = None

    def chosen(self) -> Integers:
        """The code of the most probable class of each row (of two, the positive one from 0.5 on)."""
        if self.positive is not None:
            return np.where(self.given[:, self.positive] >= 0.5, self.positive, 1 - self.positive)
        return np.asarray(np.argmax(self.given, axis=1), dtype=np.int64)

    def only(self, rows: Integers) -> Answers:
        """The same for some of the rows."""
        fold = None if self.fold is None else self.fold[rows]
        return Answers(self.truth[rows], self.given[rows], self.positive, fold)

    @property
    def constant(self) -> bool:
        """Whether each fitted model answers all its rows alike."""
        return all(bool((np.ptp(self.given[rows], axis=0) == 0).all()) for rows in self.by_fold())

    def by_fold(self) -> list[Integers]:
        """The rows that each fitted model answered."""
        if self.fold is None:
            return [np.arange(len(self.truth))]
        return [np.flatnonzero(self.fold == number) for number in np.unique(self.fold)]


@dataclass(frozen=True)
class Metric:
    """A metric under its usual name.

    ``counted`` is its interval from counts of rows that are drawn one by one, where that is better than the bootstrap;
    ``widened`` says that the wider of both holds, because neither covers enough alone.
    """

    name: str
    direction: Direction
    tasks: tuple[Task, ...]
    value: Callable[[Answers], float]
    resampled: Callable[[Answers, Floats], Floats]
    counted: Callable[[Answers], Interval | None] | None = None
    widened: bool = False

    def better(self, one: float, other: float) -> bool:
        """Whether the first value is strictly better than the second."""
        return one > other if self.direction == "higher" else one < other


def _is_positive(answers: Answers) -> Floats:
    return np.asarray(answers.truth == answers.positive, dtype=np.float64)


def _says_positive(answers: Answers) -> Floats:
    return np.asarray(answers.chosen() == answers.positive, dtype=np.float64)


def _score(answers: Answers) -> Floats:
    assert answers.positive is not None
    return np.asarray(answers.given[:, answers.positive])


def _hits(answers: Answers) -> Floats:
    return np.asarray(answers.truth == answers.chosen(), dtype=np.float64)


def _over(above: Floats, below: Floats | Integers, otherwise: Floats) -> Floats:
    """The quotient, and ``otherwise`` where there is nothing to divide by."""
    return np.asarray(np.divide(above, below, out=otherwise, where=below > 0), dtype=np.float64)


def _ratio(above: Floats, below: Floats) -> Floats:
    return _over(above, below, np.zeros_like(above))


def _ranked(answers: Answers, counts: Floats) -> tuple[Floats, Floats]:
    """Cumulated counts of positive and of negative rows, best score first, at the end of each run of equal scores."""
    score, positive = _score(answers), _is_positive(answers)
    order = np.argsort(-score, kind="stable")
    ends = np.append(np.flatnonzero(np.diff(score[order])), len(score) - 1)
    drawn = counts[:, order]
    hit = np.cumsum(drawn * positive[order], axis=1)[:, ends]
    miss = np.cumsum(drawn * (1 - positive[order]), axis=1)[:, ends]
    return hit, miss


def _mean_over_folds(value: Callable[[Answers], float]) -> Callable[[Answers], float]:
    """The value within each fold, averaged as ``cross_val_score`` does: scores of two fitted models share no scale."""
    return lambda answers: float(_known_mean(np.array([[value(answers.only(rows))] for rows in answers.by_fold()]))[0])


def _resampled_within_folds(resampled: Callable[[Answers, Floats], Floats]) -> Callable[[Answers, Floats], Floats]:
    """The same for resamples."""
    return lambda answers, counts: _known_mean(
        np.stack([resampled(answers.only(rows), counts[:, rows]) for rows in answers.by_fold()])
    )


def _known_mean(values: Floats) -> Floats:
    """The mean over the first axis of what is known; NaN where nothing is."""
    known = np.isfinite(values)
    total = np.where(known, values, 0.0).sum(axis=0)
    return _over(total, known.sum(axis=0), np.full(total.shape, np.nan))


def _resampled_roc_auc(answers: Answers, counts: Floats) -> Floats:
    hit, miss = (np.pad(part, ((0, 0), (1, 0))) for part in _ranked(answers, counts))
    area = (np.diff(miss, axis=1) * (hit[:, 1:] + hit[:, :-1]) / 2).sum(axis=1)
    pairs = hit[:, -1] * miss[:, -1]
    return _over(area, pairs, np.full_like(area, np.nan))


def _resampled_average_precision(answers: Answers, counts: Floats) -> Floats:
    hit, miss = _ranked(answers, counts)
    gained = np.diff(np.pad(hit, ((0, 0), (1, 0))), axis=1)
    area = (gained * _ratio(hit, hit + miss)).sum(axis=1)
    return _over(area, hit[:, -1], np.full_like(area, np.nan))


def _by_class(answers: Answers, counts: Floats) -> tuple[Floats, Floats, Floats]:
    """Per resample and class: rows of the class, rows said to be of it, rows of it that were found.

    The classes are those of the whole sample, in each resample; scikit-learn calls that ``labels``.
    """
    chosen = answers.chosen()
    classes = np.arange(max(int(answers.truth.max()), int(chosen.max())) + 1)
    true = (answers.truth[:, None] == classes).astype(np.float64)
    said = (chosen[:, None] == classes).astype(np.float64)
    return counts @ true, counts @ said, counts @ (true * said)


def _resampled_macro_f1(answers: Answers, counts: Floats) -> Floats:
    true, said, found = _by_class(answers, counts)
    classes = np.union1d(answers.truth, answers.chosen()).astype(np.int64)
    return np.asarray(_ratio(2 * found, true + said)[:, classes].mean(axis=1))


def _resampled_balanced_accuracy(answers: Answers, counts: Floats) -> Floats:
    true, _, found = _by_class(answers, counts)
    classes = np.unique(answers.truth).astype(np.int64)
    return np.asarray(_ratio(found, true)[:, classes].mean(axis=1))


def _resampled_f1(answers: Answers, counts: Floats) -> Floats:
    true, said = _is_positive(answers), _says_positive(answers)
    return _ratio(2 * counts @ (true * said), counts @ (true + said))


def _resampled_recall(answers: Answers, counts: Floats) -> Floats:
    true = _is_positive(answers)
    return _ratio(counts @ (true * _says_positive(answers)), counts @ true)


def _resampled_precision(answers: Answers, counts: Floats) -> Floats:
    said = _says_positive(answers)
    return _ratio(counts @ (_is_positive(answers) * said), counts @ said)


def _mean(counts: Floats, loss: Floats) -> Floats:
    return np.asarray(counts @ loss / counts.sum(axis=1))


def _told(answers: Answers) -> Floats:
    """The probabilities, with a column of zeros for a class that occurs but that no model could know."""
    missing = max(0, int(answers.truth.max()) + 1 - answers.given.shape[1])
    return np.pad(answers.given, ((0, 0), (0, missing)))


def _log_loss(answers: Answers) -> float:
    told = _told(answers)
    return float(sk.log_loss(answers.truth, told, labels=np.arange(told.shape[1])))


def _resampled_log_loss(answers: Answers, counts: Floats) -> Floats:
    told = np.clip(_told(answers), SMALLEST_PROBABILITY, 1 - SMALLEST_PROBABILITY)
    told = told[np.arange(len(told)), answers.truth.astype(np.int64)]
    return _mean(counts, -np.log(told))


def _error(answers: Answers) -> Floats:
    return np.asarray(answers.given - answers.truth, dtype=np.float64)


def _resampled_r2(answers: Answers, counts: Floats) -> Floats:
    truth = np.asarray(answers.truth, dtype=np.float64)
    centred = truth - truth.mean()
    around = _mean(counts, centred**2) - _mean(counts, centred) ** 2
    left = _mean(counts, _error(answers) ** 2)
    return 1 - _over(left, around, np.full_like(left, np.nan))


def _unless_constant(counted: Callable[[Answers], Interval]) -> Callable[[Answers], Interval | None]:
    """No interval for who answers all rows alike: no rows of the same classes could change the score."""
    return lambda answers: None if answers.constant else counted(answers)


def _counted_recall(answers: Answers) -> Interval:
    said = _says_positive(answers)[answers.truth == answers.positive]
    return share_interval(float(said.mean()) if len(said) else 0.0, len(said))


def _counted_precision(answers: Answers) -> Interval:
    right = _is_positive(answers)[answers.chosen() == answers.positive]
    return share_interval(float(right.mean()) if len(right) else 0.0, len(right))


def _counted_f1(answers: Answers) -> Interval:
    return f1_interval(*_overlap(answers, answers.positive))


def _overlap(answers: Answers, code: int | None) -> tuple[float, float]:
    """Rows of a class that were found, and rows that are of it or said to be."""
    true, said = answers.truth == code, answers.chosen() == code
    return float((true & said).sum()), float((true | said).sum())


def _counted_roc_auc(answers: Answers) -> Interval:
    truth = [_is_positive(answers.only(rows)) for rows in answers.by_fold()]
    counts = [(int(each.sum()), int(len(each) - each.sum())) for each in truth]
    return auc_interval(_mean_over_folds(_roc_auc)(answers), [each for each in counts if min(each)])


def _counted_average_precision(answers: Answers) -> Interval:
    return share_interval(_mean_over_folds(_average_precision)(answers), float(_is_positive(answers).sum()))


def _counted_balanced_accuracy(answers: Answers) -> Interval:
    hits = [_hits(answers.only(np.flatnonzero(answers.truth == code))) for code in np.unique(answers.truth)]
    return mean_interval([each.mean() for each in hits], [share_interval(each.mean(), len(each)) for each in hits])


def _counted_macro_f1(answers: Answers) -> Interval:
    counts = [_overlap(answers, code) for code in np.union1d(answers.truth, answers.chosen())]
    shares = [found / either for found, either in counts]
    return mean_interval([2 * share / (1 + share) for share in shares], [f1_interval(*each) for each in counts])


def _label_value(measure: Callable[..., float]) -> Callable[[Answers], float]:
    """A scikit-learn measure of the positive class; nothing found counts as 0."""
    return lambda a: measure(_is_positive(a), _says_positive(a), zero_division=0.0)


def _roc_auc(answers: Answers) -> float:
    positive = _is_positive(answers)
    return float(sk.roc_auc_score(positive, _score(answers))) if 0 < positive.sum() < len(positive) else float("nan")


def _average_precision(answers: Answers) -> float:
    positive = _is_positive(answers)
    return float(sk.average_precision_score(positive, _score(answers))) if positive.any() else float("nan")


def _r2(answers: Answers) -> float:
    return float(sk.r2_score(answers.truth, answers.given)) if np.ptp(answers.truth) > 0 else float("nan")


def _balanced_accuracy(answers: Answers) -> float:
    # recall per class over the classes that occur, as balanced_accuracy_score, which warns when a class is only said
    true, chosen = answers.truth, answers.chosen()
    return float(sk.recall_score(true, chosen, labels=np.unique(true), average="macro", zero_division=0.0))


METRICS: dict[str, Metric] = {
    metric.name: metric
    for metric in (
        Metric(
            "roc_auc",
            "higher",
            ("binary",),
            _mean_over_folds(_roc_auc),
            _resampled_within_folds(_resampled_roc_auc),
            _unless_constant(_counted_roc_auc),
        ),
        Metric(
            "average_precision",
            "higher",
            ("binary",),
            _mean_over_folds(_average_precision),
            _resampled_within_folds(_resampled_average_precision),
            _unless_constant(_counted_average_precision),
        ),
        Metric("recall", "higher", ("binary",), _label_value(sk.recall_score), _resampled_recall, _counted_recall),
        Metric(
            "precision",
            "higher",
            ("binary",),
            _label_value(sk.precision_score),
            _resampled_precision,
            _counted_precision,
        ),
        Metric("f1", "higher", ("binary",), _label_value(sk.f1_score), _resampled_f1, _unless_constant(_counted_f1)),
        Metric(
            "macro_f1",
            "higher",
            CLASSES,
            lambda a: float(sk.f1_score(a.truth, a.chosen(), average="macro", zero_division=0.0)),
            _resampled_macro_f1,
            _unless_constant(_counted_macro_f1),
            widened=True,
        ),
        Metric(
            "balanced_accuracy",
            "higher",
            CLASSES,
            _balanced_accuracy,
            _resampled_balanced_accuracy,
            _unless_constant(_counted_balanced_accuracy),
        ),
        Metric(
            "accuracy",
            "higher",
            CLASSES,
            lambda a: float(sk.accuracy_score(a.truth, a.chosen())),
            lambda a, counts: _mean(counts, _hits(a)),
            lambda a: share_interval(float(_hits(a).mean()), len(a.truth)),
        ),
        Metric("log_loss", "lower", CLASSES, _log_loss, _resampled_log_loss),
        Metric(
            "rmse",
            "lower",
            ("regression",),
            lambda a: float(sk.root_mean_squared_error(a.truth, a.given)),
            lambda a, counts: np.sqrt(_mean(counts, _error(a) ** 2)),
        ),
        Metric(
            "mae",
            "lower",
            ("regression",),
            lambda a: float(sk.mean_absolute_error(a.truth, a.given)),
            lambda a, counts: _mean(counts, np.abs(_error(a))),
        ),
        Metric("r2", "higher", ("regression",), _r2, _resampled_r2),
    )
}


def fitting(task: Task) -> list[Metric]:
    """The metrics that a task can be judged by."""
    return [metric for metric in METRICS.values() if task in metric.tasks]
