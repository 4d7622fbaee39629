"""TinyDB's storage for an engagement file: ``TinyDB(path, storage=DurableStorage)``.

TinyDB's own ``JSONStorage`` writes over the old bytes and reads an empty file as a new database; this one replaces the
file at once, refuses what it cannot read, and never writes over what another program wrote meanwhile.
"""

from __future__ import annotations

from pathlib import Path

from tinydb.storages import Storage

from scopewright.language import _
from scopewright.store.durable import digest, read_whole, resolve, write_atomically
from scopewright.store.failures import FILE_KEPT, NEW_FILE_KEPT, ChangedOutside, NotSaved, not_opened, not_saved
from scopewright.store.snapshot import Tables, WrongShape, decode, encode


class DurableStorage(Storage):
    """Whole snapshots of all tables; the file may be opened by stock TinyDB at any moment."""

    def __init__(self, path: Path | str) -> None:
        """Name the file; neither read nor make it."""
        super().__init__()
        self.path = resolve(path)
        self._ours: set[str] = set()

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
        return decode(data, self.path.name)

    def write(self, data: Tables) -> None:
        """Replace the file; when this returns, the tables are on the disk.

        Raises:
            ChangedOutside: the file is not what was last read or written here; it was left alone.
            NotSaved: the tables are not safely on the disk; the file is whole, old or (rarely) already new.
        """
        content = self._encoded(data)
        kept = self._kept()
        try:
            self._refuse_foreign()
            # Remembered before the attempt: it may reach the disk although its last step fails.
            self._ours.add(digest(content))
            write_atomically(self.path, content)
        except OSError as error:
            raise not_saved(error, self.path, len(content), kept) from error
        self._ours = {digest(content)}

    def holds(self, data: Tables) -> bool:
        """Whether writing these tables would put the very bytes there that were last read or written here."""
        return self._ours == {digest(self._encoded(data))}

    def accept(self, known: str) -> None:
        """Take the content with that digest as known too, so that the next ``write`` may replace it."""
        self._ours.add(known)

    def _encoded(self, data: Tables) -> bytes:
        try:
            return encode(data)
        except WrongShape as error:
            text = _("“{name}” could not be saved: {reason}.").format(name=self.path.name, reason=error)
            raise NotSaved(text + " " + _(self._kept()).format(name=self.path.name)) from error

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
