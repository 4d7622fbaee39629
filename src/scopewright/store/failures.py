"""What the store says when it cannot do its work: what happened, what was kept, what to do next.

``str(error)`` of each class here is text for the user, in the language of the present block.
"""

from __future__ import annotations

import errno
from math import ceil
from pathlib import Path

from scopewright.language import N_, _, current, show_number


class StoreError(Exception):
    """Anything the store could not do; its text is a message for the user."""


class NotOpened(StoreError):
    """The file could not be opened; it is as it was."""


class Unreadable(NotOpened):
    """The content is not a whole engagement. Never a reason to begin a new one in its place."""


class TooLarge(NotOpened):
    """The file is larger than the store reads."""


class TooNew(NotOpened):
    """A newer program wrote the file in a format this one does not know."""


class Locked(NotOpened):
    """A passphrase is needed to read the file; ask for it and open again."""


class WrongPassphrase(Locked):
    """What was typed does not open the file; ask again."""


class ReadOnly(NotOpened):
    """The file can be read but not changed where it is."""


class Held(NotOpened):
    """Somebody else has the file open for writing; ``holder`` says who, as far as is known."""

    def __init__(self, sentence: str, holder: str) -> None:
        super().__init__(sentence)
        self.holder = holder


class NotSaved(StoreError):
    """What was to be saved is not on the disk; what was saved before still is, and the next call may work."""


class NotSealed(StoreError):
    """The file could not be given that passphrase; it is as it was."""


class ChangedOutside(NotSaved):
    """Another program changed the file since it was read or written here; nothing was overwritten."""


STEP_KEPT = N_("Everything saved before is kept. The last step is not saved yet and stays in the window.")
FILE_KEPT = N_("“{name}” is as it was, and the journal beside it keeps every saved step.")
NEW_FILE_KEPT = N_("No file was made or changed.")
ATTACHMENTS_MISS = N_("The new file is whole, but attachments are missing beside it.")

_NO_ROOM = (N_("There is no room left on the disk."), N_("Free at least {room} MB, then save again."))
_NO_RIGHT = (
    N_("Writing is not allowed in the folder “{folder}”."),
    N_("Save a copy in another folder, or ask for the right to write there."),
)
_GONE = (
    N_("The folder “{folder}” is no longer there; a drive may have been removed."),
    N_("Connect it again and save again, or save a copy in another folder."),
)
_TOO_MANY = (N_("Too many files are open on this computer."), N_("Close other programs, then save again."))
_BUSY = (
    N_("Another program, such as a virus scanner or a synchronisation, holds the file."),
    N_("Wait a moment, then save again."),
)
_DISK_ERROR = (N_("The disk reported an error."), N_("Save a copy on another disk soon."))
_OTHER = (N_("The system reported: {report}."), N_("Save again, or save a copy in another folder."))

_BY_NUMBER = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EFBIG: (
        N_("The file would be larger than this disk or account allows."),
        N_("Save a copy on another disk."),
    ),
    errno.EROFS: (N_("The disk is read-only."), N_("Save a copy on another disk.")),
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.ENOENT: _GONE,
    errno.ENOTDIR: _GONE,
    errno.ENODEV: _GONE,
    errno.ENXIO: _GONE,
    errno.ESTALE: _GONE,
    errno.EIO: _DISK_ERROR,
    errno.EMFILE: _TOO_MANY,
    errno.ENFILE: _TOO_MANY,
    errno.EBUSY: _BUSY,
    errno.ENAMETOOLONG: (N_("The name of the file is too long."), N_("Save a copy under a shorter name.")),
}
_UNREACHABLE = {number for number, told in _BY_NUMBER.items() if told in (_GONE, _DISK_ERROR)}
_WINDOWS_BUSY = (32, 33)
_READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)


def _reason(error: OSError) -> tuple[str, str]:
    if getattr(error, "winerror", None) in _WINDOWS_BUSY:
        return _BUSY
    return _BY_NUMBER.get(error.errno or 0, _OTHER)


def is_unreachable(error: NotSaved) -> bool:
    """Whether the place of the file is gone or its disk broken, so that another disk may still take what was lost."""
    cause = error.__cause__
    return isinstance(cause, OSError) and cause.errno in _UNREACHABLE


def not_saved(error: OSError, path: Path, size: int, kept: str) -> NotSaved:
    """What to tell after writing ``size`` bytes at ``path`` failed; ``kept`` is one of the ``*_KEPT`` texts."""
    happened, next_step = _reason(error)
    sentences = (_("“{name}” could not be saved."), _(happened), _(kept), _(next_step))
    return NotSaved(
        " ".join(sentences).format(
            name=path.name,
            folder=path.parent,
            report=error.strerror or type(error).__name__,
            room=show_number(max(1, ceil(size / 1_000_000)), current()),
        )
    )


def not_opened(error: OSError | RuntimeError | ValueError, path: Path) -> NotOpened:
    """What to tell when the system refuses to open the file at ``path``."""
    if isinstance(error, FileNotFoundError):
        text = _("There is no file “{name}” in “{folder}”. Look where it was moved, then open it there.")
    else:
        text = _("“{name}” could not be opened: {report}. The file was not touched. Try again, or open a copy of it.")
    report = getattr(error, "strerror", None) or str(error)
    return NotOpened(text.format(name=path.name, folder=path.parent, report=report))


def read_only(path: Path) -> ReadOnly:
    """What to tell when the file or its folder does not allow changes."""
    text = _("“{name}” is in a place where it cannot be changed. It can be read; to change it, save a copy elsewhere.")
    return ReadOnly(text.format(name=path.name))


def not_locked(error: OSError, path: Path) -> NotOpened:
    """What to tell when the sidecar that keeps a second writer out cannot be made."""
    return read_only(path) if error.errno in _READ_ONLY else not_opened(error, path)
