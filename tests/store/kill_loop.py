"""Kill a writer at random, again and again, and count what it had been promised and is not there.

``python -m tests.store.kill_loop FOLDER KILLS SEED STORAGE``: STORAGE is ``engagement`` or, as a control that must
lose, ``caching`` (TinyDB's CachingMiddleware). Prints one JSON line. The writer acknowledges through shared memory,
which a kill cannot lose; it is a fork, so that a round takes milliseconds.
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

from tinydb import TinyDB
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import JSONStorage

from scopewright.store import recovery
from scopewright.store.engagement_file import EngagementFile
from tests.store.numbered import numbers_in, tables_of

Acknowledge = Callable[[int], None]


def _write_engagement(path: Path, acknowledge: Acknowledge) -> None:
    file = EngagementFile.open(path)
    n = max(numbers_in(path), default=0)
    while True:
        n += 1
        file.append([{"n": n}])
        acknowledge(n)
        if n % 7 == 0:
            file.fold(tables_of(range(1, n + 1), "x" * 200))
        if n % 31 == 0:
            file.close(tables_of(range(1, n + 1), "x" * 200))
            file = EngagementFile.open(path)


def _write_caching(path: Path, acknowledge: Acknowledge) -> None:
    database = TinyDB(path, storage=CachingMiddleware(JSONStorage))  # type: ignore[no-untyped-call] # as TinyDB has it
    n = len(database)
    while True:
        n += 1
        database.insert({"n": n})
        acknowledge(n)


def _read_caching(path: Path) -> list[int]:
    content = path.read_text() or "{}"
    return [document["n"] for document in json.loads(content).get("_default", {}).values()]


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


def main(folder: str, kills: str, seed: str, storage: str) -> None:
    path = Path(folder) / "a.scope"
    chance = random.Random(int(seed))
    write, read = (_write_engagement, numbers_in) if storage == "engagement" else (_write_caching, _read_caching)
    if storage == "engagement":
        EngagementFile.create(path, {}).leave()
    shared = mmap.mmap(-1, 8)
    lost = wrong = 0
    for _round in range(int(kills)):
        _killed_writer(write, path, shared, chance.uniform(0.01, 0.12))
        (promised,) = struct.unpack_from("q", shared, 0)
        found = read(path)
        lost += max(0, promised - len(found))
        wrong += found != list(range(1, len(found) + 1))
        wrong += bool(storage == "engagement" and recovery.verify(path))
        wrong += len(list(path.parent.glob("*.aside-*")))
    (promised,) = struct.unpack_from("q", shared, 0)
    sys.stdout.write(json.dumps({"promised": promised, "lost": lost, "wrong": wrong}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
