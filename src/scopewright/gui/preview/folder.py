"""Where a rendered brief lies until the window has read it: a folder of the user's own, gone after a crash too."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QLockFile

_NAME, _LOCK = "preview", "lock"


class PreviewFolder:
    """A folder below the program's own that nobody else can look into; locked while its process lives.

    Raises:
        OSError: it cannot be made.
    """

    def __init__(self, home: Path) -> None:
        above = home / _NAME
        above.mkdir(mode=0o700, parents=True, exist_ok=True)
        above.chmod(0o700)
        self.path = Path(tempfile.mkdtemp(dir=above))
        self._lock = _lock_of(self.path)
        self._lock.tryLock(0)

    def remove(self) -> None:
        """Remove the folder with what is in it; one that is gone is fine."""
        self._lock.unlock()
        shutil.rmtree(self.path, ignore_errors=True)


def sweep(home: Path) -> None:
    """Remove what processes left that ended without doing so.

    Raises:
        OSError: the folder cannot be looked into.
    """
    above = home / _NAME
    for left in above.iterdir() if above.is_dir() else ():
        lock = _lock_of(left)
        if lock.tryLock(0):
            lock.unlock()
            shutil.rmtree(left, ignore_errors=True)


def _lock_of(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder / _LOCK))
    lock.setStaleLockTime(0)  # however old, the lock holds while its process lives
    return lock
