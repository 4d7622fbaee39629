"""House styles on the command line, and briefs that wear them or are for one release."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from scopewright.store.house_styles import FOLDER


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path / "styles"))


@pytest.fixture
def file(tmp_path: Path, say: Any) -> Path:
    path = tmp_path / "b.scope"
    assert say("new", path, "--title", "Search", "--client", "Halden")[0] == 0
    return path


def logo(path: Path) -> Path:
    out = BytesIO()
    Image.new("RGB", (40, 20), (9, 9, 90)).save(out, "PNG")
    path.write_bytes(out.getvalue())
    return path


def test_a_style_is_made_shown_handed_over_and_taken_in(tmp_path: Path, say: Any, monkeypatch: Any) -> None:
    terms = tmp_path / "terms.txt"
    terms.write_text("{client} pays.")
    code, _out, err = say(
        "style", "Finch", "--brand1", "#FFD700", "--logo", logo(tmp_path / "l.png"), "--clauses", terms
    )
    assert code == 0
    assert "#FFD700" in err
    assert say("style")[1] == "Finch\n"
    shown = json.loads(say("style", "Finch")[1])
    assert (shown["clauses"], shown["logo"]) == ("{client} pays.", True)
    target = tmp_path / "finch.style.json"
    assert say("style", "Finch", "--export", target)[0] == 0
    monkeypatch.setenv(FOLDER, str(tmp_path / "other"))
    assert say("style", "--import", target)[0] == 0
    assert json.loads(say("style", "Finch")[1]) == shown
    assert say("style", "Finch", "--remove")[0] == 0
    assert say("style", "Finch")[0] == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Finch", "--brand1", "red"), "is no colour"),
        (("Finch", "--file-name", "{person}"), "A file name knows no"),
        (("Finch", "--logo", "FILE"), "choose a PNG"),
        (("--import", "FILE"), "could not be read as a house style"),
        (("Nobody", "--remove"), "There is no house style"),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_is_kept(
    tmp_path: Path, say: Any, arguments: tuple[str, ...], said: str
) -> None:
    (tmp_path / "FILE").write_text("[")
    code, out, err = say("style", *(part.replace("FILE", str(tmp_path / "FILE")) for part in arguments))
    assert (code, out) == (2, "")
    assert said in err
    assert say("style")[1] == ""


def test_a_brief_wears_the_style_that_is_asked_for_or_that_the_engagement_names(
    file: Path, tmp_path: Path, say: Any
) -> None:
    say("style", "Finch", "--logo", logo(tmp_path / "l.png"))
    out = tmp_path / "x.pdf"
    assert say("brief", file, "executive", "-o", out, "--style", "Finch")[0] == 0
    assert images(out) == 1
    assert say("brief", file, "executive", "-o", out)[0] == 0
    assert images(out) == 0
    assert say("set", file, "DOC-1", "style", "Finch")[0] == 0
    assert say("brief", file, "executive", "-o", out)[0] == 0
    assert images(out) == 1


def images(path: Path) -> int:
    with pikepdf.Pdf.open(path) as pdf:
        return sum(isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image" for each in pdf.objects)


def test_a_style_that_is_not_here_is_refused_if_asked_for_and_else_said(file: Path, tmp_path: Path, say: Any) -> None:
    code, _out, err = say("brief", file, "executive", "-o", tmp_path / "x.pdf", "--style", "Gone")
    assert (code, "There is no house style “Gone”" in err) == (2, True)
    assert not (tmp_path / "x.pdf").exists()
    say("set", file, "DOC-1", "style", "Gone")
    code, _out, err = say("brief", file, "executive", "-o", tmp_path / "x.pdf")
    assert (code, "plain look" in err) == (0, True)


def test_the_families_that_can_be_used_are_listed_with_the_bundled_one_first(say: Any) -> None:
    assert say("style", "--fonts")[1].splitlines()[0] == "Source Sans 3"


@pytest.mark.parametrize("freeze", [False, True])
def test_m16_a_statement_of_work_for_a_release_prints_that_release_frozen_or_not(
    file: Path, tmp_path: Path, say: Any, freeze: bool
) -> None:
    for name in ("v1", "v2"):
        for section, values in (
            ("releases", {"name": name}),
            ("exclusions", {"title": f"Not in {name}", "release": name}),
        ):
            say("add", file, section, "--json", "-", stdin=json.dumps([values]))
    if freeze:
        say("release", file, "v1", "--freeze")
        say("set", file, "X-1", "title", "Edited since")
    out = tmp_path / "x.json"
    assert say("brief", file, "sow", "--release", "v1", "-o", out)[0] == 0
    assert [each["title"] for each in json.loads(out.read_text())["sections"]["exclusions"]] == ["Not in v1"]
    assert say("brief", file, "sow", "--release", "v9", "-o", out)[0] == 2
