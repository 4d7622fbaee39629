"""The public face of the store: one open engagement file, its journal and its lock.

Everything that ``append`` acknowledged survives a kill, a power cut and any single fault of the disk. Every exception
is a ``StoreError`` whose text is for the user; after a ``NotSaved`` the next call may work. Any thread may call.
"""

from __future__ import annotations

import errno
import os
import stat
import uuid as uuids
from contextlib import suppress
from pathlib import Path
from threading import RLock

from scopewright.language import _
from scopewright.store import journal, meta, migrations, recovery
from scopewright.store.durable import digest, keep_as, not_a_file, remove_leftovers, resolve
from scopewright.store.failures import FILE_KEPT, NEW_FILE_KEPT, NotSaved, not_opened, not_saved, read_only
from scopewright.store.journal import Journal
from scopewright.store.lock import WriterLock
from scopewright.store.meta import Meta
from scopewright.store.snapshot import Document, Tables
from scopewright.store.storage import DurableStorage


class EngagementFile:
    """One engagement, open for writing; made by ``create`` or ``open``.

    ``path`` is the file with links followed. ``tables`` and ``entries`` are what was found at opening: the entries,
    journalled but not yet part of the tables, are for the caller to apply in their order. ``notices`` are sentences
    about what was found amiss and kept.
    """

    def __init__(self, storage: DurableStorage, lock: WriterLock, about: Meta) -> None:
        """Use ``create`` or ``open`` instead."""
        self.path = storage.path
        self.tables: Tables = {}
        self.entries: list[Document] = []
        self.notices: list[str] = []
        self._storage = storage
        self._lock = lock
        self._meta = about
        self._journal = Journal(self.path, about)
        self._turn = RLock()
        self._open = True

    @classmethod
    def create(cls, path: Path | str, tables: Tables, uuid: str | None = None) -> EngagementFile:
        """Make a new file and open it; with the ``uuid`` of another one, it is a copy of that engagement.

        Raises:
            NotSaved: there is a file already, or it could not be made.
            NotOpened: the folder allows no lock.
        """
        whole = resolve(path)
        lock = WriterLock(whole)
        try:
            if whole.exists():
                text = _("There is already a file “{name}”; it was not touched. Choose another name, or open it.")
                raise NotSaved(text.format(name=whole.name))
            if not whole.parent.exists():
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
            lock.take()
            file = cls(DurableStorage(whole), lock, meta.first(uuid or str(uuids.uuid4())))
            file._set_foreign_journal_aside()
            file.fold(tables)
        except OSError as error:
            lock.release()
            raise not_saved(error, whole, 0, NEW_FILE_KEPT) from error
        except BaseException:
            lock.release()
            raise
        file.tables = tables
        return file

    @classmethod
    def open(cls, path: Path | str) -> EngagementFile:
        """Open a file for writing: take the lock, read, migrate, find what the journal still holds.

        Raises:
            Held: somebody else has it open for writing; ``recovery.read`` still works.
            ReadOnly: it can be read there but not changed.
            Unreadable, TooLarge, TooNew, NotOpened: it was not opened and not touched.
        """
        whole = resolve(path)
        lock = WriterLock(whole)
        try:
            if not stat.S_ISREG(whole.stat().st_mode):
                raise not_a_file(whole)
            if not os.access(whole, os.W_OK):
                raise read_only(whole)
            lock.take()
            return cls._opened(whole, lock)
        except OSError as error:
            lock.release()
            raise not_opened(error, whole) from error
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _opened(cls, path: Path, lock: WriterLock) -> EngagementFile:
        remove_leftovers(path, journal.beside(path))
        found = recovery.find(path)
        file = cls(found.storage, lock, found.meta)
        file.tables, file.entries, file.notices = found.tables, found.entries, found.notices()
        if found.foreign:
            file._set_foreign_journal_aside()
        elif found.journal is not None and found.journal.key:
            file._journal = Journal.resume(path, found.meta, found.journal)
        return file

    @property
    def uuid(self) -> str:
        """The engagement's own name, the same in every copy."""
        return self._meta.uuid

    @property
    def generation(self) -> int:
        """How often the file has been written as a whole."""
        return self._meta.generation

    @property
    def journal_size(self) -> int:
        """The bytes in the journal: how much a ``fold`` would fold."""
        return self._journal.size

    def append(self, entries: list[Document]) -> int:
        """Save the entries, all or none; when this returns, they are on the disk. The answer is their number.

        Raises:
            NotSaved: they are not saved; everything before is.
        """
        with self._turn:
            self._refuse_closed()
            return self._journal.append(entries) if entries else self._journal.last_number

    def fold(self, tables: Tables, through: int | None = None) -> None:
        """Write ``tables`` as the whole file; the journal then begins anew.

        ``tables`` must hold every entry appended so far, or, if ``through`` is given, every one up to that number (an
        answer of ``append``): later ones stay in the journal. Of ``_meta`` the store takes care itself.

        Raises:
            ChangedOutside: another program changed the file; see ``keep_both``.
            NotSaved: the file is as it was; the journal still holds everything.
        """
        with self._turn:
            self._refuse_closed()
            last = self._journal.last_number
            covered = last if through is None else through
            following = self._meta.next(self._journal.key, covered)
            self._keep_original()
            self._storage.write(_with_meta(tables, following))
            self._meta = following
            if covered >= last:
                self._journal.discard()
                self._journal = Journal(self.path, following)

    def keep_both(self, tables: Tables) -> Path:
        """After ``ChangedOutside``: keep the other program's version beside, then fold. The answer is where it is.

        Raises:
            NotSaved: as ``fold``; nothing of either version is lost.
        """
        with self._turn:
            try:
                theirs = digest(self.path.read_bytes())
                mark = _("changed elsewhere {mark}").format(mark=theirs[:8])
                kept = self.path.with_name(f"{self.path.stem} ({mark}){self.path.suffix}")
                keep_as(self.path, kept)
            except OSError as error:
                raise not_saved(error, self.path, 0, FILE_KEPT) from error
            self._storage.accept(theirs)
            self.fold(tables)
            return kept

    def close(self, tables: Tables) -> None:
        """Fold if anything changed since the file was written, then let go of it.

        Raises:
            NotSaved: as ``fold``; the file is then still open. ``leave`` closes it with the journal beside it.
        """
        with self._turn:
            self._refuse_closed()
            if self._journal.last_number or not self._storage.holds(_with_meta(tables, self._meta)):
                self.fold(tables)
            self.leave()

    def leave(self) -> None:
        """Let go of the file without folding: the journal stays, and the next opening or reading applies it."""
        with self._turn:
            self._open = False
            self._journal.close()
            self._lock.release()

    def _refuse_closed(self) -> None:
        if not self._open:
            text = _("“{name}” is closed here, so nothing was written. Open it again.")
            raise NotSaved(text.format(name=self.path.name))

    def _keep_original(self) -> None:
        if self._meta.generation and self._meta.format < migrations.FORMAT:
            try:
                keep_as(self.path, migrations.original(self.path, self._meta.format))
            except OSError as error:
                raise not_saved(error, self.path, 0, FILE_KEPT) from error

    def _set_foreign_journal_aside(self) -> None:
        with suppress(FileNotFoundError):
            aside = journal.set_aside(journal.beside(self.path))
            self.notices.append(_("It is now called “{name}”.").format(name=aside.name))


def _with_meta(tables: Tables, about: Meta) -> Tables:
    return {meta.TABLE: about.table(), **{name: table for name, table in tables.items() if name != meta.TABLE}}
