"""Nothing readable of a sealed engagement reaches the disk: not while it is open, not after a kill or at the end."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from scopewright.model.tables import new_engagement
from scopewright.store import journal
from scopewright.store.opened import OpenEngagement, read_engagement
from scopewright.store.sealing import Cost, new_seal
from tests.store.sealed_session import PLANTED

PASSPHRASE = "correct horse battery"
_PDF = b"%PDF"
_FORMS = (PLANTED.encode(), PLANTED.encode("utf-16-le"), PLANTED.split()[0].encode(), PASSPHRASE.encode(), _PDF)


def _readable(folder: Path) -> list[Path]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file for file in files if any(form in file.read_bytes() for form in _FORMS)]


def _apart(tmp_path: Path, environment: dict[str, str]) -> dict[str, str]:
    """Have a child process keep everything it writes under this folder."""
    for name in ("docs", "temp", "home"):
        (tmp_path / name).mkdir()
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(tmp_path / "temp"))
    homes = ("HOME", "USERPROFILE", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
    return {**environment, **places, **dict.fromkeys(homes, str(tmp_path / "home"))}


@pytest.mark.parametrize("end", ["wait", "close"])
def test_no_file_holds_a_word_of_a_sealed_sitting(tmp_path: Path, child_environment: dict[str, str], end: str) -> None:
    path, apart = tmp_path / "docs" / "a.scope", _apart(tmp_path, child_environment)
    command = [sys.executable, "-m", "tests.store.sealed_session", str(path), PASSPHRASE, end]
    with subprocess.Popen(command, env=apart, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None and child.stdout.readline().strip() == b"saved"
        child.kill()
    assert journal.beside(path).exists() == (end == "wait")
    assert _readable(tmp_path) == []
    titles = [record.headline for record in read_engagement(path, PASSPHRASE).records("risks")]
    assert titles == [f"{PLANTED} {number}" for number in range(20)]
    assert len(list(path.with_name("a.scope.files").iterdir())) == 20


def _traced(tmp_path: Path, environment: dict[str, str], command: list[str]) -> str:
    """What the command and its children wrote into files until it said that all is saved, each call a line."""
    calls, strace = tmp_path.parent / f"{tmp_path.name}.calls", shutil.which("strace")
    trace = [strace or "", "-f", "-qq", "-y", "-s", "65536", "-e", "trace=write,writev,pwrite64,pwritev,pwritev2"]
    if not strace or subprocess.run([strace, "-qq", "true"], check=False, capture_output=True).returncode:
        pytest.skip("not run: there is no strace here that may trace")
    with subprocess.Popen([*trace, "-o", str(calls), *command], env=environment, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None and child.stdout.readline().strip() == b"saved"
        pids = {int(line.split()[0]) for line in calls.read_text(errors="replace").splitlines()}
        subprocess.run(["kill", "-9", *map(str, sorted(pids))], check=False, stderr=subprocess.DEVNULL)
    # a pipe or a socket is shown as <pipe:[1]>, a file by its path
    return "\n".join(re.findall(r"^\d+ +\w+\(\d+</(?!dev/).*$", calls.read_text(errors="replace"), re.MULTILINE))


def _client_files(folder: Path) -> Path:
    """A client's table as each kind of file that is taken in, none of them one that the engine reads where it lies."""
    folder.mkdir()
    rows = [
        ["plan", "name", "left"],
        *(["abc"[n % 3], f"{PLANTED} é {n}", "yes" if n % 4 else "no"] for n in range(90)),
    ]
    text = "\r\n".join(";".join(row) for row in rows)
    (folder / "table.csv").write_bytes(text.encode("cp1252"))
    (folder / "table.csv.gz").write_bytes(gzip.compress(text.encode()))
    with zipfile.ZipFile(folder / "table.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("table.csv", text)
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(folder / "table.xlsx")
    return folder


@pytest.mark.timeout(300)
@pytest.mark.skipif(sys.platform != "linux", reason="not run: strace is for Linux")
def test_the_window_writes_no_word_and_no_preview_of_a_sealed_engagement_into_any_file(
    tmp_path: Path, child_environment: dict[str, str]
) -> None:
    path, apart = tmp_path / "docs" / "a.scope", _apart(tmp_path, child_environment)
    seal = new_seal(PASSPHRASE, cost=Cost(memory=8, passes=1, lanes=1))
    OpenEngagement.create(path, new_engagement(PLANTED, PLANTED, PLANTED), seal).close()
    client = _client_files(tmp_path.with_name(f"{tmp_path.name}.client"))
    command = [sys.executable, "-m", "tests.store.sealed_window", str(path), PASSPHRASE, str(client)]
    written = _traced(tmp_path, apart, command)
    assert "a.scope" in written, "the trace must see what is saved"
    said = (PLANTED, PLANTED.split()[0], PASSPHRASE, _PDF.decode())
    assert [line[:200] for line in written.splitlines() if any(word in line for word in said)] == []
    assert _readable(tmp_path) == []
    assert [record.headline for record in read_engagement(path, PASSPHRASE).records("risks")] != []


@pytest.mark.skipif(sys.platform != "linux", reason="not run: strace is for Linux")
def test_the_trace_finds_a_file_that_lived_for_a_moment(tmp_path: Path, child_environment: dict[str, str]) -> None:
    code = (
        "import pathlib, sys, time; p = pathlib.Path(sys.argv[1], 'x'); p.write_bytes(b'%PDF-1.4'); p.unlink(); "
        "print('saved', flush=True); time.sleep(60)"
    )
    assert _PDF.decode() in _traced(tmp_path, child_environment, [sys.executable, "-c", code, str(tmp_path)])


def test_the_search_finds_what_a_plain_sitting_leaves(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"..." + PLANTED.encode())
    assert _readable(tmp_path) == [tmp_path / "a"]
