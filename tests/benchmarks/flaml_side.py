"""The other side of ``baselines``: FLAML on the same rows, run by the interpreter of an environment that has it.

    python flaml_side.py CSV TARGET METRIC SECONDS TEST_ROWS OUT

Writes ``row,prediction,p:CLASS…`` for the test rows, as ``baseline --predict`` does. Exit 3: FLAML is not installed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pandas as pd

NO_FLAML = 3


def main(csv: str, target: str, metric: str, seconds: str, test_rows: str, out: str) -> int:
    """Fit within the seconds and write the answers."""
    try:
        from flaml import AutoML  # type: ignore[import-not-found]  # lives in an environment of its own
    except ImportError:
        return NO_FLAML
    table = pd.read_csv(csv)
    rows = [int(line) for line in Path(test_rows).read_text(encoding="utf-8").split()]
    fit, test = table.drop(index=rows).dropna(subset=[target]), table.loc[rows]
    task = "regression" if metric == "rmse" else "classification"
    model: Any = AutoML()
    model.fit(
        fit.drop(columns=target),
        fit[target],
        task=task,
        metric=metric,
        time_budget=float(seconds),
        n_jobs=2,
        seed=0,
        verbose=0,
    )
    unseen = test.drop(columns=target)
    answers = pd.DataFrame({"row": rows, "prediction": model.predict(unseen)})
    if task == "classification":
        told = model.predict_proba(unseen)
        for place, name in enumerate(model.classes_):
            answers[f"p:{name}"] = told[:, place]
    answers.to_csv(out, index=False)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
