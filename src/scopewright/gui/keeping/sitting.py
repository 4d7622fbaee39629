"""What belongs to one open engagement as long as its window stands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from scopewright.store.sealing import Secret

if TYPE_CHECKING:
    from scopewright.gui.autosave import Autosave
    from scopewright.model.engagement import Engagement
    from scopewright.store.backups import Backup
    from scopewright.store.opened import OpenEngagement


@dataclass
class Sitting:
    """An engagement, what opens its file, and who works on it; without an autosaver it is only looked at."""

    work: OpenEngagement
    secret: Secret
    autosave: Autosave | None
    who: str

    @property
    def path(self) -> Path:
        """The file."""
        return self.work.file.path

    @property
    def engagement(self) -> Engagement:
        """The engagement in it."""
        return self.work.engagement

    @property
    def read_only(self) -> bool:
        """Whether the file is only looked at here."""
        return self.autosave is None

    @property
    def sealed(self) -> bool:
        """Whether a passphrase protects the file."""
        return self.work.file.seal is not None


class Host(Protocol):
    """Who opens files in windows."""

    def open_file(self, path: Path, secret: Secret | None = None) -> None:
        """Open an engagement in place of the present one."""

    def open_beside(self, path: Path, secret: Secret) -> None:
        """Open an engagement read-only in a window of its own."""

    def go_back_to(self, path: Path, backup: Backup, secret: Secret) -> None:
        """Close the engagement, put a version in the place of its file, open it again."""

    def note_opened(self, sitting: Sitting) -> None:
        """Remember the file among the recent ones, with no word of it if it is protected."""
