"""What a column is worth (row J22): the figures of scikit-learn, within what shuffling by other numbers moves them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from sklearn.inspection import permutation_importance
from sklearn.linear_model import LogisticRegression

from scopewright.lab import importance
from scopewright.lab.metrics import METRICS, Answers
from scopewright.progress import Silent


def test_j22_importance_equals_scikit_learns_within_the_noise_of_shuffling(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(7)
    matrix = chance.normal(size=(900, 3))
    truth = (matrix[:, 0] * 2 + matrix[:, 1] + chance.normal(0, 0.5, 900) > 0).astype(np.int64)
    model = LogisticRegression().fit(matrix[:500], truth[:500])
    held = matrix[500:], truth[500:].astype(float)
    monkeypatch.setattr(importance, "places_of", lambda _features, _encoder: {"a": [0], "b": [1], "c": [2]})
    blank = Answers(held[1], np.zeros((400, 2)), 1)
    nothing = cast(Any, SimpleNamespace())
    found = importance.importance(nothing, nothing, model, held, METRICS["accuracy"], blank, Silent())
    theirs = permutation_importance(model, *held, scoring="accuracy", n_repeats=100, random_state=1)
    assert [each["column"] for each in found] == ["a", "b", "c"]
    for each, mean, spread in zip(found, theirs.importances_mean, theirs.importances_std, strict=True):
        assert each["value"] == pytest.approx(mean, abs=3 * spread / np.sqrt(importance.REPEATS) + 1e-3)
