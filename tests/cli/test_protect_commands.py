"""A passphrase on the command line: from a file, the environment or a person, never from an argument."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from scopewright.cli import command
from scopewright.cli.commands import COMMANDS, parser
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.store.opened import OpenEngagement
from scopewright.store.sealing import Cost, is_sealed, new_seal

PASSPHRASE = "correct horse battery"
PLANTED = "Zyxomma petiolatum"


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    path = tmp_path / "a.scope"
    seal = new_seal(PASSPHRASE, cost=Cost(memory=8, passes=1, lanes=1))
    work = OpenEngagement.create(path, new_engagement(PLANTED, PLANTED), seal)
    with Step(work.engagement, "Add") as step:
        step.add("risks", {"title": PLANTED})
    work.close()
    return path


@pytest.fixture
def passphrase(tmp_path: Path) -> Path:
    file = tmp_path / "passphrase"
    file.write_text(f"{PASSPHRASE}\nnot this line\n")
    return file


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A person at a terminal, who will type these lines unseen."""
    lines: list[str] = []
    monkeypatch.setattr(command, "_at_terminal", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda *_values, **_named: lines.pop(0))
    return lines


def test_every_command_that_takes_an_engagement_takes_a_passphrase_file_and_none_a_passphrase() -> None:
    for word in (item.word for item in COMMANDS):
        (sub,) = (
            choice
            for action in parser()._actions
            if action.choices and isinstance(action.choices, dict)
            for name, choice in action.choices.items()
            if name == word
        )
        options = {option for action in sub._actions for option in action.option_strings}
        names = {action.dest for action in sub._actions}
        assert "--passphrase" not in options
        assert "--passphrase-file" in options or not names & {"file", "into", "a", "bundle"}


def test_reading_and_writing_with_a_passphrase_from_a_file(sealed: Path, passphrase: Path, say: Any) -> None:
    given = ("--passphrase-file", passphrase)
    assert say("add", sealed, "risks", "--json", "-", *given, stdin='{"title": "Drift"}')[:2] == (0, "R-2\n")
    assert say("set", sealed, "R-2", "likelihood", "4", *given)[0] == 0
    assert say("capture", sealed, *given, stdin="they call on Monday\n")[1] == "N-1\n"
    assert "Drift" in say("show", sealed, "risks", *given)[1]
    assert say("check", sealed, *given)[0] in (0, 1)
    assert say("verify", sealed, *given)[0] == 0
    assert is_sealed(sealed.read_bytes())


