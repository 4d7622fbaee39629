"""Bytes that are on the disk when the call returns, or an ``OSError`` and the old bytes untouched.

The order of steps in ``write_atomically`` was measured against kills, power cuts and injected faults; each step is
there because leaving it out lost data in one of them.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from scopewright.language import _
from scopewright.store.failures import TooLarge, Unreadable, not_opened

LARGEST = 64 * 1024 * 1024
"""The largest engagement file read or written, in bytes."""

PRIVATE = 0o600
"""The permissions of a file that replaces none: client data is for its owner."""

SHARED = 0o666
"""The permissions a document for others asks for; the user's umask takes from them."""

_BINARY: int = getattr(os, "O_BINARY", 0)
_WINDOWS_PAUSES = (0.05, 0.1, 0.2, 0.3, 0.4)
_WINDOWS_HELD = (5, 32, 33)
_FOLDER_SYNC_UNKNOWN = (errno.EINVAL, errno.ENOTSUP)


def resolve(path: Path | str) -> Path:
    """The absolute path with every symbolic link followed, so that all names of a file share one lock and journal.

    Raises:
        NotOpened: the links lead in a circle or nowhere readable.
    """
    try:
        return Path(path).resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise not_opened(error, Path(path)) from error


def digest(data: bytes) -> str:
    """The SHA-256 of ``data`` as hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def not_a_file(path: Path) -> Unreadable:
    """What to tell when there is a folder, a pipe or a device in the place of a file."""
    return Unreadable(_("“{name}” is not a file. Choose an engagement file (.scope).").format(name=path.name))


def read_whole(path: Path, largest: int = LARGEST) -> bytes:
    """All bytes of a regular file.

    Raises:
        TooLarge: it holds more than ``largest`` bytes.
        Unreadable: it is a folder, a pipe or a device.
        OSError: the system could not read it.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise not_a_file(path)
    with path.open("rb") as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        text = _(
            "“{name}” is larger than {limit} MB and was not opened; it was not touched. Open a backup of it, "
            "or move large texts out of it with another program."
        )
        raise TooLarge(text.format(name=path.name, limit=largest // (1024 * 1024)))
    return data


def _sync(file: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        # fsync there stops at the disk's own cache.
        fcntl.fcntl(file, fcntl.F_FULLFSYNC)
    else:
        os.fsync(file)


def sync_data(file: int) -> None:
    """Return once the bytes of the open file, and its length, are on the disk."""
    if sys.platform == "linux":
        os.fdatasync(file)
    else:
        _sync(file)


def sync_folder(folder: Path) -> None:
    """Return once the names in the folder are on the disk; Windows offers no such call and needs none."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _FOLDER_SYNC_UNKNOWN:
            raise
    finally:
        os.close(handle)


def write_all(file: int, data: bytes) -> None:
    """Append all of ``data`` to the open file, however few bytes the system takes at a time.

    Raises:
        OSError: the disk refused, or says it wrote what it did not write.
    """
    size = os.fstat(file).st_size + len(data)
    left = memoryview(data)
    while left:
        taken = os.write(file, left)
        if taken == 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        left = left[taken:]
    if os.fstat(file).st_size != size:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def open_to_append(path: Path) -> int:
    """A handle on an existing file whose writes go to its end."""
    return os.open(path, os.O_RDWR | os.O_APPEND | _BINARY)


def permissions(path: Path) -> int:
    """Those of the file, or the owner's alone if there is none yet."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return PRIVATE


def _write_new(path: Path, data: bytes, mode: int | None) -> None:
    """``mode`` is that of the file; without one, what the user lets others do with new files."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, SHARED if mode is None else PRIVATE)
    try:
        if mode is not None and sys.platform != "win32":
            os.fchmod(file, mode)
        write_all(file, data)
        _sync(file)
    finally:
        os.close(file)


def _replace(new: Path, target: Path) -> None:
    for pause in _WINDOWS_PAUSES:
        try:
            new.replace(target)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _WINDOWS_HELD:
                raise
            time.sleep(pause)
        else:
            return
    new.replace(target)


@contextmanager
def _to_become(target: Path) -> Iterator[Path]:
    """A free name beside ``target`` for what is to replace it; nothing is left there if the block fails."""
    new = target.with_name(f".{target.name}.{secrets.token_hex(8)}.tmp")
    try:
        yield new
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise
    sync_folder(target.parent)


def write_atomically(
    target: Path, data: bytes, like: Path | None = None, before: Callable[[], None] | None = None
) -> None:
    """Put ``data`` in the place of ``target`` (a resolved path): all of it durably, or none of it.

    Permissions are those of ``like``, by default of the file replaced. ``before`` is called when ``data`` is on the
    disk and ``target`` still the old one: the moment to give the old one a second name.

    Raises:
        OSError: ``target`` is as it was; only if the very last step failed is it already the new one.
    """
    with _to_become(target) as new:
        _write_new(new, data, permissions(like or target))
        if before is not None:
            before()
        _replace(new, target)


def export(target: Path, data: bytes) -> None:
    """Put a document for others in the place of ``target`` (a resolved path): all of it durably, or none of it.

    A new one is as open to others as the user's umask lets new files be; one that is replaced keeps its permissions.

    Raises:
        OSError: as ``write_atomically``.
    """
    mode = permissions(target) if target.exists() else None
    with _to_become(target) as new:
        _write_new(new, data, mode)
        _replace(new, target)


@contextmanager
def new_file(target: Path) -> Iterator[BinaryIO]:
    """A new file, its owner's alone, for more bytes than fit in memory; it has its name when it is whole and durable.

    Raises:
        FileExistsError: there is a file of that name already.
        OSError: it could not be written; there is none.
    """
    with _to_become(target) as new:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, PRIVATE), "wb") as file:
            yield file
            file.flush()
            _sync(file.fileno())
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        _replace(new, target)


def remove_leftovers(target: Path, sidecar: Path) -> None:
    """Remove the half-written files that a killed program left of ``target`` and ``sidecar``: they hold client text.

    Call it only while the lock is held. One that cannot be removed is left: it harms nothing but privacy, and the
    next opening tries again.
    """
    names = "|".join(re.escape(path.name) for path in (target, sidecar))
    leftover = re.compile(rf"\.({names})\.[0-9a-f]{{16}}\.tmp")
    for path in target.parent.iterdir():
        if leftover.fullmatch(path.name):
            with suppress(OSError):
                path.unlink()


def keep_as(path: Path, kept: Path) -> None:
    """Give the present content of ``path`` a second name, so that replacing ``path`` leaves it be.

    A hard link where the disk has them, a copy elsewhere. An existing ``kept`` stays as it is.

    Raises:
        OSError: neither worked.
    """
    if kept.exists():
        return
    try:
        kept.hardlink_to(path)
    except OSError:
        write_atomically(kept, path.read_bytes(), like=path)
    else:
        sync_folder(kept.parent)
