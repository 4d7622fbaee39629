"""Labels that a model, which has not seen them, finds unlikely (J7)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from scopewright.lab.audit import run
from scopewright.lab.label_audit import ranked
from scopewright.progress import Silent


def planted(path: Path, share: float, rows: int = 1500) -> tuple[dict[str, Any], set[int]]:
    """A table whose answer follows its columns but for some noise, with a share of the answers flipped."""
    chance = np.random.default_rng(5)
    age, income = chance.normal(40, 10, rows), chance.normal(3, 1, rows)
    region = chance.choice(["north", "south", "west"], rows)
    score = (age - 40) / 5 - 1.5 * (income - 3) + 1.5 * (region == "north") + chance.normal(0, 0.5, rows)
    flipped = set(chance.choice(rows, round(share * rows), replace=False).tolist())
    answers = [("yes" if (value > 0) != (place in flipped) else "no") for place, value in enumerate(score)]
    cells = zip(age.round(1), income.round(2), region, answers, strict=True)
    path.write_text("age,income,region,answer\n" + "".join(f"{a},{i},{r},{y}\n" for a, i, r, y in cells))
    payload = {"path": str(path), "target": "answer", "suspects": True, "today": "2026-11-20"}
    return run(payload, Silent()), flipped


def test_j7_most_of_three_per_cent_flipped_labels_are_in_the_list(tmp_path: Path) -> None:
    result, flipped = planted(tmp_path / "flipped.csv", 0.03)
    rows = next(finding["rows"]["first"] for finding in result["findings"] if finding["rule"] == "LAB02")
    recall = len(flipped & set(rows)) / len(flipped)
    assert recall >= 0.75, recall
    assert len(flipped & set(rows[:20])) >= 18


def test_j7_labels_that_follow_the_columns_give_few_suspects(tmp_path: Path) -> None:
    result, _flipped = planted(tmp_path / "clean.csv", 0.0)
    found = [finding["rows"]["count"] for finding in result["findings"] if finding["rule"] == "LAB02"]
    assert sum(found) <= 0.02 * 1500


def test_j7_a_suspect_is_a_label_three_times_less_likely_than_another() -> None:
    answers = np.array([[0.9, 0.1], [0.3, 0.7], [0.1, 0.9], [0.05, 0.95]])
    assert ranked(answers, np.array([0, 0, 0, 0])).tolist() == [3, 2]
