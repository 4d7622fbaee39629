"""The tree of documents, as one reading for the window and for every brief (row M2).

The overview comes first, then what holds for all releases, then each release; below these stand the three documents of
a release, and in them the sections that say something.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.record import Record, Section
from scopewright.model.releases import DOCUMENTS, sections_of
from scopewright.model.sections.releases import Release


@dataclass(frozen=True, slots=True)
class Node:
    """A branch, a document, or (with ``section``) the records of a section that stand in this place.

    ``release`` is set on the branch of a release only. Documents stand in the tree although nothing is in them yet;
    sections do not.
    """

    title: str
    icon: str
    children: tuple[Node, ...] = ()
    section: Section | None = None
    records: tuple[Record, ...] = ()
    release: Release | None = None


def tree(engagement: Engagement) -> tuple[Node, ...]:
    """The branches of an engagement; records that say nothing are not in it, and every other record is, once."""
    releases = engagement.all(Release)
    known = {release.key for release in releases}
    shelves = _shelves(engagement, known)
    overview = Node(_("Project overview"), "book-open", tuple(_sections(engagement, "overview", shelves.get(None, {}))))
    common = Node(_("For all releases"), "layers", tuple(_documents(engagement, shelves.get("", {}))))
    own = (
        Node(
            release.name or release.id, "milestone", tuple(_documents(engagement, shelves.get(release.key, {}))),
            release=release,
        )
        for release in releases
    )  # fmt: skip
    return overview, *([common] if shelves.get("") or not releases else []), *own


_Shelf = dict[str, list[Record]]
"""Records by the key of their section."""


def _shelves(engagement: Engagement, known: set[str]) -> dict[str | None, _Shelf]:
    """What stands under each release, by its key: "" for all releases, None for the overview."""
    shelves: dict[str | None, _Shelf] = {}
    for record in engagement.records():
        if any(record.said()):
            section = record.section
            place = (record.release if record.release in known else "") if section.document in DOCUMENTS else None
            shelves.setdefault(place, {}).setdefault(section.key, []).append(record)
    return shelves


def _documents(engagement: Engagement, shelf: _Shelf) -> Iterator[Node]:
    for document, title in DOCUMENTS.items():
        yield Node(_(title), "file-text", tuple(_sections(engagement, document, shelf)))


def _sections(engagement: Engagement, document: str, shelf: _Shelf) -> Iterator[Node]:
    for section in sections_of(engagement, document):
        if section.key in shelf:
            yield Node(_(section.title), section.icon, section=section, records=tuple(shelf[section.key]))
