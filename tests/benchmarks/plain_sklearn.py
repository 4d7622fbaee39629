"""What an analyst reaches with three plain scikit-learn pipelines: the yardstick of ``unseen``."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from sklearn import metrics as sk
from sklearn.compose import make_column_transformer
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.ensemble import (
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    RandomForestClassifier,
    RandomForestRegressor,
)
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, RidgeCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

from tests.benchmarks.problems import Problem

MOST_ROWS = 30_000


def plain_scores(problem: Problem, test: list[int], truth: pd.Series, metric: str) -> tuple[float, float]:
    """The dummy's score and the best of three pipelines, on the rows that have a target.

    The best is chosen on the test, so that the yardstick is flattered, never our side.
    """
    cells = problem.table[problem.target]
    whole = pd.Series(cells if problem.truth is None or metric != "rmse" else problem.truth(cells))
    whole = pd.to_numeric(whole) if metric == "rmse" else whole.where(whole.notna())
    fit = whole.drop(index=whole.index[test]).dropna()
    fit = fit.sample(min(len(fit), MOST_ROWS), random_state=0)
    fit = fit if metric == "rmse" else fit.astype(str).str.strip()
    held = truth.dropna()
    columns = problem.table.drop(columns=problem.target)
    scores = []
    for model in _models(metric == "rmse", columns.loc[fit.index]):
        scores.append(_score(model.fit(columns.loc[fit.index], fit), columns.loc[held.index], held, metric))
    dummy, *others = scores
    return dummy, (min if metric in ("rmse", "log_loss") else max)(others)


def _models(numbers: bool, columns: pd.DataFrame) -> list[Any]:
    numeric = columns.select_dtypes("number").columns
    words = [name for name in columns.columns.difference(numeric) if columns[name].nunique() < 1000]
    codes = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1, encoded_missing_value=-2)
    filled = make_pipeline(SimpleImputer(strategy="median", keep_empty_features=True), StandardScaler())
    trees = make_column_transformer((codes, words), ("passthrough", numeric))
    dense = make_column_transformer((OneHotEncoder(handle_unknown="ignore"), words), (filled, numeric))
    if numbers:
        return [
            DummyRegressor(),
            make_pipeline(dense, RidgeCV()),
            make_pipeline(trees, SimpleImputer(), RandomForestRegressor(100, n_jobs=2, random_state=0)),
            make_pipeline(trees, HistGradientBoostingRegressor(random_state=0)),
        ]
    return [
        DummyClassifier(strategy="prior"),
        make_pipeline(dense, LogisticRegression(max_iter=300)),
        make_pipeline(trees, SimpleImputer(), RandomForestClassifier(100, n_jobs=2, random_state=0)),
        make_pipeline(trees, HistGradientBoostingClassifier(random_state=0)),
    ]


def _score(model: Any, columns: pd.DataFrame, truth: pd.Series, metric: str) -> float:
    if metric == "rmse":
        return float(sk.root_mean_squared_error(truth, model.predict(columns)))
    given, classes = model.predict_proba(columns), list(model.classes_)
    if metric == "log_loss":
        return float(sk.log_loss(truth, given, labels=classes)) if set(truth) <= set(classes) else float(np.nan)
    measure = sk.roc_auc_score if metric == "roc_auc" else sk.average_precision_score
    rare = min(classes, key=lambda name: (truth == name).mean()) if metric == "average_precision" else classes[1]
    return float(measure(truth == rare, given[:, classes.index(rare)]))
