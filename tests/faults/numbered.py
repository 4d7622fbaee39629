"""An engagement that holds nothing but 1, 2, 3, …: what is lost or doubled shows at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from scopewright.store import recovery
from scopewright.store.snapshot import Tables


def tables_of(numbers: Iterable[int], text: str = "") -> Tables:
    """One document for each number."""
    return {"t": {str(n): {"n": n, "text": text} for n in numbers}}


def numbers_in(path: Path) -> list[int]:
    """The numbers in the file, then those in the journal beside it."""
    tables, entries = recovery.read(path)
    return [document["n"] for document in tables.get("t", {}).values()] + [entry["n"] for entry in entries]
