"""The copies of an engagement beside it, under another seal, so that an old passphrase, or none, no longer opens them.

The old bytes are replaced, not wiped: a disk, a synchronisation or a mail may still hold them.
"""

from __future__ import annotations

from pathlib import Path

from scopewright.store import backups, journal
from scopewright.store.conflict_copies import source_of
from scopewright.store.durable import write_atomically
from scopewright.store.failures import NotOpened
from scopewright.store.sealing import Seal, head_of, is_sealed


def reseal_copies(path: Path, uuid: str, old: Seal | None, new: Seal | None) -> list[Path]:
    """Put backups, originals kept at a migration and journals set aside from the seal ``old`` under ``new``.

    ``path`` is the engagement file (resolved). The answer is what stays as it is: copies that are damaged or under
    another passphrase, and, if there is a ``new`` seal, files that anybody can still read.

    Raises:
        OSError: a copy could not be read or replaced. What was done before is done; the next call does the rest.
    """
    own = [backup.path for backup in backups.found_beside(path, uuid)]
    files = sorted(path.parent.iterdir())
    own += [file for file in files if file.name.startswith(f"{path.name}.before-v")]
    left = [copy for copy in own if not _reseal(copy, uuid, old, new)]
    journals = [journal.beside(copy) for copy in own if journal.beside(copy).exists()]
    journals += [file for file in files if file.name.startswith(f"{path.name}.journal.aside-")]
    for lines in journals:
        write_atomically(lines, journal.resealed(lines.read_bytes(), old, new))
    return left + (_readable(path, files) if new is not None else [])


def _reseal(copy: Path, uuid: str, old: Seal | None, new: Seal | None) -> bool:
    """Whether the copy is now under the new seal."""
    data = content = copy.read_bytes()
    if is_sealed(data):
        try:
            head = head_of(data, copy.name)
            if new is not None and head.slots == new.slots:
                return True
            if old is None or head.slots != old.slots:
                return False
            content = old.opened(data, head, copy.name)
        except NotOpened:
            return False
    write_atomically(copy, new.closed(content, uuid, 0) if new is not None else content)
    return True


def _readable(path: Path, files: list[Path]) -> list[Path]:
    """Files beside the engagement that hold something of it and that are not the store's to change."""
    copies = [file for file in files if source_of(path.name, file.name)]
    return [file for file in copies if file.is_file() and not is_sealed(file.read_bytes()[:16])]
