"""An engagement together with the file it lives in: the one place where the model meets the disk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Self

from scopewright.language import _
from scopewright.model.change import Change, Conflict
from scopewright.model.engagement import Engagement
from scopewright.model.tables import from_tables, to_tables
from scopewright.store import recovery
from scopewright.store.engagement_file import EngagementFile
from scopewright.store.failures import Unreadable
from scopewright.store.snapshot import Document, Tables


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

    @classmethod
    def create(cls, path: Path, engagement: Engagement) -> Self:
        """Make a new file that holds the engagement.

        Raises:
            NotSaved: there is a file already, or it could not be made.
        """
        return cls(engagement, EngagementFile.create(path, to_tables(engagement), uuid=engagement.key), [])

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a file for writing.

        Raises:
            NotOpened: it is held by somebody else, or no engagement can be read from it.
        """
        file = EngagementFile.open(path)
        try:
            engagement, notices = _engagement(file.uuid, file.tables, file.entries, path)
        except Unreadable:
            file.leave()
            raise
        return cls(engagement, file, file.notices + notices)

    def save(self, changes: Sequence[Change]) -> None:
        """Make changes durable; when this returns they survive a power cut.

        Raises:
            NotSaved: they are not; the next call may work.
        """
        self.file.append([change.to_json() for change in changes])

    def keep_saving(self) -> None:
        """Save every group as it is applied."""
        self.engagement.subscribe(self.save)

    def tables(self) -> Tables:
        """The whole file as it would be written now, with what a newer version added."""
        return to_tables(self.engagement, self.file.tables)

    def fold(self) -> None:
        """Write the whole file and begin a new journal.

        Raises:
            NotSaved: the file is as it was, and the journal still holds everything.
        """
        self.file.fold(self.tables())

    def close(self) -> None:
        """Fold what is in the journal and let go of the file.

        Raises:
            NotSaved: as ``fold``; the file is still open.
        """
        self.file.close(self.tables())


def read_engagement(path: Path) -> Engagement:
    """The engagement in a file that somebody else may be writing, without a lock.

    Raises:
        NotOpened: there is none that can be read.
    """
    found = recovery.find_unlocked(path)
    return _engagement(found.meta.uuid, found.tables, found.entries, path)[0]


def _engagement(key: str, tables: Tables, entries: list[Document], path: Path) -> tuple[Engagement, list[str]]:
    try:
        engagement = from_tables(key, tables)
    except (ValueError, TypeError, KeyError) as error:
        text = _(
            "“{name}” holds a record that is not one ({reason}); it was not touched. Open a backup or a copy of it."
        )
        raise Unreadable(text.format(name=path.name, reason=error)) from error
    unfit = 0
    for entry in entries:
        try:
            engagement.apply([Change.from_json(entry)])
        except (Conflict, ValueError):
            unfit += 1
    text = _("{count} changes of the journal do not fit the file and were left out; the journal is kept.")
    return engagement, [text.format(count=unfit)] if unfit else []
