"""Nothing readable of a sealed engagement reaches the disk: not while it is open, not after a kill or at the end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scopewright.store import journal
from scopewright.store.opened import read_engagement
from tests.store.sealed_session import PLANTED

PASSPHRASE = "correct horse battery"
_FORMS = (PLANTED.encode(), PLANTED.encode("utf-16-le"), PLANTED.split()[0].encode(), PASSPHRASE.encode())


def _readable(folder: Path) -> list[Path]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file for file in files if any(form in file.read_bytes() for form in _FORMS)]


@pytest.mark.parametrize("end", ["wait", "close"])
def test_no_file_holds_a_word_of_a_sealed_sitting(tmp_path: Path, child_environment: dict[str, str], end: str) -> None:
    path = tmp_path / "docs" / "a.scope"
    for name in ("docs", "temp", "home"):
        (tmp_path / name).mkdir()
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(tmp_path / "temp"))
    homes = dict.fromkeys(("HOME", "USERPROFILE", "XDG_DATA_HOME", "XDG_CACHE_HOME"), str(tmp_path / "home"))
    command = [sys.executable, "-m", "tests.store.sealed_session", str(path), PASSPHRASE, end]
    with subprocess.Popen(command, env={**child_environment, **places, **homes}, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None and child.stdout.readline().strip() == b"saved"
        child.kill()
    assert journal.beside(path).exists() == (end == "wait")
    assert _readable(tmp_path) == []
    titles = [record.headline for record in read_engagement(path, PASSPHRASE).records("risks")]
    assert titles == [f"{PLANTED} {number}" for number in range(20)]


def test_the_search_finds_what_a_plain_sitting_leaves(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"..." + PLANTED.encode())
    assert _readable(tmp_path) == [tmp_path / "a"]
