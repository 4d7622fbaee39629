"""Question lists on the command line: see them, take one over, keep one's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def file(tmp_path: Path, say: Any) -> Path:
    path = tmp_path / "search.scope"
    assert say("new", path)[0] == 0
    return path


def test_a_list_is_taken_over_and_answered(file: Path, say: Any) -> None:
    code, out, _err = say("ask", file, "infrastructure")
    assert (code, out.split()[0]) == (0, "QL-1")
    assert say("set", file, "QL-1", "answer", "By a read replica, within a day.")[0] == 0
    assert say("ask", file, "infrastructure")[:2] == (0, "")


def test_j3_feasibility_is_asked_of_each_module(file: Path, say: Any) -> None:
    say("add", file, "modules", "--json", "-", stdin='[{"title": "Tags"}, {"title": "Search"}]')
    for module in ("MOD-1", "MOD-2"):
        assert say("ask", file, "feasibility", "--of", module)[0] == 0
    asked = json.loads(say("show", file, "feasibility", "--json")[1])
    assert {record["module"] for record in asked} == {"MOD-1", "MOD-2"}


def test_what_cannot_be_asked_is_said(file: Path, say: Any) -> None:
    say("add", file, "risks", "--json", "-", stdin='{"title": "Late"}')
    for wrong in (("ask", file, "nothing"), ("ask", file, "data", "--of", "R-1"), ("keep-list", file, "data")):
        code, out, err = say(*wrong)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1


def test_an_edited_list_is_kept_and_used_in_the_next_engagement(file: Path, tmp_path: Path, say: Any) -> None:
    say("ask", file, "whiteboard")
    say("set", file, "AG-1", "title", "What hurts?")
    kept = say("keep-list", file, "whiteboard", "--title", "My session")[1]
    own = tmp_path / "lists"
    own.mkdir()
    (own / "mine.json").write_text(kept, encoding="utf-8")
    assert "What hurts?" in say("questions", "whiteboard", "--lists", own)[1]
    assert json.loads(say("questions", "whiteboard", "--lists", own, "--json")[1])["title"] == "My session"
    assert "whiteboard: Whiteboard session" in say("questions")[1]
