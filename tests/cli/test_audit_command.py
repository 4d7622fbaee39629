"""``audit`` on one file, against an earlier delivery, and with a table that it names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scopewright.cli import main


def table(path: Path, rows: int = 120, off: int = 0) -> Path:
    lines = [
        "ref,age,shop",
        *(f"B-{n + 100:04d},{20 + n * 7 % 41 + off},{('north', 'south')[n % 2]}" for n in range(rows)),
    ]
    path.write_text("\n".join(lines) + "\n")
    return path


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    code = main(["audit", *map(str, arguments)])
    return code, capsys.readouterr().out


def test_p9_the_same_file_twice_is_exit_0_and_a_shifted_one_exit_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = table(tmp_path / "old.csv"), table(tmp_path / "new.csv", off=30)
    assert told(capsys, old, "--against", old)[0] == 0
    code, out = told(capsys, new, "--against", old, "--key", "ref", "--json")
    report: dict[str, Any] = json.loads(out)
    assert code == 1
    assert report["against"]["matched"] == {"removed": 0, "added": 0, "kept": 120}
    assert [finding["column"] for finding in report["findings"] if finding["rule"] == "DRF01"] == ["age"]
    assert "1 of 2 compared columns has drifted" in told(capsys, new, "--against", old)[1]


def test_keys_without_a_partner_are_told_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    part, whole = table(tmp_path / "part.csv", 100), table(tmp_path / "whole.csv")
    code, out = told(capsys, whole, "--refers-to", f"{part}:ref=ref")
    assert code == 1
    assert "REF01" in out
    assert told(capsys, part, "--refers-to", f"{whole}:ref=ref")[0] == 0


@pytest.mark.parametrize(
    "options",
    [("--suspects",), ("--key", "ref"), ("--refers-to", "x.csv"), ("--against", "GONE.csv"), ("--into", "GONE.scope")],
)
def test_what_cannot_be_held_against_anything_is_a_sentence_and_exit_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
) -> None:
    assert main(["audit", str(table(tmp_path / "a.csv")), *options]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_an_audit_is_kept_in_the_engagement(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["new", str(tmp_path / "a.scope")])
    assert told(capsys, table(tmp_path / "a.csv"), "--into", tmp_path / "a.scope")[0] == 0
    main(["show", str(tmp_path / "a.scope"), "datasets", "--json"])
    (kept,) = json.loads(capsys.readouterr().out)
    assert kept["records"] == 120
