"""Older files brought up to today's format, step by numbered step, in memory; the file itself is kept beside.

A step is added to ``STEPS`` when ``FORMAT`` is raised. It never looks at sections as they are declared today: those
go on changing, the step must not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from scopewright.language import _
from scopewright.store.failures import TooNew
from scopewright.store.snapshot import Document, Tables

Format = tuple[int, int]
"""Major and minor number. A newer minor is opened and what is unknown in it kept; a newer major is refused."""

FORMAT: Format = (1, 1)


@dataclass(frozen=True)
class Step:
    """How to bring tables, and entries of a journal, from the format before to ``to``."""

    to: Format
    tables: Callable[[Tables], Tables]
    entry: Callable[[Document], Document]


def _link_notes(tables: Tables) -> Tables:
    """1.1: a note links to its session and topic by hidden key; 1.0 named them by title.

    A title that nothing or several things have stays as it is typed.
    """
    sessions = _by_title(tables.get("sessions", {}), ())
    topics = _by_title(tables.get("agenda", {}), ("session",))
    notes = {}
    for number, note in tables.get("notes", {}).items():
        session = sessions.get((note.get("session"),), note.get("session"))
        topic = topics.get((note.get("topic"), session), note.get("topic"))
        linked = {"session": session, "topic": topic}
        notes[number] = {**note, **{name: key for name, key in linked.items() if key is not None}}
    return {**tables, "notes": notes} if notes else tables


def _by_title(table: Mapping[str, Document], also: tuple[str, ...]) -> dict[tuple[object, ...], str]:
    found: dict[tuple[object, ...], str] = {}
    twice = set()
    for record in table.values():
        named = (record.get("title"), *(record.get(name) for name in also))
        if named in found:
            twice.add(named)
        found[named] = record["uuid"]
    return {named: key for named, key in found.items() if named not in twice}


STEPS: tuple[Step, ...] = (Step((1, 1), _link_notes, lambda entry: entry),)


def refuse_newer(found: Format, name: str) -> None:
    """Check that this program may open a file of the format ``found``.

    Raises:
        TooNew: its major number is newer.
    """
    if found[0] > FORMAT[0]:
        text = _(
            "“{name}” was saved by a newer Scopewright (format {major}.{minor}) and was not touched. "
            "Open it with that version, or ask for a copy exported from it."
        )
        raise TooNew(text.format(name=name, major=found[0], minor=found[1]))


def migrate_tables(tables: Tables, found: Format) -> Tables:
    """The tables of a file of the format ``found`` as the last step leaves them."""
    for step in STEPS:
        if step.to > found:
            tables = step.tables(tables)
    return tables


def migrate_entry(entry: Document, found: Format) -> Document:
    """An entry journalled in the format ``found`` as the last step leaves it."""
    for step in STEPS:
        if step.to > found:
            entry = step.entry(entry)
    return entry


def original(path: Path, found: Format) -> Path:
    """Where the untouched file of the format ``found`` is kept, beside the one that replaces it."""
    return path.with_name(f"{path.name}.before-v{found[0]}.{found[1]}")
