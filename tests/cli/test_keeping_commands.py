"""History, diff and merge, as another program or a person at a terminal uses them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from scopewright.cli import main
from scopewright.model.snapshot import take
from scopewright.store.opened import OpenEngagement, read_engagement


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command; returns exit code, output and messages."""

    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def file(tmp_path: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOGNAME", "ana")
    path = tmp_path / "search.scope"
    risks = tmp_path / "risks.json"
    risks.write_text('[{"title": "Drift"}, {"title": "Delay"}]')
    run("new", path, "--title", "Search", "--client", "Acme")
    run("add", path, "risks", "--json", risks)
    return path


def test_history_of_a_record_and_of_the_file(file: Path, run: Any) -> None:
    run("set", file, "R-1", "impact", "4")
    code, out, _err = run("history", file, "r-1")
    assert code == 0
    assert [line[21:] for line in out.splitlines()] == ["ana  R-1: added “Drift”", "ana  R-1 Impact: – → 4"]
    entries = json.loads(run("history", file, "--json")[1])
    assert {"who", "when", "what", "made", "id", "field", "was_shown", "now_shown"} <= set(entries[0])
    assert entries[-1]["now_shown"] == "4"


def test_history_of_a_record_that_never_was_is_refused(file: Path, run: Any) -> None:
    code, _out, err = run("history", file, "R-9")
    assert code == 2
    assert "R-9" in err


def test_diff_since_a_snapshot_and_against_another_file(file: Path, run: Any, tmp_path: Path) -> None:
    assert run("diff", file)[0] == 2
    work = OpenEngagement.open(file)
    work.keep_saving()
    take(work.engagement, "Workshop", "ana")
    work.close()
    other = tmp_path / "other.scope"
    shutil.copy(file, other)
    run("set", file, "R-2", "due", "2027-03-12")
    for arguments in ((), ("Workshop",), (other,)):
        assert run("diff", file, *arguments)[:2] == (0, "R-2 Review by: – → 12 Mar 2027\n")
    assert run("diff", file, "Workshop", other)[:2] == (0, "")
    assert json.loads(run("diff", file, "--json")[1])[0]["weight"] == 3
    code, _out, err = run("diff", file, "no such thing")
    assert code == 2
    assert "Snapshots: Workshop" in err


def test_nothing_is_different_since_a_signature_but_what_was_changed_then(file: Path, run: Any) -> None:
    people = file.with_name("people.json")
    people.write_text('{"name": "Mia"}')
    run("add", file, "people", "--json", people)
    assert run("signoff", file, "--person", "Mia")[:2] == (0, "SG-1\n")
    run("set", file, "R-1", "title", "Other words")
    assert [(each["id"], each["field"]) for each in json.loads(run("diff", file, "--json")[1])] == [("R-1", "title")]
    run("signoff", file, "--person", "Mia")
    assert json.loads(run("diff", file, "--json")[1]) == []


def test_merge_of_two_copies(file: Path, run: Any, tmp_path: Path) -> None:
    other, out = tmp_path / "other.scope", tmp_path / "both.scope"
    shutil.copy(file, other)
    run("set", file, "R-1", "impact", "4")
    run("set", other, "R-2", "impact", "2")
    before = file.read_bytes(), other.read_bytes()
    code, said, err = run("merge", file, other, "-o", out)
    assert (code, said) == (0, "")
    assert "both copies" in err
    assert [risk.stored("impact") for risk in read_engagement(out).records("risks")] == [4, 2]
    assert (file.read_bytes(), other.read_bytes()) == before
    assert run("verify", out)[0] == 0
    assert run("merge", file, other, "-o", out)[0] == 2


def test_merge_lists_what_both_changed_and_asks_about_it(file: Path, run: Any, tmp_path: Path) -> None:
    other, out = tmp_path / "other.scope", tmp_path / "both.scope"
    shutil.copy(file, other)
    run("set", file, "R-1", "impact", "4")
    run("set", other, "R-1", "impact", "2")
    code, said, err = run("merge", file, other, "-o", out)
    assert (code, said) == (1, "R-1 · Impact: 4 | 2  (ana | ana)  Q-1\n")
    assert "keeps the one of A" in err
    merged = read_engagement(out)
    assert merged.by_id("R-1").stored("impact") == 4
    assert merged.by_id("Q-1").internal


def test_the_merge_of_sealed_copies_is_sealed(file: Path, run: Any, tmp_path: Path) -> None:
    other, out, secret = tmp_path / "other.scope", tmp_path / "both.scope", tmp_path / "passphrase"
    secret.write_text("correct horse battery staple")
    assert run("encrypt", file, "--passphrase-file", secret)[0] == 0
    shutil.copy(file, other)
    run("set", other, "R-2", "impact", "2", "--passphrase-file", secret)
    assert run("merge", file, other, "-o", out)[0] == 2
    assert not out.exists()
    assert run("merge", file, other, "-o", out, "--passphrase-file", secret)[0] == 0
    assert b"Drift" not in out.read_bytes()
    assert read_engagement(out, "correct horse battery staple").by_id("R-2").stored("impact") == 2
    code, said, _err = run("diff", file, other, "--passphrase-file", secret)
    assert (code, said) == (0, "R-2 Impact: 2 → –\n")


def test_two_different_engagements_are_refused(file: Path, run: Any, tmp_path: Path) -> None:
    other, out = tmp_path / "other.scope", tmp_path / "both.scope"
    run("new", other)
    assert run("merge", file, other, "-o", out)[0] == 2
    assert run("diff", file, other)[0] == 2
    assert not out.exists()
