"""Freezing a release: what was agreed is handed over the same for ever, to the byte."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pdfplumber
import pytest


@pytest.fixture
def file(tmp_path: Path, say: Any) -> Path:
    """An engagement with two releases, each with a requirement whose owner is Ana."""
    path = tmp_path / "a.scope"
    assert say("new", path, "--title", "Churn", "--client", "Halden")[0] == 0
    for section, record in (
        ("people", {"name": "Ana"}),
        ("releases", [{"name": "v1"}, {"name": "v2"}]),
        ("requirements", [{"title": f"Needed in {v}", "owner": "Ana", "release": v} for v in ("v1", "v2")]),
    ):
        code, _out, told = say("add", path, section, "--json", "-", stdin=json.dumps(record))
        assert code == 0, told
    return path


def exported(say: Any, file: Path, release: str) -> tuple[str, bytes]:
    """A release as JSON, and the brief of it."""
    code, out, told = say("release", file, release, "--json")
    assert code == 0, told
    pdf = file.with_name("out.pdf")
    assert say("brief", file, "executive", "--release", release, "-o", pdf)[0] == 0
    return out, pdf.read_bytes()


def edit(say: Any, file: Path) -> None:
    """Change a requirement of v2, the name of the person who owns both, and the title of all."""
    for record, field, value in (("REQ-2", "title", "Another"), ("P-1", "name", "Bo"), ("OV-1", "title", "Sold")):
        code, _out, told = say("set", file, record, field, value)
        assert code == 0, told


def test_m2_editing_v2_leaves_the_frozen_v1_the_same_to_the_byte(file: Path, say: Any) -> None:
    code, fingerprint, told = say("release", file, "v1", "--freeze")
    assert (code, "V-1 is frozen" in told) == (0, True)
    before = exported(say, file, "v1")
    edit(say, file)
    assert exported(say, file, "v1") == before
    owners = [record["owner"] for record in json.loads(before[0])["requirements"]]
    assert owners == ["P-1"]
    listed = json.loads(say("release", file, "--json")[1])
    assert [(each["id"], bool(each["frozen"])) for each in listed] == [("V-1", True), ("V-2", False)]
    assert listed[0]["frozen"]["fingerprint"] == fingerprint.strip()


def test_an_open_release_goes_with_the_edits_and_freezing_again_replaces(file: Path, say: Any) -> None:
    before = exported(say, file, "v2")
    edit(say, file)
    after = exported(say, file, "v2")
    assert after[0] != before[0]
    assert after[1] != before[1]
    assert say("release", file, "v2", "--freeze")[0] == 0
    assert say("set", file, "REQ-2", "title", "Third")[0] == 0
    assert exported(say, file, "v2") == after
    assert say("release", file, "v2", "--freeze")[0] == 0
    assert "Third" in exported(say, file, "v2")[0]


def test_for_people_it_prints_a_list_and_the_documents(file: Path, say: Any) -> None:
    say("release", file, "V-1", "--freeze")
    lines = say("release", file)[1].splitlines()
    assert [line.split()[:3:2] for line in lines] == [["V-1", "frozen"], ["V-2", "open"]]
    assert "Needed in v1" in say("release", file, "v1")[1]


@pytest.mark.parametrize("words", [("--freeze",), ("v9",), ("v9", "--freeze")])
def test_what_there_is_not_is_said_and_nothing_is_changed(file: Path, say: Any, words: tuple[str, ...]) -> None:
    before = file.read_bytes()
    code, out, told = say("release", file, *words)
    assert (code, out, bool(told)) == (2, "", True)
    assert file.read_bytes() == before


def test_m16_an_exclusion_moved_to_another_release_moves_from_one_printed_statement_of_work_to_the_other(
    file: Path, say: Any
) -> None:
    pdf = file.with_name("sow.pdf")
    left_out = [{"title": title, "release": "v1"} for title in ("Scanned letters", "Voice search")]
    assert say("add", file, "exclusions", "--json", "-", stdin=json.dumps(left_out))[0] == 0

    def printed(release: str) -> tuple[bool, bool]:
        assert say("brief", file, "sow", "--release", release, "-o", pdf)[0] == 0
        with pdfplumber.open(pdf) as pages:
            text = " ".join(page.extract_text() or "" for page in pages.pages)
        return "Scanned letters" in text, "Voice search" in text

    assert (printed("v1"), printed("v2")) == ((True, True), (False, False))
    assert say("set", file, "X-2", "release", "v2")[0] == 0
    assert (printed("v1"), printed("v2")) == ((True, False), (False, True))


def test_t20_m2_the_next_release_opens_after_the_checkpoint_and_takes_over_what_is_open(file: Path, say: Any) -> None:
    before = file.read_bytes()
    code, out, told = say("release", file, "v3", "--begin")
    assert (code, out) == (2, "")
    assert "checkpoint of v2 is not held" in told
    assert file.read_bytes() == before
    card = {"title": "March", "release": "v2", "held": "2027-03-02", "motion": "better", "simpler": "no"}
    card |= {"question": "yes", "metrics": "yes", "ageing": "no"}
    assert say("add", file, "checkpoints", "--json", "-", stdin=json.dumps(card))[0] == 0
    code, out, told = say("release", file, "v3", "--begin")
    assert (code, out, told) == (0, "V-3\n", "1 record is carried forward.\n")
    assert [each["title"] for each in json.loads(say("release", file, "v3", "--json")[1])["requirements"]] == [
        "Needed in v2"
    ]
    assert say("release", file, "v3", "--begin")[0] == 2, "one of that name is there"
    assert say("release", file, "--begin")[0] == 2


def test_t20_work_on_a_release_without_the_card_of_the_one_before_is_found(file: Path, say: Any) -> None:
    def found() -> list[str]:
        return [each["id"] for each in json.loads(say("check", file, "--json")[1]) if each["rule"] == "CKP02"]

    assert found() == [], "a release that is only planned needs no card"
    assert say("set", file, "V-2", "stage", "poc")[0] == 0
    assert found() == ["V-2"]


def test_m2_two_releases_are_compared_on_the_command_line(file: Path, say: Any) -> None:
    code, out, _told = say("release", file, "v2", "--against", "v1")
    assert code == 0
    assert "New (1)" in out
    assert "REQ-2 Needed in v2" in out
    assert [each["made"] for each in json.loads(say("release", file, "v2", "--against", "v1", "--json")[1])] == [
        "added",
        "left",
    ]
    assert say("release", file, "--against", "v1")[0] == 2
    with pytest.raises(SystemExit, match="2"):
        say("release", file, "v2", "--freeze", "--against", "v1")


def test_m2_of_three_releases_editing_the_second_leaves_the_two_others_the_same_to_the_byte(
    file: Path, say: Any
) -> None:
    for section, record in (
        ("releases", {"name": "v3"}),
        ("requirements", {"title": "Needed in v3", "owner": "Ana", "release": "v3"}),
    ):
        assert say("add", file, section, "--json", "-", stdin=json.dumps(record))[0] == 0
    before = {name: exported(say, file, name) for name in ("v1", "v3")}
    assert say("set", file, "REQ-2", "title", "Another")[0] == 0
    assert say("add", file, "requirements", "--json", "-", stdin=json.dumps({"title": "More", "release": "v2"}))[0] == 0
    assert {name: exported(say, file, name) for name in ("v1", "v3")} == before
