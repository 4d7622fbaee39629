"""Are errors outliers? The cross table equals pandas (T14)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from scopewright.lab.audit import run
from scopewright.lab.intake import UnreadableFile
from scopewright.progress import Silent


def judged(folder: Path, table: pd.DataFrame, answers: pd.DataFrame) -> dict[str, Any]:
    table.to_csv(folder / "t.csv", index=False)
    answers.to_csv(folder / "p.csv", index=False)
    payload = {"path": str(folder / "t.csv"), "target": "answer", "predictions": str(folder / "p.csv")}
    errors: dict[str, Any] = run(payload | {"today": "2026-11-20"}, Silent())["errors"]
    return errors


@pytest.fixture
def table() -> pd.DataFrame:
    chance = np.random.default_rng(2)
    size = chance.normal(50, 8, 400).round(2)
    size[[5, 50, 333]] = [990, 880, -700]
    return pd.DataFrame({"size": size, "age": chance.integers(18, 80, 400), "answer": chance.choice(["a", "b"], 400)})


def test_t14_the_cross_table_of_errors_and_outliers_equals_pandas(tmp_path: Path, table: pd.DataFrame) -> None:
    answers = pd.DataFrame({"row": range(0, 400, 2), "prediction": table.answer[::2].tolist()})
    answers.loc[[3, 25, 60], "prediction"] = "c"
    errors = judged(tmp_path, table, answers)
    apart = pd.Series(table.index.isin([5, 50, 333]))[::2].reset_index(drop=True)
    wrong = answers.prediction != table.answer[::2].reset_index(drop=True)
    counts = pd.crosstab(apart, wrong)
    assert errors["tables"][0] == {
        "column": None,
        "outlier_wrong": counts.loc[True].get(True, 0),
        "outlier_right": counts.loc[True].get(False, 0),
        "other_wrong": counts.loc[False].get(True, 0),
        "other_right": counts.loc[False].get(False, 0),
    }
    assert [one["column"] for one in errors["tables"]] == [None, "size"]
    assert (errors["judged"], errors["wrong"]) == (200, 3)


def test_of_numbers_the_largest_tenth_of_errors_counts_as_wrong(tmp_path: Path, table: pd.DataFrame) -> None:
    table["answer"] = np.random.default_rng(1).normal(0, 1, 400).round(3)
    answers = pd.DataFrame({"row": range(400), "prediction": table.answer + np.linspace(0, 1, 400)})
    assert judged(tmp_path, table, answers)["wrong"] == 40


@pytest.mark.parametrize(
    "answers",
    [{"line": [1], "prediction": ["a"]}, {"row": ["x"], "prediction": ["a"]}, {"row": [400], "prediction": ["a"]}],
)
def test_what_is_no_list_of_answers_is_refused(tmp_path: Path, table: pd.DataFrame, answers: dict[str, Any]) -> None:
    with pytest.raises(UnreadableFile, match=r"p\.csv"):
        judged(tmp_path, table, pd.DataFrame(answers))
