"""The predictions of a new model against those of the current one, on common rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


def test_j20_the_share_of_changed_rows_and_the_most_changed_ones_are_told(tmp_path: Path, say: Any) -> None:
    current, new = tmp_path / "current.csv", tmp_path / "new.csv"
    current.write_text("row,prediction\n1,0.10\n2,0.50\n3,0.90\n4,0.30\n9,0.2\n", encoding="utf-8")
    new.write_text("row,prediction\n1,0.10\n2,0.60\n3,0.40\n4,0.30\n8,0.1\n", encoding="utf-8")
    code, out, err = say("delta", current, new, "--json")
    found = json.loads(out)
    assert code == 1
    assert (found["rows"], found["changed"], found["share"]) == (4, 2, 0.5)
    assert [row["key"] for row in found["first"]] == ["3", "2"]
    assert (found["mean"], found["largest"]) == (0.15, 0.5)
    assert (found["only_current"]["first"], found["only_new"]["first"]) == (["9"], ["8"])
    assert "9" in err
    assert say("delta", current, new)[1].startswith("2 of 4 common rows differ (50 %).")


def test_j20_classes_are_compared_as_words_and_equal_files_are_exit_0(tmp_path: Path, say: Any) -> None:
    current, new = tmp_path / "current.csv", tmp_path / "new.csv"
    current.write_text("customer,prediction\n007,stays\n008,leaves\n", encoding="utf-8")
    new.write_text("customer,prediction\n008,leaves\n007,leaves\n", encoding="utf-8")
    code, out, _err = say("delta", current, new, "--key", "customer", "--json")
    assert code == 1
    assert json.loads(out)["first"] == [{"key": "007", "current": "stays", "new": "leaves", "moved": None}]
    assert say("delta", new, new, "--key", "customer")[0] == 0


def test_j20_the_column_that_identifies_rows_is_found_and_named(tmp_path: Path, say: Any) -> None:
    current, new = tmp_path / "current.csv", tmp_path / "new.csv"
    current.write_text("p:yes,branch,customer,prediction\n.1,n,007,a\n.2,n,008,b\n", encoding="utf-8")
    new.write_text("p:yes,branch,customer,prediction\n.3,n,008,b\n.4,n,007,a\n", encoding="utf-8")
    code, out, _err = say("delta", current, new)
    assert code == 0
    assert "Rows were told apart by “customer”." in out
    current.write_text("branch,prediction\nn,a\nn,b\n", encoding="utf-8")
    code, _out, err = say("delta", current, current)
    assert code == 2
    assert "No column tells the rows" in err


@pytest.mark.parametrize(
    ("one", "other", "moved"),
    [
        ("0.30000000000000004", "0.3", 0.0),
        ("0.12345679", "0.1234567890123", 0.0),
        ("1e-17", "0", 0.0),
        ("0.123456", "0.123457", 1e-06),
        ("1234567", "1234568", 1.0),
        ("1234567.85", "1234567.86", 0.01),
        ("0.1234567", "0.1235567", 0.0001),
    ],
)
def test_j20_noise_of_the_machine_is_no_change_and_a_digit_that_somebody_wrote_is(
    tmp_path: Path, say: Any, one: str, other: str, moved: float
) -> None:
    current, new = tmp_path / "current.csv", tmp_path / "new.csv"
    for path, figure in ((current, one), (new, other)):
        path.write_text(f"row,prediction\n1,{figure}\n", encoding="utf-8")
    code, out, _err = say("delta", current, new, "--json")
    assert code == (1 if moved else 0)
    assert json.loads(out)["largest"] == pytest.approx(moved, rel=1e-6)


def test_j20_a_prediction_that_became_no_number_is_a_change(tmp_path: Path, say: Any) -> None:
    current, new = tmp_path / "current.csv", tmp_path / "new.csv"
    current.write_text("row,prediction\n1,0.1\n2,nan\n3,inf\n", encoding="utf-8")
    new.write_text("row,prediction\n1,nan\n2,nan\n3,inf\n", encoding="utf-8")
    code, out, _err = say("delta", current, new, "--json")
    assert code == 1
    assert json.loads(out)["first"] == [{"key": "1", "current": "0.1", "new": "nan", "moved": None}]
    assert "moved" not in say("delta", current, new)[1]


def test_j20_figures_are_written_as_the_language_writes_them(
    tmp_path: Path, say: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCOPEWRIGHT_LANGUAGE", "de")
    current, new = tmp_path / "current.csv", tmp_path / "new.csv"
    current.write_text("row,prediction\n1,0.1\n2,0.5\n3,0\n", encoding="utf-8")
    new.write_text("row,prediction\n1,0.1\n2,0.75\n3,0\n", encoding="utf-8")
    out = say("delta", current, new)[1]
    assert "33,3" in out
    assert "0,25" in out


def test_j20_a_key_that_does_not_fit_is_said(tmp_path: Path, say: Any) -> None:
    current, new = tmp_path / "current.csv", tmp_path / "new.csv"
    current.write_text("row,prediction\n1,a\n1,b\n", encoding="utf-8")
    new.write_text("id,prediction\n1,a\n", encoding="utf-8")
    for first, second, word in ((current, current, "twice"), (new, current, "“row”")):
        code, out, err = say("delta", first, second, "--key", "row")
        assert (code, out) == (2, "")
        assert word in err


def test_j20_a_comparison_is_kept_with_the_canary_plan(tmp_path: Path, say: Any) -> None:
    current, new, file, plan = (tmp_path / name for name in ("current.csv", "new.csv", "a.scope", "plan.json"))
    current.write_text("row,prediction\n1,0.1\n2,0.5\n", encoding="utf-8")
    new.write_text("row,prediction\n1,0.1\n2,0.7\n", encoding="utf-8")
    say("new", file)
    plan.write_text(json.dumps({"title": "10 % of calls", "delta": 5, "rollback": "Recall falls"}), encoding="utf-8")
    say("add", file, "canaries", "--json", plan)
    assert say("delta", current, new, "--into", file)[0] == 2
    assert say("delta", current, new, "--into", file, "--plan", "DOC-1")[0] == 2
    code, _out, err = say("delta", current, new, "--into", file, "--plan", "CA-1")
    assert code == 1
    assert "CA-1" in err
    (kept,) = json.loads(say("show", file, "canaries", "--json")[1])
    assert {name: kept["comparisons"][0][name] for name in ("rows", "changed")} == {"rows": 2, "changed": 1}
    assert "CAN04" in say("check", file)[1]
