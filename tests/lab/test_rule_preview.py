"""Rules tried on a file before a baseline is started."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scopewright.lab import rule_preview
from scopewright.progress import Silent


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "a.csv"
    path.write_text(
        "age,paid\n" + "".join(f"{age if age % 7 else ''},{'yes' if age % 2 else 'no'}\n" for age in range(1, 61)),
        encoding="utf-8",
    )
    return path


def tried(csv: Path, rules: str) -> dict[str, Any]:
    return rule_preview.run({"path": str(csv), "target": "paid", "rules": rules}, Silent())


def test_t15_the_rows_a_rule_answers_are_those_of_a_pandas_one_liner(csv: Path) -> None:
    found = tried(csv, "age < 30 -> yes\nmissing -> no")
    ages = pd.read_csv(csv)["age"]
    counts = {answer["answer"]: answer["rows"] for answer in found["answers"]}
    assert counts == {"yes": int((ages < 30).sum()), "no": int(ages.isna().sum())}
    assert found["silent"] == int((ages >= 30).sum())


@pytest.mark.parametrize(
    ("rules", "word"),
    [("age < -> yes", "should be"), ("size < 3 -> yes", "no column"), ("age < 3 -> maybe", "no class"), ("", "Write")],
)
def test_t15_what_is_wrong_with_a_rule_is_a_sentence(csv: Path, rules: str, word: str) -> None:
    assert word in tried(csv, rules)["problem"]
