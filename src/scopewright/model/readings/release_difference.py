"""What differs between two releases (row M2)."""

from __future__ import annotations

from dataclasses import dataclass

from scopewright.model.engagement import Engagement
from scopewright.model.record import Record
from scopewright.model.sections.releases import Release

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
