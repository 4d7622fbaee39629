"""Let each allocation fail in turn while steps are saved, and count what had been promised and is not there.

``python -m tests.faults.memory_run FOLDER POINTS EVERY STORAGE``: POINTS points, EVERY allocations apart; STORAGE is
``engagement``, ``stock`` or ``careless``. Prints one JSON line. Every point is a fork with a file of its own, in which
Python is refused a few allocations from the n-th on; a crash there is allowed, a silent loss is not.
"""

from __future__ import annotations

import _testcapi  # type: ignore[import-not-found] # part of CPython, without stubs
import json
import mmap
import os
import shutil
import signal
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from tinydb import TinyDB

from scopewright.store.engagement_file import EngagementFile
from scopewright.store.failures import StoreError
from tests.faults.numbered import tables_of
from tests.faults.writers import READERS, prepare

_REFUSED = 3
_STEPS = 3
_PATIENCE = 20


def _ours(path: Path) -> Iterator[int]:
    file = EngagementFile.open(path)
    yield 0
    for n in range(1, _STEPS + 1):
        file.append([{"n": n}])
        yield n
    file.fold(tables_of(range(1, _STEPS + 1), "x"))


def _stock(path: Path) -> Iterator[int]:
    database = TinyDB(path)
    yield 0
    for n in range(1, _STEPS + 1):
        database.insert({"n": n})
        yield n


def _careless(path: Path) -> Iterator[int]:
    """Ours, used by somebody to whom a lack of memory is nothing to speak of."""
    file = EngagementFile.open(path)
    yield 0
    for n in range(1, _STEPS + 1):
        with suppress(MemoryError, StoreError):
            file.append([{"n": n}])
        yield n


_WRITERS: dict[str, Callable[[Path], Iterator[int]]] = {"engagement": _ours, "stock": _stock, "careless": _careless}


def _starved(storage: str, path: Path, shared: mmap.mmap, point: int) -> int:
    """The status of a process that saved steps until the memory gave out."""
    child = os.fork()
    if child == 0:
        signal.alarm(_PATIENCE)
        os.close(2)
        status = 3
        try:
            steps = _WRITERS[storage](path)
            next(steps)
            _testcapi.set_nomemory(point, point + _REFUSED)
            for n in steps:
                struct.pack_into("q", shared, 0, n)
            status = 0
        finally:
            os._exit(status)
    return os.waitpid(child, 0)[1]


def main(folder: str, points: str, every: str, storage: str) -> None:
    shared = mmap.mmap(-1, 8)
    promised = lost = unreadable = refused = crashed = 0
    for point in range(0, int(points) * int(every), int(every)):
        path = Path(folder, str(point), "a.scope")
        path.parent.mkdir()
        prepare(storage, path)
        struct.pack_into("q", shared, 0, 0)
        status = _starved(storage, path, shared, point)
        refused += os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0
        crashed += os.WIFSIGNALED(status)
        (now,) = struct.unpack_from("q", shared, 0)
        promised += now
        try:
            lost += len(set(range(1, now + 1)) - set(READERS[storage](path)))
        except (ValueError, StoreError):
            unreadable += 1
        shutil.rmtree(path.parent)
    said = {"promised": promised, "lost": lost, "unreadable": unreadable, "refused": refused, "crashed": crashed}
    sys.stdout.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
