"""What a person can mend is a sentence; a fault in the program is called one; a word nobody knows opens no window."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scopewright.cli import command, main
from scopewright.cli.commands import DEBUG
from scopewright.cli.unknown import NOT_THERE_YET


@pytest.fixture(autouse=True)
def no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    def window(_arguments: list[str]) -> int:
        raise AssertionError("a window was opened")

    monkeypatch.setattr("scopewright.cli._window", window)


@pytest.fixture
def file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "a.scope"
    assert main(["new", str(path)]) == 0
    capsys.readouterr()
    return path


@pytest.mark.parametrize("word", NOT_THERE_YET)
def test_a_later_command_is_said_to_be_one(word: str, file: Path, say: Any) -> None:
    code, out, err = say(word, file)
    assert (code, out) == (2, "")
    assert f"{word} is not there yet" in err


@pytest.mark.parametrize(
    ("word", "said"), [("chek", "Did you mean check?"), ("qqq", "--help"), ("gone.scope", "no file “gone.scope”")]
)
def test_a_word_that_is_neither_command_nor_file_opens_no_window(word: str, said: str, file: Path, say: Any) -> None:
    code, out, err = say(word, file)
    assert (code, out) == (2, "")
    assert said in err


def test_a_folder_in_place_of_json_is_a_sentence(file: Path, say: Any) -> None:
    code, out, err = say("add", file, "risks", "--json", file.parent)
    assert (code, out) == (2, "")
    assert str(file.parent) in err
    assert err.endswith("Nothing was changed.\n")


@pytest.mark.parametrize(
    ("name", "said"), [("", "is a folder. Name an engagement file"), ("x.scope", "There is no file")]
)
def test_what_is_no_file_is_named_before_it_is_looked_at(name: str, said: str, file: Path, say: Any) -> None:
    path = file.parent / name if name else file.parent
    for command_words in (["verify", path], ["audit", file, "--into", path]):
        code, out, err = say(*command_words)
        assert (code, out) == (2, "")
        assert said in err
        assert str(path) in err


def test_a_new_file_in_a_missing_folder_names_the_folder(file: Path, say: Any) -> None:
    code, out, err = say("new", file.parent / "nowhere" / "a.scope")
    assert (code, out) == (2, "")
    assert f"There is no folder “{file.parent / 'nowhere'}”" in err


def test_a_fault_in_the_program_is_called_one(file: Path, say: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_engagement: object) -> list[object]:
        raise ValueError("not for people")

    monkeypatch.delenv(DEBUG, raising=False)
    monkeypatch.setattr("scopewright.cli.scope.check", broken)
    code, out, err = say("check", file)
    assert (code, out) == (2, "")
    assert "a fault in Scopewright (ValueError: not for people)" in err
    assert "Traceback" not in err
    monkeypatch.setenv(DEBUG, "1")
    assert "Traceback" in say("check", file)[2]


def test_reading_prints_rows_as_they_come_and_holds_none(say: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[str] = []

    def lines(*_arguments: object) -> Iterator[str]:
        yield json.dumps({"header": ["a"], "dialect": {"delimiter": ","}})
        for number in range(30):
            assert len(printed) == 1 + min(number, 10)
            yield json.dumps([number])
        yield json.dumps({"records": 30, "bad_rows": 0})

    monkeypatch.setattr("scopewright.cli.data.stream", lines)
    monkeypatch.setattr("scopewright.cli.data.put", printed.append)
    code, _out, err = say("read", "x.csv")
    assert code == 0
    assert printed == ["a", *map(str, range(10))]
    assert err.startswith("30 records, 0 that do not fit")


@pytest.mark.parametrize(("terminal", "shown"), [(True, "a\N{REPLACEMENT CHARACTER}[2Jb\tc"), (False, "a\x1b[2Jb\tc")])
def test_a_terminal_is_sent_no_control_characters(
    terminal: bool, shown: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: terminal)
    command.put("a\x1b[2Jb\tc")
    assert capsys.readouterr().out == f"{shown}\n"
