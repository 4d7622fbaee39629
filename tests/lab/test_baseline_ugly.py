"""Files as clients send them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from scopewright.lab import baseline
from scopewright.lab.unfit import UnfitData
from scopewright.progress import Silent


def run(path: Path, target: str, **more: Any) -> dict[str, Any]:
    return baseline.run({"path": str(path), "target": target, "budget": 0.2} | more, Silent())


def german(rows: int = 120) -> str:
    chance = np.random.default_rng(5)
    lines = ["Kundennr;Umsatz;Seit;leer;Land;Gekündigt"]
    for row in range(rows):
        turnover = chance.normal(1500, 400)
        gone = ("Ja", "ja ", "JA")[row % 3] if turnover + chance.normal(0, 200) < 1500 else "Nein"
        shown = f"{turnover:,.2f}".replace(",", "_").replace(".", ",").replace("_", ".")
        day = f"{1 + row % 28:02d}.{1 + row % 12:02d}.{20 + row % 5}"
        lines.append(f"{row + 7:04d};{shown};{day};;DE;{gone if row % 30 else ''}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def german_file(tmp_path: Path) -> Path:
    path = tmp_path / "kunden.csv"
    path.write_bytes(b"\xef\xbb\xbf" + german().encode())
    return path


def test_a_german_export_with_three_spellings_of_yes_is_understood(german_file: Path) -> None:
    result = run(german_file, "Gekündigt")
    assert result["task"] == "binary"
    assert [one["name"] for one in result["classes"]] == ["Nein", "JA"]
    assert result["positive"] == "JA"
    assert any("Taken for the same class as “JA”" in note for note in result["notes"])
    assert {"name": "leer", "why": "it has no value in any row"} in result["features"]["left_out"]
    assert {"name": "Land", "why": "all rows have the same value"} in result["features"]["left_out"]
    assert "Seit" in result["features"]["used"]
    assert next(model for model in result["models"] if model["kind"] == "linear")["dev"]["value"] > 0.8


def test_rows_without_a_target_are_left_out_and_counted(german_file: Path) -> None:
    excluded = run(german_file, "Gekündigt")["excluded_rows"]
    assert excluded == {"count": 4, "first": [0, 30, 60, 90], "reason": "no target that can be read"}


def test_the_positive_class_can_be_named_in_any_spelling(german_file: Path) -> None:
    assert run(german_file, "Gekündigt", positive="nein")["positive"] == "Nein"


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (["a"] * 40, "one value only"),
        (["a", "A "] * 20, "one value only"),
        ([""] * 40, "no value in any row"),
        (["a", "b"] * 5 + [""] * 30, "Only 10 rows to learn from have a target"),
        ([f"word {chr(97 + row % 26)}{chr(97 + row // 26)}" for row in range(40)], "too many for classes"),
        ([f"2024-01-{1 + row % 28:02d}" for row in range(40)], "is a date"),
        (["a"] * 37 + ["b"] * 3, "Fewer than two classes"),
    ],
)
def test_a_target_that_cannot_be_predicted_is_refused(tmp_path: Path, cells: list[str], sentence: str) -> None:
    path = tmp_path / "t.csv"
    pd.DataFrame({"x": np.arange(40) * 1.5 % 7, "y": cells}).to_csv(path, index=False)
    with pytest.raises(UnfitData, match=sentence):
        run(path, "y")


def test_one_column_a_missing_category_and_one_never_seen_before_are_enough(tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    kinds = ["red", "green", None, "blue"] * 15
    colours = [*kinds[:58], "ultraviolet", "infrared"]
    frame = pd.DataFrame({"colour": colours, "bought": [f"{int(kind == 'red')}" for kind in kinds]})
    frame.to_csv(path, index=False)
    result = run(path, "bought", test_rows=[58, 59, 0, 1, 2])
    best = next(model for model in result["models"] if model["name"] == result["best"])
    assert best["dev"]["value"] == 1.0
    assert best["test"]["value"] == 1.0


def test_whole_numbers_with_few_values_are_classes_unless_the_metric_judges_numbers(tmp_path: Path) -> None:
    path = tmp_path / "stars.csv"
    chance = np.random.default_rng(1)
    stars = chance.integers(1, 6, 100)
    pd.DataFrame({"words": stars * 10 + chance.normal(0, 9, 100), "stars": stars}).to_csv(path, index=False)
    assert run(path, "stars")["task"] == "multiclass"
    assert run(path, "stars", metric="mae")["task"] == "regression"


def test_rows_that_repeat_stay_on_one_side(tmp_path: Path) -> None:
    path = tmp_path / "twins.csv"
    chance = np.random.default_rng(2)
    half = pd.DataFrame({"a": chance.normal(0, 1, 60).round(3), "b": chance.integers(0, 9, 60)})
    half["y"] = chance.choice(["in", "out"], 60)
    pd.concat([half, half]).to_csv(path, index=False)
    result = run(path, "y")
    forest = next(model for model in result["models"] if model["kind"] == "forest")
    assert forest["dev"]["low"] < 0.65, "random targets must not be found again through their twins"
    assert any("60 rows repeat another one" in note for note in result["notes"])


def test_free_text_is_read(tmp_path: Path) -> None:
    chance = np.random.default_rng(4)
    good, bad = ["thank you", "lovely help", "works well"], ["please refund", "broken again", "never works"]
    said = chance.integers(0, 2, 120)
    texts = [f"{chance.choice(good if one else bad)}, no. {row * 37 % 991}" for row, one in enumerate(said)]
    path = tmp_path / "mails.csv"
    pd.DataFrame(
        {"mail": texts, "letters": [len(text) for text in texts], "happy": np.where(said == 1, "happy", "angry")}
    ).to_csv(path, index=False)
    result = run(path, "happy")
    assert max(model["dev"]["value"] for model in result["models"]) > 0.95
    assert any("Read as text" in note for note in result["notes"])


def test_a_trend_within_one_year_is_not_taken_for_the_season_of_a_month(tmp_path: Path) -> None:
    chance, days = np.random.default_rng(0), np.arange(400)
    moments = (pd.Timestamp("2024-01-01") + pd.to_timedelta(days, "D")).strftime("%d.%m.%Y")
    frame = pd.DataFrame({"when": moments, "x": chance.normal(size=400).round(3)})
    frame["y"] = (frame["x"] * 10 + days * 0.1 + chance.normal(size=400)).round(2)
    frame.to_csv(tmp_path / "trend.csv", index=False)
    asked = {"path": str(tmp_path / "trend.csv"), "target": "y", "time": "when", "budget": 0.2}
    result = baseline.run(asked, Silent())
    best = next(model for model in result["models"] if model["name"] == result["best"])
    assert best["test"]["value"] < 2, "January stands 11 months below December in what was learned"
