"""The commands on a CSV: shapes and exit codes of the contract, and a run kept in an engagement."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest

from scopewright.cli import main


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    draw = random.Random(7)
    rows = ["kunde;alter;umsatz;treu"]
    for number in range(160):
        age = draw.randint(18, 80)
        loyal = "ja" if age + draw.gauss(0, 12) > 45 else "nein"
        rows.append(f"{number:04d};{age};{draw.uniform(1, 99):.2f};{loyal}".replace(".", ","))
    path = tmp_path / "kunden.csv"
    path.write_bytes("\r\n".join(rows).encode("cp1252"))
    return path


def out_of(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    code = main([str(argument) for argument in arguments])
    return code, capsys.readouterr().out


def test_read_prints_header_records_and_counts(csv: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = out_of(capsys, "read", csv, "--json-lines")
    first, *records, last = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert first["header"] == ["kunde", "alter", "umsatz", "treu"]
    assert set(first["dialect"]) == {"delimiter", "quote", "escape", "encoding", "header_rows", "skip_rows"}
    assert (len(records), last) == (160, {"records": 160, "bad_rows": 0})
    assert records[0][0] == "0000"


def test_audit_has_the_shape_of_the_contract(csv: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _code, out = out_of(capsys, "audit", csv, "--target", "treu", "--json")
    report = json.loads(out)
    assert {"file", "fingerprint", "dialect", "rows", "columns", "bad_rows", "findings"} <= set(report)
    assert report["rows"] == 160
    for finding in report["findings"]:
        assert set(finding) >= {"rule", "severity", "column", "rows", "message"}


def test_t9_a_column_mapped_to_an_attribute_is_a_slice_of_the_run_also_where_no_model_uses_it(
    csv: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head, *rows = csv.read_text(encoding="cp1252").splitlines()
    levels = ["w" if number % 2 else "m" for number in range(len(rows))]
    lines = [f"{head};geschlecht", *(f"{row};{level}" for row, level in zip(rows, levels, strict=True))]
    csv.write_text("\n".join(lines), encoding="cp1252")
    file, check = tmp_path / "a.scope", tmp_path / "bias.json"
    main(["new", str(file)])
    check.write_text('{"title": "Women", "attribute": "gender", "column": "Geschlecht "}', encoding="utf-8")
    main(["add", str(file), "bias", "--json", str(check)])
    assert "on the others" not in out_of(capsys, "show", file, "bias")[1]
    asked = ("baseline", csv, "--target", "treu", "--budget", "0.3", "--drop", "geschlecht", "kunde", "--into", file)
    assert main([str(argument) for argument in asked]) == 0
    capsys.readouterr()
    shown = out_of(capsys, "show", file, "bias")[1]
    assert shown.count("on the others") == 2, "one line for each level"
    (looked,) = json.loads(out_of(capsys, "show", file, "analyses", "--json")[1])
    assert {row["column"] for row in looked["fairness"]} == {"geschlecht"}
    assert sum(row["rows"] for row in looked["fairness"]) == looked["looked_at"]


def test_j5_a_kept_run_is_held_to_the_first_ship_rule_and_says_the_numbers(
    csv: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.scope"
    main(["new", str(file)])
    for section, record in (
        ("metrics", {"title": "Found", "measure": "roc_auc", "role": "optimising", "target": 0.99}),
        ("ship_rules", [{"title": "Strict", "metric": "Found"}, {"title": "Easy", "metric": "Found", "threshold": 0.4},
                        {"title": "Late", "metric": "Found", "threshold": 0.4, "by": "2020-01-01"},
                        {"title": "Neutral", "neutral": True}]),
    ):  # fmt: skip
        (tmp_path / "r.json").write_text(json.dumps(record), encoding="utf-8")
        assert main(["add", str(file), section, "--json", str(tmp_path / "r.json")]) == 0
    asked = ("baseline", csv, "--target", "treu", "--budget", "0.3", "--drop", "kunde", "--into", file)
    assert main([str(argument) for argument in asked]) == 0
    told = capsys.readouterr().err
    assert re.search(r"SH-1: Does not ship, 0\.\d+ of 0\.990", told)
    assert re.search(r"SH-2: Ships, 0\.\d+ of 0\.400", told)
    assert re.search(r"SH-3: Does not ship, .*the day has passed", told)
    assert "SH-4: Ships, neutral launch: no threshold" in told
    assert "RUN-1: Does not ship" in out_of(capsys, "show", file, "ship_rules")[1]


def test_j22_a_deprecated_column_in_a_new_file_is_a_warning(
    csv: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, log = tmp_path / "a.scope", tmp_path / "deprecated.json"
    main(["new", str(file)])
    log.write_text('{"column": "Umsatz", "reason": "It is known only afterwards."}', encoding="utf-8")
    main(["add", str(file), "deprecated", "--json", str(log)])
    assert "DPR01" not in out_of(capsys, "check", file)[1]
    main(["audit", str(csv), "--into", str(file)])
    capsys.readouterr()
    found = json.loads(out_of(capsys, "check", file, "--json")[1])
    assert [(each["id"], each["severity"]) for each in found if each["rule"] == "DPR01"] == [("DS-1", "warning")]


def test_a_baseline_is_kept_in_the_engagement(csv: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.scope"
    main(["new", str(file)])
    capsys.readouterr()
    code, out = out_of(capsys, "baseline", csv, "--target", "treu", "--seed", "3", "--into", file, "--json")
    result: dict[str, Any] = json.loads(out)
    assert code == 0
    assert result["split"]["seed"] == 3
    assert any(model["kind"] == "trivial" for model in result["models"])
    _code, shown = out_of(capsys, "show", file, "runs", "--json")
    (run,) = json.loads(shown)
    best = next(model for model in result["models"] if model["name"] == result["best"])
    kept = next(model for model in run["models"] if model["name"] == result["best"])
    assert (run["fingerprint"], run["best"], kept["dev"]) == (
        result["fingerprint"],
        result["best"],
        best["dev"]["value"],
    )
    level = tmp_path / "level.json"
    level.write_text(json.dumps({"title": "Clerks", "sort": "human", "measure": run["measure"], "value": 0.6}))
    main(["add", str(file), "reference_levels", "--json", str(level)])
    capsys.readouterr()
    _code, shown = out_of(capsys, "baselines", file, "--json")
    board = json.loads(shown)
    lines = {line["way"]: line for line in board["lines"]}
    assert [line["way"] for line in result["board"]["lines"] if line["standing"] == "best"] == [best["kind"]]
    assert lines["human"]["standing"] == "typed"
    assert lines["rule"]["standing"] == "open"
    assert lines["trivial"]["latency_ms"] is not None
    assert "Not done" in out_of(capsys, "baselines", file)[1]
    assert out_of(capsys, "baselines", file, "--of", "RUN-9")[0] == 2


def test_exactly_the_named_rows_are_held_out_and_predicted(
    csv: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows, out = tmp_path / "rows.txt", tmp_path / "out.csv"
    rows.write_text("\n".join(map(str, range(3, 160, 5))), encoding="utf-8")
    told = ("--rule", "alter > 45 -> ja; else -> nein", "--budget", "0.3", "--drop", "kunde", "--positive", "ja")
    asked = ("baseline", csv, "--target", "treu", *told, "--test-rows", rows, "--predict", out, "--json")
    code, shown = out_of(capsys, *asked)
    header, *lines = out.read_text(encoding="utf-8").splitlines()
    assert (code, header) == (0, "row,prediction,p:nein,p:ja")
    assert [int(line.split(",")[0]) for line in lines] == list(range(3, 160, 5))
    assert "rule" in [model["kind"] for model in json.loads(shown)["models"]]


def test_a_split_by_time_is_kept_with_the_run(csv: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.scope"
    main(["new", str(file)])
    asked = ("baseline", csv, "--target", "treu", "--time", "alter", "--budget", "0.3", "--into", file)
    assert out_of(capsys, *asked)[0] == 0
    (run,) = json.loads(out_of(capsys, "show", file, "runs", "--json")[1])
    assert (run["split"], run["time"], run["group"]) == ("time", "alter", None)


@pytest.mark.parametrize(
    "arguments",
    [
        ("read", "GONE.csv"),
        ("audit", "GONE.csv"),
        ("baseline", "CSV", "--target", "nope"),
        ("audit", "CSV", "--target", "x"),
        ("baseline", "CSV", "--target", "treu", "--rule", "alter < 3"),
        ("baseline", "CSV", "--target", "treu", "--test-rows", "CSV"),
        ("baseline", "CSV", "--target", "treu", "--predict", "CSV/none/out.csv"),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_exit_2(
    csv: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    code = main([part.replace("CSV", str(csv)) for part in arguments])
    captured = capsys.readouterr()
    assert code == 2
    assert captured.out == ""
    assert captured.err.strip()
    assert "Traceback" not in captured.err


def test_i3_other_test_rows_are_kept_only_with_a_decision(
    csv: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.scope"
    main(["new", str(file), "--title", "A"])
    asked = ("baseline", csv, "--target", "treu", "--budget", "0.3", "--into", file, "--seed")
    assert out_of(capsys, *asked, "3")[0] == 0
    assert main([str(part) for part in (*asked, "4")]) == 2
    said = capsys.readouterr().err
    assert "RUN-1" in said
    assert "--decision" in said
    (tmp_path / "d.json").write_text('{"title": "Which rows are held out?"}', encoding="utf-8")
    assert main(["add", str(file), "decisions", "--json", str(tmp_path / "d.json")]) == 0
    assert main([str(part) for part in (*asked, "4", "--decision", "D-1")]) == 0


def test_j17_scenario_rows_of_the_test_plan_are_evaluated_against_the_run(
    csv: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, plan = tmp_path / "a.scope", tmp_path / "tests.json"
    main(["new", str(file)])
    main(["audit", str(csv), "--into", str(file)])
    planned = {"title": "Known customers", "system": "prediction", "dataset": "DS-1", "scenario_rows": "0-9, 900"}
    plan.write_text(json.dumps(planned), encoding="utf-8")
    main(["add", str(file), "tests", "--json", str(plan)])
    asked = ("baseline", csv, "--target", "treu", "--budget", "0.3", "--drop", "kunde", "--into", file)
    assert main([str(argument) for argument in asked]) == 0
    told = capsys.readouterr().err
    (run,) = json.loads(out_of(capsys, "show", file, "runs", "--json")[1])
    judged = {row["row"]: row for row in run["scenarios"]}
    assert set(judged) == {*range(10), 900}
    assert all(set(row) <= {"id", "row", "part", "right"} for row in run["scenarios"])
    right = sum(row.get("right") == "right" for row in run["scenarios"])
    assert f"TS-1 Scenarios: {right} of 10 right in RUN-1" in told
    shown = out_of(capsys, "show", file, "tests")[1]
    assert f"{right} of 10 right in RUN-1" in shown
    assert "901" in shown
    found = out_of(capsys, "check", file)[1]
    assert ("TST05" in found) == (right < 10)


def test_i3_the_same_test_row_twice_is_refused_with_both_lines(
    csv: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tmp_path / "rows.txt"
    rows.write_text("3\n\n7\n3\n", encoding="utf-8")
    assert main(["baseline", str(csv), "--target", "treu", "--test-rows", str(rows)]) == 2
    assert "Line 4 of rows.txt names row 3 again, after line 1. Name each test row once." in capsys.readouterr().err


def test_j17_scenario_rows_beyond_those_a_run_judges_are_said(
    csv: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, plan = tmp_path / "a.scope", tmp_path / "tests.json"
    main(["new", str(file)])
    main(["audit", str(csv), "--into", str(file)])
    names = [{"title": rows, "dataset": "DS-1", "scenario_rows": rows} for rows in ("0-399", "300-599")]
    plan.write_text(json.dumps(names), encoding="utf-8")
    main(["add", str(file), "tests", "--json", str(plan)])
    asked = ("baseline", csv, "--target", "treu", "--budget", "0.3", "--drop", "kunde", "--into", file)
    assert main([str(argument) for argument in asked]) == 0
    assert "100 scenario rows of the test plan are not judged" in capsys.readouterr().err
