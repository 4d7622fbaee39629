"""An earlier version of an engagement in the place of the present one, which itself becomes a backup first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scopewright.language import _, current
from scopewright.model.diff import Difference, diff
from scopewright.store import backups, journal, recovery
from scopewright.store.attachments import copy_beside
from scopewright.store.backups import Backup
from scopewright.store.durable import keep_as, read_whole, resolve, sync_folder, write_atomically
from scopewright.store.failures import (
    FILE_KEPT,
    NEW_FILE_KEPT,
    NotOpened,
    NotSaved,
    StoreError,
    TooLarge,
    Unreadable,
    not_opened,
    not_saved,
)
from scopewright.store.lock import WriterLock
from scopewright.store.opened import read_engagement
from scopewright.store.sealing import Secret


def list_backups(path: Path | str) -> list[Backup]:
    """The backups of the engagement file at ``path``, the oldest first; also for a file that cannot be read.

    Raises:
        NotOpened: the folder cannot be read.
    """
    whole = resolve(path)
    try:
        return backups.found_beside(whole, _uuid(whole))
    except OSError as error:
        raise not_opened(error, whole) from error


def newest_readable(found: Sequence[Backup]) -> Backup:
    """The newest of the backups that is whole.

    Raises:
        NotOpened: none is.
    """
    for backup in reversed(found):
        if is_readable(backup):
            return backup
    raise NotOpened(_("There is no backup that can be read."))


def is_readable(backup: Backup) -> bool:
    """Whether the backup is whole, or sealed so that only its passphrase will tell."""
    try:
        recovery.find_unlocked(backup.path)
    except (Unreadable, TooLarge):
        return False
    except NotOpened:
        return True
    return True


def restore(path: Path | str, backup: Backup) -> Backup | None:
    """Put the backup in the place of the file, byte for byte, with the journal it had.

    What was there, and its journal, become a backup first, even if they are damaged; the answer is that one, ``None``
    if there was no file.

    Raises:
        Held: somebody has the file open for writing.
        NotSaved: the file is as it was.
    """
    whole = resolve(path)
    lock = WriterLock(whole)
    lock.take()
    try:
        content = read_whole(backup.path)
        present = _keep_present(whole, backup)
        write_atomically(whole, content, like=whole if whole.exists() else backup.path)
        journal.beside(whole).unlink(missing_ok=True)
        _take_journal(backup.path, whole)
    except OSError as error:
        raise not_saved(error, whole, backup.size, FILE_KEPT) from error
    finally:
        lock.release()
    return present


def copy(path: Path | str, backup: Backup, target: Path | str) -> None:
    """Write a backup of the file at ``path``, with the journal it had and the attachments, as a new file.

    Raises:
        NotSaved: there is a file already, or it could not be made.
    """
    whole = resolve(target)
    if whole.exists():
        text = _("There is already a file “{name}”; it was not touched. Choose another name, or open it.")
        raise NotSaved(text.format(name=whole.name))
    try:
        write_atomically(whole, read_whole(backup.path), like=backup.path)
        _take_journal(backup.path, whole)
    except OSError as error:
        raise not_saved(error, whole, backup.size, NEW_FILE_KEPT) from error
    copy_beside(resolve(path), whole)


def preview(path: Path | str, backup: Backup, passphrase: Secret | str | None = None) -> list[Difference] | None:
    """What restoring the backup would change in the file as it stands, its journal included.

    ``None`` if the file cannot be read, so that there is nothing to compare with.

    Raises:
        Locked, WrongPassphrase: the backup is sealed, and the passphrase is missing or not the one.
        NotOpened: the backup cannot be read.
    """
    then = read_engagement(backup.path, passphrase)
    try:
        now = read_engagement(resolve(path), passphrase)
    except StoreError:
        return None
    return diff(now, then, current())


def records_in(backup: Backup, passphrase: Secret | str | None = None) -> int | None:
    """How many records the backup holds; ``None`` if it cannot be read (or not without its passphrase)."""
    try:
        return len(read_engagement(backup.path, passphrase).records())
    except StoreError:
        return None


def _uuid(path: Path) -> str | None:
    try:
        return recovery.find_unlocked(path).meta.uuid
    except StoreError:
        return None


def _keep_present(path: Path, backup: Backup) -> Backup | None:
    # Under the key of the backup: the present file may be too damaged to say whose it is.
    kept = backups.keep(path, backup.key, 0, always=True)
    if kept is None:
        return None
    if journal.beside(path).exists():
        keep_as(journal.beside(path), journal.beside(kept))
    return backups.described(kept)


def _take_journal(source: Path, target: Path) -> None:
    beside = journal.beside(source)
    if beside.exists():
        write_atomically(journal.beside(target), beside.read_bytes(), like=beside)
    sync_folder(target.parent)
