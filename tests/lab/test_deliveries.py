"""What changed between two deliveries, what drifted, and keys without a partner (P9, T12)."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ks_2samp

from scopewright.lab import drift
from scopewright.lab.audit import run
from scopewright.lab.findings import PAIR_RULES, REFERENCE_RULES
from scopewright.lab.findings.handbook import page
from scopewright.lab.fingerprint import of_cells
from scopewright.lab.intake import UnreadableFile
from scopewright.progress import Silent

HEADER = ["order", "age", "shop", "paid", "day"]
TWO_FILES = {rule.code for rule in PAIR_RULES} | set(REFERENCE_RULES)
Table = list[list[str]]


def orders(rows: int = 800, seed: int = 1, first: int = 0) -> Table:
    chance = random.Random(seed)
    return [
        [
            f"B-{first + place:06d}",
            str(chance.randint(18, 80)),
            chance.choice(["north", "south", "south", "west"]),
            f"{chance.lognormvariate(3, 0.5):.2f}",
            f"2026-{1 + place % 9:02d}-{1 + place % 28:02d}",
        ]
        for place in range(rows)
    ]


def write(path: Path, rows: Table, header: list[str] = HEADER) -> Path:
    path.write_text("\n".join(",".join(row) for row in [header, *rows]) + "\n", encoding="utf-8")
    return path


def compare(new: Path, old: Path, **more: Any) -> dict[str, Any]:
    return run({"path": str(new), "against": str(old), "today": "2026-11-20", **more}, Silent())


def between(result: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(finding["rule"], finding["column"]) for finding in result["findings"] if finding["rule"] in TWO_FILES]


def rows_of(result: dict[str, Any], rule: str) -> list[int]:
    return next(list(finding["rows"]["first"]) for finding in result["findings"] if finding["rule"] == rule)


def test_p9_the_same_file_gives_zero_everywhere(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", orders())
    result = compare(path, path)
    assert between(result) == []
    assert {column["name"] for column in result["against"]["columns"]} == {"age", "shop", "paid"}
    for column in result["against"]["columns"]:
        assert column["psi"] == 0.0
        assert column["distance"] in (0.0, None)
        assert column["level"] == "none"
    assert result["against"]["matched"] == {"removed": 0, "added": 0, "kept": 800}


def test_p9_another_sample_of_the_same_customers_is_no_drift(tmp_path: Path) -> None:
    old = write(tmp_path / "old.csv", orders(60))
    for seed in range(2, 22):
        result = compare(write(tmp_path / "new.csv", orders(60, seed)), old)
        assert ("DRF01", "age") not in between(result)
        assert ("DRF01", "paid") not in between(result)


def test_p9_a_planted_shift_is_found_in_its_column_only(tmp_path: Path) -> None:
    table = orders(800, 2, 800)
    for place, row in enumerate(table):
        row[1] = str(int(row[1]) + 15)
        row[2] = "west" if place % 2 else row[2]
    result = compare(write(tmp_path / "new.csv", table), write(tmp_path / "old.csv", orders()))
    assert [found for found in between(result) if found[0] == "DRF01"] == [("DRF01", "age"), ("DRF01", "shop")]
    assert {column["name"]: column["level"] for column in result["against"]["columns"]} == {
        "age": "large",
        "shop": "large",
        "paid": "none",
    }


def test_cells_that_are_no_longer_filled_are_a_drift(tmp_path: Path) -> None:
    table = orders(800, 2)
    for row in table[::2]:
        row[3] = ""
    result = compare(write(tmp_path / "new.csv", table), write(tmp_path / "old.csv", orders()))
    assert ("DRF01", "paid") in between(result)


def test_t12_columns_that_went_came_and_changed_their_type_are_told(tmp_path: Path) -> None:
    table = [[row[0], f"{row[1]} years", row[2], row[4], "x"] for row in orders()]
    new = write(tmp_path / "new.csv", table, ["order", "age", "shop", "day", "campaign"])
    result = compare(new, write(tmp_path / "old.csv", orders()))
    found = between(result)
    assert ("CMP01", "paid") in found
    assert ("CMP02", "campaign") in found
    assert ("CMP03", "age") in found
    assert result["findings"][0]["severity"] == "error"


def test_rows_are_matched_by_key_in_any_order(tmp_path: Path) -> None:
    table = orders()
    old = write(tmp_path / "old.csv", table)
    table = [list(row) for row in reversed(table)]
    del table[10]
    table[40][3] = "1234.50"
    table[41][3] = table[41][3] + "0"
    table.append(["B-900000", "30", "north", "20.00", "2026-02-03"])
    result = compare(write(tmp_path / "new.csv", table), old)
    assert result["against"]["matched"] == {"removed": 1, "added": 1, "kept": 799}
    assert result["against"]["key"] == "order"
    assert rows_of(result, "CMP05") == [789]
    assert rows_of(result, "CMP06") == [799]
    assert rows_of(result, "CMP07") == [40]
    assert [found for found in between(result) if found[0] == "CMP07"] == [("CMP07", "paid")]


def test_a_key_that_repeats_is_refused_in_words(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", orders())
    with pytest.raises(UnreadableFile, match="“shop” does not tell the rows apart"):
        compare(path, path, key="shop")
    with pytest.raises(UnreadableFile, match="no column “oder”"):
        compare(path, path, key="oder")


def test_levels_that_the_earlier_delivery_did_not_have_are_found_but_not_kept(tmp_path: Path) -> None:
    table = orders()
    for place in (3, 9, 12):
        table[place][2] = "Atlantis"
    result = compare(write(tmp_path / "new.csv", table), write(tmp_path / "old.csv", orders()))
    found = next(finding for finding in result["findings"] if finding["rule"] == "CMP04")
    assert found["rows"]["first"] == [3, 9, 12]
    assert "Atlantis" in found["message"]
    assert "Atlantis" not in json.dumps([finding["kept"] for finding in result["findings"]])


def test_keys_without_a_partner_are_found_both_ways(tmp_path: Path) -> None:
    lines = [[f"L{place}", f"B-{place % 790:06d}", str(place % 7)] for place in range(1600)]
    lines[5][1] = lines[6][1] = "B-999999"
    path = write(tmp_path / "lines.csv", lines, ["line", "order", "pieces"])
    other = write(tmp_path / "orders.csv", [*orders(), orders()[0]])
    named = {"path": str(other), "column": "order", "partner": "order"}
    result = run({"path": str(path), "refers_to": [named], "today": "2026-11-20"}, Silent())
    assert rows_of(result, "REF01") == [5, 6]
    assert rows_of(result, "REF02") == list(range(790, 800))
    assert ("REF03", "order") in between(result)
    whole = write(tmp_path / "whole.csv", [[f"L{n}", f"B-{n:06d}", "1"] for n in range(800)], ["line", "order", "n"])
    clean = {"path": str(write(tmp_path / "orders.csv", orders())), "column": "order", "partner": "order"}
    assert between(run({"path": str(whole), "refers_to": [clean], "today": "2026-11-20"}, Silent())) == []


@given(st.lists(st.integers(0, 50), min_size=2, max_size=12), st.lists(st.integers(0, 50), min_size=2, max_size=12))
def test_p9_the_index_is_never_negative_and_symmetric_in_no_movement(old: list[int], new: list[int]) -> None:
    was = {f"l{place}": count for place, count in enumerate(old) if count}
    now = {f"l{place}": count for place, count in enumerate(new) if count}
    assert drift.of_levels(was, now, 0, 0).psi >= 0
    assert drift.of_levels(was, was, 3, 3).psi == 0


def test_p9_the_index_equals_its_formula_worked_by_hand() -> None:
    found = drift.of_levels({"a": 500_000, "b": 500_000}, {"a": 600_000, "b": 400_000}, 0, 0)
    assert found.psi == pytest.approx(0.1 * np.log(0.6 / 0.5) - 0.1 * np.log(0.4 / 0.5), abs=1e-6)


@given(st.integers(0, 10_000))
def test_p9_the_distance_equals_scipys(seed: int) -> None:
    chance = np.random.default_rng(seed)
    old, new = chance.normal(0, 1, 80).round(1), chance.normal(0.3, 1, 120).round(1)
    found, other = drift.of_numbers(old, new, 0, 0), ks_2samp(old, new, method="asymp")
    assert found.distance == pytest.approx(other.statistic)
    assert found.p == pytest.approx(other.pvalue, abs=0.06)


def test_every_rule_is_in_the_handbook_that_is_committed() -> None:
    written = Path(__file__).parents[2].joinpath("docs", "audit-rules.md").read_text(encoding="utf-8")
    assert written == page()


def cells(column: list[str | None]) -> pd.Series[Any]:
    return pd.Series(column, dtype=object)


@given(
    st.lists(st.one_of(st.none(), st.text(max_size=3)), max_size=6),
    st.lists(st.one_of(st.none(), st.text(max_size=3)), max_size=6),
)
def test_j8_columns_have_one_fingerprint_only_if_all_cells_are_equal(
    one: list[str | None], other: list[str | None]
) -> None:
    marks = [of_cells(codes, list(values)) for codes, values in map(pd.factorize, map(cells, (one, other)))]
    assert (marks[0] == marks[1]) == (one == other)


def test_j8_one_changed_cell_changes_the_fingerprint_of_its_column_only(tmp_path: Path) -> None:
    table = orders()
    before = run({"path": str(write(tmp_path / "a.csv", table))}, Silent())
    table[400][3] = "0.01"
    after = run({"path": str(write(tmp_path / "a.csv", table))}, Silent())
    assert before["fingerprint"] != after["fingerprint"]
    pairs = zip(before["columns"], after["columns"], strict=True)
    assert [new["name"] for old, new in pairs if old["fingerprint"] != new["fingerprint"]] == ["paid"]


def test_numbers_too_large_for_a_computer_and_hardly_any_rows_stop_no_check(tmp_path: Path) -> None:
    table = orders(60)
    for place in range(0, 60, 4):
        table[place][1], table[place][3] = "1e999", "-1e999"
    path = write(tmp_path / "huge.csv", table)
    assert compare(path, path)["against"]["matched"]["kept"] == 60
    for rows in range(4):
        short = write(tmp_path / "short.csv", orders(rows))
        assert compare(short, path)["rows"] == rows
        assert compare(path, short)["rows"] == 60


def test_p9_test_rows_that_are_spread_otherwise_than_the_training_rows_are_found(tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    rows = [f"2026-{n // 40 + 1:02d}-{n % 28 + 1:02d},{n % 50 + (300 if n >= 320 else 0)},{n % 2}" for n in range(400)]
    path.write_text("day,price,sold\n" + "\n".join(rows) + "\n")
    asked = {"path": str(path), "target": "sold", "today": "2026-11-21"}
    latest = run(asked | {"split": {"time": "day", "seed": 0}}, Silent())
    found = [finding for finding in latest["findings"] if finding["rule"] == "DRF02"]
    assert [finding["column"] for finding in found] == ["price"]
    assert found[0]["rows"]["count"] >= 60
    assert set(found[0]["rows"]["first"]) <= set(range(300, 400))
    mixed = run(asked | {"split": {"seed": 0}}, Silent())
    assert "DRF02" not in {finding["rule"] for finding in mixed["findings"]}


def test_a_split_that_cannot_be_made_leaves_the_audit_whole(tmp_path: Path) -> None:
    path = tmp_path / "small.csv"
    path.write_text("a,b\n1,x\n2,y\n")
    report = run({"path": str(path), "target": "b", "split": {"time": "a", "seed": 0}}, Silent())
    assert report["rows"] == 2


def delivery(path: Path, shift: float, head: str = "id,price,town,note") -> Path:
    towns = ["Ulm", "Bern", "Kiel"] if not shift else ["Ulm", "Bonn"]
    rows = [f"{n},{n % 97 + shift},{towns[n % len(towns)]},words {n}" for n in range(4000)]
    path.write_text(head + "\n" + "\n".join(rows) + "\n")
    return path


def test_p9_deliveries_too_large_to_be_held_are_compared_by_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = delivery(tmp_path / "old.csv", 0), delivery(tmp_path / "new.csv", 40.5, "id,price,town,remark")
    asked = {"path": str(new), "against": str(old), "today": "2026-11-21"}
    held = run(asked | {"key": "id"}, Silent())
    monkeypatch.setattr("scopewright.lab.sampled._MOST_CELLS", 1_000)
    monkeypatch.setattr("scopewright.lab.sampled._FIRST_CELLS", 400)
    monkeypatch.setattr("scopewright.lab.sampled._SMALL_BYTES", 10)
    counted = run(asked, Silent())
    drifts = [{one["name"]: one for one in report["against"]["columns"]} for report in (held, counted)]
    assert {name: one["level"] for name, one in drifts[1].items()} == {"price": "large", "town": "large"}
    for name in ("price", "town"):
        assert drifts[1][name]["psi"] == pytest.approx(drifts[0][name]["psi"], rel=0.15)
    assert drifts[1]["price"]["distance"] == pytest.approx(drifts[0]["price"]["distance"], abs=0.03)
    rules = {finding["rule"] for finding in counted["findings"]}
    assert {"CMP01", "CMP02", "DRF01"} <= rules
    assert counted["against"]["rows"] == 4000
    assert (counted["against"]["key"], counted["against"]["matched"]) == ("id", held["against"]["matched"])


def test_p9_rows_of_large_deliveries_are_matched_by_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = delivery(tmp_path / "old.csv", 0), delivery(tmp_path / "new.csv", 0)
    kept = [line for place, line in enumerate(new.read_text().splitlines()) if place not in {8, 4000}]
    new.write_text("\n".join([*kept, "9001,1,Ulm,later", "9002,1,Ulm,later"]))
    asked = {"path": str(new), "against": str(old), "today": "2026-11-21"}
    held = run(asked | {"key": "id"}, Silent())
    monkeypatch.setattr("scopewright.lab.sampled._MOST_CELLS", 1_000)
    monkeypatch.setattr("scopewright.lab.sampled._FIRST_CELLS", 400)
    monkeypatch.setattr("scopewright.lab.sampled._SMALL_BYTES", 10)
    for counted in (run(asked, Silent()), run(asked | {"key": "id"}, Silent())):
        assert counted["against"]["matched"] == held["against"]["matched"] == {"removed": 2, "added": 2, "kept": 3998}
        of_rows = [
            [(one["rule"], one["rows"]) for one in report["findings"] if one["rule"] in {"CMP05", "CMP06"}]
            for report in (held, counted)
        ]
        assert of_rows[0] == of_rows[1] != []
    with pytest.raises(UnreadableFile, match="does not tell the rows apart"):
        run(asked | {"key": "town"}, Silent())


def test_p9_the_same_large_file_has_not_drifted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = delivery(tmp_path / "one.csv", 0)
    monkeypatch.setattr("scopewright.lab.sampled._MOST_CELLS", 1_000)
    monkeypatch.setattr("scopewright.lab.sampled._FIRST_CELLS", 400)
    monkeypatch.setattr("scopewright.lab.sampled._SMALL_BYTES", 10)
    report = run({"path": str(path), "against": str(path)}, Silent())
    assert {one["psi"] for one in report["against"]["columns"]} == {0.0}
    assert {one["level"] for one in report["against"]["columns"]} == {"none"}
