"""An engagement as the tables of its file, and back.

One table per section, each record one document; ``_changes`` holds the history and ``_numbers`` the last spoken
number of each section; ``_snapshots``, ``_bodies`` and ``_merged`` what is kept beside the records. Tables and fields
that a newer version wrote are kept as they are.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from scopewright.language import N_
from scopewright.model.change import Change
from scopewright.model.engagement import KEPT, Engagement
from scopewright.model.history import compact
from scopewright.model.record import SECTIONS, Doc, Section
from scopewright.model.step import Step

Tables = dict[str, dict[str, dict[str, Any]]]
"""Table name, then document number as text, then the document: the shape of a TinyDB JSON file."""

CHANGES, NUMBERS = "_changes", "_numbers"


def new_engagement(title: str = "", client: str = "", who: str = "") -> Engagement:
    """An engagement with its single sections made, and nothing else said."""
    engagement = Engagement()
    with Step(engagement, N_("New engagement"), who=who, source="migration") as step:
        for section in engagement.sections.values():
            if section.single:
                values = {"title": title, "client": client} if section.key == "overview" else {}
                step.add(section.key, values)
    return engagement


def to_tables(engagement: Engagement, others: Mapping[str, Any] | None = None) -> Tables:
    """The engagement as the file holds it; ``others`` are tables of the file that are not ours to read."""
    foreign = {**engagement.others, **(others or {})}
    tables: Tables = {name: table for name, table in foreign.items() if name not in engagement.sections}
    for key in engagement.sections:
        tables[key] = _numbered(record.doc() for record in engagement.records(key))
    tables[CHANGES] = _numbered(change.to_json() for change in compact(engagement.changes))
    tables[NUMBERS] = _numbered({"section": key, "last": last} for key, last in engagement.numbers.items())
    for name, kept in engagement.kept.items():
        tables[name] = _numbered({"key": key, **doc} for key, doc in kept.items())
    return tables


def from_tables(
    key: str,
    tables: Mapping[str, Any],
    entries: Iterable[Mapping[str, Any]] = (),
    sections: Mapping[str, Section] = SECTIONS,
) -> Engagement:
    """The engagement a file describes: its tables, then the journal's changes that were not folded in yet.

    Raises:
        ValueError: a record or change is not one.
        Conflict: a journal's change does not fit.
    """
    engagement = Engagement(key, sections)
    for section in sections:
        for doc in tables.get(section, {}).values():
            engagement.insert(section, dict(doc))
    for declared in sections.values():
        if declared.single and not engagement.records(declared.key):
            engagement.insert(declared.key, _made_later(key, declared))
    for doc in tables.get(NUMBERS, {}).values():
        if doc.get("section") in engagement.sections:
            known = engagement.numbers.get(doc["section"], 0)
            engagement.numbers[doc["section"]] = max(known, int(doc["last"]))
    for name, kept in engagement.kept.items():
        for doc in tables.get(name, {}).values():
            kept[str(doc["key"])] = {part: data for part, data in doc.items() if part != "key"}
    engagement.others = {name: table for name, table in tables.items() if not _ours(engagement, name)}
    engagement.changes.extend(Change.from_json(dict(doc)) for doc in tables.get(CHANGES, {}).values())
    engagement.apply([Change.from_json(dict(entry)) for entry in entries])
    return engagement


def _made_later(engagement: str, section: Section) -> Doc:
    """The one record of a section that is younger than the file: every copy of the file gives it the same key."""
    return {"uuid": uuid.uuid5(uuid.NAMESPACE_OID, f"{engagement}/{section.key}").hex, "id": f"{section.prefix}-1"}


def _ours(engagement: Engagement, table: str) -> bool:
    return table in engagement.sections or table in (CHANGES, NUMBERS, *KEPT)


def _numbered(docs: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {str(number): doc for number, doc in enumerate(docs, 1)}
