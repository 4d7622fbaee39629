"""The contract every baseline keeps, whatever the file."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from scopewright.lab import audit, baseline
from scopewright.lab.metrics import METRICS
from scopewright.lab.unfit import UnfitData
from scopewright.progress import Silent, Stopped

QUICK = 0.2
Write = Callable[[pd.DataFrame], Path]


class Listener:
    """Keeps what a job reports and stops it after so many steps."""

    def __init__(self, stop_after: int = 10**9) -> None:
        self.partials: list[dict[str, Any]] = []
        self.texts: list[str] = []
        self.fractions: list[float] = []
        self._stop_after = stop_after

    def progress(self, fraction: float, text: str = "") -> None:
        self.fractions.append(fraction)
        self.texts.append(text)
        if len(self.partials) >= self._stop_after:
            raise Stopped

    def partial(self, result: dict[str, Any]) -> None:
        self.partials.append(json.loads(json.dumps(result)))


def table(rows: int = 160, seed: int = 3) -> pd.DataFrame:
    chance = np.random.default_rng(seed)
    size, age = chance.normal(50, 10, rows), chance.integers(18, 80, rows)
    region = chance.choice(["north", "south", "east"], rows)
    score = (size - 50) / 10 + (region == "south") + chance.normal(0, 0.7, rows)
    return pd.DataFrame(
        {
            "size": size.round(2),
            "age": age,
            "region": region,
            "churned": np.where(score > 0.3, "yes", "no"),
            "spend": (100 + 30 * score).round(2),
            "level": np.select([score < -0.5, score < 0.7], ["low", "middle"], "high"),
        }
    )


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(frame: pd.DataFrame) -> Path:
        path = tmp_path / f"table{len(list(tmp_path.iterdir()))}.csv"
        frame.to_csv(path, index=False)
        return path

    return written


def run(path: Path, target: str = "churned", **more: Any) -> dict[str, Any]:
    drop = [name for name in ("churned", "spend", "level") if name != target]
    return baseline.run({"path": str(path), "target": target, "budget": QUICK, "drop": drop} | more, Silent())


def timeless(result: dict[str, Any]) -> dict[str, Any]:
    untimed = [model | {"seconds": None, "latency_ms": None} for model in result["models"]]
    return result | {"models": untimed, "first_after": None}


def best_of(result: dict[str, Any]) -> dict[str, Any]:
    return next(model for model in result["models"] if model["name"] == result["best"])


def dev_numbers(result: dict[str, Any]) -> list[Any]:
    return [(model["name"], model["dev"], model["other"]["dev"]) for model in result["models"]]


@pytest.mark.parametrize(
    ("target", "task", "metric"),
    [("churned", "binary", "roc_auc"), ("level", "multiclass", "macro_f1"), ("spend", "regression", "rmse")],
)
def test_each_task_yields_the_agreed_json_twice_the_same(write: Write, target: str, task: str, metric: str) -> None:
    path = write(table())
    result, again = run(path, target), run(path, target)
    assert timeless(result) == timeless(again)
    assert json.loads(json.dumps(result, allow_nan=False)) == result
    assert (result["task"], result["metric"]["name"]) == (task, metric)
    agreed = {"file", "fingerprint", "task", "target", "metric", "split", "models", "best", "excluded_rows", "versions"}
    assert agreed <= result.keys()
    kinds = [model["kind"] for model in result["models"]]
    if task == "regression":
        assert kinds == ["trivial", "tree", "linear", "kernel", *["boosting"] * 2, *["forest"] * 2, "portfolio"]
    else:
        assert kinds == ["trivial", "tree", *["linear"] * 3, *["boosting"] * 2, "forest", "portfolio"]
    tested = {model["name"] for model in result["models"] if model["test"]}
    assert tested == {result["models"][0]["name"], result["best"]}
    for model in result["models"]:
        assert {"name", "kind", "dev", "test", "seconds", "bytes"} <= model.keys()
        assert model["dev"]["low"] <= model["dev"]["value"] <= model["dev"]["high"]
    assert result["split"]["train"] + result["split"]["test"] == 160


@pytest.mark.parametrize("target", ["churned", "spend"])
def test_the_best_is_the_portfolio_unless_a_model_leads_it_on_dev_by_more_than_chance(
    write: Write, target: str
) -> None:
    result = run(write(table()), target)
    sign = 1 if target == "churned" else -1
    first = max(result["models"], key=lambda model: sign * model["dev"]["value"])
    if result["best"] == "portfolio":
        assert first["behind_best"]["high"] >= 0
    else:
        assert result["best"] == first["name"]
        assert result["models"][-1]["behind_best"]["low"] > 0


def test_what_only_one_model_sees_makes_that_model_the_best(write: Write) -> None:
    chance = np.random.default_rng(0)
    frame = pd.DataFrame(chance.normal(size=(200, 8)).round(4)).add_prefix("x")
    result = run(write(frame.assign(spend=frame.sum(axis=1))), "spend", drop=[])
    assert result["best"] == "ridge regression"
    assert result["models"][-1]["weights"] == {"ridge regression": 1.0}


@pytest.mark.parametrize("target", ["churned", "spend"])
def test_a_typed_rule_or_a_trivial_model_in_front_gives_way_to_no_portfolio(write: Write, target: str) -> None:
    frame = table()
    frame[target] = np.random.default_rng(0).permutation(frame[target].to_numpy())
    result = run(write(frame), target)
    sign = 1 if target == "churned" else -1
    first = max(result["models"], key=lambda model: sign * model["dev"]["value"])
    assert first["kind"] != "trivial" or result["best"] == first["name"]


@pytest.mark.parametrize("target", ["churned", "spend", "level"])
def test_poisoned_test_targets_change_no_dev_number_and_no_choice(write: Write, target: str) -> None:
    frame = table()
    test = list(range(0, 160, 5))
    poisoned = frame.copy()
    poisoned.loc[test, target] = frame[target].iloc[test].to_numpy()[::-1] if target == "spend" else "poison"
    clean, other = run(write(frame), target, test_rows=test), run(write(poisoned), target, test_rows=test)
    assert dev_numbers(clean) == dev_numbers(other)
    assert clean["best"] == other["best"]
    assert best_of(clean)["test"] != best_of(other)["test"]


def test_another_seed_holds_out_other_rows_and_the_fingerprint_says_so(write: Write) -> None:
    path = write(table())
    first, same, other = (run(path, seed=seed)["split"]["test_fingerprint"] for seed in (1, 1, 2))
    assert first == same != other


def test_leaving_out_a_column_keeps_the_frozen_test_rows(write: Write) -> None:
    path = write(table())
    less, least = (run(path, drop=drop)["split"] for drop in (["spend", "level"], ["spend", "level", "age"]))
    assert less["test_fingerprint"] == least["test_fingerprint"]


def test_every_finished_model_is_handed_over_and_stays_when_the_work_is_stopped(write: Write) -> None:
    listener = Listener(stop_after=2)
    with pytest.raises(Stopped):
        baseline.run({"path": str(write(table())), "target": "churned", "budget": QUICK}, listener)
    assert [len(part["models"]) for part in listener.partials] == [1, 2]
    assert listener.partials[-1]["models"][0]["kind"] == "trivial"
    assert listener.partials[-1]["best"] == "decision tree"


def test_progress_only_grows_and_says_what_is_going_on(write: Write) -> None:
    listener = Listener()
    baseline.run({"path": str(write(table())), "target": "churned", "budget": QUICK}, listener)
    assert listener.fractions == sorted(listener.fractions)
    assert any("fold 2 of 5" in text for text in listener.texts)


def test_predictions_for_given_rows_come_with_a_probability_per_class_even_without_a_target(
    write: Write, tmp_path: Path
) -> None:
    frame = table()
    frame.loc[[3, 4], "churned"] = None
    out = tmp_path / "answers.csv"
    result = run(write(frame), test_rows=[3, 4], predict_to=str(out))
    with out.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["row"] for row in rows] == ["3", "4"]
    assert float(rows[0]["p:no"]) + float(rows[0]["p:yes"]) == pytest.approx(1)
    assert rows[0]["prediction"] == max(("no", "yes"), key=lambda name: float(rows[0][f"p:{name}"]))
    assert all(model["test"] is None for model in result["models"])
    assert result["excluded_rows"]["first"] == [3, 4]


def test_a_column_that_gives_the_target_away_is_named(write: Write) -> None:
    frame = table()
    frame["closed on request"] = np.where(frame["churned"] == "yes", "x1", "x2")
    notes = run(write(frame))["notes"]
    assert any("closed on request" in note and "leave it out" in note for note in notes)


def test_a_measure_without_a_value_lets_the_simplest_model_lead(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = replace(METRICS["roc_auc"], value=lambda _answers: float("nan"))
    monkeypatch.setitem(METRICS, "roc_auc", nothing)
    result = run(write(table()), metric="roc_auc")
    assert result["best"] == result["models"][0]["name"]
    assert json.loads(json.dumps(result, allow_nan=False)) == result


def test_every_model_is_timed_row_by_row(write: Write) -> None:
    result = run(write(table()))
    assert all(0 < model["latency_ms"] < 100 for model in result["models"])


def test_the_file_is_named_by_its_absolute_path_by_every_job(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(table())
    monkeypatch.chdir(path.parent)
    assert run(Path(path.name))["file"] == str(path)
    assert audit.run({"path": path.name}, Silent())["file"] == str(path)


def test_notes_that_may_be_stored_name_no_class(write: Write) -> None:
    frame = table()
    agents = np.where(frame["churned"] == "yes", "Okonkwo", "Lindqvist").astype(object)
    agents[:3], agents[3:5] = "OKONKWO", "Szymborska"
    result = run(write(frame.assign(churned=agents)))
    assert len(result["kept_notes"]) == len(result["notes"])
    live, kept = " ".join(result["notes"]).casefold(), " ".join(result["kept_notes"]).casefold()
    for surname in ("okonkwo", "szymborska"):
        assert surname in live
        assert surname not in kept


@pytest.mark.parametrize(("heading", "personal"), [("last_name", True), ("churn", False)])
def test_a_target_that_tells_of_persons_is_known_however_few_values_it_has(
    write: Write, heading: str, personal: bool
) -> None:
    frame = table().rename(columns={"churned": heading})
    assert run(write(frame.drop(columns=["spend", "level"])), heading, drop=[])["personal_target"] is personal


def test_noise_is_not_sold_as_progress(write: Write) -> None:
    frame = table()
    frame["churned"] = np.random.default_rng(0).permutation(frame["churned"].to_numpy())
    result = run(write(frame))
    assert any("No model is clearly better" in note for note in result["notes"])


def test_t17_what_several_seeds_found_is_plain_json_with_the_spread_of_every_model(write: Write) -> None:
    result = run(write(table()), seeds=2)
    assert json.loads(json.dumps(result)) == result
    assert [model["spread"]["seeds"] for model in result["models"]] == [2] * len(result["models"])
    assert {model["noise"] for model in result["models"]} <= {True, False}


def test_few_positives_are_never_judged_by_accuracy(write: Write) -> None:
    frame = table(400)
    frame["churned"] = np.where(frame["size"] > 65, "yes", "no")
    result = run(write(frame))
    assert result["metric"]["name"] == "average_precision"
    assert any("average precision decides" in note for note in result["notes"])


def test_separable_rows_are_learned_by_heart(write: Write) -> None:
    assert run(write(table()))["overfit_check"] == {"rows": 100, "error": 0.0}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"target": "nothing"}, "There is no column “nothing”"),
        ({"metric": "magic"}, "There is no metric “magic”"),
        ({"metric": "rmse"}, "does not fit"),
        ({"positive": "perhaps"}, "is no class of"),
        ({"drop": ["nowhere"]}, "no column “nowhere” to leave out"),
        ({"drop": ["size", "age", "region", "spend", "level"]}, "No column is left"),
        ({"test_rows": [5, 160]}, "There is no row 160"),
        ({"test_rows": []}, "list of test rows is empty"),
        ({"seed": -1}, "The seed -1 is out of range"),
        ({"seed": 2**32}, "from 0 to 4294967295"),
        ({"test_rows": list(range(150))}, "Only 10 rows to learn from have a target"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(write: Write, change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(UnfitData, match=sentence):
        run(write(table()), **change)


def test_j17_scenario_rows_are_judged_by_models_that_had_not_seen_them(write: Write, tmp_path: Path) -> None:
    frame, out = table(), tmp_path / "answers.csv"
    frame.loc[5, "churned"] = None
    asked = [{"row": row} for row in (*range(40), 400)]
    result = run(write(frame), test_rows=[1, 2, 3], predict_to=str(out), scenarios=asked, analysis=True)
    judged = {each["row"]: each for each in result["scenarios"]}
    assert {judged[row]["part"] for row in (1, 2, 3)} == {"test"}
    assert (judged[5]["part"], judged[5]["right"]) == ("unanswered", None)
    assert (judged[400]["part"], judged[400]["right"]) == ("absent", None)
    with out.open(encoding="utf-8") as file:
        for line in csv.DictReader(file):
            assert judged[int(line["row"])]["right"] == (line["prediction"] == frame["churned"][int(line["row"])])
    wrong = {each["row"] for each in result["analysis"]["review"] if each["row"] < 40}
    dev = {row for row, each in judged.items() if each["part"] == "dev"}
    assert {row for row in dev if judged[row]["right"] is False} == wrong
    assert len(dev) == 36
    assert set(judged[0]) == {"row", "within", "part", "right"}


def test_j17_a_predicted_number_is_right_within_what_the_plan_says(write: Write) -> None:
    asked = [{"row": 0, "within": limit} for limit in (None, 0.0, 1e9)]
    result = run(write(table()), target="spend", scenarios=asked)
    assert [each["right"] for each in result["scenarios"]] == [None, False, True]


def test_more_scenarios_than_a_run_keeps_are_refused(write: Write) -> None:
    with pytest.raises(UnfitData, match="501 scenario rows are too many"):
        run(write(table()), scenarios=[{"row": row} for row in range(501)])


def test_a_test_of_few_groups_and_a_model_that_fails_on_it_are_said(write: Write) -> None:
    chance = np.random.default_rng(2)
    site = np.arange(400) // 40
    label = np.where(site < 8, site % 2, 1 - site % 2) ^ (chance.random(400) < 0.05)
    frame = pd.DataFrame({"site": [f"S{each}" for each in site], "odd": site % 2, "size": chance.normal(0, 1, 400)})
    frame["odd"] = frame["odd"] + chance.normal(0, 0.05, 400).round(3)
    frame["lost"] = np.where(label, "yes", "no")
    rows = [int(row) for row in np.flatnonzero(site >= 8)]
    result = run(write(frame), "lost", group="site", test_rows=rows, drop=[])
    assert any(note.startswith("The test holds 2 groups of “site” only") for note in result["notes"])
    assert any(note.startswith("On the rows held out") for note in result["notes"])
