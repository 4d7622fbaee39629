"""Stop a writer dead at every single call it makes to the disk, and once more while the next one recovers.

``python -m tests.faults.crash_points FOLDER NESTED``: of every 17 crash points of the first writer, NESTED also get
every crash point of the second. Prints one JSON line. A fork that leaves by ``os._exit`` in the middle of a call
cleans up as little as a kill.
"""

from __future__ import annotations

import json
import mmap
import os
import shutil
import struct
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from scopewright.store import recovery
from scopewright.store.engagement_file import EngagementFile
from tests.faults.numbered import numbers_in, tables_of

_CALLS: list[tuple[object, str]] = [(os, "open"), (os, "write"), (os, "fsync"), (os, "fdatasync"), (os, "close")]
_CALLS += [(Path, "replace"), (Path, "unlink")]
_CRASHED = 99


def _stopping(function: Callable[..., Any], countdown: Iterator[int]) -> Callable[..., Any]:
    """The function, stopping the process before or after its work when the count is down."""

    def call(*values: Any, **named: Any) -> Any:
        if next(countdown) == 0:
            os._exit(_CRASHED)
        answer = function(*values, **named)
        if next(countdown) == 0:
            os._exit(_CRASHED)
        return answer

    return call


def _write(path: Path, shared: mmap.mmap) -> None:
    for _session in range(2):
        file = EngagementFile.open(path)
        n = max(numbers_in(path), default=0)
        for step in range(3):
            n += 1
            file.append([{"n": n}])
            struct.pack_into("q", shared, 0, n)
            if step == 1:
                file.fold(tables_of(range(1, n + 1)))
        file.close(tables_of(range(1, n + 1)))


def _crash_at(path: Path, shared: mmap.mmap, point: int) -> bool:
    """Whether the writer crashed; if not, it has fewer crash points than that."""
    child = os.fork()
    if child == 0:
        countdown = iter(range(point, -1_000_000, -1))
        for owner, name in _CALLS:
            setattr(owner, name, _stopping(getattr(owner, name), countdown))
        try:
            _write(path, shared)
            os._exit(0)
        finally:
            traceback.print_exc()
            os._exit(1)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code not in (0, _CRASHED):
        raise RuntimeError("the writer failed")
    return code == _CRASHED


def _check(path: Path, shared: mmap.mmap, where: object) -> None:
    (promised,) = struct.unpack_from("q", shared, 0)
    found = numbers_in(path)
    if found != list(range(1, len(found) + 1)) or len(found) < promised or recovery.verify(path):
        raise RuntimeError(f"{where}: promised {promised}, found {found}, {recovery.verify(path)}")
    EngagementFile.open(path).leave()
    expected = {"a.scope", "a.scope.journal", ".a.scope.lock", ".a.scope.backups"}
    unexpected = {entry.name for entry in path.parent.iterdir()} - expected
    if unexpected:
        raise RuntimeError(f"{where}: left {unexpected}")


def _recover_with_crashes(crashed: Path, shared: mmap.mmap, first: int) -> int:
    (promised,) = struct.unpack_from("q", shared, 0)
    second = 0
    while True:
        folder = crashed.parent.with_name(f"{first}-{second}")
        shutil.copytree(crashed.parent, folder)
        struct.pack_into("q", shared, 0, promised)
        more = _crash_at(folder / "a.scope", shared, second)
        _check(folder / "a.scope", shared, (first, second))
        shutil.rmtree(folder)
        if not more:
            return second
        second += 1


def main(folder: str, nested: str) -> None:
    shared = mmap.mmap(-1, 8)
    first = runs = 0
    while True:
        path = Path(folder) / str(first) / "a.scope"
        path.parent.mkdir()
        EngagementFile.create(path, {}).leave()
        struct.pack_into("q", shared, 0, 0)
        more = _crash_at(path, shared, first)
        if first % 17 < int(nested):
            runs += _recover_with_crashes(path, shared, first)
        else:
            _check(path, shared, first)
        shutil.rmtree(path.parent)
        if not more:
            break
        first += 1
    sys.stdout.write(json.dumps({"points": first, "nested": runs}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
