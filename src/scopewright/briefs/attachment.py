"""The records behind a brief as plain JSON, and the characters in them that the brief cannot show."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from scopewright.briefs.pdf.text import missing
from scopewright.briefs.view import Public, View
from scopewright.model.exchange import outward


def records(public: Public, printed: Collection[str]) -> dict[str, Any]:
    """Every field of the records with these spoken ids by section, links as spoken ids."""
    sections = {}
    for key in public.sections:
        found = []
        for record in public.records(key):
            fields = outward(public, record)
            said = {spec.name: fields[spec.name] for spec in record.said()}
            if said and record.id in printed:
                found.append({"id": record.id, **said})
        if found:
            sections[key] = found
    return sections


def unshown(view: View) -> list[dict[str, str]]:
    """The fields with characters that no bundled font has: record, field, and the characters."""
    return [
        {"id": record.id, "section": record.section.key, "field": spec.name, "characters": "".join(lacking)}
        for record in view.engagement.records()
        for spec in record.said()
        if (lacking := missing(record.shown(spec.name, view.locale)))
    ]
