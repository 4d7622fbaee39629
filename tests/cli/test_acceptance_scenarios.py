"""Whole stories by command: a lender's rule with cells that lack, and trees in other places than those learnt from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from scopewright.cli import main


def baseline(capsys: pytest.CaptureFixture[str], table: pd.DataFrame, path: Path, *options: str) -> dict[str, Any]:
    """The card of a table."""
    table.to_csv(path, index=False)
    code = main(["baseline", str(path), *options, "--budget", "0.5", "--analysis", "--json"])
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert code == 0
    return result


def loans(rows: int = 900) -> pd.DataFrame:
    """Who is refused: those below 400 points, also many without points; women of over 60 are often judged wrongly."""
    chance = np.random.default_rng(11)
    points = chance.normal(520, 120, rows).round()
    age, gender = chance.integers(20, 80, rows), chance.choice(["f", "m"], rows)
    refused = points < 400
    lacking = chance.random(rows) < 0.1
    refused |= lacking & (chance.random(rows) < 0.6)
    odd = (gender == "f") & (age > 60)
    refused = np.where(odd, chance.random(rows) < 0.5, refused)
    shown = pd.Series(points).where(~lacking)
    return pd.DataFrame(
        {"credit_score": shown, "age": age, "gender": gender, "refused": np.where(refused, "yes", "no")}
    )


def trees(rows: int = 2400, sites: int = 120) -> pd.DataFrame:
    """Most trees of a site are damaged or hardly any is; damaged sites lie in bands of altitude, with exceptions."""
    chance = np.random.default_rng(5)
    site = chance.integers(0, sites, rows)
    band = np.arange(sites) // 12 % 2 == 1
    hit = chance.random(sites) < np.where(band, 0.8, 0.2)
    damaged = chance.random(rows) < np.where(hit[site], 0.95, 0.05)
    return pd.DataFrame(
        {
            "altitude": (site * 100 + chance.normal(0, 5, rows)).round(1),
            "height": chance.normal(18, 4, rows).round(1),
            "site": [f"S{number}" for number in site],
            "damaged": np.where(damaged, "yes", "no"),
        }
    )


def test_the_lenders_rule_stands_beside_the_models_and_says_what_it_does_without_points(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = loans()
    rule = "credit_score < 400 -> yes; missing -> yes; else -> no"
    options = ("--target", "refused", "--positive", "yes", "--rule", rule, "--attribute", "age", "gender")
    card = baseline(capsys, table, tmp_path / "loans.csv", *options)
    by_kind = {model["kind"]: model for model in card["models"]}
    told = np.where(table["credit_score"].isna() | (table["credit_score"] < 400), "yes", "no")
    share = float((told == table["refused"]).mean())
    assert by_kind["rule"]["other"]["dev"]["accuracy"]["value"] == pytest.approx(share, abs=0.03)
    assert by_kind["trivial"]["dev"]["value"] < by_kind["rule"]["dev"]["value"]
    compared = {(row["column"], row["label"]) for row in card["analysis"]["fairness"]}
    assert ("gender", "f") in compared
    assert {column for column, _label in compared} == {"age", "gender"}
    worst = [(row["column"], row["label"]) for row in card["analysis"]["slices"][:3]]
    assert {column for column, _label in worst} == {"credit_score", "age", "gender"}
    assert {("credit_score", "missing"), ("gender", "f")} <= set(worst)


def test_j12_places_unlike_those_learnt_from_are_told_as_distribution_shift_and_not_as_variance(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card = baseline(capsys, trees(), tmp_path / "trees.csv", "--target", "damaged", "--group", "site")
    found = card["analysis"]["decomposition"]
    parts = {part["part"]: part["value"] for part in found["parts"]}
    assert found["bottleneck"] == "shift"
    assert parts["shift"] > 2 * abs(parts["variance"])
    assert found["errors"]["train_dev"] < found["errors"]["dev"]
    assert sum(map(round, (1e6 * value for value in parts.values()))) == round(1e6 * found["total"])
    assert len(found["remedies"]) == 3


def test_j12_the_same_table_split_at_random_says_that_a_shift_was_not_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card = baseline(capsys, trees(), tmp_path / "trees.csv", "--target", "damaged")
    found = card["analysis"]["decomposition"]
    assert found["errors"]["train_dev"] is None
    assert "shift" not in {part["part"] for part in found["parts"]}
    assert any("No shift between groups" in note for note in found["notes"])


def test_j12_a_change_over_time_is_told_as_distribution_shift(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = np.random.default_rng(3)
    day = np.arange(1500)
    height = chance.normal(0, 1, 1500)
    turned = np.where(day < 700, height > 0, height < 0)
    table = pd.DataFrame(
        {
            "day": pd.Timestamp("2024-01-01") + pd.to_timedelta(day, unit="D"),
            "height": height.round(3),
            "sold": np.where(turned, "yes", "no"),
        }
    )
    card = baseline(capsys, table, tmp_path / "turned.csv", "--target", "sold", "--time", "day")
    assert card["analysis"]["decomposition"]["bottleneck"] == "shift"
