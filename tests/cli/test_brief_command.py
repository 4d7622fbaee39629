"""The brief command writes one PDF where it was told to, or nothing at all and says why."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from scopewright.briefs.papers import PAPERS
from scopewright.cli import main
from scopewright.language import LANGUAGE_TITLES, LANGUAGES
from scopewright.model.sections import document


@pytest.fixture
def file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "b.scope"
    assert main(["new", str(path), "--title", "Search"]) == 0
    capsys.readouterr()
    return path


def test_the_engagement_is_never_replaced_by_a_brief_of_it(file: Path, say: Any) -> None:
    before = file.read_bytes()
    links = [file.with_name("symbolic.pdf"), file.with_name("hard.pdf")]
    links[0].symlink_to(file)
    links[1].hardlink_to(file)
    for output in (file, *links):
        code, out, err = say("brief", file, "executive", "-o", output)
        assert (code, out) == (2, "")
        assert "is the engagement itself" in err
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "DIR/x.odt"), "let it end in .pdf, .docx, .xlsx"),
        (("-o", "DIR/x.pdf", "--format", "xlsx"), "let it end in .xlsx"),
        (("-o", "DIR/x.docx", "--password"), "Only a PDF can have a password"),
        (("-o", "DIR/x.pdf", "--for", "P-1"), "only reviewer takes --for"),
        (("-o", "DIR/x.pdf", "--since", "v1"), "take --since"),
        (("-o", "DIR/x"), "let it end in .pdf"),
        (("-o", "DIR"), "let it end in .pdf"),
        (("-o", "DIR/folder.pdf"), "is a folder"),
        (("-o", "DIR/nowhere/x.pdf"), "There is no folder"),
    ],
)
def test_what_cannot_be_written_is_a_sentence_and_nothing_is_written(
    file: Path, say: Any, arguments: tuple[str, ...], said: str
) -> None:
    file.with_name("folder.pdf").mkdir()
    there = sorted(file.parent.rglob("*"))
    code, out, err = say("brief", file, "executive", *(part.replace("DIR", str(file.parent)) for part in arguments))
    assert (code, out) == (2, "")
    assert said in err
    assert sorted(file.parent.rglob("*")) == there


def test_a_failed_write_names_the_brief_and_no_draft(file: Path, say: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    out = file.with_name("out.pdf")
    out.write_bytes(b"old")

    def full(_file: int, _data: bytes) -> None:
        raise OSError(28, "No space left on device", f".{out.name}.0123.tmp")

    monkeypatch.setattr("scopewright.store.durable.write_all", full)
    code, _out, err = say("brief", file, "executive", "-o", out)
    assert code == 2
    assert "out.pdf” could not be written: No space left on device." in err
    assert ".tmp" not in err
    assert out.read_bytes() == b"old"
    assert not list(file.parent.glob("*.tmp"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no umask")
def test_a_brief_is_as_open_to_others_as_the_umask_says(file: Path, say: Any) -> None:
    out = file.with_name("out.pdf")
    before = os.umask(0o027)
    try:
        assert say("brief", file, "executive", "-o", out)[:2] == (0, f"{out}\n")
    finally:
        os.umask(before)
    assert out.read_bytes().startswith(b"%PDF")
    assert stat.S_IMODE(out.stat().st_mode) == 0o640


def test_characters_that_cannot_be_printed_are_named_in_a_sentence(file: Path, say: Any) -> None:
    say("add", file, "risks", "--json", "-", stdin='{"title": "😀🙂"}')
    code, _out, err = say("brief", file, "executive", "-o", file.with_name("out.pdf"))
    assert code == 1
    assert "R-1 title: the characters 😀 🙂 cannot be printed" in err
    assert "{" not in err


def test_papers_and_languages_are_said_once() -> None:
    assert tuple(PAPERS) == ("a4", "letter")
    assert tuple(LANGUAGE_TITLES.items()) == document.LANGUAGES
    assert tuple(LANGUAGE_TITLES) == LANGUAGES
