"""The fingerprint a signature binds: SHA-256 over what a record says, and over nothing else.

Recipe 1. Of a record: canonical JSON of ``{"fields", "id", "parent", "recipe", "section"}``, where ``fields`` holds
the stored value of every field in which something was said. Left out are layout and internal fields, the place in the
list, the keys ``uuid`` and ``origin``, the link to the line of a session (``note``), the flag ``internal`` and the
ids of rows of small tables. A link stands as the spoken id of its target: renaming a person changes that person's
record and no record that names the person, while naming somebody else changes the one that names. A field or section
that an upgrade adds is empty, so it voids nothing; what a newer version filled counts although its kind is not known
here.

Of several records: canonical JSON of ``{"recipe", "records"}`` with their sorted fingerprints. Internal records and
records in which nothing was said do not count, nor do the sections in ``UNSIGNED``.

Canonical JSON: ASCII, names sorted, no blanks, numbers as Python's shortest ``repr``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from scopewright.model.engagement import Engagement
from scopewright.model.fields import Spec
from scopewright.model.record import SECTIONS, Record

RECIPE = 1
"""The recipe in use; a sign-off and a snapshot record theirs, and every recipe ever used stays computable."""

_DRAWN = tuple(key for key, section in SECTIONS.items() if section.drawn)
UNSIGNED = ("document", "notes", "review_rings", "signoffs", *_DRAWN)
"""Sections that no signature binds.

What a paper says about its own issue, raw lines that no brief prints and what is drawn around them, who reviews, and
the signatures themselves.
"""

_PROVENANCE = ("internal", "note")
_GONE = "-"


def canonical(value: Any) -> bytes:
    """The one way in which plain JSON is written to be hashed."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def digest(value: Any) -> str:
    """SHA-256 of plain JSON, in hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


def said(engagement: Engagement, record: Record) -> dict[str, Any]:
    """What a record says, by field: recipe 1 without the frame around it."""
    declared = {spec.name: _stored(engagement, record, spec) for spec in record.section.specs if _counts(spec)}
    return {name: data for name, data in (declared | dict(record.unknown)).items() if data is not None}


def of_record(engagement: Engagement, record: Record, recipe: int = RECIPE) -> str:
    """The fingerprint of one record.

    Raises:
        ValueError: the recipe is not known here.
    """
    _known(recipe)
    parent = _spoken(engagement, record.parent) if record.parent else None
    frame = {"recipe": recipe, "section": record.section.key, "id": record.id, "parent": parent}
    return digest({**frame, "fields": said(engagement, record)})


def of_records(engagement: Engagement, records: Iterable[Record], recipe: int = RECIPE) -> str:
    """The fingerprint of several records together, in whatever order they are given.

    Raises:
        ValueError: the recipe is not known here.
    """
    _known(recipe)
    bound = [record for record in records if not record.internal and record.section.key not in UNSIGNED]
    prints = sorted(of_record(engagement, record, recipe) for record in bound if said(engagement, record))
    return digest({"recipe": recipe, "records": prints})


def of_section(engagement: Engagement, section: str, recipe: int = RECIPE) -> str:
    """The fingerprint of one section."""
    return of_records(engagement, engagement.records(section), recipe)


def of_engagement(engagement: Engagement, recipe: int = RECIPE) -> str:
    """The fingerprint of everything that can be signed."""
    return of_records(engagement, engagement.records(), recipe)


def _known(recipe: int) -> None:
    if recipe != RECIPE:
        raise ValueError(f"There is no fingerprint recipe {recipe} here.")


def _counts(spec: Spec) -> bool:
    return not (spec.layout or spec.internal) and spec.name not in _PROVENANCE


def _stored(engagement: Engagement, record: Record, spec: Spec) -> Any:
    if spec.name in record.unread:
        return record.unread[spec.name]
    value = getattr(record, spec.name)
    if value == spec.kind.empty:
        return None
    linked = spec.kind.to_json(spec.kind.relink(value, lambda key: _spoken(engagement, key)))
    return [_without_id(item) for item in linked] if spec.kind.name == "rows" else linked


def _without_id(row: dict[str, Any]) -> dict[str, Any]:
    return {name: data for name, data in row.items() if name != "id"}


def _spoken(engagement: Engagement, key: str) -> str:
    target = engagement.get(key)
    return target.id if target else _GONE
