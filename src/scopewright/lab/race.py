"""Cross-validating the candidates on the rows outside the test, one fit after the other, stoppable between fits."""

from __future__ import annotations

import pickle
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from time import perf_counter, process_time
from typing import Any

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.exceptions import ConvergenceWarning

from scopewright.lab.candidates import Candidate, Setting
from scopewright.lab.encode import encoder
from scopewright.lab.features import Features
from scopewright.lab.metrics import Answers, Metric
from scopewright.lab.portfolio import mix, nested_mix
from scopewright.lab.resample import Floats, Integers
from scopewright.lab.side_by_side import side_by_side
from scopewright.lab.split import Fold
from scopewright.lab.task import Target
from scopewright.language import N_, _
from scopewright.progress import Report

PORTFOLIO = N_("portfolio")
# Models are sized for the budget by rule, so that equal runs give equal numbers; this only catches a slow machine, not
# a busy one: it goes by processor time.
PATIENCE = 3.0  # times the budget
LONGEST = 20.0  # seconds, for small budgets
BATCH = 1_000
PLAIN = frozenset({"trivial", "rule", "time"})  # kinds that do not learn from the columns
TIMINGS = 5
LONGEST_TIMING = 1.0  # seconds, all timings together


@dataclass(frozen=True)
class Runner:
    """A model that has been cross-validated: its out-of-fold answers, wall seconds of all its fits, pickled bytes.

    ``weights`` says of a portfolio how much each member (by name) counts.
    ``answer_ms`` is how long one row takes once its cells are encoded.
    """

    name: str
    kind: str
    answers: Answers
    seconds: float
    size: int
    weights: dict[str, float] = field(default_factory=dict)
    answer_ms: float = 0.0


@dataclass(frozen=True)
class Fitted:
    """A candidate's estimator, fitted on all rows outside the test."""

    candidate: Candidate
    model: Any


