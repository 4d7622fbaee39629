"""The public face of the store: one open engagement file, its journal and its lock.

Everything that ``append`` acknowledged survives a kill, a power cut and any single fault of the disk. Every exception
is a ``StoreError`` whose text is for the user; after a ``NotSaved`` the next call may work. Any thread may call.
"""

from __future__ import annotations

import errno
import os
import stat
import uuid as uuids
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import RLock

from scopewright.language import _
from scopewright.store import attachments, backups, journal, meta, migrations, recovery
from scopewright.store.durable import digest, keep_as, not_a_file, remove_leftovers, resolve
from scopewright.store.failures import (
    FILE_KEPT,
    NEW_FILE_KEPT,
    STEP_KEPT,
    NotSaved,
    is_unreachable,
    not_opened,
    not_saved,
    read_only,
)
from scopewright.store.journal import Journal
from scopewright.store.lock import WriterLock
from scopewright.store.meta import Meta
from scopewright.store.resealing import reseal_copies
from scopewright.store.sealing import Seal, Secret
from scopewright.store.shelter import Shelter
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
        self._journal = Journal(self.path, about, storage.seal)
        self._shelter: Shelter | None = None
        self._device = self.path.parent.stat().st_dev
        self._news: list[str] = []
        self._backups_fail = False
        self._turn = RLock()
        self._open = True

    @classmethod
    def create(
        cls, path: Path | str, tables: Tables, uuid: str | None = None, seal: Seal | None = None
    ) -> EngagementFile:
        """Make a new file and open it; with the ``uuid`` of another one, it is a copy of that engagement.

        With a ``seal`` (``sealing.new_seal``) nothing readable of it ever reaches the disk.

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
                text = _("There is no folder “{folder}”, so no file was made. Make it first, or choose another place.")
                raise NotSaved(text.format(folder=whole.parent))
            lock.take()
            storage = DurableStorage(whole)
            storage.seal = seal
            file = cls(storage, lock, meta.first(uuid or str(uuids.uuid4())))
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
    def open(cls, path: Path | str, passphrase: Secret | str | None = None) -> EngagementFile:
        """Open a file for writing: take the lock, read, migrate, find what the journal still holds.

        ``passphrase`` (or the recovery key) opens it, if the file is sealed.

        Raises:
            Locked, WrongPassphrase: it is sealed, and the passphrase is missing or not the one.
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
            return cls._opened(whole, lock, passphrase)
        except OSError as error:
            lock.release()
            raise not_opened(error, whole) from error
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _opened(cls, path: Path, lock: WriterLock, passphrase: Secret | str | None) -> EngagementFile:
        remove_leftovers(path, journal.beside(path))
        found = recovery.find(path, passphrase)
        attachments.settle(path, found.storage.seal)
        attachments.follow(path, found.meta.uuid)
        file = cls(found.storage, lock, found.meta)
        file.tables, file.entries, file.notices = found.tables, found.entries, found.notices()
        if found.foreign:
            file._set_foreign_journal_aside()
        elif found.journal is not None and found.journal.key:
            file._journal = Journal.resume(path, found.meta, found.journal, found.storage.seal)
        return file

    def shelter_in(self, folder: Path) -> None:
        """Keep steps in ``folder``, on another disk, whenever the file's own place is gone; take back what is there.

        Call it right after opening, before ``entries`` are applied. Whatever waited there is appended to ``entries``.

        Raises:
            NotSaved: something waits there and could not be brought back; it is kept.
        """
        with self._turn:
            self._shelter = Shelter(folder, self.path, self._meta, self._storage.seal)
            try:
                self._shelter.find(self.entries)
            except OSError as error:
                raise not_saved(error, self.path, 0, STEP_KEPT) from error
            if self._shelter.entries:
                self.entries = self.entries + self._shelter.entries
                self._bring_home()

    def news(self) -> list[str]:
        """Sentences for the user about what came up since the last call and did not keep anything from being saved."""
        news, self._news = self._news, []
        return news

    @property
    def uuid(self) -> str:
        """The engagement's own name, the same in every copy."""
        return self._meta.uuid

    @property
    def seal(self) -> Seal | None:
        """The seal that everything written is under; ``None`` if anybody can read the file."""
        return self._storage.seal

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

        On the disk of the file, or, while that is gone, in the folder of ``shelter_in``: see ``news``.

        Raises:
            NotSaved: they are not saved; everything before is.
        """
        with self._turn:
            self._refuse_closed()
            if not entries:
                return self._journal.last_number
            try:
                self._refuse_other_disk()
                self._bring_home()
                return self._journal.append(entries)
            except NotSaved as error:
                if not self._sheltered(entries, error):
                    raise
                return self._journal.last_number

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
            self._refuse_other_disk()
            if through is not None:
                self._bring_home()
            self._fold(tables, through, lambda whole: self._storage.write(whole, self._back_up))

    def _fold(self, tables: Tables, through: int | None, write: Callable[[Tables], None]) -> None:
        last = self._journal.last_number
        covered = last if through is None else through
        following = self._meta.next(self._journal.key, covered)
        self._keep_original()
        write(following.within(tables))
        self._meta = following
        if covered >= last:
            self._journal.discard()
            self._journal = Journal(self.path, following, self._storage.seal)
        if self._shelter is not None:
            self._shelter.empty()
            self._shelter = self._shelter.for_saving(following, self._storage.seal)
        backups.thin_out(self.path, following.uuid)

    def reseal(self, tables: Tables, seal: Seal | None) -> list[Path]:
        """Write ``tables`` as the whole file under another seal (``sealing.new_seal``), or under none.

        Backups and other copies made by the store go under the new seal first. The answer is what beside the file
        stays as it was: copies under an older passphrase and, if there is a ``seal``, files that anybody can read.

        Raises:
            ChangedOutside: another program changed the file; nothing was done.
            NotSaved: the file is as it was; copies may already be under the new seal.
        """
        with self._turn:
            self.fold(tables)
            try:
                if journal.beside(self.path).exists():
                    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
                left = reseal_copies(self.path, self.uuid, self.seal, seal)
                left += attachments.prepare(self.path, self.uuid, self.seal, seal)
                left += attachments.folders_of_former_names(self.path, self.uuid) if seal is not None else []
                self._fold(tables, None, lambda whole: self._storage.reseal(whole, seal))
            except OSError as error:
                raise not_saved(error, self.path, 0, FILE_KEPT) from error
            finally:
                attachments.settle(self.path, self.seal)
                self._journal.go_under(self.seal)
                if self._shelter is not None:
                    self._shelter = self._shelter.for_saving(self._meta, self.seal)
            return left

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
            self.settle(tables)
            self.leave()

    def settle(self, tables: Tables) -> None:
        """Fold if anything changed since the file was written, as before closing.

        Raises:
            NotSaved: as ``fold``.
        """
        with self._turn:
            self._refuse_closed()
            if self._journal.last_number or not self._storage.holds(self._meta.within(tables)):
                self.fold(tables)

    def leave(self) -> None:
        """Let go of the file without folding: the journal stays, and the next opening or reading applies it."""
        with self._turn:
            self._open = False
            self._journal.close()
            if self._shelter is not None:
                self._shelter.close()
            self._lock.release()

    def _refuse_closed(self) -> None:
        if not self._open:
            text = _("“{name}” is closed here, so nothing was written. Open it again.")
            raise NotSaved(text.format(name=self.path.name))

    def _refuse_other_disk(self) -> None:
        # When a drive is gone, a file made in its empty mount point would vanish with its return.
        try:
            if self.path.parent.stat().st_dev != self._device and not self.path.exists():
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        except OSError as error:
            raise not_saved(error, self.path, 0, STEP_KEPT) from error

    def _bring_home(self) -> None:
        """Put what was sheltered into the journal beside the file.

        Raises:
            NotSaved: it stays sheltered.
        """
        if self._shelter is not None and self._shelter.entries:
            self._journal.append(self._shelter.entries)
            self._shelter.empty()
            text = _("“{name}” can be written again; what was kept on this computer meanwhile is now in it.")
            self._news.append(text.format(name=self.path.name))

    def _sheltered(self, entries: list[Document], error: NotSaved) -> bool:
        """Whether the entries, which could not be saved at home, are safe elsewhere."""
        if self._shelter is None or not is_unreachable(error):
            return False
        first = not self._shelter.entries
        try:
            self._shelter.take(entries)
        except (NotSaved, OSError):
            return False
        if first:
            text = _(
                "“{name}” cannot be written at the moment; its drive may have been removed. Nothing is lost: every "
                "step is kept on this computer and goes into the file when the folder “{folder}” is back."
            )
            self._news.append(text.format(name=self.path.name, folder=self.path.parent))
        return True

    def _back_up(self) -> None:
        try:
            backups.keep(self.path, self._meta.uuid, self._meta.generation)
        except (OSError, ValueError, OverflowError) as error:
            if not self._backups_fail:
                text = _(
                    "No backup of the version before could be made ({reason}). Saving goes on; make room or allow "
                    "writing in the folder “{folder}”, and backups will be made again."
                )
                reason = getattr(error, "strerror", None) or str(error)
                self._news.append(text.format(reason=reason, folder=self.path.parent))
            self._backups_fail = True
        else:
            self._backups_fail = False

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
