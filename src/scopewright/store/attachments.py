"""Files that belong to an engagement (photos, signed scans, plots of runs), in ``NAME.scope.files`` beside it.

Each is named by the SHA-256 of its content, so the same file is kept once and damage is noticed. Beside a sealed
engagement each is sealed like the engagement itself. While a seal is changed both versions lie side by side until the
engagement is under the new one: whenever the program is killed, every attachment opens with the engagement.

None is ever removed. The history and every earlier version may refer to it, so a version that is restored finds all its
attachments; and where the file is renamed, its attachments come along with the next opening.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from scopewright.language import _
from scopewright.store import backups
from scopewright.store.durable import LARGEST, digest, keep_as, read_whole, sync_folder, write_atomically
from scopewright.store.failures import (
    ATTACHMENTS_MISS,
    NEW_FILE_KEPT,
    NotOpened,
    NotSaved,
    Unreadable,
    not_opened,
    not_saved,
)
from scopewright.store.sealing import HEADROOM, Seal, head_of, is_sealed

_SUFFIX = r"(\.[a-z0-9]{1,8})?"
_NAME = re.compile(rf"[0-9a-f]{{64}}{_SUFFIX}")
_FOLLOWING = re.compile(rf"\.(?P<name>[0-9a-f]{{64}}{_SUFFIX})\.following")
_LEFTOVER = re.compile(r"\..+\.[0-9a-f]{16}\.tmp")


def is_name(name: str) -> bool:
    """Whether a file in the folder is one of the engagement's: it is named by a digest."""
    return bool(_NAME.fullmatch(name))


def folder_of(engagement: Path) -> Path:
    """Where the attachments of the engagement file at that (resolved) path are."""
    return engagement.with_name(f"{engagement.name}.files")


def folders_of_former_names(engagement: Path, uuid: str) -> list[Path]:
    """Where the attachments were while the file had another name, if no file has that name now.

    Raises:
        OSError: the folder of the file could not be read.
    """
    former = {backups.file_of(backup) for backup in backups.found_beside(engagement, uuid)} - {engagement}
    return sorted(
        folder for folder in map(folder_of, (path for path in former if not path.exists())) if folder.is_dir()
    )


def follow(engagement: Path, uuid: str) -> None:
    """Have beside the file what was attached under its former names; the old folders stay, a copy may need them.

    Call it only while the lock is held. What cannot be done is left, and the next call tries again.
    """
    with suppress(OSError):
        for folder in folders_of_former_names(engagement, uuid):
            _keep_all(folder, folder_of(engagement))


def copy_beside(engagement: Path, other: Path) -> None:
    """Have what is attached to the file at ``engagement`` beside the new one at ``other``, which has the same seal.

    Raises:
        NotSaved: one could not be read or copied.
    """
    try:
        _keep_all(folder_of(engagement), folder_of(other))
    except OSError as error:
        raise not_saved(error, folder_of(other), 0, ATTACHMENTS_MISS) from error


def _keep_all(folder: Path, other: Path) -> None:
    for path in _files(folder):
        if is_name(path.name) and not (other / path.name).exists():
            other.mkdir(mode=0o700, exist_ok=True)
            keep_as(path, other / path.name)


def is_closed(path: Path) -> bool:
    """Whether the file can be read with a passphrase only.

    Raises:
        OSError: the system could not read it.
    """
    return is_sealed(path.read_bytes()[:16])


