"""What the marks [DATA], [EXPLORE] and [MOCK] in a text ask for, against the needs that are there (row M12)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.kinds import Text
from scopewright.model.record import Record, Section
from scopewright.model.sections.needs import ASKING, MARKS, Need
from scopewright.model.step import Step

_SORTS = {tag.casefold(): sort for sort, tag in MARKS.items()}
_MARK = re.compile("|".join(re.escape(tag) for tag in MARKS.values()), re.IGNORECASE)
SECTIONS = ("notes", *ASKING)
"""The sections in whose texts a mark asks for something."""


@dataclass(frozen=True)
class Mark:
    """A mark as it stands in a text, and the words behind it up to the next; without any, the words of the whole."""

    tag: str
    sort: str
    title: str


def marks(text: str) -> Iterator[Mark]:
    """The marks of a text, from the left."""
    found = list(_MARK.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)]
    whole = " ".join(_MARK.sub(" ", text).split())
    for match, end in zip(found, ends, strict=False):
        yield Mark(match.group().upper(), _SORTS[match.group().casefold()], text[match.end() : end].strip() or whole)


def marks_of(record: Record) -> list[Mark]:
    """The marks in all texts of a record."""
    texts = [getattr(record, name) for name in texts_of(record.section)]
    return [mark for text in texts if "[" in text for mark in marks(text)]


@cache
def texts_of(section: Section) -> tuple[str, ...]:
    """The fields of a section in which a mark counts: its texts, and no remark for ourselves."""
    return tuple(spec.name for spec in section.specs if isinstance(spec.kind, Text) and not spec.internal)


def came_from(need: Need) -> str | None:
    """The hidden key of the record whose mark a need was made of."""
    return need.asked_by or need.note


def missing(engagement: Engagement, record: Record) -> list[Mark]:
    """The marks of a record that no need came from; as many needs of a sort as marks of it are enough."""
    found = marks_of(record) if record.section.key in SECTIONS else []
    there = [need.sort for need in engagement.all(Need) if came_from(need) == record.key] if found else []
    wanted = []
    for mark in found:
        if mark.sort in there:
            there.remove(mark.sort)
        else:
            wanted.append(mark)
    return wanted


def left_over(engagement: Engagement, record: Record) -> list[Need]:
    """The needs that were made of marks which a record no longer bears."""
    return [each for each in engagement.all(Need) if came_from(each) == record.key and is_left_over(engagement, each)]


def is_left_over(engagement: Engagement, need: Record) -> bool:
    """Whether a need came from a record that no longer bears its mark: there are more needs of its sort than marks."""
    source = engagement.get(came_from(need)) if isinstance(need, Need) else None
    if source is None or need.stored("sort") not in MARKS or source.section.key not in SECTIONS:
        return False
    there = [mark.title for mark in marks_of(source) if mark.sort == need.stored("sort")]
    made = [each for each in engagement.all(Need) if came_from(each) == source.key and each.sort == need.stored("sort")]
    return len(made) > len(there) and need.headline not in there


def make(engagement: Engagement, record: Record, who: str = "") -> list[Record]:
    """Make a need of each mark that has none yet, linked to where it stands, as one step."""
    link = "note" if record.section.key == "notes" else "asked_by"
    with Step(engagement, _("Needs of {id}").format(id=record.id), who=who) as step:
        keys = [
            step.add("needs", {"title": mark.title, "sort": mark.sort, "state": "open", link: record.key})
            for mark in missing(engagement, record)
        ]
    return [engagement[key] for key in keys]
