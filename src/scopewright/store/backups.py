"""Earlier versions of an engagement file, kept in a hidden folder beside it: ``.NAME.scope.backups``.

A backup is the very version that a saving replaced, as a hard link where the disk has them. It is named after the
engagement, not the file, so a renamed file keeps its backups and another engagement under the same name never pushes
them out. Which are kept is said in a sentence: the newest six, at most one in ten minutes; the last of each hour for
24 hours of work; the last of each day for 30 days of work; the last of each month for ever. The clock only labels
hours and days; the order is that of making, so a clock that jumps removes nothing at once.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from scopewright.store import journal
from scopewright.store.durable import digest, keep_as

NEWEST = 6
"""How many of the newest backups are kept whatever their age and size."""
APART = dt.timedelta(minutes=10)
"""The least time between two versions that are both kept."""
LARGEST_TOTAL = 512 * 1024 * 1024
"""Bytes that all backups of an engagement may take; beyond, the oldest go first."""

_SLOTS: tuple[tuple[Callable[[dt.datetime], Hashable], int | None], ...] = (
    (lambda when: (when.date(), when.hour), 24),
    (lambda when: when.date(), 30),
    (lambda when: (when.year, when.month), None),
)
"""What counts as one hour, day and month, and for how many of each the last backup is kept."""

_NAME = re.compile(r"(?P<key>[0-9a-f-]{32,36})\.(?P<number>\d{6,})\.(?P<when>\d{8}T\d{6})Z\.scope")
_LEFTOVER = re.compile(r"\..+\.[0-9a-f]{16}\.tmp")
_STAMP = "%Y%m%dT%H%M%S"


@dataclass(frozen=True)
class Backup:
    """One earlier version of the engagement whose uuid is ``key``.

    ``generation`` grows with every backup made; usually it is how often the file had been written then. ``when`` is the
    time (UTC) at which that version was saved, by the clock of then; ``size`` is in bytes.
    """

    path: Path
    key: str
    generation: int
    when: dt.datetime
    size: int


def folder_of(path: Path) -> Path:
    """Where the backups of the engagement file at ``path`` (resolved) are made."""
    return path.with_name(f".{path.name}.backups")


def file_of(backup: Backup) -> Path:
    """The engagement file beside whose backups it lies; that may have another name by now."""
    folder = backup.path.parent
    return folder.with_name(folder.name.removeprefix(".").removesuffix(".backups"))


def surplus(backups: Sequence[Backup]) -> list[Backup]:
    """Those of all backups of one engagement, in the order of making, that the policy lets go."""
    newest_first = backups[::-1]
    kept = set(newest_first[:NEWEST])
    for slot, limit in _SLOTS:
        ends = [b for n, b in enumerate(newest_first) if n == 0 or slot(b.when) != slot(newest_first[n - 1].when)]
        kept.update(ends[:limit])
    total = 0
    for place, backup in enumerate(newest_first):
        total += backup.size if backup in kept else 0
        if total > LARGEST_TOTAL and place >= NEWEST:
            kept.discard(backup)
    return [backup for backup in backups if backup not in kept]


def key_of(uuid: str) -> str:
    """The engagement's uuid as it stands in file names; what is none gives digits all the same."""
    return uuid if re.fullmatch(r"[0-9a-f-]{32,36}", uuid) else digest(uuid.encode(errors="replace"))[:32]


def found_beside(path: Path, uuid: str | None) -> list[Backup]:
    """All backups of an engagement in the folder of the file at ``path`` (resolved), in the order of making.

    They may have been made under another name of the file. Without a ``uuid`` (the file cannot be read) they are those
    made under the present name.

    Raises:
        OSError: the folder could not be read.
    """
    if uuid is None:
        places = [folder_of(path)]
    else:
        places = [place for place in path.parent.iterdir() if re.fullmatch(r"\..+\.backups", place.name)]
    found = [described(entry) for place in places if place.is_dir() for entry in place.iterdir()]
    mine = [backup for backup in found if backup and (uuid is None or backup.key == key_of(uuid))]
    return sorted(mine, key=lambda backup: (backup.generation, backup.when, backup.path.name))


def described(entry: Path) -> Backup | None:
    """The backup that the file at ``entry`` is; ``None`` if it is none."""
    named = _NAME.fullmatch(entry.name)
    if named is None:
        return None
    try:
        when = dt.datetime.strptime(named["when"], _STAMP).replace(tzinfo=dt.UTC)
        return Backup(entry, named["key"], int(named["number"]), when, entry.stat().st_size)
    except (ValueError, FileNotFoundError):
        return None


def keep(path: Path, uuid: str, generation: int, *, always: bool = False) -> Path | None:
    """Keep the present version of the file at ``path`` (resolved), about to be replaced.

    Nothing is done if there is no file, or, unless ``always``, if a version saved less than ``APART`` before or after
    it is the newest backup. The answer is the new backup.

    Raises:
        OSError: it could not be kept.
    """
    try:
        saved = path.stat().st_mtime
    except FileNotFoundError:
        return None
    when = dt.datetime.fromtimestamp(saved, dt.UTC)
    known = found_beside(path, uuid)
    if known and not always and abs(when - known[-1].when) < APART:
        return None
    number = max(generation, known[-1].generation + 1 if known else 0)
    folder = folder_of(path)
    folder.mkdir(mode=0o700, exist_ok=True)
    kept = folder / f"{key_of(uuid)}.{number:06}.{when.strftime(_STAMP)}Z.scope"
    keep_as(path, kept)
    return kept


def thin_out(path: Path, uuid: str) -> None:
    """Remove the backups that the policy lets go, and what a killed program left half-written.

    Call it only while the lock is held and after a new version is safely in its place. What cannot be removed is left:
    it only takes room, and the next call tries again.
    """
    with suppress(OSError):
        for backup in surplus(found_beside(path, uuid)):
            journal.beside(backup.path).unlink(missing_ok=True)
            backup.path.unlink(missing_ok=True)
        for entry in folder_of(path).iterdir():
            if _LEFTOVER.fullmatch(entry.name):
                entry.unlink()
