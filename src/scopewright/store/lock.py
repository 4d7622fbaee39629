"""One writer at a time: a lock on a small file beside the engagement, which the system releases even after a kill."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from contextlib import suppress
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from scopewright.language import _
from scopewright.store.durable import permissions
from scopewright.store.failures import Held, not_locked
from scopewright.store.person import who

_LONGEST_NOTE = 1000


def sidecar(path: Path) -> Path:
    """The file that is locked for the engagement at ``path`` (resolved). It stays: removing it would race."""
    return path.with_name(f".{path.name}.lock")


def _myself() -> str:
    since = dt.datetime.now().astimezone().isoformat(timespec="minutes")
    return json.dumps({"process": f"{os.getpid()}@{platform.node()}", "who": who(), "since": since})


def _leave_note(file: int) -> None:
    # A courtesy to the next opener: a full disk must not keep anyone from opening.
    with suppress(OSError):
        os.ftruncate(file, 0)
        os.write(file, _myself().encode()[:_LONGEST_NOTE])


def holder(path: Path) -> str:
    """Who holds the engagement at ``path``, as far as the note in the sidecar tells; empty if it does not."""
    try:
        note = json.loads(sidecar(path).read_bytes()[:_LONGEST_NOTE])
        parts = [str(note[key]) for key in ("who", "process", "since")]
    except (OSError, ValueError, RecursionError, TypeError, KeyError):
        return ""
    return ", ".join(part for part in parts if part)


class WriterLock:
    """The right to write one engagement file, from ``take`` to ``release``."""

    def __init__(self, path: Path) -> None:
        """Name the engagement file (resolved)."""
        self._path = path
        self._lock: BaseFileLock | None = None

    def take(self) -> None:
        """Take the lock at once.

        Raises:
            Held: somebody else has it.
            ReadOnly: the folder allows no lock file.
            NotOpened: the disk cannot lock.
        """
        try:
            lock = FileLock(
                sidecar(self._path), mode=permissions(self._path), thread_local=False, on_acquired=_leave_note
            )
            lock.acquire(blocking=False)
        except Timeout as error:
            known = holder(self._path)
            text = _("“{name}” is already open for writing ({holder}). It can be read here; to write, close it there.")
            said = known or _("nobody left a name")
            raise Held(text.format(name=self._path.name, holder=said), known) from error
        except OSError as error:
            raise not_locked(error, self._path) from error
        self._lock = lock

    def release(self) -> None:
        """Give the lock back; without it, nothing happens."""
        if self._lock is not None:
            # What cannot be given back goes with the process; everything is saved by now.
            with suppress(OSError):
                self._lock.release()
            self._lock = None
