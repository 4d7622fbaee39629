"""TinyDB's storage for an engagement file: ``TinyDB(path, storage=DurableStorage)``.

TinyDB's own ``JSONStorage`` writes over the old bytes and reads an empty file as a new database; this one replaces the
file at once, refuses what it cannot read, and never writes over what another program wrote meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tinydb.storages import Storage

from scopewright.language import _
from scopewright.store import meta
from scopewright.store.durable import LARGEST, digest, read_whole, resolve, write_atomically
from scopewright.store.failures import (
    FILE_KEPT,
    NEW_FILE_KEPT,
    ChangedOutside,
    NotOpened,
    NotSaved,
    not_opened,
    not_saved,
)
from scopewright.store.sealing import HEADROOM, Seal, Secret, head_of, is_sealed
from scopewright.store.snapshot import Tables, WrongShape, decode, encode


class DurableStorage(Storage):
    """Whole snapshots of all tables; the file may be opened by stock TinyDB at any moment."""

    def __init__(self, path: Path | str, passphrase: Secret | str | None = None) -> None:
        """Name the file; neither read nor make it. ``passphrase`` opens it if it is sealed."""
        super().__init__()
        self.path = resolve(path)
        self.seal: Seal | None = None
        """What the file is written under; found by ``read``, ``None`` for a plain one."""
        self._secret = Secret.of(passphrase)
        self._ours: set[str] = set()
        self._said = ""

    @property
    def known(self) -> set[str]:
        """The digests of the contents that were read or written here last: one, or two after a failed writing."""
        return set(self._ours)

    def on_disk(self) -> str | None:
        """The digest of the present content of the file, ``None`` if there is no file.

        Raises:
            OSError: it could not be read.
        """
        try:
            return digest(self.path.read_bytes())
        except FileNotFoundError:
            return None

    def read(self) -> Tables | None:
        """The tables in the file, or ``None`` if there is no file.

        Raises:
            Locked, WrongPassphrase: it is sealed, and the passphrase is missing or not the one.
            NotOpened: there is one that cannot be read.
        """
        try:
            data = read_whole(self.path)
        except FileNotFoundError:
            self._ours = set()
            return None
        except OSError as error:
            raise not_opened(error, self.path) from error
        self._ours = {digest(data)}
        content = self._unsealed(data)
        self._said = digest(content)
        return decode(content, self.path.name)

    def write(self, data: Tables, before: Callable[[], None] | None = None) -> None:
        """Replace the file; when this returns, the tables are on the disk.

        ``before`` is called when the new content is safely beside and the old file still in its place.

        Raises:
            ChangedOutside: the file is not what was last read or written here; it was left alone.
            NotSaved: the tables are not safely on the disk; the file is whole, old or (rarely) already new.
        """
        said = self._encoded(data)
        content = self._sealed(said, data)
        kept = self._kept()
        try:
            self._refuse_foreign()
            # Remembered before the attempt: it may reach the disk although its last step fails.
            self._ours.add(digest(content))
            write_atomically(self.path, content, before=before)
        except OSError as error:
            raise not_saved(error, self.path, len(content), kept) from error
        self._ours, self._said = {digest(content)}, digest(said)

    def reseal(self, data: Tables, seal: Seal | None) -> None:
        """The same under another seal, or under none; ``seal`` then is the one that is on the disk, come what may.

        Raises:
            ChangedOutside, NotSaved: as ``write``.
        """
        before, self.seal = self.seal, seal
        try:
            self.write(data)
        except BaseException:
            if not self._is_under(seal):
                self.seal = before
            raise

    def holds(self, data: Tables) -> bool:
        """Whether the file, as last read or written here, says just these tables already."""
        return len(self._ours) == 1 and self._said == digest(self._encoded(data))

    def content(self, data: Tables) -> bytes:
        """The bytes that ``write`` would put into the file.

        Raises:
            NotSaved: the tables cannot be written.
        """
        return self._sealed(self._encoded(data), data)

    def accept(self, known: str) -> None:
        """Take the content with that digest as known too, so that the next ``write`` may replace it."""
        self._ours.add(known)

    def _encoded(self, data: Tables) -> bytes:
        try:
            return encode(data, LARGEST - (HEADROOM if self.seal else 0))
        except WrongShape as error:
            text = _("“{name}” could not be saved: {reason}.").format(name=self.path.name, reason=error)
            raise NotSaved(text + " " + _(self._kept()).format(name=self.path.name)) from error

    def _sealed(self, content: bytes, data: Tables) -> bytes:
        if self.seal is None:
            return content
        about = meta.of_tables(data, self.path.name)
        return self.seal.closed(content, about.uuid, about.generation)

    def _is_under(self, seal: Seal | None) -> bool:
        try:
            data = self.path.read_bytes()
            slots = head_of(data, self.path.name).slots if is_sealed(data) else None
        except (OSError, NotOpened):
            return False
        return slots == (seal.slots if seal else None)

    def _unsealed(self, data: bytes) -> bytes:
        if not is_sealed(data):
            self.seal = None
            return data
        head = head_of(data, self.path.name)
        self.seal = self._secret.seal_of(head, self.path.name)
        return self.seal.opened(data, head, self.path.name)

    def _kept(self) -> str:
        return FILE_KEPT if self._ours else NEW_FILE_KEPT

    def _refuse_foreign(self) -> None:
        # By content, not by inode or time of change: network and FUSE disks alter those on their own.
        present = self.on_disk()
        if present is not None and present not in self._ours:
            text = _(
                "Another program changed “{name}” while it was open here. Neither version was overwritten: theirs is "
                "in the file, yours is in this window and in the journal. Keep both, then compare or merge them."
            )
            raise ChangedOutside(text.format(name=self.path.name))
