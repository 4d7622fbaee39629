"""Removing records by command: all or none, and what still points to them is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scopewright.cli import main


@pytest.fixture
def file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path, records = tmp_path / "a.scope", tmp_path / "r.json"
    assert main(["new", str(path)]) == 0
    people = [{"name": "Mia"}, {"name": "Ola"}]
    for section, items in (("people", people), ("risks", [{"title": "Drift", "owner": "Mia"}])):
        records.write_text(json.dumps(items))
        assert main(["add", str(path), section, "--json", str(records)]) == 0
    capsys.readouterr()
    return path


def ids(file: Path, section: str, say: Any) -> list[str]:
    _code, out, _err = say("show", file, section, "--json")
    return [record["id"] for record in json.loads(out)]


def test_removing_a_person_says_which_record_still_names_her(file: Path, say: Any) -> None:
    code, out, err = say("remove", file, "P-1")
    assert (code, out) == (0, "")
    assert "R-1 still names what was removed in Owner (DRI)." in err
    assert ids(file, "people", say) == ["P-2"]


def test_what_is_removed_together_dangles_nowhere(file: Path, say: Any) -> None:
    assert say("remove", file, "P-1", "R-1") == (0, "", "")


@pytest.mark.parametrize(("wrong", "said"), [("P-9", "P-9"), ("OV-1", "only record of overview")])
def test_one_that_cannot_be_removed_keeps_them_all(file: Path, say: Any, wrong: str, said: str) -> None:
    code, _out, err = say("remove", file, "P-1", wrong)
    assert code == 2
    assert said in err
    assert ids(file, "people", say) == ["P-1", "P-2"]
