"""Take a disk away together with its own cache, again and again, and count what had been promised and is not on it.

``python -m tests.faults.lost_cache FOLDER TIMES STORAGE``, as root on Linux. The disk is a process (nbdkit): what is
written waits in its cache and reaches the medium, an image, only when it is told to flush; that process is killed under
a writer, one of ``writers.WRITERS``. So a call that reports success before the disk was told to flush is found out.
Prints one JSON line; exit 3 if this machine has no such disk.
"""

from __future__ import annotations

import json
import mmap
import random
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.power_cut import CANNOT, FILE_SYSTEMS, image, mounted, run, state, writing
from tests.faults.writers import prepare

_SIZE = 64_000_000
_PATIENCE = 10


def _wait_for(path: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while not path.exists():
        if time.monotonic() > end:
            raise FileNotFoundError(path)
        time.sleep(0.005)


@contextmanager
def _disk(medium: Path, place: Path) -> Iterator[tuple[Path, subprocess.Popen[bytes]]]:
    """A block device in front of the medium, as a file, and the process that is it."""
    socket, front = place / "socket", place / "front"
    socket.unlink(missing_ok=True)
    front.mkdir(exist_ok=True)
    cached = ["nbdkit", "-f", "-U", str(socket), "--filter=cache", "file", str(medium), "cache=writeback"]
    with subprocess.Popen(cached, stderr=subprocess.DEVNULL) as disk:
        try:
            _wait_for(socket)
            with subprocess.Popen(["nbdfuse", str(front), "--unix", str(socket)], stderr=subprocess.DEVNULL) as bridge:
                try:
                    _wait_for(front / "nbd")
                    yield front / "nbd", disk
                finally:
                    disk.kill()
                    run("umount", "-l", front)
                    bridge.kill()
        finally:
            disk.kill()


def _lost_once(medium: Path, place: Path, storage: str, shared: mmap.mmap, pause: float) -> int:
    """What had been promised when the disk and its cache went."""
    struct.pack_into("q", shared, 0, 0)
    with _disk(medium, place) as (device, disk):
        inner = place / "inner"
        inner.mkdir(exist_ok=True)
        run("mount", "-o", "loop", device, inner)
        try:
            with writing(storage, inner / "a.scope", shared):
                time.sleep(pause)
            disk.kill()
            disk.wait()
        finally:
            run("umount", "-l", inner)
    (promised,) = struct.unpack_from("q", shared, 0)
    return int(promised)


def _new_medium(place: Path, storage: str) -> Path:
    new = image(place / "new.img", _SIZE, FILE_SYSTEMS["ext4"][0])
    with mounted(new, place / "inner", "") as disk:
        prepare(storage, disk / "a.scope")
    return new


def main(folder: str, times: str, storage: str) -> None:
    place, chance = Path(folder), random.Random(1)
    counts = {"times": 0, "promised": 0, "whole": 0, "lost": 0, "unreadable": 0}
    shared = mmap.mmap(-1, 8)
    try:
        new, medium = _new_medium(place, storage), place / "medium.img"
        for _time in range(int(times)):
            shutil.copyfile(new, medium)
            promised = _lost_once(medium, place, storage, shared, chance.uniform(0.05, 0.3))
            with mounted(medium, place / "found", "") as found:
                counts[state(storage, found / "a.scope", promised)] += 1
            counts["times"] += 1
            counts["promised"] += promised
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        if counts["times"]:
            raise
        sys.stderr.write((getattr(error, "stderr", b"") or str(error).encode()).decode(errors="replace"))
        raise SystemExit(CANNOT) from error
    sys.stdout.write(json.dumps(counts) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
