"""``check`` looks whether the files of the datasets are still those that were audited and run on (row J8)."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from scopewright.lab import fingerprint

_TABLE = "age,left\n" + "".join(f"{20 + row % 40},{row % 3}\n" for row in range(90))


@pytest.fixture
def file(tmp_path: Path, say: Any) -> Path:
    """An engagement with an audited CSV and a run on it."""
    path, table = tmp_path / "a.scope", tmp_path / "calls.csv"
    table.write_text(_TABLE)
    say("new", path)
    say("add", path, "datasets", "--json", "-", stdin=json.dumps({
        "title": "Calls", "path": str(table), "fingerprint": fingerprint.fingerprint(table), "audited": "2027-03-01",
    }))  # fmt: skip
    run = {"title": "Baseline", "dataset": "Calls", "fingerprint": fingerprint.fingerprint(table)}
    say("add", path, "runs", "--json", "-", stdin=json.dumps(run))
    return path


def _of_files(say: Any, file: Path) -> tuple[int, list[tuple[str, str]]]:
    code, out, _err = say("check", file, "--json")
    return code, [(each["id"], each["severity"]) for each in json.loads(out) if each["rule"] == "DAT05"]


def test_j8_a_changed_cell_makes_audit_and_runs_stale_and_the_old_file_clears_them(file: Path, say: Any) -> None:
    table = file.with_name("calls.csv")
    assert _of_files(say, file)[1] == []
    table.write_text(_TABLE.replace("20,0", "21,0", 1))
    code, found = _of_files(say, file)
    assert (code, found) == (1, [("DS-1", "warning"), ("RUN-1", "warning")])
    table.write_text(_TABLE)
    assert _of_files(say, file)[1] == []


def test_j8_a_file_that_is_not_there_is_a_hint_and_no_error(file: Path, say: Any) -> None:
    file.with_name("calls.csv").unlink()
    assert _of_files(say, file)[1] == [("DS-1", "hint")]


def test_j8_a_file_that_nobody_touched_is_not_read_again(file: Path, say: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    say("check", file)
    monkeypatch.setattr(fingerprint, "fingerprint", lambda path: pytest.fail(f"{path} is read again"))
    assert _of_files(say, file)[1] == []
    monkeypatch.undo()
    os.utime(file.with_name("calls.csv"), (1, 1))
    assert _of_files(say, file)[1] == []


def test_j8_a_file_on_another_computer_is_not_asked_for(file: Path, say: Any) -> None:
    say("set", file, "DS-1", "path", r"\\host\share\calls.csv")
    assert _of_files(say, file)[1] == [("DS-1", "hint")]


def test_j8_who_switches_the_rule_off_is_not_told_of_files(file: Path, say: Any) -> None:
    file.with_name("calls.csv").unlink()
    say("add", file, "rules_off", "--json", "-", stdin='{"rule": "DAT05", "reason": "Archived"}')
    assert _of_files(say, file)[1] == []
