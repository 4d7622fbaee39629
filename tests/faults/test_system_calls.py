"""Each system call of a real process fails in turn: told, nothing lost, and the next call works."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from scopewright.store import recovery
from scopewright.store.engagement_file import EngagementFile
from tests.faults.conftest import Figure
from tests.faults.numbered import numbers_in
from tests.faults.session import STEPS

STRACE = shutil.which("strace")
pytestmark = pytest.mark.skipif(STRACE is None, reason="not run: no strace, which fails system calls of a process")

_WRITING = ("write", "fsync", "fdatasync", "?rename,?renameat,?renameat2", "?openat", "?ftruncate", "?mkdir,?mkdirat")
_OTHER = (
    "close", "fstat", "?newfstatat,?stat,?statx", "?fchmod", "?unlink,?unlinkat", "?link,?linkat", "getdents64",
    "flock",
)  # fmt: skip
_ERRORS = ("ENOSPC", "EIO", "EACCES")
SHORT = [(calls, _ERRORS[place % 3]) for place, calls in enumerate(_WRITING)]
FULL = [(calls, error) for calls in _WRITING + _OTHER for error in _ERRORS]


@dataclass(frozen=True)
class Outcome:
    """How one session with one fault went; ``injected`` is whether it had so many calls at all."""

    injected: bool
    status: int
    promised: int
    failed: int


class Nursery:
    """Starts sessions that wait until the tracer is attached."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._numbers = count(1)
        self._folder = folder
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.session"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
        )  # fmt: skip

    def run(self, storage: str, calls: str, fault: str, at: int) -> tuple[Path, Outcome]:
        """A session whose ``at``-th call of these fails; the answer is its folder and how it went."""
        folder = self._folder / str(next(self._numbers))
        child = self._ask(f"{storage} {folder}")
        log = folder.with_suffix(".calls")
        inject = ["-e", f"trace={calls}", "-e", f"inject={calls}:{fault}:when={at}"]
        trace = [str(STRACE), "-f", "-p", child, "-o", str(log), *inject]
        with subprocess.Popen(trace, stderr=subprocess.PIPE, text=True) as tracer:
            assert tracer.stderr is not None
            assert "attached" in tracer.stderr.readline()
            told = json.loads(self._ask(""))
        return folder, Outcome("INJECTED" in log.read_text(), told["status"], told["promised"], told["failed"])

    def _ask(self, line: str) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()

    def close(self) -> None:
        self._process.communicate()


@pytest.fixture
def nursery(tmp_path: Path, child_environment: dict[str, str]) -> Iterator[Nursery]:
    nursery = Nursery(tmp_path, child_environment)
    yield nursery
    nursery.close()


def _violations(folder: Path, outcome: Outcome) -> list[str]:
    """What the engagement file promised and did not keep."""
    path = folder / "a.scope"
    found = [] if outcome.status == 0 else [f"ended with {outcome.status} after {outcome.promised}"]
    found += [f"{outcome.failed} steps failed"] if outcome.failed > 1 else []
    if numbers_in(path) != list(range(1, STEPS + 1)):
        found.append(f"promised {outcome.promised}, there is {numbers_in(path)}")
    found += recovery.verify(path)
    EngagementFile.open(path).leave()
    return found + [f"left {entry.name}" for entry in folder.glob(".*.tmp")]


def _stock_violations(folder: Path, outcome: Outcome) -> list[str]:
    try:
        text = (folder / "a.json").read_text()
        found = [document["n"] for document in json.loads(text).get("_default", {}).values()]
    except ValueError:
        return ["unreadable"]
    kept = found == list(range(1, STEPS + 1)) and outcome.status == 0
    return [] if kept else [f"promised {outcome.promised}, there is {found}"]


def _every_call(nursery: Nursery, calls: str, fault: str, *, every: int) -> tuple[int, list[str]]:
    """Fail each of the calls in turn, or every so-manieth; the answer is how many, and what was violated."""
    violations = []
    for injected, at in enumerate(range(1, 1000, every)):
        folder, outcome = nursery.run("engagement", calls, fault, at)
        violations += [f"{calls} {fault} {at}: {text}" for text in _violations(folder, outcome)]
        shutil.rmtree(folder)
        if not outcome.injected:
            return injected, violations
    raise AssertionError("the session never ended")


def _stock_result(nursery: Nursery, runs: list[tuple[str, str]]) -> tuple[int, int]:
    """How often TinyDB's own storage broke the same promise, of how many faults."""
    broken = tried = 0
    folder, unharmed = nursery.run("stock", "write", "error=EIO", 900)
    assert _stock_violations(folder, unharmed) == []
    for calls, fault in runs:
        for at in range(1, 8):
            folder, outcome = nursery.run("stock", calls, fault, at)
            tried += outcome.injected
            broken += bool(outcome.injected and _stock_violations(folder, outcome))
    return broken, tried


_STOCK = [("write", "error=ENOSPC"), ("fsync", "error=EIO")]


def test_a_call_that_fails_costs_at_most_one_step_and_nothing_saved(nursery: Nursery, figure: Figure) -> None:
    results = [_every_call(nursery, calls, f"error={error}", every=2) for calls, error in SHORT]
    assert [text for _count, texts in results for text in texts] == []
    broken, tried = _stock_result(nursery, _STOCK[:1])
    assert broken > 0
    injected = sum(count for count, _texts in results)
    figure("one system call fails (short run)", f"0 of {injected} faults break it", f"TinyDB: {broken} of {tried}")


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_call_with_every_error_costs_at_most_one_step_and_nothing_saved(nursery: Nursery, figure: Figure) -> None:
    runs = [(calls, f"error={error}") for calls, error in FULL] + [("write", "retval=1")]
    # Every second flock gives a lock back; a process that cannot do that is refused its own file until it ends.
    results = [_every_call(nursery, calls, fault, every=2 if calls == "flock" else 1) for calls, fault in runs]
    assert "\n".join(text for _count, texts in results for text in texts) == ""
    broken, tried = _stock_result(nursery, [*_STOCK, ("write", "retval=1"), ("?ftruncate", "error=EIO")])
    assert broken > 0
    injected = sum(count for count, _texts in results)
    figure(
        "any one system call fails: told, nothing lost, the next call works",
        f"0 of {injected} faults ({len(runs)} kinds) break it",
        f"TinyDB's storage: {broken} of {tried}",
    )
