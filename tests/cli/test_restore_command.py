"""Earlier versions on the command line: listed, restored, copied, and a damaged file salvaged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scopewright.cli import main
from scopewright.store.opened import OpenEngagement


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command; returns exit code, output and messages."""

    def command(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return command


@pytest.fixture
def file(tmp_path: Path, run: Any) -> Path:
    """A file with one earlier version, in which the overview had no title."""
    path = tmp_path / "search.scope"
    assert run("new", path, "--client", "Acme")[0] == 0
    assert run("set", path, "OV-1", "title", "Search")[0] == 0
    return path


def _title(path: Path, run: Any) -> str | None:
    (overview,) = json.loads(run("show", path, "overview", "--json")[1])
    title: str | None = overview["title"]
    return title


def test_the_versions_are_listed_with_what_they_hold(file: Path, run: Any) -> None:
    code, out, _err = run("restore", file, "--list", "--json")
    (version,) = json.loads(out)
    assert (code, version["generation"], version["records"]) == (0, 1, 3)
    assert "3 records" in run("restore", file, "--list")[1]


def test_restoring_says_what_changes_and_can_itself_be_taken_back(file: Path, run: Any) -> None:
    code, out, err = run("restore", file)
    assert (code, out) == (0, f"{file}\n")
    assert "Overview: 0 more, 0 fewer, 1 changed" in err
    assert "now backup 2" in err
    assert _title(file, run) is None
    assert run("restore", file, "--from", "2")[0] == 0
    assert _title(file, run) == "Search"


def test_a_version_can_be_written_elsewhere_and_the_file_stays(file: Path, run: Any, tmp_path: Path) -> None:
    before = file.read_bytes()
    assert run("restore", file, "--from", "1", "-o", tmp_path / "old.scope")[0] == 0
    assert _title(tmp_path / "old.scope", run) is None
    assert run("restore", file, "-o", tmp_path / "old.scope")[0] == 2
    assert file.read_bytes() == before


def test_a_version_that_is_not_there_or_a_file_that_is_open_is_refused(file: Path, run: Any, tmp_path: Path) -> None:
    assert run("restore", file, "--from", "7")[0] == 2
    assert run("restore", tmp_path / "none.scope")[0] == 2
    work = OpenEngagement.open(file)
    code, _out, err = run("restore", file)
    work.close()
    assert (code, "already open" in err) == (2, True)


def test_a_damaged_file_is_restored_or_salvaged_into_a_new_one(file: Path, run: Any, tmp_path: Path) -> None:
    damaged = file.read_bytes().replace(b'"DOC-1"', b'"DOC-1', 1)
    file.write_bytes(damaged)
    assert run("restore", file, "--salvage")[0] == 2
    code, out, err = run("restore", file, "--salvage", "-o", tmp_path / "saved.scope")
    assert (code, out) == (1, f"{tmp_path / 'saved.scope'}\n")
    assert "could not be read" in err
    assert "1 backup" in err
    assert file.read_bytes() == damaged
    assert _title(tmp_path / "saved.scope", run) == "Search"
    assert "cannot be read, so nothing can be compared" in run("restore", file)[2]
    assert _title(file, run) is None
