"""The error analysis: parts that sum, planted trouble that is found, and nothing of the test but its score."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scopewright.lab import baseline
from scopewright.lab.analysis import suspect_labels
from scopewright.lab.class_report import calibration, confusion, per_class
from scopewright.lab.decomposition import Errors, decompose, remedies
from scopewright.lab.metrics import Answers
from scopewright.lab.resample import wilson_interval
from scopewright.progress import Silent

ERROR = st.floats(0, 1, allow_nan=False)


@settings(max_examples=200)
@given(human=st.none() | ERROR, train=ERROR, dev=ERROR, test=st.none() | ERROR)
def test_j12_the_parts_sum_to_the_total_exactly_and_keep_their_sign(
    human: float | None, train: float, dev: float, test: float | None
) -> None:
    found = decompose(Errors(train, dev, test, human))
    assert sum(Decimal(str(part["value"])) for part in found["parts"]) == Decimal(str(found["total"]))
    variance = next(part["value"] for part in found["parts"] if part["part"] == "variance")
    assert variance == pytest.approx(dev - train, abs=2e-6)


@pytest.mark.parametrize(
    ("errors", "bottleneck"),
    [
        (Errors(0.20, 0.21, 0.21, 0.02), "bias"),
        (Errors(0.02, 0.15, 0.16, 0.01), "variance"),
        (Errors(0.02, 0.03, 0.15, 0.01), "dev_overfit"),
        (Errors(0.11, 0.12, 0.12, 0.10), "irreducible"),
        (Errors(0.0, 0.01, 0.01, None, noise=0.05), None),
    ],
)
def test_i5_synthetic_triples_map_to_the_right_diagnosis(errors: Errors, bottleneck: str | None) -> None:
    found = decompose(errors)
    assert found["bottleneck"] == bottleneck
    assert bool(found["remedies"]) == (bottleneck is not None)


def test_i5_an_order_that_is_violated_warns_about_the_distributions() -> None:
    assert any("same source" in note for note in decompose(Errors(0.3, 0.1, 0.1, 0.05))["notes"])


def test_j12_what_is_missing_is_said() -> None:
    notes = " ".join(decompose(Errors(0.1, 0.2))["notes"])
    assert "No human error" in notes
    assert "not looked at" in notes


def test_j13_remedies_come_in_order() -> None:
    assert (len(remedies("bias")), len(remedies("variance")), len(remedies("dev_overfit"))) == (6, 6, 3)
    assert remedies("variance")[0].startswith("Get more training data")


def planted(rows: int = 900) -> pd.DataFrame:
    """Clear classes, but for one city in which the label is a coin flip."""
    chance = np.random.default_rng(4)
    size, city = chance.normal(0, 1, rows), chance.choice(["Bern", "Linz", "Lyon", "Graz", "Rome"], rows)
    label = np.where(city == "Graz", chance.random(rows) < 0.5, size > 0)
    return pd.DataFrame(
        {"size": size.round(4), "city": city, "age": chance.integers(18, 80, rows), "won": np.where(label, "yes", "no")}
    )


@pytest.fixture(scope="module")
def analysis(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("errors") / "planted.csv"
    planted().to_csv(path, index=False)
    payload = {"path": str(path), "target": "won", "budget": 0.5, "analysis": True, "human": 0.99}
    card = baseline.run(payload, Silent())
    assert json.loads(json.dumps(card, allow_nan=False)) == card
    return {**card["analysis"], "card": card}


def test_p4_a_planted_bad_slice_ranks_first_with_its_interval(analysis: dict[str, Any]) -> None:
    first = analysis["slices"][0]
    assert (first["column"], first["label"], first["judged"]) == ("city", "Graz", True)
    wrong = round(first["error"] * first["rows"])
    assert (first["low"], first["high"]) == pytest.approx(wilson_interval(wrong, first["rows"]))
    assert first["false_positives"] + first["false_negatives"] == wrong


def test_p4_slices_of_few_rows_are_listed_behind_and_not_judged(tmp_path: Path) -> None:
    table = planted(300)
    table.loc[:9, "city"] = "Oslo"
    path = tmp_path / "few.csv"
    table.to_csv(path, index=False)
    card = baseline.run({"path": str(path), "target": "won", "budget": 0.2, "analysis": True}, Silent())
    judged = [each["judged"] for each in card["analysis"]["slices"]]
    assert judged == sorted(judged, reverse=True)
    assert not next(each for each in card["analysis"]["slices"] if each["label"] == "Oslo")["judged"]


def test_j15_the_planted_errors_form_a_cluster_and_noise_stays_alone(analysis: dict[str, Any]) -> None:
    clusters = analysis["clusters"]["clusters"]
    assert clusters
    assert any("“city” is “Graz”" in text for text in clusters[0]["shared"])
    assert analysis["clusters"]["alone"] + sum(cluster["rows"] for cluster in clusters) == analysis["wrong"]


def test_the_columns_that_matter_are_worth_most(analysis: dict[str, Any]) -> None:
    assert analysis["importance"][0]["column"] == "size"
    assert analysis["importance"][-1]["value"] < analysis["importance"][0]["value"] / 5


def test_more_data_are_promised_with_an_interval(analysis: dict[str, Any]) -> None:
    curve = analysis["learning_curve"]
    rows = [point["rows"] for point in curve["points"]]
    assert rows == sorted(rows)
    more = curve["more"]
    assert more["low"] <= more["gain"] <= more["high"]
    assert more["rows"] == 2 * rows[-1]


def test_i6_no_test_row_is_in_the_analysis(analysis: dict[str, Any]) -> None:
    seen = {entry["row"] for entry in [*analysis["most_wrong"], *analysis["suspect_labels"]["first"]]}
    assert analysis["rows"] == analysis["card"]["split"]["dev"]
    path = analysis["card"]["file"]
    hidden = sorted(seen)[:40]
    again = baseline.run(
        {"path": path, "target": "won", "budget": 0.2, "analysis": True, "test_rows": hidden}, Silent()
    )
    assert not set(hidden) & {entry["row"] for entry in again["analysis"]["most_wrong"]}


def test_t14_the_cross_table_of_outliers_equals_pandas(tmp_path: Path) -> None:
    table = planted(400)
    table.loc[5:9, "size"] = 60.0
    path = tmp_path / "far.csv"
    table.to_csv(path, index=False)
    card = baseline.run({"path": str(path), "target": "won", "budget": 0.2, "analysis": True}, Silent())
    counts = card["analysis"]["outliers"]
    assert sum(counts.values()) == card["split"]["dev"]
    assert 1 <= counts["outlier_right"] + counts["outlier_wrong"] <= 5


def test_j7_most_flipped_labels_are_among_the_suspects() -> None:
    chance = np.random.default_rng(0)
    truth = chance.integers(0, 3, 2_000)
    given = np.full((2_000, 3), 0.05)
    given[np.arange(2_000), truth] = 0.9
    given = np.clip(given + chance.normal(0, 0.05, given.shape), 0.001, None)
    given /= given.sum(axis=1, keepdims=True)
    flipped = chance.choice(2_000, 60, replace=False)
    labels = truth.copy()
    labels[flipped] = (labels[flipped] + 1) % 3
    found = suspect_labels(Answers(labels, given), np.arange(2_000), ("a", "b", "c"))
    top = {entry["row"] for entry in found["first"][:60]}
    assert len(top & set(flipped)) / 60 >= 0.9
    assert len(top - set(flipped)) <= 3


def test_classes_and_odds_are_counted_as_scikit_learn_does() -> None:
    chance = np.random.default_rng(1)
    truth = chance.integers(0, 2, 500)
    given = chance.random(500)
    answers = Answers(truth, np.column_stack([1 - given, given]), positive=1)
    table = confusion(answers, ("no", "yes"))
    assert table is not None
    assert np.sum(table["counts"]) == 500
    assert per_class(answers, ("no", "yes"))[1]["recall"]["value"] == table["counts"][1][1] / (truth == 1).sum()
    bins = calibration(answers)
    assert sum(int(each["rows"]) for each in bins) == 500
    assert all(each["low"] <= each["true"] <= each["high"] for each in bins)


def test_numbers_are_analysed_too(tmp_path: Path) -> None:
    noise = np.random.default_rng(2).normal(0, 40, 300)
    table = planted(300).assign(sold=lambda each: each["size"] * 10 + (each["city"] == "Graz") * noise)
    path = tmp_path / "sold.csv"
    table.to_csv(path, index=False)
    card = baseline.run({"path": str(path), "target": "sold", "budget": 0.2, "analysis": True}, Silent())
    found = card["analysis"]
    assert found["slices"][0]["label"] == "Graz"
    assert "confusion" not in found
