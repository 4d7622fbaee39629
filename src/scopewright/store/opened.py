"""An engagement together with the file it lives in: the one place where the model meets the disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Self

from scopewright.model.change import Change
from scopewright.model.engagement import Engagement
from scopewright.model.tables import to_tables
from scopewright.store import recovery
from scopewright.store.attachments import Attachments
from scopewright.store.durable import resolve
from scopewright.store.engagement_file import EngagementFile
from scopewright.store.failures import StoreError
from scopewright.store.loading import draft_line, last_drafts, load
from scopewright.store.sealing import Seal, Secret
from scopewright.store.snapshot import Tables

NO_DRAFTS: Mapping[str, str] = MappingProxyType({})


class OpenEngagement:
    """An engagement open for writing.

    Nothing is saved by itself: call ``save`` with the changes of each applied group (``keep_saving`` does so at once,
    for programs without a window), ``fold`` at quiet moments, ``close`` at the end.
    """

    def __init__(self, engagement: Engagement, file: EngagementFile, notices: list[str]) -> None:
        """Use ``create`` or ``open``."""
        self.engagement = engagement
        self.file = file
        self.notices = notices
        self.drafts = last_drafts(file.entries)
        """The lines that were being typed when the last sitting broke off, or are being typed now, by place."""
        self._together: list[Change] | None = None

    @classmethod
    def create(cls, path: Path, engagement: Engagement, seal: Seal | None = None) -> Self:
        """Make a new file that holds the engagement; with a ``seal``, nothing readable of it reaches the disk.

        Raises:
            NotSaved: there is a file already, or it could not be made.
        """
        return cls(engagement, EngagementFile.create(path, to_tables(engagement), engagement.key, seal), [])

    @classmethod
    def open(cls, path: Path, shelter: Path | None = None, passphrase: Secret | str | None = None) -> Self:
        """Open a file for writing; ``passphrase`` (or the recovery key) opens it, if it is sealed.

        ``shelter`` is a folder on the user's own disk, where steps are kept while the drive of the file is gone.

        Raises:
            Locked, WrongPassphrase: it is sealed, and the passphrase is missing or not the one.
            NotOpened: it is held by somebody else, or no engagement can be read from it.
            NotSaved: what waits in the shelter could not be brought back into the file.
        """
        file = EngagementFile.open(path, passphrase)
        try:
            if shelter is not None:
                file.shelter_in(shelter)
            engagement, file.tables, notices = load(file.uuid, file.tables, file.entries, path.name)
        except StoreError:
            file.leave()
            raise
        return cls(engagement, file, file.notices + notices)

    def save(self, changes: Sequence[Change], drafts: Mapping[str, str] = NO_DRAFTS) -> None:
        """Make changes durable, with half-typed ``drafts`` by place; when this returns they survive a power cut.

        Raises:
            NotSaved: they are not; the next call may work.
        """
        typed = [draft_line(text, place) for place, text in drafts.items()]
        self.file.append([*(change.to_json() for change in changes), *typed])
        self.drafts = {place: text for place, text in (self.drafts | dict(drafts)).items() if text}

    def keep_drafts(self) -> None:
        """Put the half-typed lines, which no table holds, into the new journal after a fold.

        Raises:
            NotSaved: it is not there; everything else is safe.
        """
        if self.drafts:
            self.file.append([draft_line(text, place) for place, text in self.drafts.items()])

    def keep_saving(self) -> None:
        """Save every group as it is applied."""
        self.engagement.subscribe(self._keep)

    def _keep(self, changes: Sequence[Change]) -> None:
        if self._together is None:
            self.save(changes)
        else:
            self._together.extend(changes)

    @contextmanager
    def saving_together(self) -> Iterator[None]:
        """Save what is applied in the block when it ends, at once: the disk is waited for once and not step by step.

        Raises:
            NotSaved: nothing of it is saved; everything before is.
        """
        together: list[Change] = []
        self._together = together
        try:
            yield
        finally:
            self._together = None
            self.save(together)

    @property
    def attachments(self) -> Attachments:
        """The files that belong to the engagement, under its present seal."""
        return Attachments(self.file.path, self.file.uuid, self.file.seal)

    def tables(self) -> Tables:
        """The whole file as it would be written now, with what a newer version added."""
        return to_tables(self.engagement, self.file.tables)

    def fold(self) -> None:
        """Write the whole file and begin a new journal.

        Raises:
            NotSaved: the file is as it was, and the journal still holds everything.
        """
        self.file.fold(self.tables())

    def reseal(self, seal: Seal | None) -> list[Path]:
        """Put the file and its copies under another seal, or under none; as ``EngagementFile.reseal``.

        Raises:
            NotSaved: the file is as it was.
        """
        return self.file.reseal(self.tables(), seal)

    def close(self) -> None:
        """Fold what is in the journal and let go of the file; a half-typed line waits in a journal for the next time.

        Raises:
            NotSaved: as ``fold``; the file is still open.
        """
        if not self.drafts:
            self.file.close(self.tables())
            return
        self.fold()
        self.keep_drafts()
        self.file.leave()


def read_engagement(path: Path, passphrase: Secret | str | None = None) -> Engagement:
    """The engagement in a file that somebody else may be writing, without a lock.

    Raises:
        Locked, WrongPassphrase: it is sealed, and the passphrase is missing or not the one.
        NotOpened: there is none that can be read.
    """
    return read_with_attachments(path, passphrase)[0]


def read_with_attachments(path: Path, passphrase: Secret | str | None = None) -> tuple[Engagement, Attachments]:
    """The same, and the files that belong to it.

    Raises:
        Locked, WrongPassphrase, NotOpened: as ``read_engagement``.
    """
    found = recovery.find_unlocked(path, passphrase)
    engagement = load(found.meta.uuid, found.tables, found.entries, path.name)[0]
    return engagement, Attachments(resolve(path), found.meta.uuid, found.storage.seal)