class Race:
    """The candidates on the same rows and folds; ``rows`` are the row numbers to fit on, the test's stay away.

    ``scored`` are the positions among them that some fold scores: all, but for the earliest of a split by time.
    """

    def __init__(
        self,
        features: Features,
        target: Target,
        rows: Integers,
        folds: list[Fold],
        metric: Metric,
        seed: int,
        budget: float,
    ) -> None:
        self._features = features
        self._target = target
        self._metric = metric
        self._seed = seed
        self._budget = budget
        self._folds = folds
        self._rows = rows
        self._table = features.table(rows)
        self._truth = truth(target, rows)
        self._fold = np.full(len(rows), -1, dtype=np.int64)
        for place, (_fit, held) in enumerate(folds):
            self._fold[held] = place
        self.scored = np.flatnonzero(self._fold >= 0)
        self.skipped: list[str] = []
        self._encoded: dict[int, tuple[ColumnTransformer, Floats, Floats]] = {}

    def run(self, candidates: Iterable[Candidate], report: Report) -> Iterator[Runner]:
        """Each candidate's out-of-fold answers as soon as they are there, and at last the portfolio's."""
        candidates = list(candidates)
        fits = len(candidates) * len(self._folds)
        members: list[Runner] = []
        start = process_time()
        for place, candidate in enumerate(candidates):
            if members and process_time() - start > max(LONGEST, PATIENCE * self._budget):
                self.skipped.append(candidate.name)
                continue
            runner = self._cross_validate(candidate, report, place * len(self._folds), fits)
            if candidate.kind not in PLAIN:
                members.append(runner)
            yield runner
        report.progress(1.0, _("Mixing the best models"))
        yield self._portfolio(members)

    def encoded(self, fold: int) -> tuple[ColumnTransformer, Floats, Floats]:
        """The encoder of a fold, fitted on its fitting rows, the matrix of these and that of the rows to score."""
        if fold not in self._encoded:
            fit, held = self._folds[fold]
            made = self._encoder()
            matrix = made.fit_transform(self._table.iloc[fit], self._truth[fit])
            self._encoded[fold] = (made, matrix, made.transform(self._table.iloc[held]))
        return self._encoded[fold]

    def telling(self, fold: int) -> tuple[Floats, Any, Floats, Any]:
        """Matrix and truth of a fold: fitting rows, then rows to score."""
        fit, held = self._folds[fold]
        _made, matrix, other = self.encoded(fold)
        return matrix, self._truth[fit], other, self._truth[held]

    def again(self, runner: Runner, models: Sequence[Fitted], folds: list[Fold], report: Report) -> Answers:
        """What a runner answers on other folds of the same rows, its members mixed as before; ``models`` are they."""
        other = Race(self._features, self._target, self._rows, folds, self._metric, self._seed, self._budget)
        fits = len(models) * len(folds)
        members = [
            other._cross_validate(each.candidate, report, place * len(folds), fits) for place, each in enumerate(models)
        ]
        given = _mixed(runner, [member.answers.given for member in members])
        return replace(members[0].answers, given=given)

    def fitted(self, runner: Runner, candidates: Iterable[Candidate], report: Report) -> list[Fitted]:
        """The model, or the members of the portfolio, fitted anew on all rows outside the test."""
        by_name = {candidate.name: candidate for candidate in candidates}
        chosen = [by_name[name] for name in runner.weights or [runner.name]]
        if any(_own(candidate, self._rows) is None for candidate in chosen):
            _made = self.whole  # before the threads ask for it

        def fit(place: int) -> Fitted:
            own = _own(chosen[place], self._rows)
            matrix = self.whole[1] if own is None else own
            return Fitted(chosen[place], chosen[place].build(self.setting(matrix)).fit(matrix, self._truth))

        def tell(place: int) -> None:
            report.progress(0.5, _("Fitting {model} on all rows").format(model=_(chosen[place].name)))

        return side_by_side(fit, len(chosen), tell)

    def predict(self, runner: Runner, models: Sequence[Fitted], rows: Integers) -> Answers:
        """What the ``fitted`` models of a runner answer for other rows of the file."""
        return Answers(truth(self._target, rows), self._given(runner, models, rows), self._target.positive)

    def latency(self, runner: Runner, models: Sequence[Fitted]) -> float:
        """Median milliseconds a row, from cells to answer, for a batch of at most 1,000 of the rows fitted on."""
        batch = self._rows[:BATCH]
        return timed(lambda: self._given(runner, models, batch)) / len(batch)

    @cached_property
    def encoding_ms(self) -> float:
        """Milliseconds a row that a fold's encoder takes, the same for every model that sees the columns."""
        made, held = self.encoded(0)[0], self._folds[0][1][:BATCH]
        cells = self._table.iloc[held]
        return timed(lambda: made.transform(cells)) / len(held)

    def latency_of(self, runner: Runner) -> float:
        """About how many milliseconds a row takes a model of the folds, from cells to answer."""
        return runner.answer_ms + (0.0 if runner.kind in PLAIN else self.encoding_ms)

    def _given(self, runner: Runner, models: Sequence[Fitted], rows: Integers) -> Floats:
        encoded = None
        parts = []
        for fitted in models:
            matrix = _own(fitted.candidate, rows)
            if matrix is None:
                encoded = self.whole[0].transform(self._features.table(rows)) if encoded is None else encoded
                matrix = encoded
            parts.append(answered(fitted.model, matrix, len(self._target.classes)))
        return _mixed(runner, parts)

    @cached_property
    def whole(self) -> tuple[ColumnTransformer, Floats]:
        """The encoder fitted on all rows, and their matrix."""
        made = self._encoder()
        return made, made.fit_transform(self._table, self._truth)

    def _encoder(self) -> ColumnTransformer:
        return encoder(self._features, self._seed, not self._target.classes)

    def _cross_validate(self, candidate: Candidate, report: Report, done: int, fits: int) -> Runner:
        classes = len(self._target.classes)
        given = np.zeros((len(self._truth), classes)) if classes else np.zeros(len(self._truth))
        start = perf_counter()

        def fold(place: int) -> Any:
            fit, held = self._folds[place]
            matrix, other = self._matrices(candidate, place)
            model = candidate.build(self.setting(matrix)).fit(matrix, self._truth[fit])
            given[held] = answered(model, other, classes)
            return model

        def tell(place: int) -> None:
            said = _("{model}: fold {fold} of {folds}").format(
                model=_(candidate.name), fold=place + 1, folds=len(self._folds)
            )
            report.progress((done + place) / fits, said)

        model = side_by_side(fold, len(self._folds), tell)[-1]
        seconds = perf_counter() - start
        answers = Answers(self._truth, given, self._target.positive, self._fold).only(self.scored)
        batch = self._matrices(candidate, len(self._folds) - 1)[1][:BATCH]
        answer_ms = timed(lambda: answered(model, batch, classes), LONGEST_TIMING / 20) / len(batch)
        size = len(pickle.dumps(model))
        return Runner(candidate.name, candidate.kind, answers, seconds, size, answer_ms=answer_ms)

    def _matrices(self, candidate: Candidate, fold: int) -> tuple[Floats, Floats]:
        """What a candidate sees of the rows that a fold fits on, and of those it scores."""
        fit, held = self._folds[fold]
        own, other = _own(candidate, self._rows[fit]), _own(candidate, self._rows[held])
        return self.encoded(fold)[1:] if own is None or other is None else (own, other)

    def setting(self, matrix: Floats) -> Setting:
        """What a model of a matrix is built for.

        The rows are those of the largest fold whatever the matrix has, so that the model fitted on all rows has as many
        trees as those that were judged: sized by its own rows it would have fewer.
        """
        rows, columns = max(len(fit) for fit, _held in self._folds), matrix.shape[1]
        categories = len(self._features.places("category"))
        return Setting(
            self._target.task,
            self._metric,
            rows,
            columns,
            categories,
            len(self._target.classes),
            self._seed,
            len(self._folds) + 1,
            self._budget,
        )

    def _portfolio(self, members: list[Runner]) -> Runner:
        start = perf_counter()
        parts = [member.answers.given for member in members]
        given, weights = nested_mix(parts, members[0].answers, self._metric)
        used = [(member, weight) for member, weight in zip(members, weights, strict=True) if weight > 0]
        return Runner(
            PORTFOLIO,
            "portfolio",
            replace(members[0].answers, given=given),
            perf_counter() - start + sum(member.seconds for member, _weight in used),
            sum(member.size for member, _weight in used),
            {member.name: float(weight) for member, weight in used},
            answer_ms=sum(member.answer_ms for member, _weight in used),
        )


