"""Chains of links through the scope, gaps included: which objective ends in which milestone, and which in nothing.

A chain only names its sections; the links between two of them are read off their declared fields, whichever side holds
the field.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from scopewright.language import N_
from scopewright.model.engagement import Engagement
from scopewright.model.record import Record

CHAINS: dict[str, tuple[str, tuple[str, ...]]] = {
    "delivery": (
        N_("From objective to milestone"),
        ("objectives", "metrics", "requirements", "deliverables", "milestones"),
    ),
    "risk": (N_("From risk to decision"), ("risks", "decisions", "runs")),
    "evidence": (N_("From requirement to run"), ("requirements", "metrics", "runs")),
}
"""The chains by name: untranslated title, and the sections they go through."""


@dataclass(frozen=True)
class Stop:
    """One cell of a path: a record by hidden key, or where that is empty a gap.

    ``mend`` says where the missing link is made: section, hidden key (empty: make a new record there) and field.
    """

    key: str
    mend: tuple[str, str, str] = ("", "", "")


Path = tuple[Stop, ...]


def paths(engagement: Engagement, sections: Sequence[str]) -> list[Path]:
    """Every path through the sections in their order; what no path from the left reaches begins one with gaps."""
    linked = _linked(engagement, sections)
    found: list[Path] = []
    reached: set[str] = set()
    for place, section in enumerate(sections):
        for record in engagement.records(section):
            if record.key not in reached:
                before = tuple(Stop("", _mend_before(engagement, sections, at, record)) for at in range(place))
                own = [before + path for path in _onwards(engagement, sections, linked, (Stop(record.key),), place + 1)]
                found += own
                reached.update(stop.key for path in own for stop in path)
    return found


def dangling(engagement: Engagement, keys: Collection[str]) -> list[tuple[Record, str]]:
    """The records and fields whose links would lead to nothing if these records were removed."""
    gone = set(keys)
    return [
        (record, field)
        for record in engagement.records()
        if record.key not in gone
        for field, key in record.links()
        if key in gone
    ]


def _linked(engagement: Engagement, sections: Sequence[str]) -> dict[str, set[str]]:
    linked: dict[str, set[str]] = {}
    for section in sections:
        for record in engagement.records(section):
            for _field, key in record.links():
                target = engagement.get(key)
                if target is not None and target.section.key in sections and target.section.key != section:
                    linked.setdefault(record.key, set()).add(key)
                    linked.setdefault(key, set()).add(record.key)
    return linked


def _onwards(
    engagement: Engagement, sections: Sequence[str], linked: dict[str, set[str]], path: Path, place: int
) -> Iterator[Path]:
    """The ends of a path from one of its places on; where nothing follows there is a gap, and it is leapt over."""
    if place == len(sections):
        yield path
        return
    following = _following(engagement, sections[place], linked, path)
    for record in following:
        yield from _onwards(engagement, sections, linked, (*path, Stop(record.key)), place + 1)
    if not following:
        last = next(stop for stop in reversed(path) if stop.key)
        gap = Stop("", _mend_after(engagement, sections[place], engagement[last.key]))
        yield from _onwards(engagement, sections, linked, (*path, gap), place + 1)


def _following(engagement: Engagement, section: str, linked: dict[str, set[str]], path: Path) -> list[Record]:
    """What is linked to the path's last record; besides, what is linked to an earlier one and to no sibling of that."""
    there = [stop.key for stop in path if stop.key]
    siblings = engagement[there[-1]].section.key
    return [
        record
        for record in engagement.records(section)
        if record.key in linked.get(there[-1], ())
        or (
            any(record.key in linked.get(key, ()) for key in there[:-1])
            and not any(engagement[key].section.key == siblings for key in linked.get(record.key, ()))
        )
    ]


def _field(engagement: Engagement, of: str, to: str) -> str:
    """The first field by which records of one section link to another; empty if none does."""
    specs = engagement.sections[of].specs
    return next((spec.name for spec in specs if spec.kind.describe().get("to") == to), "")


def _mend_after(engagement: Engagement, missing: str, last: Record) -> tuple[str, str, str]:
    field = _field(engagement, last.section.key, missing)
    return (last.section.key, last.key, field) if field else (missing, "", "")


def _mend_before(engagement: Engagement, sections: Sequence[str], at: int, first: Record) -> tuple[str, str, str]:
    field = _field(engagement, first.section.key, sections[at])
    return (first.section.key, first.key, field) if field else (sections[at], "", "")
