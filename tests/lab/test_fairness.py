"""Differences between groups of people: a planted one is found with sign and size, a fair twin stays silent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from scopewright.lab import baseline
from scopewright.progress import Silent

ROWS = 4_000
LEVELS = ("f", "m")
EXTRA = 0.30  # by how much labels of the wronged group are flipped, and so the error that no model can avoid


def people(wronged: str | None, seed: int) -> pd.DataFrame:
    """Applicants whose credit hangs on income alone; of the ``wronged`` group three in ten labels are flipped."""
    chance = np.random.default_rng(seed)
    income, sex = chance.normal(0, 1, ROWS), chance.choice(LEVELS, ROWS)
    granted = income > 0
    flipped = (sex == wronged) & (chance.random(ROWS) < EXTRA)
    return pd.DataFrame(
        {"income": income.round(4), "sex": sex, "granted": np.where(granted ^ flipped, "yes", "no")},
    )


def differences(path: Path, table: pd.DataFrame, **asked: Any) -> dict[str, dict[str, Any]]:
    table.to_csv(path, index=False)
    payload = {"path": str(path), "target": "granted", "budget": 0.5, "analysis": True, "attributes": ["sex"], **asked}
    rows = baseline.run(payload, Silent())["analysis"]["fairness"]
    return {row["label"]: row for row in rows if row["column"] == "sex"}


@pytest.mark.parametrize(
    ("wronged", "drop"), [("f", []), ("m", ["sex"])], ids=["the model sees the group", "it does not"]
)
def test_a_group_that_is_served_worse_is_found_with_sign_and_size(
    tmp_path: Path, wronged: str, drop: list[str]
) -> None:
    found = differences(tmp_path / "people.csv", people(wronged, 1), drop=drop)
    other = next(level for level in LEVELS if level != wronged)
    worse, better = found[wronged], found[other]
    assert worse["judged"]
    assert 0 < worse["low"] <= EXTRA <= worse["high"]
    assert worse["gap"] == pytest.approx(EXTRA, abs=0.04)
    assert better["gap"] == pytest.approx(-worse["gap"])
    assert better["high"] < 0
    assert worse["recall"] < better["recall"] - 0.2
    assert worse["false_alarms"] > better["false_alarms"] + 0.2


@pytest.mark.parametrize("seed", range(3))
def test_groups_that_are_served_alike_are_not_told_apart(tmp_path: Path, seed: int) -> None:
    table = people(None, seed)
    noise = np.random.default_rng(seed).random(ROWS) < 0.15
    table["granted"] = np.where(noise, np.where(table["granted"] == "yes", "no", "yes"), table["granted"])
    for row in differences(tmp_path / "people.csv", table).values():
        assert row["low"] < 0 < row["high"]
        assert abs(row["gap"]) < 0.04
