"""Where saved steps go while the engagement's own disk is gone: a journal in the user's data folder.

It has the form of the journal beside a file and says by its key which saving it continues, so it is found again when
the drive comes back under another letter.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path

from scopewright.store import journal
from scopewright.store.journal import Journal
from scopewright.store.meta import Meta
from scopewright.store.sealing import Seal
from scopewright.store.snapshot import Document

_NAMES = "sheltered-*.journal"


class Shelter:
    """The sheltered steps of one open engagement; ``entries`` are those not yet back home, in their order."""

    def __init__(self, folder: Path, engagement: Path, meta: Meta, seal: Seal | None) -> None:
        """Name the folder; it is made when something has to be sheltered. ``seal`` is that of the engagement file."""
        self._folder, self._engagement, self._meta, self._seal = folder, engagement, meta, seal
        self._journals: list[Journal] = []
        self._found: list[Path] = []
        self.entries: list[Document] = []

    def for_saving(self, meta: Meta, seal: Seal | None) -> Shelter:
        """An empty one for the steps after another saving of the file."""
        return Shelter(self._folder, self._engagement, meta, seal)

    def find(self, known: list[Document]) -> None:
        """Take in what an earlier sitting left here for this very saving of the file, beyond the ``known`` entries.

        Raises:
            OSError: it could not be read.
        """
        for place in sorted(self._folder.glob(_NAMES)):
            contents = journal.read(place, self._seal)
            lines = contents.pending(self._meta) if contents else None
            if lines is not None:
                self._found.append(place)
                self.entries += [entry for line in lines for entry in line.entries if entry not in known]

    def take(self, entries: list[Document]) -> None:
        """Keep the entries here, all or none; when this returns, they are on the disk.

        Raises:
            NotSaved: they are not kept.
            OSError: the folder could not be made.
        """
        if not self._journals:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            place = self._folder / f"sheltered-{secrets.token_hex(8)}.journal"
            self._journals.append(Journal(self._engagement, self._meta, self._seal, place))
        self._journals[-1].append(entries)
        self.entries = self.entries + entries

    def empty(self) -> None:
        """Remove what is safely back home; what cannot be removed is harmless, for its saving will be over."""
        for sheltered in self._journals:
            sheltered.discard()
        for place in self._found:
            with suppress(OSError):
                place.unlink()
        self._journals, self._found, self.entries = [], [], []

    def close(self) -> None:
        """Let go of the files; they stay for the next opening."""
        for sheltered in self._journals:
            sheltered.close()
