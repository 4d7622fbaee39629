"""``scopewright board``: a session's whiteboard to a file and back, without a window."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

LINES = "k: labels drift p3 i4\n? who owns the list @cfo\nplain\nbetween us\n"
HEADS = {"svg": b"<?xml", "pdf": b"%PDF-1", "png": b"\x89PNG"}


@pytest.fixture
def file(tmp_path: Path, say: Any) -> Path:
    path = tmp_path / "a.scope"
    say("new", path)
    say("capture", path, "--session", "Kick-off", stdin=LINES)
    say("set", path, "N-4", "internal", "yes")
    return path


def notes(say: Any, file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(say("show", file, "notes", "--json")[1])
    return found


@pytest.mark.parametrize("form", HEADS)
def test_a_board_is_drawn_without_a_screen_and_without_internal_notes(
    file: Path, say: Any, tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    out = tmp_path / f"b.{form}"
    code, said, told = say("board", file, "-o", out)
    assert (code, said, told) == (0, f"{out}\n", "1 internal note is not in it.\n")
    assert out.read_bytes().startswith(HEADS[form])
    if form == "svg":
        text = out.read_text(encoding="utf-8")
        assert "labels drift" in text
        assert "between us" not in text


@pytest.mark.parametrize("form", ["excalidraw", "md"])
def test_a_board_goes_out_and_comes_back_into_another_session(file: Path, say: Any, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"b.{form}"
    say("board", file, "-o", out)
    assert say("board", file, "--from", out, "--session", "Again")[:2] == (0, "S-2\n")
    back = [note["line"] for note in notes(say, file) if note["session"] == "S-2"]
    assert back == ["k: labels drift p3 i4", "? who owns the list @cfo", "plain"]


def test_without_a_session_the_list_s_title_names_a_new_one(tmp_path: Path, say: Any) -> None:
    path, source = tmp_path / "a.scope", tmp_path / "wall.md"
    say("new", path)
    source.write_text("# Kick-off\n\n## Data\n- labels\n  - late\n", encoding="utf-8")
    code, out, told = say("board", path, "--from", source)
    assert (code, out, told) == (0, "S-1\n", "Frames: 1\nNotes: 2\nConnectors: 1\n")
    assert json.loads(say("show", path, "sessions", "--json")[1])[0]["title"] == "Kick-off"


def test_what_cannot_be_read_or_written_is_refused_and_changes_nothing(file: Path, say: Any, tmp_path: Path) -> None:
    before = file.read_bytes()
    hostile, strange = tmp_path / "h.excalidraw", tmp_path / "h.docx"
    hostile.write_text("{" * 5000, encoding="utf-8")
    strange.write_bytes(b"PK")
    (tmp_path / "latin.txt").write_bytes(b"\xe9t\xe9")
    for words in (
        ("--from", hostile), ("--from", strange), ("--from", tmp_path / "none.md"), ("--from", tmp_path / "latin.txt"),
        ("-o", tmp_path / "b.gif"), (), ("-o", tmp_path / "b.md", "--from", hostile),
        ("-o", tmp_path / "b.md", "--session", "S-9"),
    ):  # fmt: skip
        code, out, err = say("board", file, *words)
        assert (code, out, err.count("\n")) == (2, "", 1)
    assert file.read_bytes() == before


def test_what_no_font_has_is_named_by_record_and_field_and_exits_1_in_pictures_only(
    file: Path, say: Any, tmp_path: Path
) -> None:
    say("capture", file, "--session", "Kick-off", stdin="検索 😀\n")
    code, _out, told = say("board", file, "-o", tmp_path / "b.pdf")
    assert code == 1
    assert "N-5 line: no font here has 😀; a box with its code point stands for each." in told
    assert say("board", file, "-o", tmp_path / "b.svg")[0] == 1
    assert say("board", file, "-o", tmp_path / "b.md")[0] == 0
