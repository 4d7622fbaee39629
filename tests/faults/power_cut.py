"""Cut the power under a writer, again and again, and count what it had been promised and is not on the disk.

``python -m tests.faults.power_cut FOLDER CUTS FILESYSTEM STORAGE``, as root on Linux. The file system under test lies
in an image on an XFS that can copy it in a moment (reflink): the copy is what the disk would hold after a cut at that
moment, without anything the system still kept in memory. STORAGE is one of ``writers.WRITERS``. Prints one JSON line;
exit 3 if this machine cannot mount such images.
"""

from __future__ import annotations

import json
import mmap
import os
import random
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.faults.writers import READERS, WRITERS, prepare

FILE_SYSTEMS = {
    "ext4": (["mkfs.ext4", "-q", "-F"], ""),
    "ext4-writeback": (["mkfs.ext4", "-q", "-F"], ",noauto_da_alloc,commit=60,data=writeback"),
    "xfs": (["mkfs.xfs", "-q", "-f"], ",nouuid"),
}
"""How each is made, and how it is mounted."""
CANNOT = 3
_OUTER, _INNER = 1_600_000_000, 330_000_000


def run(*words: str | Path) -> None:
    subprocess.run([str(word) for word in words], check=True, capture_output=True)


def image(path: Path, size: int, make: list[str]) -> Path:
    with path.open("wb") as file:
        file.truncate(size)
    run(*make, path)
    return path


@contextmanager
def mounted(image: Path, place: Path, options: str) -> Iterator[Path]:
    place.mkdir(exist_ok=True)
    run("mount", "-o", f"loop{options}", image, place)
    try:
        yield place
    finally:
        run("umount", place)


@contextmanager
def writing(storage: str, path: Path, shared: mmap.mmap) -> Iterator[None]:
    child = os.fork()
    if child == 0:
        try:
            WRITERS[storage](path, lambda n: struct.pack_into("q", shared, 0, n))
        finally:
            os._exit(1)
    try:
        yield
    finally:
        os.kill(child, signal.SIGKILL)
        _pid, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the writer ended by itself")


def state(storage: str, path: Path, promised: int) -> str:
    """What the cut left: whole, lost or unreadable."""
    try:
        found = READERS[storage](path)
    except Exception:  # noqa: BLE001 - whatever a broken file makes a reader say, it is unreadable
        return "unreadable"
    return "whole" if len(found) >= promised and found == list(range(1, len(found) + 1)) else "lost"


def main(folder: str, cuts: str, file_system: str, storage: str) -> None:
    place = Path(folder)
    make, options = FILE_SYSTEMS[file_system]
    counts = {"cuts": 0, "promised": 0, "lost": 0, "unreadable": 0}
    chance = random.Random(1)
    shared = mmap.mmap(-1, 8)
    try:
        outer = image(place / "outer.img", _OUTER, ["mkfs.xfs", "-q", "-m", "reflink=1"])
        with mounted(outer, place / "outer", "") as images:
            inner, snapshot = image(images / "inner.img", _INNER, make), images / "cut.img"
            with mounted(inner, place / "inner", options) as disk:
                path = disk / "a.scope"
                prepare(storage, path)
                os.sync()
                with writing(storage, path, shared):
                    for _cut in range(int(cuts)):
                        time.sleep(chance.uniform(0.002, 0.03))
                        (promised,) = struct.unpack_from("q", shared, 0)
                        run("cp", "--reflink=always", inner, snapshot)
                        with mounted(snapshot, place / "cut", options) as found:
                            left = state(storage, found / "a.scope", promised)
                        counts["cuts"] += 1
                        counts["promised"] = promised
                        counts[left] = counts.get(left, 0) + 1
                        snapshot.unlink()
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        if counts["cuts"]:
            raise
        said = getattr(error, "stderr", b"") or str(error).encode()
        sys.stderr.write(said.decode(errors="replace"))
        raise SystemExit(CANNOT) from error
    finally:
        with suppress(FileNotFoundError):
            (place / "outer.img").unlink()
    sys.stdout.write(json.dumps(counts) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
