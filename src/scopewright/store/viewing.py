"""An engagement to look at only: its file is held by somebody else, or in a place where nothing can be changed."""

from __future__ import annotations

from pathlib import Path

from scopewright.language import _
from scopewright.model.change import Change, Conflict
from scopewright.model.engagement import Engagement
from scopewright.store import recovery
from scopewright.store.durable import resolve
from scopewright.store.engagement_file import EngagementFile
from scopewright.store.loading import load
from scopewright.store.lock import WriterLock
from scopewright.store.opened import OpenEngagement
from scopewright.store.sealing import Secret


class Viewed(Engagement):
    """An engagement as it stands, in which every change is refused with a sentence, whoever makes it."""

    read_only = True

    def __init__(self, engagement: Engagement) -> None:
        super().__init__(engagement.key, engagement.sections)
        vars(self).update(vars(engagement.copied()))

    def enact(self, change: Change) -> None:  # noqa: ARG002 - every change is refused
        raise Conflict(_("This window is read-only. To work on it, save a copy."))


def view(path: Path, secret: Secret | None = None) -> OpenEngagement:
    """Open a file, which somebody else may be writing, for reading: neither lock nor file nor journal is touched.

    Raises:
        Locked, WrongPassphrase: it is sealed, and the passphrase is missing or not the one.
        NotOpened: there is none that can be read.
    """
    whole = resolve(path)
    found = recovery.find_unlocked(whole, secret)
    file = EngagementFile(found.storage, WriterLock(whole), found.meta)
    engagement, file.tables, notices = load(found.meta.uuid, found.tables, found.entries, whole.name)
    file.leave()
    return OpenEngagement(Viewed(engagement), file, found.notices() + notices)


def save_copy(work: OpenEngagement, still: Engagement, target: Path) -> Path:
    """Write ``still`` with the attachments of ``work`` as a new file, sealed if ``work`` is.

    Raises:
        NotSaved: there is a file already, or it could not be made.
        NotOpened: the attachments could not be looked into; the new file is whole without them.
    """
    copy = OpenEngagement.create(target, still, work.file.seal)
    copy.close()
    copy.attachments.take_from(work.attachments)
    return copy.file.path
