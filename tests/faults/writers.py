"""Programs that write 1, 2, 3, … and say after each that it is saved: ours, and some known to lose."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

from tinydb import TinyDB
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import JSONStorage

from scopewright.store import durable, journal
from scopewright.store.engagement_file import EngagementFile
from tests.faults.numbered import numbers_in, tables_of

Acknowledge = Callable[[int], None]
_PADDING = "x" * 100
_SYNCS = ((durable, "_sync"), (durable, "sync_folder"), (journal, "sync_data"), (journal, "sync_folder"))


def _write_engagement(path: Path, acknowledge: Acknowledge) -> None:
    file = EngagementFile.open(path)
    n = max(numbers_in(path), default=0)
    while True:
        n += 1
        file.append([{"n": n}])
        acknowledge(n)
        if n % 23 == 0:
            file.fold(tables_of(range(1, n + 1), _PADDING))
        if n % 97 == 0:
            file.close(tables_of(range(1, n + 1), _PADDING))
            file = EngagementFile.open(path)


def _write_unsynced(path: Path, acknowledge: Acknowledge) -> None:
    """The same, as if nobody had thought of syncing."""
    for owner, name in _SYNCS:
        setattr(owner, name, lambda _: None)
    _write_engagement(path, acknowledge)


def _write_stock(path: Path, acknowledge: Acknowledge) -> None:
    _insert(TinyDB(path), acknowledge)


def _write_caching(path: Path, acknowledge: Acknowledge) -> None:
    _insert(TinyDB(path, storage=CachingMiddleware(JSONStorage)), acknowledge)  # type: ignore[no-untyped-call] # as TinyDB has it


def _insert(database: TinyDB, acknowledge: Acknowledge) -> None:
    n = len(database)
    while True:
        n += 1
        database.insert({"n": n, "text": _PADDING})
        # Appending alone never shifts what is behind it; people also edit.
        database.update({"text": _PADDING[: n % 50]}, doc_ids=[1])
        acknowledge(n)


def _read_stock(path: Path) -> list[int]:
    content = path.read_text() or "{}"
    return [document["n"] for document in json.loads(content).get("_default", {}).values()]


WRITERS: dict[str, Callable[[Path, Acknowledge], None]] = {
    "engagement": _write_engagement,
    "unsynced": _write_unsynced,
    "stock": _write_stock,
    "caching": _write_caching,
}
READERS: dict[str, Callable[[Path], list[int]]] = {
    "engagement": numbers_in,
    "unsynced": numbers_in,
    "careless": numbers_in,
    "stock": _read_stock,
    "caching": _read_stock,
}


def prepare(storage: str, path: Path) -> None:
    """Make the file that the writer goes on with."""
    if READERS[storage] is numbers_in:
        EngagementFile.create(path, {}).leave()
    else:
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