def _mixed(runner: Runner, parts: Sequence[Floats]) -> Floats:
    """The answers of a runner's members as it mixes them; a model alone has one."""
    return mix(parts, np.array(list(runner.weights.values()))) if runner.weights else parts[0]


def _own(candidate: Candidate, rows: Integers) -> Floats | None:
    """The matrix of a candidate that does not see the encoded columns."""
    if candidate.inputs is not None:
        return candidate.inputs[rows]
    return np.zeros((len(rows), 1)) if candidate.kind == "trivial" else None


def timed(work: Callable[[], object], most: float = LONGEST_TIMING) -> float:
    """Median milliseconds of a few runs, which together take no longer than ``most`` seconds and one run."""
    seconds: list[float] = []
    while len(seconds) < TIMINGS and sum(seconds) < most:
        start = perf_counter()
        work()
        seconds.append(perf_counter() - start)
    return float(np.median(seconds)) * 1000


def truth(target: Target, rows: Integers) -> Any:
    """The targets of rows that have one: codes of classes as integers, or values."""
    values = target.truth[rows]
    return values.astype(np.int64) if target.classes and np.isfinite(values).all() else values


def fit_to(model: Any, matrix: Floats, target: Any) -> Any:
    """The fitted model."""
    with warnings.catch_warnings():
        # a linear model that stopped before it converged is still a valid, slightly weaker baseline
        warnings.simplefilter("ignore", ConvergenceWarning)
        return model.fit(matrix, target)


def answered(model: Any, matrix: Floats, classes: int) -> Floats:
    """Values, or probabilities with a column for every class, also those that the fitting rows lack."""
    if not classes:
        return np.asarray(model.predict(matrix), dtype=np.float64)
    given = np.zeros((len(matrix), classes))
    given[:, model.classes_] = model.predict_proba(matrix)
    return given
