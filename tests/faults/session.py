"""Sessions with an engagement file in processes of their own, each held until the tracer is attached.

``python -m tests.faults.session``: every line of standard input names a storage and a folder; the answer is the number
of a process that waits. An empty line lets it go; the answer is a JSON line: how it ended, what it was promised, how
often a step had failed. Promises are counted in shared memory, which no injected fault can touch.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import babel.dates  # noqa: F401 # a refusal imports it to say when, and reads the zones of the whole world
from tinydb import TinyDB

from scopewright.store.engagement_file import EngagementFile
from scopewright.store.failures import StoreError
from tests.faults.numbered import tables_of

STEPS = 7
_COUNTS = struct.Struct("qq")


class _Insisting:
    """A caller that tries each step until it is acknowledged, at most twice, and counts."""

    def __init__(self, shared: mmap.mmap) -> None:
        self._shared = shared
        self.promised = self.failed = 0

    def step(self, call: Callable[[], Any], failures: type[Exception] | tuple[type[Exception], ...]) -> Any:
        try:
            return call()
        except failures:
            self.failed += 1
            self._tell()
            return call()

    def promise(self, n: int) -> None:
        self.promised = n
        self._tell()

    def _tell(self) -> None:
        _COUNTS.pack_into(self._shared, 0, self.promised, self.failed)


def _engagement(folder: Path, caller: _Insisting) -> None:
    path = folder / "a.scope"
    file = caller.step(lambda: EngagementFile.open(path), StoreError)
    for n in range(1, STEPS + 1):
        caller.step(partial(file.append, [{"n": n}]), StoreError)
        caller.promise(n)
        if n in (3, 5):
            caller.step(partial(file.fold, tables_of(range(1, n + 1))), StoreError)
        if n == 6:
            file.leave()
            file = caller.step(lambda: EngagementFile.open(path), StoreError)
    file.leave()


def _stock(folder: Path, caller: _Insisting) -> None:
    """TinyDB as it comes: the storage known to fail."""
    database = caller.step(lambda: TinyDB(folder / "a.json"), (OSError, ValueError))
    for n in range(1, STEPS + 1):
        caller.step(partial(database.insert, {"n": n}), (OSError, ValueError))
        caller.promise(n)
    database.close()


SESSIONS = {"engagement": _engagement, "stock": _stock}


def _prepare(storage: str, folder: Path) -> None:
    folder.mkdir(parents=True)
    if storage == "engagement":
        EngagementFile.create(folder / "a.scope", {}).leave()
    else:
        TinyDB(folder / "a.json").close()


def _started(storage: str, folder: Path, shared: mmap.mmap) -> tuple[int, int]:
    """A process that waits, and the end of the pipe that lets it go."""
    wait, go = os.pipe()
    child = os.fork()
    if child == 0:
        # Nothing else before this: the tracer may be attached by now, and would count it.
        os.read(wait, 1)
        try:
            SESSIONS[storage](folder, _Insisting(shared))
            os._exit(0)
        finally:
            os._exit(1)
    os.close(wait)
    return child, go


def main() -> None:
    shared = mmap.mmap(-1, _COUNTS.size)
    with tempfile.TemporaryDirectory() as warm:
        # So that no process imports anything while faults are injected.
        for storage, session in SESSIONS.items():
            _prepare(storage, Path(warm, storage))
            session(Path(warm, storage), _Insisting(shared))
    for line in sys.stdin:
        storage, folder = line.rstrip("\n").split(" ", 1)
        _prepare(storage, Path(folder))
        _COUNTS.pack_into(shared, 0, 0, 0)
        child, go = _started(storage, Path(folder), shared)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        sys.stdin.readline()
        os.write(go, b"!")
        os.close(go)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        promised, failed = _COUNTS.unpack_from(shared, 0)
        sys.stdout.write(json.dumps({"status": status, "promised": promised, "failed": failed}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
