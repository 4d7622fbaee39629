"""Which engagement files are open, noted in the user's data folder: after a crash their journals are found again.

A journal lies beside its file and has its name. If the file is renamed or moved after a crash, the journal is left
behind; the note says whose it is, and the journal itself says which saving it continues.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from scopewright.language import _
from scopewright.store import journal, recovery
from scopewright.store.durable import digest, resolve, write_atomically
from scopewright.store.failures import FILE_KEPT, NotOpened, StoreError, not_saved
from scopewright.store.lock import WriterLock
from scopewright.store.sealing import Secret

_NAMES = "open-*.json"


@dataclass(frozen=True)
class LeftJournal:
    """A journal with steps in it whose sitting did not end: ``path`` is where its file was, ``uuid`` whose it is."""

    path: Path
    uuid: str

    @property
    def file_is_gone(self) -> bool:
        """Whether the file was renamed, moved or removed since, so that opening it will not find the journal."""
        return not self.path.exists()


class JournalsIndex:
    """The notes, one small file for each open engagement, in a folder that the caller names."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it is made with the first note."""
        self._folder = folder

    def note(self, path: Path, uuid: str) -> None:
        """Remember that the engagement is being written at ``path`` (resolved).

        Raises:
            OSError: it could not be noted; the engagement itself is as safe as before.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(self._place(path), json.dumps({"path": str(path), "uuid": uuid}).encode())

    def forget(self, path: Path) -> None:
        """The engagement was closed, and its journal folded."""
        with suppress(OSError):
            self._place(path).unlink(missing_ok=True)

    def left(self) -> list[LeftJournal]:
        """The journals that a crash left and that still hold steps; notes without one are forgotten."""
        noted = [_noted(place) for place in sorted(self._folder.glob(_NAMES))]
        found = [note for note in noted if note is not None and journal.beside(note.path).exists()]
        for note in noted:
            if note is not None and note not in found and note.path.parent.exists():
                self.forget(note.path)
        return found

    def left_for(self, path: Path, uuid: str) -> list[LeftJournal]:
        """Those of this engagement whose file had another name or place."""
        return [note for note in self.left() if note.uuid == uuid and note.path != path and note.file_is_gone]

    def _place(self, path: Path) -> Path:
        return self._folder / f"open-{digest(str(path).encode(errors='surrogatepass'))[:16]}.json"


def _noted(place: Path) -> LeftJournal | None:
    try:
        note = json.loads(place.read_bytes())
        return LeftJournal(Path(note["path"]), str(note["uuid"]))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None


def files_of(left: LeftJournal) -> list[Path]:
    """Files in the folder of the journal that are this engagement, under another name."""
    found = []
    for path in sorted(left.path.parent.glob("*.scope")):
        with suppress(StoreError):
            if recovery.find_unlocked(path).meta.uuid == left.uuid:
                found.append(path)
    return found


def reunite(left: LeftJournal, path: Path | str, passphrase: Secret | str | None = None) -> None:
    """Put the journal beside the file at ``path``, where the next opening applies it.

    Raises:
        Held: the file is open.
        NotOpened: the file cannot be read, has a journal of its own, or is not the saving that the journal continues.
        NotSaved: the journal could not be moved; it is where it was.
    """
    whole = resolve(path)
    source, target = journal.beside(left.path), journal.beside(whole)
    lock = WriterLock(whole)
    lock.take()
    try:
        found = recovery.find(whole, passphrase)
        contents = journal.read(source, found.storage.seal)
        if target.exists() or contents is None or contents.pending(found.meta) is None:
            text = _("The journal “{journal}” does not belong to “{name}” as it stands; both are as they were.")
            raise NotOpened(text.format(journal=source.name, name=whole.name))
        write_atomically(target, source.read_bytes(), like=source)
        source.unlink()
    except OSError as error:
        raise not_saved(error, whole, 0, FILE_KEPT) from error
    finally:
        lock.release()
