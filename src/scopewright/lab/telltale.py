"""Columns that alone give the target away: usually known only after the event, and then worthless in use."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.metrics import r2_score, recall_score
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from scopewright.lab.features import Features
from scopewright.lab.resample import Floats

GIVES_AWAY = 0.97
ENOUGH_ROWS = 5_000
MOST_COLUMNS = 200


def telltales(features: Features, fit: Floats, truth: Any, other: Floats, other_truth: Any, classes: int) -> list[str]:
    """The labels of parts from which a small tree, fitted on some rows, tells others to 97 % of what can be told.

    For numbers that is R²; for classes the mean recall over classes, 0 for guessing and 1 for always right. Texts are
    not tried.
    """
    fit, truth = fit[:ENOUGH_ROWS], truth[:ENOUGH_ROWS]
    places = [*features.places("category"), *features.places("number")]
    found = []
    for column, place in enumerate(places[:MOST_COLUMNS]):
        told = _tree(classes).fit(fit[:, [column]], truth).predict(other[:, [column]])
        if _share(other_truth, told, classes) >= GIVES_AWAY:
            found.append(features.parts[place].label)
    return found


def _tree(classes: int) -> Any:
    if classes:
        return DecisionTreeClassifier(max_leaf_nodes=max(16, 4 * classes), min_samples_leaf=3, random_state=0)
    return DecisionTreeRegressor(max_leaf_nodes=64, min_samples_leaf=3, random_state=0)


def _share(truth: Any, told: Any, classes: int) -> float:
    if not classes:
        return float(r2_score(truth, told))
    seen = np.unique(truth)
    recall = float(recall_score(truth, told, labels=seen, average="macro", zero_division=0.0))
    return (recall * len(seen) - 1) / (len(seen) - 1) if len(seen) > 1 else 0.0
