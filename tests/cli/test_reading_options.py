"""What the user says about how a file is read holds for every command, and for the next delivery."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scopewright.cli import main
from scopewright.model.engagement import Engagement
from scopewright.model.file_readings import reading_of, reading_rows
from scopewright.model.sections.datasets import Dataset
from scopewright.model.step import Step
from scopewright.store.opened import read_engagement

TEXT = "Report;;\nname;size;day\n" + "".join(f"x{n};{n % 5 + 1},{n % 9}0;0{n % 9 + 1}/04/2026\n" for n in range(80))


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(TEXT + "\nTotal of all\n")
    return path


def test_read_obeys_every_option(csv: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--delimiter", "semicolon", "--quote", "none", "--encoding", "latin-1", "--skip-rows", "2"]
    assert main(["read", str(csv), "--json-lines", *options, "--header-rows", "0"]) == 0
    first, *_records, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == {
        "header": None,
        "dialect": {
            "delimiter": ";", "quote": None, "escape": None, "encoding": "latin-1", "header_rows": 0, "skip_rows": 2,
        },
    }  # fmt: skip
    assert last == {"records": 80, "bad_rows": 1}


def test_what_is_left_out_is_said_beside_the_data_and_printed_on_request(
    csv: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(csv), "--json-lines"]) == 0
    assert "Remarks below the table, from line 84 on" in capsys.readouterr().err
    assert main(["read", str(csv), "--unread"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["line"], one["reason"]) for one in told] == [(1, "above"), (84, "footer")]


def test_audit_obeys_types_marks_and_missing_words(csv: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--type", "name=code", "--decimal", ",", "--first", "month", "--missing", "1,00"]
    main(["audit", str(csv), "--json", *options])
    columns = {column["name"]: column for column in json.loads(capsys.readouterr().out)["columns"]}
    assert columns["name"]["type"] == "code"
    assert (columns["size"]["decimal"], columns["size"]["missing"] > 0) == (",", True)
    assert (columns["day"]["day_first"], columns["day"]["formats"]) == (False, ["%m/%d/%Y"])


@pytest.mark.parametrize("options", [["--type", "name"], ["--delimiter", "abc"], ["--encoding", "klingon"]])
def test_options_that_make_no_sense_are_bad_input(
    csv: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(csv), *options]) == 2
    assert capsys.readouterr().err.strip().endswith(".")


def test_a_baseline_kept_in_an_engagement_remembers_the_reading(
    csv: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.scope"
    main(["new", str(file)])
    into = ["baseline", str(csv), "--target", "size", "--into", str(file), "--json"]
    assert main([*into, "--type", "day=text", "--quote", "none"]) == 0
    dataset = read_engagement(file).all(Dataset)[0]
    assert reading_of(dataset) == {"quote": "", "types": {"day": "text"}}
    assert main([*into, "--decimal", ","]) == 0
    assert reading_of(read_engagement(file).all(Dataset)[0]) == {"quote": "", "types": {"day": "text"}, "decimal": ","}
    assert main([*into, "--type", "name=code"]) == 0
    assert reading_of(read_engagement(file).all(Dataset)[0])["types"] == {"day": "text", "name": "code"}
    capsys.readouterr()


def test_every_part_of_a_reading_survives_in_the_record() -> None:
    said = {
        "delimiter": "\t", "quote": "", "encoding": "cp1252", "header_rows": 0, "skip_rows": 3, "decimal": ",",
        "day_first": False, "missing": ["-99", "k.A."], "sheet": "May", "types": {"a": "code", "b": "date"},
    }  # fmt: skip
    engagement = Engagement()
    with Step(engagement, "Reading") as step:
        key = step.add("datasets", {"title": "t", "reading": reading_rows(said)})
    dataset = engagement[key]
    assert isinstance(dataset, Dataset)
    assert reading_of(dataset) == said
