"""Can the columns be learned by heart? A tree without limits on few rows should make no error on these very rows."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from scopewright.lab.resample import Floats

ROWS = 100


def overfit_check(matrix: Floats, truth: Any, classes: int) -> dict[str, float | int]:
    """``{"rows", "error"}`` of an unlimited tree on the rows it was fitted on.

    The error is the share of wrong classes, or 1 − R². Far from 0 it says that rows which look alike have different
    targets, or that something is broken on the way from the file to the model.
    """
    matrix, truth = matrix[:ROWS], truth[:ROWS]
    made = DecisionTreeClassifier if classes else DecisionTreeRegressor
    right = made(random_state=0).fit(matrix, truth).score(matrix, truth) if len(np.unique(truth)) > 1 else 1.0
    return {"rows": len(truth), "error": round(1.0 - float(right), 6)}
