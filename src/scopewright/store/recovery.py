"""What an engagement file and its journal hold together, found out without changing anything on the disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scopewright.language import _, ngettext
from scopewright.store import journal, meta, migrations
from scopewright.store.durable import resolve
from scopewright.store.failures import Locked, NotOpened, StoreError, not_opened
from scopewright.store.meta import Meta
from scopewright.store.sealing import Secret
from scopewright.store.snapshot import Document, Tables
from scopewright.store.storage import DurableStorage

_TRIES = 5


@dataclass(frozen=True)
class Found:
    """An engagement as it stands on the disk.

    ``tables`` and ``entries`` are in today's format, without the ``_meta`` table; ``entries`` are to be applied to
    ``tables`` in their order. ``journal`` is the journal they came from; ``foreign`` says that there is one that
    continues another saving of the file and was left out.
    """

    storage: DurableStorage
    meta: Meta
    tables: Tables
    entries: list[Document]
    journal: journal.Contents | None
    foreign: bool

    def notices(self) -> list[str]:
        """What the user should know about how the file was found, as sentences; usually nothing."""
        name = journal.beside(self.storage.path).name
        notices = []
        if self.foreign:
            text = _(
                "The journal “{name}” does not continue this saving of the file, so nothing of it was applied. It is "
                "kept. Probably an older or copied file was put here while changes were open, or it is damaged."
            )
            notices.append(text.format(name=name))
        missing = self.journal.missing if self.journal else 0
        if missing:
            text = ngettext(
                "In {count} place a saved change in the journal “{name}” is damaged and could not be applied. All "
                "others were; the damaged journal will be kept.",
                "In {count} places saved changes in the journal “{name}” are damaged and could not be applied. All "
                "others were; the damaged journal will be kept.",
                missing,
            )
            notices.append(text.format(count=missing, name=name))
        return notices


def _entries(lines: list[journal.Line]) -> list[Document]:
    return [migrations.migrate_entry(entry, line.format) for line in lines for entry in line.entries]


def find(path: Path, passphrase: Secret | str | None = None) -> Found:
    """The engagement at ``path`` (resolved); ``passphrase`` (or the recovery key) opens it, if it is sealed.

    Raises:
        Locked, WrongPassphrase: it is sealed, and the passphrase is missing or not the one.
        NotOpened: there is none, or none that can be read.
    """
    storage = DurableStorage(path, passphrase)
    tables = storage.read()
    if tables is None:
        raise not_opened(FileNotFoundError(), path)
    about = meta.of_tables(tables, path.name)
    migrations.refuse_newer(about.format, path.name)
    try:
        contents = journal.read(journal.beside(path), storage.seal)
    except OSError as error:
        raise not_opened(error, journal.beside(path)) from error
    pending = contents.pending(about) if contents else []
    del tables[meta.TABLE]
    return Found(
        storage=storage,
        meta=about,
        tables=migrations.migrate_tables(tables, about.format),
        entries=_entries(pending or []),
        journal=contents,
        foreign=pending is None and bool(contents and contents.size),
    )


def find_unlocked(path: Path, passphrase: Secret | str | None = None) -> Found:
    """The same for a reader without the lock, who may meet a writer between saving the file and removing the journal.

    Raises:
        NotOpened: there is no readable engagement, or it is being written again and again.
    """
    once = Secret.of(passphrase)
    for _attempt in range(_TRIES):
        found = find(path, once)
        try:
            if found.storage.on_disk() in found.storage.known:
                return found
        except OSError as error:
            raise not_opened(error, path) from error
    text = _("“{name}” is being saved again and again at this moment. Wait a little, then open it again.")
    raise NotOpened(text.format(name=path.name))


def read(path: Path | str, passphrase: Secret | str | None = None) -> tuple[Tables, list[Document]]:
    """The tables, and the entries still to be applied to them, of an engagement that somebody else may be writing.

    Raises:
        NotOpened: there is no readable engagement.
    """
    found = find_unlocked(resolve(path), passphrase)
    return found.tables, found.entries


def _repeated(tables: Tables) -> list[str]:
    problems = []
    for name, table in tables.items():
        for key in ("uuid", "id"):
            seen: set[str] = set()
            for number, document in table.items():
                value = document.get(key)
                if isinstance(value, str) and value in seen:
                    text = _("In the table “{table}” document {number} repeats the {key} “{value}”.")
                    problems.append(text.format(table=name, number=number, key=key, value=value[:80]))
                if isinstance(value, str):
                    seen.add(value)
    return problems


def verify(path: Path | str, passphrase: Secret | str | None = None) -> list[str]:
    """What is wrong with the engagement on the disk, as sentences; nothing if it is whole. Changes nothing.

    Raises:
        Locked, WrongPassphrase: it is sealed, so nothing can be said without the passphrase.
    """
    try:
        found = find_unlocked(resolve(path), passphrase)
    except Locked:
        raise
    except StoreError as error:
        return [str(error)]
    return found.notices() + _repeated(found.tables)
