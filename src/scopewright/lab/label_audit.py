"""Which labels look wrong: records whose class a model, which has not seen them, is sure to be another one.

Source: C. Northcutt, L. Jiang and I. Chuang, *Confident Learning* (JAIR 70, 2021): probabilities out of sample, ordered
by the margin between the label and the likeliest other class. A record is suspect if another class is three times as
likely as its label; their own threshold, a class's mean probability, lists a tenth of any table whose classes overlap.
The model only knows the columns of the file: a suspect is a case to look at, never a proven error.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from scopewright.lab.encode import encoder
from scopewright.lab.features import choose
from scopewright.lab.findings.case import Case, Found, of_rows
from scopewright.lab.findings.target import classes
from scopewright.lab.resample import Floats, Integers
from scopewright.lab.task import read_target
from scopewright.lab.unfit import UnfitData
from scopewright.language import _
from scopewright.progress import Report

CODE = "LAB02"
FOLDS = 5
MOST_ROWS = 40_000
TIMES_AS_LIKELY = 3.0
_ROUNDS = 80
_LEAVES = 8
_FEWEST_OF_A_LEVEL = 5
_FEWEST_OF_A_CLASS = 10


def suspects(case: Case, seed: int, report: Report) -> list[Found]:
    """At most one finding, with the suspect records in order, the most suspect first; none for a number as target.

    Raises:
        UnfitData: no model can be fitted to the table; the sentence says why.
        Stopped: the user asked to stop.
    """
    if case.target is None or classes(case) is None:
        return []
    target = read_target(case.loaded, case.target)
    codes, counts = np.unique(target.truth[target.rows], return_counts=True)
    rows = target.rows[np.isin(target.truth[target.rows], codes[counts >= _FEWEST_OF_A_CLASS])]
    if len(np.unique(target.truth[rows])) < 2:
        raise UnfitData(_("Suspect labels need two classes of at least {count} rows.").format(count=_FEWEST_OF_A_CLASS))
    chance = np.random.default_rng(seed)
    if len(rows) > MOST_ROWS:
        rows = np.sort(chance.choice(rows, MOST_ROWS, replace=False))
    labels = np.unique(target.truth[rows], return_inverse=True)[1]
    answers = _unseen(case, rows, labels, seed, report)
    ordered = rows[ranked(answers, labels)]
    if not len(ordered):
        return []
    text = _(
        "A model that has not seen them finds another class three times as likely in {rows}; the most suspect come "
        "first. Wrong labels teach wrong and make a good model look bad. Have somebody who knows the cases look at "
        "the first of them, and ask how the labels were settled."
    )
    found = of_rows(len(ordered), case.records)
    return [Found(text.format(rows=found), case.target, ordered.tolist())]


def _unseen(case: Case, rows: Integers, labels: Integers, seed: int, report: Report) -> Floats:
    """The probabilities of the classes, each record's from a model that was not fitted on it: mean of two models."""
    features = choose(case.loaded, str(case.target), ())
    table = features.table(rows)
    answers = np.zeros((len(rows), int(labels.max()) + 1))
    parts = StratifiedKFold(FOLDS, shuffle=True, random_state=seed).split(table, labels)
    for number, (fit, other) in enumerate(parts):
        report.progress(number / FOLDS, _("Looking for suspect labels"))
        for model in _models(features, seed):
            answers[other] += model.fit(table.iloc[fit], labels[fit]).predict_proba(table.iloc[other]) / 2
    return answers


def _models(features: Any, seed: int) -> list[Any]:
    categories = list(range(len(features.places("category"))))
    levels = OneHotEncoder(handle_unknown="ignore", min_frequency=_FEWEST_OF_A_LEVEL, sparse_output=False)
    boosted = HistGradientBoostingClassifier(
        max_iter=_ROUNDS, learning_rate=0.08, max_leaf_nodes=_LEAVES, random_state=seed, early_stopping=False
    )
    linear = (
        ColumnTransformer([("levels", levels, categories)], remainder="passthrough"),
        SimpleImputer(strategy="median", keep_empty_features=True),
        StandardScaler(),
        LogisticRegression(max_iter=500),
    )
    encoders = [encoder(features, seed, numbers=False) for _model in range(2)]
    return [make_pipeline(encoders[0], boosted), make_pipeline(encoders[1], *linear)]


def ranked(answers: Floats, labels: Integers) -> Integers:
    """The places of the suspects, the most suspect first.

    ``answers`` holds a probability per record and class, ``labels`` the number of each record's given class.
    """
    places = np.arange(len(labels))
    own = answers[places, labels]
    others = answers.copy()
    others[places, labels] = -1.0
    best = others.max(axis=1)
    suspect = np.flatnonzero(best > TIMES_AS_LIKELY * own)
    return np.asarray(suspect[np.argsort(own[suspect] - best[suspect], kind="stable")])
