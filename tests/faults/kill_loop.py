"""Kill a writer at random, again and again, and count what it had been promised and is not there.

``python -m tests.faults.kill_loop FOLDER KILLS SEED STORAGE``: STORAGE is one of ``writers.WRITERS``. Prints one JSON
line. The writer acknowledges through shared memory, which a kill cannot lose; it is a fork, so that a round takes
milliseconds.
"""

from __future__ import annotations

import json
import mmap
import os
import random
import signal
import struct
import sys
import time
from collections.abc import Callable
from pathlib import Path

from scopewright.store import recovery
from tests.faults.writers import READERS, WRITERS, Acknowledge, prepare

_KILLS_A_FILE = 20


def _killed_writer(write: Callable[[Path, Acknowledge], None], path: Path, shared: mmap.mmap, pause: float) -> None:
    child = os.fork()
    if child == 0:
        try:
            write(path, lambda n: struct.pack_into("q", shared, 0, n))
        finally:
            os._exit(1)
    time.sleep(pause)
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the writer ended by itself")


def _fresh(folder: Path, storage: str, shared: mmap.mmap) -> Path:
    path = folder / "a.scope"
    folder.mkdir()
    prepare(storage, path)
    struct.pack_into("q", shared, 0, 0)
    return path


def main(folder: str, kills: str, seed: str, storage: str) -> None:
    chance = random.Random(int(seed))
    shared = mmap.mmap(-1, 8)
    path = Path(folder)
    promised = lost = wrong = unreadable = 0
    for number in range(int(kills)):
        if number % _KILLS_A_FILE == 0:
            path = _fresh(Path(folder) / str(number), storage, shared)
        (before,) = struct.unpack_from("q", shared, 0)
        _killed_writer(WRITERS[storage], path, shared, chance.uniform(0.01, 0.12))
        (now,) = struct.unpack_from("q", shared, 0)
        promised += now - before
        try:
            found = READERS[storage](path)
        except ValueError:
            unreadable += 1
            path = _fresh(Path(folder) / f"{number} after", storage, shared)
            continue
        lost += max(0, now - len(found))
        wrong += found != list(range(1, len(found) + 1))
        wrong += bool(storage == "engagement" and recovery.verify(path))
        wrong += len(list(path.parent.glob("*.aside-*")))
    sys.stdout.write(json.dumps({"promised": promised, "lost": lost, "wrong": wrong, "unreadable": unreadable}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
