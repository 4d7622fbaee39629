"""``scopewright capture``: lines in, one answer each, everything said is in fields."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

LINES = "o: cut tickets by 20% by 2027-06 @mia v1\n\nk: drift p3 i4 @mia -> QA\n[DATA] billing [MOCK] chips\nplain\n"


@pytest.fixture
def file(tmp_path: Path, say: Any) -> Path:
    path = tmp_path / "a.scope"
    assert say("new", path)[0] == 0
    return path


def answers(say: Any, file: Path, stdin: str, *more: str) -> list[dict[str, Any]]:
    code, out, err = say("capture", file, "--json", "--today", "2026-11-20", *more, stdin=stdin)
    assert (code, err) == (0, "")
    return [json.loads(line) for line in out.splitlines()]


def test_each_line_is_answered_with_its_record_and_what_else_it_made(file: Path, say: Any) -> None:
    objective, blank, risk, need, note = answers(say, file, LINES, "--session", "Kick-off")
    assert (objective["line"], objective["section"], objective["id"], objective["note"]) == (
        1,
        "objectives",
        "O-1",
        "N-1",
    )
    assert objective["fields"] == {
        "statement": "cut tickets by 20%", "metric": "tickets", "direction": "lower", "relative": True, "target": -20,
        "unit": "%", "due": "2027-06-30", "owner": "P-1", "release": "V-1", "note": "N-1",
    }  # fmt: skip
    assert [one["section"] for one in objective["also"]] == ["people", "releases"]
    assert blank == {"line": 2, "note": None, "id": None, "section": None, "fields": {}, "also": []}
    assert (risk["fields"]["owner"], risk["also"]) == ("P-1", [])
    assert (need["section"], need["also"][0]["fields"]) == (
        "needs", {"title": "chips", "sort": "mock", "note": "N-3"},
    )  # fmt: skip
    assert (note["id"], note["note"], note["section"], note["fields"]["state"]) == ("N-4", "N-4", "notes", "inbox")


def test_who_is_named_first_as_a_team_is_a_team_and_as_an_owner_is_of_no_sort_yet(file: Path, say: Any) -> None:
    (milestone,) = answers(say, file, "t: dev A/B by 12 mar team:ML @mia\n")
    assert {one["fields"]["name"]: one["fields"].get("sort") for one in milestone["also"]} == {
        "ML": "team",
        "mia": None,
    }


def test_the_lines_are_in_the_file_with_links_both_ways(file: Path, say: Any) -> None:
    answers(say, file, LINES, "--session", "Kick-off")
    shown = json.loads(say("show", file, "--json")[1])
    notes = [one for one in shown if one["section"] == "notes"]
    assert [note["line"] for note in notes] == [line for line in LINES.splitlines() if line]
    assert {note["session"] for note in notes} == {"S-1"}
    assert [one["title"] for one in shown if one["section"] == "sessions"] == ["Kick-off"]
    assert next(one for one in shown if one["section"] == "risks")["note"] == "N-2"


def test_a_second_run_goes_on_in_the_same_session(file: Path, say: Any) -> None:
    answers(say, file, "one\n", "--session", "Kick-off")
    answers(say, file, "two\n", "--session", "kick-off ")
    shown = json.loads(say("show", file, "--json")[1])
    assert len([one for one in shown if one["section"] == "sessions"]) == 1


def test_a_day_that_is_none_is_refused(file: Path, say: Any) -> None:
    code, out, err = say("capture", file, "--today", "soon", stdin="one\n")
    assert (code, out) == (2, "")
    assert "soon" in err


def test_help_shows_the_grammar(say: Any, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        say("capture", "--help")
    assert "k: labels drift p3 i4 @li -> weekly QA" in capsys.readouterr().out
