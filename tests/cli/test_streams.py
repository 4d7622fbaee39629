"""Text goes in and out as UTF-8 on every system, and what is not text is refused or kept, never lost."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scopewright.cli.streams import arriving
from tests.house.tree import environment

TEXT = "→ ≥ 漢字"
FOREIGN = [
    {"PYTHONIOENCODING": "cp1252"},
    {"LC_ALL": "C"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
]


def scopewright(
    *arguments: object, given: bytes = b"", variables: Mapping[str, str] = MappingProxyType({})
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "scopewright", *map(str, arguments)]
    return subprocess.run(command, env=environment() | dict(variables), input=given, capture_output=True, check=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.scope"
    assert scopewright("new", path).returncode == 0
    return path


@pytest.mark.parametrize("variables", FOREIGN, ids=["cp1252", "C", "C-not-coerced"])
def test_text_survives_whatever_the_system_speaks(file: Path, variables: dict[str, str]) -> None:
    record = json.dumps({"title": TEXT}, ensure_ascii=False).encode()
    assert scopewright("add", file, "risks", "--json", "-", given=record, variables=variables).stdout.split() == [
        b"R-1"
    ]
    assert scopewright("capture", file, given=f"{TEXT}\n".encode(), variables=variables).stdout.split() == [b"N-1"]
    shown = scopewright("show", file, variables=variables)
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.decode().count(TEXT) == 2
    refused = scopewright("show", file, TEXT, variables=variables)
    assert refused.returncode == 2
    assert b"Traceback" not in refused.stderr


def test_a_captured_byte_that_is_not_utf8_is_kept_in_writing(file: Path) -> None:
    done = scopewright("capture", file, given=b"caf\xe9\nnext\n")
    assert (done.returncode, done.stdout.split()) == (0, [b"N-1", b"N-2"])
    assert b"Line 1 is not all UTF-8" in done.stderr
    notes = json.loads(scopewright("show", file, "notes", "--json").stdout)
    assert [note["line"] for note in notes] == ["caf\\xe9", "next"]


@pytest.mark.parametrize("given", [b'{"title": "caf\xe9"}', b'{"title": "half \\ud800"}'])
def test_records_that_are_not_unicode_are_not_added(file: Path, tmp_path: Path, given: bytes) -> None:
    source = tmp_path / "in.json"
    source.write_bytes(given)
    before = file.read_bytes()
    for place in ("-", source):
        done = scopewright("add", file, "risks", "--json", place, given=given)
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"nothing was added." in done.stderr
    assert file.read_bytes() == before


def test_a_byte_order_mark_is_no_part_of_the_input(file: Path) -> None:
    assert scopewright("add", file, "risks", "--json", "-", given=b'\xef\xbb\xbf{"title": "a"}').returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is full")
def test_output_that_cannot_be_written_is_a_sentence(file: Path) -> None:
    command = [sys.executable, "-m", "scopewright", "show", str(file)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, env=environment(), stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("The output could not be written: ")


def burst_of(data: bytes) -> list[list[str]]:
    stream = io.TextIOWrapper(io.BufferedReader(io.BytesIO(data)), encoding="utf-8-sig", errors="surrogateescape")
    return list(arriving(stream))


@given(st.text(st.sampled_from("aé漢 \n\r\x0b\u2028"), max_size=60), st.integers(1, 9))
def test_lines_arrive_as_a_text_file_has_them_wherever_the_bytes_are_cut(text: str, size: int) -> None:
    data = text.encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("scopewright.cli.streams._ARRIVING", size)
        lines = [line for lines in burst_of(data) for line in lines]
    assert lines == [line.rstrip("\n") for line in io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")]


def test_lines_that_are_there_already_arrive_together() -> None:
    assert burst_of(b"\xef\xbb\xbfone\r\ntwo\n\nno end") == [["one", "two", ""], ["no end"]]