def test_the_environment_may_hold_it(sealed: Path, say: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(command.PASSPHRASE, PASSPHRASE)
    assert PLANTED in say("show", sealed)[1]


@pytest.mark.parametrize("words", [("show",), ("check",), ("verify",), ("set", "R-1", "title", "x"), ("decrypt",)])
def test_without_it_or_with_another_a_sentence_and_exit_2(
    sealed: Path, tmp_path: Path, say: Any, words: tuple[str, ...]
) -> None:
    before = sealed.read_bytes()
    word, *others = words
    code, out, err = say(word, sealed, *others)
    assert (code, out) == (2, "") and "--passphrase-file" in err and PLANTED not in err
    (tmp_path / "wrong").write_text("wrong passphrase")
    code, out, err = say(word, sealed, *others, "--passphrase-file", tmp_path / "wrong")
    assert (code, out) == (2, "") and "does not open" in err
    assert say(word, sealed, *others, "--passphrase-file", tmp_path / "gone")[0] == 2
    assert sealed.read_bytes() == before


def test_a_person_is_asked_and_may_mistype_twice(sealed: Path, say: Any, person: list[str]) -> None:
    person[:] = ["a typo", "another", PASSPHRASE]
    assert PLANTED in say("show", sealed)[1]
    person[:] = ["a typo", "another", "and another"]
    assert say("show", sealed)[0] == 2


def test_a_file_is_encrypted_given_another_passphrase_and_decrypted(tmp_path: Path, say: Any, passphrase: Path) -> None:
    path, new = tmp_path / "a.scope", tmp_path / "new"
    new.write_text("another staple pass")
    say("new", path, "--title", PLANTED)
    code, key, err = say("encrypt", path, "--passphrase-file", passphrase, "--recovery-key")
    assert code == 0 and "backups" in err and is_sealed(path.read_bytes())
    code, _out, err = say("encrypt", path, "--passphrase-file", passphrase)
    assert code == 2 and "--new-passphrase-file" in err
    (tmp_path / "key").write_text(key)
    assert say("encrypt", path, "--passphrase-file", tmp_path / "key", "--new-passphrase-file", new)[0] == 0
    assert say("show", path, "--passphrase-file", passphrase)[0] == 2
    assert say("decrypt", path, "--passphrase-file", new)[0] == 0
    with TinyDB(path, access_mode="r") as stock:
        assert [row["title"] for row in stock.table("overview").all()] == [PLANTED]


def test_a_new_passphrase_is_typed_twice(tmp_path: Path, say: Any, person: list[str]) -> None:
    path = tmp_path / "a.scope"
    person[:] = [PASSPHRASE, "a typo"]
    assert say("new", path, "--encrypt")[0] == 2
    assert not path.exists()
    person[:] = [PASSPHRASE, PASSPHRASE]
    assert say("new", path, "--encrypt")[0] == 0
    assert is_sealed(path.read_bytes())


def test_a_bundle_goes_to_a_colleague_and_its_data_is_found_there(
    sealed: Path, passphrase: Path, tmp_path: Path, say: Any
) -> None:
    given = ("--passphrase-file", passphrase)
    (tmp_path / "d.csv").write_text("a,b\n1,2\n")
    datasets = f'[{{"title": "d", "path": "{tmp_path / "d.csv"}"}}, {{"title": "e", "path": "gone.csv"}}]'
    say("add", sealed, "datasets", "--json", "-", *given, stdin=datasets)
    code, out, err = say("pack", sealed, "-o", tmp_path / "x.zip", "--with-data", *given)
    assert (code, out) == (1, f"{tmp_path / 'x.zip'}\n")
    assert "is in the bundle as data/DS-1.csv" in err and "gone.csv: is not there" in err
    code, out, err = say("unpack", tmp_path / "x.zip", "-o", tmp_path / "there", *given)
    assert (code, out) == (0, f"{tmp_path / 'there' / 'a.scope'}\n")
    shown = say("show", tmp_path / "there" / "a.scope", "datasets", *given)[1]
    assert str(tmp_path / "there" / "data" / "DS-1.csv") in shown
    assert say("unpack", tmp_path / "x.zip", "-o", tmp_path / "elsewhere")[0] == 1
    assert (tmp_path / "elsewhere" / "data" / "DS-1.csv").is_file()


def test_a_bundle_without_data_says_who_can_read_it(tmp_path: Path, say: Any) -> None:
    path = tmp_path / "a.scope"
    say("new", path)
    say("add", path, "risks", "--json", "-", stdin='{"title": "a", "internal": true}')
    code, _out, err = say("pack", path, "-o", tmp_path / "x.zip")
    assert code == 0 and "Anybody" in err and "1 of them is internal only" in err
    assert say("pack", path, "-o", tmp_path / "x.zip")[0] == 2
    assert say("unpack", path, "-o", tmp_path / "there")[0] == 2
    assert say("unpack", tmp_path / "x.zip", "-o", tmp_path / "there")[0] == 0


def test_a_brief_of_a_sealed_engagement_leaves_nothing_readable_but_itself(
    sealed: Path, passphrase: Path, tmp_path: Path
) -> None:
    places = {name: tmp_path / name.lower() for name in ("TMPDIR", "HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
    for place in places.values():
        place.mkdir()
    root = Path(command.__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root), **{name: str(place) for name, place in places.items()}}
    words = ["brief", sealed, "executive", "-o", tmp_path / "out.pdf", "--passphrase-file", passphrase]
    arguments = [sys.executable, "-m", "scopewright", *map(str, words)]
    done = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    assert (tmp_path / "out.pdf").is_file()
    left = [file for file in tmp_path.rglob("*") if file.is_file() and file.name != "out.pdf"]
    assert [file for file in left if PLANTED.encode() in file.read_bytes()] == []
