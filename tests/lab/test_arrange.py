"""Splits by group and by time, end to end: nothing of the test is ever seen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scopewright.lab import baseline, intake, split
from scopewright.lab.ask import read_ask
from scopewright.lab.plan import Plan, make_plan
from scopewright.lab.unfit import UnfitData
from scopewright.progress import Silent

QUICK = 0.2


def visits(rows: int = 240, seed: int = 2) -> pd.DataFrame:
    """Rows of customers over two years, with a weekday pattern."""
    chance = np.random.default_rng(seed)
    days = pd.date_range("2024-01-01", periods=rows)
    size = chance.normal(0, 1, rows)
    return pd.DataFrame(
        {
            "customer": [f"c{number}" for number in chance.integers(0, 30, rows)],
            "day": days.strftime("%Y-%m-%d"),
            "size": size.round(3),
            "sold": (10 * (days.day_of_week == 5) + chance.normal(0, 0.1, rows)).round(3),
            "won": np.where(size + chance.normal(0, 0.5, rows) > 0, "yes", "no"),
        }
    )


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "visits.csv"
    visits().to_csv(path, index=False)
    return path


def planned(path: Path, **asked: Any) -> Plan:
    return make_plan(read_ask({"path": str(path), **asked}), intake.load(path, Silent()))


def run(path: Path, **asked: Any) -> dict[str, Any]:
    return baseline.run({"path": str(path), "budget": QUICK, **asked}, Silent())


@settings(max_examples=30, deadline=None)
@given(groups=st.integers(6, 40), rows=st.integers(60, 150), seed=st.integers(0, 30), classes=st.booleans())
def test_i4_no_group_sits_on_two_sides(groups: int, rows: int, seed: int, classes: bool) -> None:
    chance = np.random.default_rng(seed)
    of = np.unique(chance.integers(0, groups, rows), return_inverse=True)[1]
    strata = np.arange(rows) % 2 if classes else None
    if len(np.unique(of)) < 5:
        return
    parts = split.hold_out_groups(np.arange(rows), of, strata, seed)
    assert sorted([*parts.dev, *parts.test]) == list(range(rows))
    assert not set(of[parts.dev]) & set(of[parts.test])
    for fit, held in split.folds_by_group(of[parts.dev], None, seed):
        assert not set(of[parts.dev][fit]) & set(of[parts.dev][held])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=30, max_size=120))
def test_i4_by_time_only_the_past_is_known(days: list[int]) -> None:
    moments = np.array(days, dtype=float)
    try:
        parts = split.hold_out_latest(np.arange(len(moments)), moments)
    except UnfitData:
        return
    assert moments[parts.dev].max() < moments[parts.test].min()
    past = moments[parts.dev]
    for fit, held in split.folds_by_time(past):
        assert past[fit].max() < past[held].min()


def test_i4_a_grouped_run_says_that_the_overlap_is_none_and_leaves_the_group_out(csv: Path) -> None:
    card = run(csv, target="won", group="customer")
    assert (card["split"]["kind"], card["split"]["group"], card["split"]["group_overlap"]) == ("grouped", "customer", 0)
    assert "customer" not in card["features"]["used"]
    assert any("No group of “customer”" in note for note in card["notes"])


def test_i4_groups_leaked_by_the_users_own_split_are_found(csv: Path) -> None:
    card = run(csv, target="won", group="customer", test_rows=list(range(0, 240, 5)))
    assert card["split"]["group_overlap"] > 20
    assert any("flatters" in note for note in card["notes"])


def test_by_time_the_last_and_the_seasonal_value_stand_on_the_board(csv: Path) -> None:
    card = run(csv, target="sold", time="day", drop=["size"])
    models = {model["name"]: model for model in card["models"]}
    assert card["split"]["kind"] == "time"
    assert models["last value on the same weekday"]["dev"]["value"] < 0.5 < models["last value"]["dev"]["value"]
    plan = planned(csv, target="sold", time="day")
    assert list(plan.split.test) == list(range(192, 240))
    assert card["split"]["test"] == 48


def test_group_and_time_together_keep_both_promises(tmp_path: Path) -> None:
    table = visits().assign(customer=lambda each: np.random.default_rng(5).integers(0, 150, len(each)))
    path = tmp_path / "many.csv"
    table.to_csv(path, index=False)
    plan = planned(path, target="won", group="customer", time="day")
    dev, test = table.iloc[plan.split.dev], table.iloc[plan.split.test]
    assert not set(dev["customer"]) & set(test["customer"])
    assert dev["day"].max() < test["day"].min()


def test_groups_that_span_all_times_leave_nothing_to_learn_from_and_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    visits().assign(customer=lambda each: np.where(each.index % 2, "a", "b")).to_csv(path, index=False)
    with pytest.raises(UnfitData, match="too few to learn from"):
        run(path, target="sold", group="customer", time="day")


def test_rows_without_a_moment_are_left_out_and_counted(tmp_path: Path) -> None:
    table = visits()
    table.loc[3:7, "day"] = None
    path = tmp_path / "gaps.csv"
    table.to_csv(path, index=False)
    plan = planned(path, target="won", time="day")
    assert plan.timeless == 5
    assert not set(range(3, 8)) & {*plan.split.dev, *plan.split.test}


def test_t15_a_rule_is_scored_like_any_model(csv: Path) -> None:
    card = run(csv, target="won", metric="recall", rules=["size > 0 -> yes", "else -> no"], test_rows=list(range(40)))
    rule = next(model for model in card["models"] if model["kind"] == "rule")
    table = visits().iloc[40:]
    positive = table["won"] == "yes"
    assert rule["dev"]["value"] == pytest.approx(((table["size"] > 0) & positive).sum() / positive.sum())
    json.dumps(card, allow_nan=False)


@pytest.mark.parametrize(
    "asked",
    [
        {"group": "nope"},
        {"time": "nope"},
        {"time": "customer"},
        {"group": "won"},
        {"task": "regression"},
        {"task": "ranking"},
        {"rules": ["size < big -> yes"]},
        {"rules": ["won = yes -> yes"]},
        {"rules": ["size < 1 -> perhaps"]},
    ],
)
def test_what_cannot_be_split_or_ruled_is_refused_with_a_sentence(csv: Path, asked: dict[str, Any]) -> None:
    with pytest.raises(UnfitData, match=r"\.$"):
        run(csv, target="won", **asked)


def test_the_users_word_overrules_the_task(tmp_path: Path) -> None:
    table = visits().assign(stars=np.arange(240) % 5)
    path = tmp_path / "stars.csv"
    table.to_csv(path, index=False)
    assert run(path, target="stars")["task"] == "multiclass"
    assert run(path, target="stars", task="regression")["task"] == "regression"
