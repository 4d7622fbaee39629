"""The commands on a scope, as another program or a person at a terminal uses them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from scopewright.cli import main
from scopewright.cli.commands import COMMANDS
from scopewright.store.opened import OpenEngagement


@pytest.fixture
def file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "search.scope"
    assert main(["new", str(path), "--title", "Search", "--client", "Acme"]) == 0
    capsys.readouterr()
    return path


def test_every_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    for command in COMMANDS:
        with pytest.raises(SystemExit) as left:
            main([command.word, "--help"])
        assert left.value.code == 0
        assert command.word in capsys.readouterr().out


def test_sections_are_described_as_the_contract_says(say: Any) -> None:
    code, out, _err = say("sections", "--json")
    assert code == 0
    for section in json.loads(out):
        assert {"key", "title", "prefix", "single", "fields"} <= set(section)
        for field in section["fields"]:
            assert {"name", "kind", "title", "help", "choices", "required"} <= set(field)


def test_records_are_added_shown_and_set(file: Path, say: Any) -> None:
    people = json.dumps([{"name": "Ana"}, {"name": "Ben"}])
    assert say("add", file, "people", "--json", "-", stdin=people) == (0, "P-1\nP-2\n", "")
    assert say("add", file, "risks", "--json", "-", stdin='{"title": "Drift", "owner": "Ana"}')[1] == "R-1\n"
    assert say("set", file, "R-1", "likelihood", "4")[0] == 0
    (risk,) = json.loads(say("show", file, "risks", "--json")[1])
    assert (risk["title"], risk["likelihood"], risk["owner"], risk["impact"]) == ("Drift", 4, "P-1", None)


def test_adding_is_all_or_nothing(file: Path, say: Any) -> None:
    code, out, err = say("add", file, "risks", "--json", "-", stdin='[{"title": "a"}, {"tite": "b"}]')
    assert (code, out) == (2, "")
    assert "tite" in err
    assert json.loads(say("show", file, "risks", "--json")[1]) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "FILE", "spells", "--json", "-"),
        ("add", "FILE", "risks", "--json", "-"),
        ("add", "FILE", "overview", "--json", "-"),
        ("set", "FILE", "R-9", "title", "x"),
        ("set", "FILE", "OV-1", "velocity", "x"),
        ("show", "FILE", "spells"),
        ("show", "FILE.gone"),
        ("verify", "FILE.gone"),
        ("new", "FILE"),
    ],
)
def test_bad_input_is_a_sentence_and_exit_2(file: Path, say: Any, arguments: tuple[str, ...]) -> None:
    before = file.read_bytes()
    code, out, err = say(*(part.replace("FILE", str(file)) for part in arguments), stdin="{")
    assert (code, out) == (2, "")
    assert err.strip().endswith(".")
    assert "Traceback" not in err
    assert file.read_bytes() == before


def test_stock_tinydb_reads_what_was_written(file: Path, say: Any) -> None:
    say("add", file, "risks", "--json", "-", stdin='[{"title": "a"}, {"title": "b"}]')
    with TinyDB(file) as database:
        assert [risk["title"] for risk in database.table("risks").all()] == ["a", "b"]


def test_each_captured_line_is_answered_once_and_kept(file: Path, say: Any) -> None:
    code, out, _err = say("capture", file, "--session", "kick-off", "--json", stdin="they call on Monday\n\n[b]zwei\n")
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [(answer["line"], answer["id"]) for answer in answers] == [(1, "N-1"), (2, None), (3, "N-2")]
    notes = json.loads(say("show", file, "notes", "--json")[1])
    assert [note["line"] for note in notes] == ["they call on Monday", "[b]zwei"]
    assert {note["session"] for note in notes} == {"S-1"}


def test_check_exits_1_on_findings_and_prints_where(file: Path, say: Any) -> None:
    say("add", file, "constraints", "--json", "-", stdin='{"statement": "low latency (>100ms)"}')
    code, out, _err = say("check", file, "--json")
    assert code == 1
    (finding,) = (finding for finding in json.loads(out) if finding["rule"] == "CON01")
    assert finding.pop("message")
    place = {"section": "constraints", "id": "C-1", "field": "statement"}
    assert finding == {"rule": "CON01", "severity": "error", **place}


def test_check_names_the_rules_that_are_switched_off(file: Path, say: Any) -> None:
    say("add", file, "constraints", "--json", "-", stdin='{"statement": "low latency (>100ms)"}')
    off = '{"rule": "CON01", "reason": "Quoted from the tender"}'
    say("add", file, "rules_off", "--json", "-", stdin=off)
    _code, out, err = say("check", file, "--json")
    assert "CON01" not in {finding["rule"] for finding in json.loads(out)}
    assert "CON01" in err
    assert "Quoted from the tender" in err


def test_hints_alone_are_fine(file: Path, say: Any) -> None:
    for field in ("problem", "motivation"):
        say("set", file, "OV-1", field, "40 tickets a week")
    say("add", file, "exclusions", "--json", "-", stdin='{"title": "Images"}')
    code, out, _err = say("check", file)
    assert "hint" in out
    assert code == 0


def test_a_file_held_by_somebody_else_is_named_and_not_written(file: Path, say: Any) -> None:
    holder = OpenEngagement.open(file)
    try:
        code, _out, err = say("set", file, "OV-1", "title", "x")
        assert code == 2
        assert "open" in err
        assert say("show", file)[0] == 0
    finally:
        holder.file.leave()


def test_verify_says_whether_the_file_is_whole(file: Path, say: Any) -> None:
    assert say("verify", file)[0] == 0
    file.write_bytes(file.read_bytes()[:-9])
    assert say("verify", file)[0] == 1


def test_a_template_links_its_own_people(tmp_path: Path, say: Any) -> None:
    path = tmp_path / "new.scope"
    assert say("new", path, "--template", "scoping")[0] == 0
    risks = json.loads(say("show", path, "risks", "--json")[1])
    assert all(risk["owner"].startswith("P-") for risk in risks)
