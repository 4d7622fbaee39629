"""Copies of an engagement file that a sync client or a second program put beside it, found by name and by uuid."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from scopewright.store import recovery
from scopewright.store.durable import resolve
from scopewright.store.failures import NotOpened
from scopewright.store.sealing import Secret

# What follows the name of the file, before its suffix. The order matters: the last two fit much.
_MARKS = (
    ("Syncthing", re.compile(r"\.sync-conflict-\d{8}-\d{6}(-\w+)?")),
    ("Dropbox", re.compile(r" \(.*(conflicted copy|[Ii]n Konflikt stehende Kopie|[Cc]opie en conflit).*\)")),
    ("Scopewright", re.compile(r" \([^()]* [0-9a-f]{8}\)")),
    ("numbered", re.compile(r" ?\(\d{1,3}\)")),
    ("OneDrive", re.compile(r"-[^./\\]+")),
)


@dataclass(frozen=True)
class ConflictCopy:
    """A file that by its name is a conflict copy.

    ``source`` is Syncthing, Dropbox (Nextcloud names them alike), Scopewright (what ``keep_both`` kept), OneDrive (the
    name of another computer behind a hyphen) or numbered (" (1)"). ``same`` is whether it is the same engagement by its
    uuid; null if that cannot be told, because it is sealed or damaged.
    """

    path: Path
    source: str
    same: bool | None


def conflict_copies(path: Path | str, uuid: str, secret: Secret | str | None = None) -> list[ConflictCopy]:
    """The conflict copies beside an engagement file, by name; other engagements are left out.

    Every candidate is read whole, so call it off the window's thread. ``secret`` opens sealed copies.

    Raises:
        OSError: the folder cannot be listed.
    """
    whole = resolve(path)
    found = []
    for candidate in sorted(whole.parent.iterdir()):
        source = source_of(whole.name, candidate.name)
        if source and candidate.is_file():
            copy = ConflictCopy(candidate, source, _same(candidate, uuid, secret))
            if copy.same is not False:
                found.append(copy)
    return found


def source_of(name: str, candidate: str) -> str:
    """Which program names a conflict copy of the file called ``name`` like this; empty if none does."""
    original, other = Path(name), Path(candidate)
    if original.suffix != other.suffix or not other.stem.startswith(original.stem):
        return ""
    mark = other.stem.removeprefix(original.stem)
    return next((source for source, pattern in _MARKS if pattern.fullmatch(mark)), "")


def _same(path: Path, uuid: str, secret: Secret | str | None) -> bool | None:
    try:
        return recovery.find_unlocked(path, secret).meta.uuid == uuid
    except NotOpened:
        return None
