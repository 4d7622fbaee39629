"""The models that a baseline tries, from trivial to boosted, each sized so that all of them fit the time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from sklearn.compose import ColumnTransformer, TransformedTargetRegressor
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.ensemble import (
    ExtraTreesClassifier,
    ExtraTreesRegressor,
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    RandomForestRegressor,
)
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, RidgeCV
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline, make_union
from sklearn.preprocessing import OneHotEncoder, SplineTransformer, StandardScaler
from sklearn.svm import SVR
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from scopewright.lab.metrics import Metric, Task
from scopewright.lab.resample import Floats
from scopewright.language import N_

DEPTH = 6
MANY_CLASSES = 9
MANY_ROWS = 10_000
FEW_ROWS = 5_000
MOST_LOOKED_AT = 60
MANY_COLUMNS = 200
MOST_FOR_KERNEL = 5e9  # what support vectors cost: rows squared times columns and a constant, as measured
MOST_FOR_BOOSTING = 5_000_000  # rows times columns, and times classes where there are many
MOST_FOR_CURVES = 400_000  # rows times columns
SMALL = 2_000  # rows below which a forest can afford to look at every column


@dataclass(frozen=True)
class Setting:
    """What a model is built for: the encoded matrix (its categories first), the task, and the time it may take.

    ``rows`` and ``columns`` are those of one fit, ``fits`` says how many of them share the budget of seconds.
    """

    task: Task
    metric: Metric
    rows: int
    columns: int
    categories: int
    classes: int
    seed: int
    fits: int
    budget: float

    @property
    def outputs(self) -> int:
        """Trees that boosting grows per round: one, or one per class."""
        return self.classes if self.task == "multiclass" else 1


@dataclass(frozen=True)
class Candidate:
    """A model under the name the user reads, untranslated; ``build`` makes an unfitted estimator.

    It is given the encoded matrix or, if there are ``inputs`` (one row per row of the file), rows of these.
    """

    name: str
    kind: str
    build: Callable[[Setting], Any]
    inputs: Floats | None = None


def _trivial(setting: Setting) -> Any:
    if setting.task != "regression":
        return DummyClassifier(strategy="prior")
    return DummyRegressor(strategy="median" if setting.metric.name == "mae" else "mean")


def _tree(setting: Setting) -> Any:
    made = DecisionTreeRegressor if setting.task == "regression" else DecisionTreeClassifier
    return made(max_depth=DEPTH, min_samples_leaf=5, random_state=setting.seed)


def dense_columns(setting: Setting) -> ColumnTransformer:
    """Puts the encoded matrix on one scale: categories one-hot, numbers filled and standardised."""
    categories = list(range(setting.categories))
    numbers = list(range(setting.categories, setting.columns))
    dense = make_pipeline(
        SimpleImputer(strategy="median", add_indicator=True, keep_empty_features=True), StandardScaler()
    )
    return ColumnTransformer(
        [
            ("category", OneHotEncoder(handle_unknown="ignore", sparse_output=False), categories),
            ("number", dense, numbers),
        ]
    )


def _linear(setting: Setting, least_penalty: bool = False) -> Any:
    columns = dense_columns(setting)
    if setting.task == "regression":
        return make_pipeline(columns, RidgeCV(alphas=np.logspace(-2, 4, 13)))
    return make_pipeline(columns, LogisticRegression(C=30.0 if least_penalty else 0.2, max_iter=200))


def _light_linear(setting: Setting) -> Any:
    """On few rows of classes that lie apart, a heavy penalty makes a linear model doubt what is certain."""
    return _linear(setting, least_penalty=True)


def _splines(setting: Setting) -> Any:
    """Linear in smooth curves of each number: what rises and falls again is within its reach."""
    numbers = list(range(setting.categories, setting.columns))
    curves = make_pipeline(
        SimpleImputer(strategy="median", keep_empty_features=True),
        SplineTransformer(knots="quantile", extrapolation="linear"),
        StandardScaler(),
    )
    both = make_union(dense_columns(setting), ColumnTransformer([("curves", curves, numbers)]))
    return make_pipeline(both, LogisticRegression(C=0.1, max_iter=200))


def _boosting(setting: Setting) -> Any:
    if setting.task == "regression" and setting.rows > MANY_ROWS:
        rounds = _rounds(setting, 0.4, 300, leaves=63)
        return _boosted(setting, rounds, rate=max(0.06, min(0.3, 10 / rounds)), leaves=63, fewest=20)
    rounds = _rounds(setting, 0.4, 150)
    return _boosted(setting, rounds, rate=max(0.08, min(0.3, 10 / rounds)), leaves=31, fewest=20)


def _small_boosting(setting: Setting) -> Any:
    """Trees of 8 leaves: on few rows they overfit less and often win."""
    return _boosted(setting, _rounds(setting, 0.2, 400, leaves=8), rate=0.05, leaves=8, fewest=10)


def _boosted(setting: Setting, rounds: int, rate: float, leaves: int, fewest: int) -> Any:
    made = HistGradientBoostingRegressor if setting.task == "regression" else HistGradientBoostingClassifier
    return made(
        max_iter=rounds,
        learning_rate=rate,
        max_leaf_nodes=leaves,
        min_samples_leaf=fewest,
        l2_regularization=1.0,
        max_features=0.5 if setting.rows <= MANY_ROWS or setting.task == "regression" else 1.0,
        categorical_features=list(range(setting.categories)),
        early_stopping=False,
        random_state=setting.seed,
    )


def _rounds(setting: Setting, share: float, most: int, leaves: int = 31) -> int:
    """As many rounds as a share of the budget allows, at least 20: time per tree as measured on a two-core laptop."""
    columns = setting.columns * (1e-5 + 2e-6 * leaves)
    tree = 3e-4 + columns + 8e-8 * setting.rows + 7e-9 * setting.rows * setting.columns * max(1.0, leaves / 31)
    return int(np.clip(share * setting.budget / setting.fits / (tree * setting.outputs), 20, most))


def _support_vectors(setting: Setting) -> Any:
    """Smooth where trees are steps, so that the two complement each other."""
    model = TransformedTargetRegressor(SVR(C=5.0), transformer=StandardScaler())
    return make_pipeline(dense_columns(setting), model)


def _bagged_forest(setting: Setting) -> Any:
    """Each tree misses some rows, so that on few rows single extreme ones have less power."""
    return RandomForestRegressor(
        60, max_features=_looked_at(setting, 0.5), min_samples_leaf=2, random_state=setting.seed
    )


def _neighbours(setting: Setting) -> Any:
    return make_pipeline(dense_columns(setting), KNeighborsClassifier(10, weights="distance"))


def _network(setting: Setting) -> Any:
    """As many passes over the rows as a share of the budget allows: time per row as measured on a two-core laptop."""
    one_pass = (9e-6 + 4e-8 * setting.columns) * setting.rows
    passes = int(np.clip(0.4 * setting.budget / setting.fits / one_pass, 5, 40))
    batch = min(256, max(8, setting.rows // 20))
    model = MLPClassifier(
        (256, 128), alpha=0.01, batch_size=batch, learning_rate_init=0.003, max_iter=passes, random_state=setting.seed
    )
    return make_pipeline(dense_columns(setting), model)


def _forest(setting: Setting) -> Any:
    numbers, small = setting.task == "regression", setting.rows < SMALL
    share = _looked_at(setting, (1.0 if small else 0.6) if numbers else 0.33)
    tree = 1.2e-3 + 2e-7 * setting.rows + 7e-8 * setting.rows * setting.columns * share * (2 if numbers else 1)
    pure = (numbers and small) or (setting.task == "multiclass" and setting.classes <= MANY_CLASSES)
    made = ExtraTreesRegressor if numbers else ExtraTreesClassifier
    return made(
        n_estimators=int(np.clip(0.2 * setting.budget / setting.fits / tree, 30, 100)),
        min_samples_leaf=1 if pure else 2,
        max_features=share,
        random_state=setting.seed,
    )


def _looked_at(setting: Setting, share: float) -> float:
    """The share of the columns that a split looks at: on wide tables only so many that a forest can be afforded."""
    return min(share, max(MOST_LOOKED_AT / setting.columns, 1 / sqrt(setting.columns)))


TRIVIAL = {
    "binary": N_("most frequent class"),
    "multiclass": N_("most frequent class"),
    "mean": N_("mean"),
    "median": N_("median"),
}
LINEAR = {True: N_("ridge regression"), False: N_("logistic regression")}


def candidates(task: Task, metric: Metric, rows: int, classes: int, columns: int) -> list[Candidate]:
    """The models for so many rows to fit on, in the order they are tried: those that answer at once first."""
    numbers = task == "regression"
    trivial = ("median" if metric.name == "mae" else "mean") if numbers else task
    few, many = rows <= FEW_ROWS, classes > MANY_CLASSES
    small_trees = rows <= 20_000 and not many and columns <= MANY_COLUMNS
    boosting = rows * columns * (classes if many else 1) <= MOST_FOR_BOOSTING
    wanted = [
        (Candidate(TRIVIAL[trivial], "trivial", _trivial), True),
        (Candidate(N_("decision tree"), "tree", _tree), True),
        (Candidate(LINEAR[numbers], "linear", _linear), True),
        (Candidate(N_("logistic regression, light penalty"), "linear", _light_linear), few and not numbers),
        (
            Candidate(N_("logistic regression on curves"), "linear", _splines),
            not numbers and not many and rows * columns <= MOST_FOR_CURVES,
        ),
        (Candidate(N_("nearest neighbours"), "neighbours", _neighbours), many),
        (
            Candidate(N_("support vectors"), "kernel", _support_vectors),
            few and numbers and rows**2 * (180 + columns) <= MOST_FOR_KERNEL,
        ),
        (Candidate(N_("gradient boosting of small trees"), "boosting", _small_boosting), small_trees),
        (Candidate(N_("gradient boosting"), "boosting", _boosting), boosting),
        (Candidate(N_("extra trees"), "forest", _forest), True),
        (
            Candidate(N_("random forest"), "forest", _bagged_forest),
            numbers and rows < SMALL and columns <= MANY_COLUMNS,
        ),
        (Candidate(N_("neural network"), "network", _network), many),
    ]
    return [candidate for candidate, fits in wanted if fits]