class Attachments:
    """The attachments of the engagement file at ``engagement`` (resolved), which is under ``seal`` or under none."""

    def __init__(self, engagement: Path, uuid: str, seal: Seal | None) -> None:
        self._folder = folder_of(engagement)
        self._uuid, self._seal = uuid, seal

    def names(self) -> list[str]:
        """What can be read, by name.

        Raises:
            NotOpened: the folder cannot be looked into.
        """
        try:
            found = list(_files(self._folder))
        except OSError as error:
            raise not_opened(error, self._folder) from error
        return [path.name for path in found if is_name(path.name)]

    def add(self, content: bytes, suffix: str = "") -> str:
        """Keep a file; when this returns it is on the disk. The answer is its name, which records may refer to.

        ``suffix`` is that of the file, such as ``.pdf``; one that is not short and plain is left out.

        Raises:
            NotSaved: it is not kept.
        """
        name = digest(content) + (suffix.lower() if re.fullmatch(_SUFFIX, suffix.lower()) else "")
        if len(content) > LARGEST - HEADROOM:
            text = _("The file is larger than the {limit} MB that may be attached. Nothing was attached.")
            raise NotSaved(text.format(limit=LARGEST // (1024 * 1024)))
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            sync_folder(self._folder.parent)
            write_atomically(self._folder / name, _closed(content, self._uuid, self._seal))
        except OSError as error:
            raise not_saved(error, self._folder / name, len(content), NEW_FILE_KEPT) from error
        return name

    def read(self, name: str) -> bytes:
        """The content of the attachment of that name.

        Raises:
            NotOpened: it is not there, damaged, not what its name says, or under another passphrase.
        """
        if not is_name(name):
            raise Unreadable(_("“{name}” is not the name of an attachment.").format(name=name[:80]))
        # the one that waits comes first: a kill may have come just before it took the other's place
        places = (_following(self._folder / name), self._folder / name)
        content = next((found for found in map(self._whole, places) if found is not None), None)
        if content is None:
            text = _("The attachment “{name}” is missing, damaged or under another passphrase. Put a copy of it there.")
            raise Unreadable(text.format(name=name))
        return content

    def damaged(self) -> list[str]:
        """The names of those that cannot be read.

        Raises:
            NotOpened: the folder cannot be looked into.
        """
        return [name for name in self.names() if not self._reads(name)]

    def take_from(self, other: Attachments) -> None:
        """Keep what another engagement has, too; what cannot be read there stays there.

        Raises:
            NotOpened: the other folder cannot be looked into.
            NotSaved: one could not be kept.
        """
        for name in other.names():
            with suppress(Unreadable):
                self.add(other.read(name), Path(name).suffix)

    def _reads(self, name: str) -> bool:
        try:
            self.read(name)
        except Unreadable:
            return False
        return True

    def _whole(self, path: Path) -> bytes | None:
        """The content of the file, or ``None`` if it is not there or not the one that its name says."""
        try:
            data = read_whole(path)
            content = _opened(data, self._seal, path)
        except FileNotFoundError:
            return None
        except NotOpened:
            return None
        except OSError as error:
            raise not_opened(error, path) from error
        named = _FOLLOWING.fullmatch(path.name)
        name = named["name"] if named else path.name
        return content if _fits(content, name) else None


def prepare(engagement: Path, uuid: str, old: Seal | None, new: Seal | None) -> list[Path]:
    """Put a version of each attachment under the seal ``new``, or under none, beside the one under ``old``.

    ``settle`` puts them in the others' place once the engagement is under ``new``. The answer is what stays as it is:
    files that are damaged, under another passphrase, or named by somebody else.

    Raises:
        OSError: one could not be read or written; those under ``old`` are as they were.
    """
    left = []
    for path in _files(folder_of(engagement)):
        try:
            content = _opened(read_whole(path), old, path) if is_name(path.name) else None
        except NotOpened:
            content = None
        if content is None or not _fits(content, path.name):
            left.append(path)
        else:
            write_atomically(_following(path), _closed(content, uuid, new), like=path)
    return left


def settle(engagement: Path, seal: Seal | None) -> None:
    """Finish, or take back, what ``prepare`` began; remove what a killed program left half-written.

    Call it only while the lock is held; ``seal`` is the one that the engagement is under now. What cannot be done is
    left: reading finds either version, and the next call tries again.
    """
    with suppress(OSError):
        for path in list(folder_of(engagement).iterdir()):
            named = _FOLLOWING.fullmatch(path.name)
            if named and _is_under(path, named["name"], seal):
                path.replace(path.with_name(named["name"]))
            elif named or _LEFTOVER.fullmatch(path.name):
                path.unlink()


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        shown = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
        yield from (path for path in shown if path.is_file() and not path.is_symlink())


def _following(path: Path) -> Path:
    return path.with_name(f".{path.name}.following")


def _is_under(path: Path, name: str, seal: Seal | None) -> bool:
    data = path.read_bytes()
    if seal is None:
        return _fits(data, name)
    try:
        return is_sealed(data) and head_of(data, name).slots == seal.slots
    except NotOpened:
        return False


def _fits(content: bytes, name: str) -> bool:
    return digest(content) == name.partition(".")[0]


def _closed(content: bytes, uuid: str, seal: Seal | None) -> bytes:
    return content if seal is None else seal.closed(content, uuid, 0)


def _opened(data: bytes, seal: Seal | None, path: Path) -> bytes:
    """What the file holds; a plain one is told from a sealed one by its digest, for anything may be attached.

    Raises:
        Unreadable: it is damaged or under another seal.
    """
    if not is_sealed(data) or _fits(data, path.name):
        return data
    head = head_of(data, path.name)
    if seal is None or head.slots != seal.slots:
        raise Unreadable(_("“{name}” is under another passphrase.").format(name=path.name))
    return seal.opened(data, head, path.name)
