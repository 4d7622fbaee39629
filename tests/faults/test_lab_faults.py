"""What goes wrong under a running audit: a clear sentence, the engagement as it was, nothing of the client's left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from scopewright.cli import main
from scopewright.jobs import inline, launch
from scopewright.jobs.failures import JobFailed
from scopewright.lab import clean_copy, sampled, scratch
from scopewright.lab.audit import run
from scopewright.lab.main_table import Table
from scopewright.lab.unreadable import UnreadableFile
from scopewright.progress import Silent

HOLDER = """
import sys, time
from scopewright.lab import scratch
with scratch.folder() as place:
    (place / "table.csv").write_text("client's")
    print(place, flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(place))
    return place


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "orders.csv"
    lines = "".join(f"{n},a{n % 70}@b.de,{n * 7 % 1000},word {n},2026-01-0{n % 9 + 1}\n" for n in range(60_000))
    path.write_text("id,mail,amount,note,day\n" + lines, encoding="utf-8")
    return path


class Meddler(Silent):
    """Does something to the file when the first findings come."""

    def __init__(self, deed: Any) -> None:
        self._deed = deed

    def partial(self, result: dict[str, Any]) -> None:
        assert result["findings"]
        self._deed()


def holder() -> tuple[subprocess.Popen[bytes], Path]:
    process = subprocess.Popen([sys.executable, "-c", HOLDER], stdout=subprocess.PIPE, env=launch.environment())
    assert process.stdout is not None
    return process, Path(process.stdout.readline().decode().strip())


@pytest.mark.skipif(sys.platform != "linux", reason="the cache lies elsewhere")
def test_what_a_killed_process_left_is_swept_when_the_next_worker_starts(table: Path, cache: Path) -> None:
    (dead, left), (living, kept) = holder(), holder()
    try:
        dead.kill()
        dead.communicate()
        assert left.is_relative_to(cache)
        assert (left / "table.csv").is_file()
        inline.run("fingerprint", {"path": str(table)})
        assert not left.exists()
        assert (kept / "table.csv").is_file()
    finally:
        living.kill()
        living.communicate()


def test_scratch_folders_are_private_and_go_with_their_contents(cache: Path) -> None:
    with scratch.folder() as place:
        (place / "table.csv").write_text("client's")
        if sys.platform != "win32":
            assert place.stat().st_mode & 0o077 == scratch.home().stat().st_mode & 0o077 == 0
    assert not place.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="finds the worker by the system's list of processes")
def test_a_killed_worker_is_told_and_the_engagement_is_as_it_was(table: Path, tmp_path: Path) -> None:
    scope = tmp_path / "a.scope"
    assert main(["new", str(scope)]) == 0
    before = scope.read_bytes()
    command = [sys.executable, "-m", "scopewright", "audit", str(table), "--into", str(scope)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, env=launch.environment()) as process:
        assert process.stderr is not None
        assert b"First findings" in process.stderr.readline()
        (worker,) = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        os.kill(int(worker), signal.SIGKILL)
        _out, said = process.communicate(timeout=20)
        assert process.returncode == 2
    assert "ended in the middle of the work" in said.decode()
    assert scope.read_bytes() == before
    assert not Path(f"/proc/{worker}").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="the ceiling is known for Linux only")
def test_too_little_memory_is_a_sentence_and_costs_the_job_only(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(launch.MEMORY, str(330 << 20))
    with pytest.raises(JobFailed, match="memory") as caught:
        inline.run("audit", {"path": str(table)})
    assert "Nothing in the engagement changed" in str(caught.value)


def test_a_file_that_is_removed_under_the_audit_is_named(table: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"There is no file “orders"):
        run({"path": str(table)}, Meddler(table.unlink))


def test_a_large_file_that_grows_while_it_is_counted_is_not_half_kept(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_clean = clean_copy.is_clean

    def growing(read: Table) -> bool:
        with table.open("a") as file:
            file.write("1,2,3,4,5\n")
        os.utime(table, (time.time(), time.time() + 5))
        return is_clean(read)

    monkeypatch.setattr(sampled, "_MOST_CELLS", 10_000)
    monkeypatch.setattr(clean_copy, "is_clean", growing)
    with pytest.raises(UnreadableFile, match="changed or removed while it was read"):
        run({"path": str(table)}, Silent())
