"""What differs between two releases (row M2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from scopewright.language import N_
from scopewright.model.engagement import Engagement
from scopewright.model.record import Record
from scopewright.model.sections.releases import Release
from scopewright.model.shown import title_of

_NOT_COMPARED = frozenset({"release", "note"})


@dataclass(frozen=True)
class Carried:
    """A record that was carried forward, with the names of the fields that differ from where it came from."""

    before: Record
    after: Record
    fields: tuple[str, ...]


@dataclass(frozen=True)
class ReleaseDifference:
    """Records of the later release that are new, those carried forward, and those of the earlier one left behind."""

    added: tuple[Record, ...]
    carried: tuple[Carried, ...]
    left: tuple[Record, ...]


def difference(engagement: Engagement, before: Release, after: Release) -> ReleaseDifference:
    """Compare two releases; a record belongs to the one it was carried forward from, however many releases ago."""
    old = {record.key: record for record in engagement.records() if record.release == before.key}
    carried, added = [], []
    for record in engagement.records():
        if record.release == after.key:
            source = _source(engagement, record, old)
            if source is None:
                added.append(record)
            else:
                carried.append(Carried(source, record, _differing(source, record)))
    gone = {each.before.key for each in carried}
    return ReleaseDifference(tuple(added), tuple(carried), tuple(r for r in old.values() if r.key not in gone))


def _source(engagement: Engagement, record: Record, old: dict[str, Record]) -> Record | None:
    seen, origin = set(), record.origin
    while origin and origin not in seen:
        if origin in old:
            return old[origin]
        seen.add(origin)
        earlier = engagement.get(origin)
        origin = earlier.origin if earlier else None
    return None


def _differing(before: Record, after: Record) -> tuple[str, ...]:
    if before.section.key != after.section.key:
        return ()
    return tuple(
        spec.name
        for spec in after.section.specs
        if spec.name not in _NOT_COMPARED and not spec.layout and before.stored(spec.name) != after.stored(spec.name)
    )


Made = Literal["changed", "added", "left"]
MADE: Mapping[Made, str] = MappingProxyType(
    {"changed": N_("Carried forward and changed"), "added": N_("New"), "left": N_("Left behind")}
)


@dataclass(frozen=True)
class Line:
    """One difference for people: the record, and of a changed one the field with what it was and what it is now."""

    made: Made
    record: Record
    field: str
    title: str
    was: str
    now: str


def lines(engagement: Engagement, found: ReleaseDifference, language: str) -> list[Line]:
    """Every difference: fields that changed first, then the records that are new, then those left behind."""
    locale = engagement.locale(language)
    changed = [
        Line("changed", each.after, name, title_of(each.after.section, name), each.before.shown(name, locale),
             each.after.shown(name, locale))
        for each in found.carried for name in each.fields
    ]  # fmt: skip
    added = [Line("added", record, "", "", "", record.headline) for record in found.added]
    return [*changed, *added, *(Line("left", record, "", "", record.headline, "") for record in found.left)]
