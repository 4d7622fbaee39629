"""The records behind a brief as plain JSON, and the characters in them that the brief cannot show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from scopewright.briefs.blocks import Block
from scopewright.briefs.pdf.text import missing
from scopewright.briefs.view import Public, View
from scopewright.model.exchange import outward


def printed(public: Public, blocks: Iterable[Block]) -> dict[str, frozenset[str]]:
    """By spoken id, the fields that the blocks print to the last word."""
    said = {record.id: frozenset(spec.name for spec in record.said()) for record in public.records()}
    found: dict[str, frozenset[str]] = {}
    for block in blocks:
        for spoken in block.records:
            there = said.get(spoken, frozenset())
            if names := there if block.whole else there.intersection(block.fields):
                found[spoken] = found.get(spoken, frozenset()) | names
    return found


def records(public: Public, printed: Mapping[str, frozenset[str]]) -> dict[str, Any]:
    """The printed fields of the records by section, links as spoken ids; ``printed`` as of the function above."""
    sections = {}
    for key in public.sections:
        found = []
        for record in public.records(key):
            fields = outward(public, record)
            names = printed.get(record.id, frozenset())
            said = {spec.name: fields[spec.name] for spec in record.said() if spec.name in names}
            if said:
                found.append({"id": record.id, **said})
        if found:
            sections[key] = found
    return sections


def figures(blocks: Iterable[Block]) -> dict[str, list[dict[str, str]]]:
    """By spoken id, or key of a section, the computed figures that the blocks print, in the reader's language."""
    told = (each for block in blocks for each in block.comes_to)
    return {key: [{"title": figure.title, "text": figure.text} for figure in found] for key, found in told}


def unshown(view: View) -> list[dict[str, str]]:
    """The fields with characters that no bundled font has: record, field, and the characters."""
    return [
        {"id": record.id, "section": record.section.key, "field": spec.name, "characters": "".join(lacking)}
        for record in view.engagement.records()
        for spec in record.said()
        if (lacking := missing(record.shown(spec.name, view.locale)))
    ]
