"""The command ``lineage``: every step from a file to its numbers, and whether a run gives them once more (row P6)."""

from __future__ import annotations

import json
import random
import shlex
from pathlib import Path
from typing import Any

import pytest

from scopewright.cli import main
from scopewright.store.opened import OpenEngagement

Out = tuple[int, str, str]


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    draw = random.Random(7)
    rows = ["kunde;alter;region;treu"]
    for number in range(200):
        age = draw.randint(18, 80)
        loyal = "ja" if age + draw.gauss(0, 12) > 45 else "nein"
        rows.append(f"{number:04d};{age};{draw.choice('NSWO')};{loyal}")
    path = tmp_path / "kunden 2026.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


@pytest.fixture
def kept(csv: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    file = tmp_path / "a.scope"
    asked = ["--target", "treu", "--seed", "3", "--drop", "kunde", "--budget", "0.3", "--type", "region=category"]
    main(["new", str(file)])
    main(["baseline", str(csv), *asked, "--rule", "alter < 45 -> nein; else -> ja", "--into", str(file)])
    capsys.readouterr()
    return file


def out_of(capsys: pytest.CaptureFixture[str], *arguments: object) -> Out:
    code = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_p6_every_step_is_listed_with_its_fingerprint_and_the_command_that_takes_it_again(
    kept: Path, csv: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _err = out_of(capsys, "lineage", kept, "--json")
    ((first, second),) = [each["steps"] for each in json.loads(out)]
    assert code == 0
    assert (first["what"], second["what"], second["record"]) == ("audit", "baseline", "RUN-1")
    assert first["fingerprint"] == second["fingerprint"]
    assert "scikit-learn" in second["versions"]
    words = shlex.split(second["command"])
    assert words[:3] == ["scopewright", "baseline", csv.name]
    before = scores(kept)
    code, out, _err = out_of(capsys, *[csv if word == csv.name else word for word in words[1:]], "--json")
    assert code == 0
    assert {model["name"]: model["dev"]["value"] for model in json.loads(out)["models"]} == before


def test_p6_a_run_made_again_on_the_same_file_gives_the_same_numbers(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _err = out_of(capsys, "lineage", kept, "--again", "RUN-1", "--json")
    assert (code, json.loads(out)["different"]) == (0, [])
    code, out, _err = out_of(capsys, "lineage", kept, "--again", "RUN-1")
    assert (code, out) == (0, "RUN-1 made again: every score is the same.\n")


def test_p6_a_changed_file_is_said_and_what_it_changes(
    kept: Path, csv: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    csv.write_text(csv.read_text(encoding="utf-8").replace(";ja", ";nein", 20), encoding="utf-8")
    code, out, err = out_of(capsys, "lineage", kept, "--again", "RUN-1")
    assert code == 1
    assert "kept 0." in out
    assert "another one than RUN-1 was made of" in err


@pytest.mark.parametrize("wrong", ["DS-1", "RUN-9"])
def test_what_is_no_run_is_refused(kept: Path, capsys: pytest.CaptureFixture[str], wrong: str) -> None:
    code, out, err = out_of(capsys, "lineage", kept, "--again", wrong)
    assert (code, out) == (2, "")
    assert wrong in err


def test_test_rows_named_by_hand_cannot_be_made_again_and_that_is_said(
    csv: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, rows = tmp_path / "b.scope", tmp_path / "rows.txt"
    rows.write_text("\n".join(str(row) for row in range(0, 200, 5)), encoding="utf-8")
    main(["new", str(file)])
    main(["baseline", str(csv), "--target", "treu", "--test-rows", str(rows), "--budget", "0.3", "--into", str(file)])
    capsys.readouterr()
    code, _out, err = out_of(capsys, "lineage", file, "--again", "RUN-1")
    assert code == 2
    assert "named by hand" in err
    assert "--test-rows ROWS" in out_of(capsys, "lineage", file)[1]


def scores(file: Path) -> dict[str, Any]:
    """The development scores that the run keeps."""
    work = OpenEngagement.open(file)
    rows = work.engagement.records("runs")[0].stored("models")
    work.close()
    return {row["name"]: row["dev"] for row in rows}
