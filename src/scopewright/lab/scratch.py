"""Folders for what a job must put on the disk for a while: private, and swept even after a process was killed.

They lie in the user's own cache, not among everybody's temporary files, because what is in them is the client's data.
Each holds a file that its process keeps locked as long as it lives; ``sweep`` removes the folders that nobody holds.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

if sys.platform != "win32":
    import fcntl

_PREFIX = "job-"
_ALIVE = "alive"


def home() -> Path:
    """Where the folders lie; made if need be, open to nobody else."""
    if sys.platform == "win32":
        cache = Path(os.environ.get("LOCALAPPDATA") or tempfile.gettempdir())
    elif sys.platform == "darwin":
        cache = Path.home() / "Library" / "Caches"
    else:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    place = cache / "scopewright" / "work"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


@contextmanager
def folder() -> Iterator[Path]:
    """A new folder that goes with its contents.

    Raises:
        OSError: there is no place for it.
    """
    with _one_at_a_time():
        made = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=home()))
        alive = (made / _ALIVE).open("wb")
        _hold(alive)
    try:
        yield made
    finally:
        alive.close()
        shutil.rmtree(made, ignore_errors=True)


def sweep() -> None:
    """Remove what killed processes left; the folders of living ones stay."""
    with _one_at_a_time():
        for left in home().glob(f"{_PREFIX}*"):
            if _is_left(left / _ALIVE):
                shutil.rmtree(left, ignore_errors=True)


def _hold(file: BinaryIO) -> None:
    """The system lets go of the lock when the process ends, however it ends; on Windows being open is enough."""
    if sys.platform != "win32":
        fcntl.flock(file, fcntl.LOCK_EX)


def _is_left(alive: Path) -> bool:
    try:
        if sys.platform == "win32":
            alive.unlink(missing_ok=True)
        else:
            with alive.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """No folder is swept between being made and being held."""
    with (home() / "lock").open("wb") as lock:
        _hold(lock)
        yield
