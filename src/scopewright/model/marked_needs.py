"""What the marks [DATA], [EXPLORE] and [MOCK] in a note ask for, against the needs that are there (row M12)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.record import Record
from scopewright.model.sections.needs import MARKS, Need
from scopewright.model.step import Step

_SORTS = {tag.casefold(): sort for sort, tag in MARKS.items()}
_MARK = re.compile("|".join(re.escape(tag) for tag in MARKS.values()), re.IGNORECASE)


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


def missing(engagement: Engagement, note: Record) -> list[Mark]:
    """The marks of a note that no need came from; as many needs of a sort as marks of it are enough."""
    there = [need.sort for need in engagement.all(Need) if need.note == note.key]
    wanted = []
    for mark in marks(note.headline):
        if mark.sort in there:
            there.remove(mark.sort)
        else:
            wanted.append(mark)
    return wanted


def is_left_over(engagement: Engagement, need: Record) -> bool:
    """Whether a need came from a note that no longer bears its mark."""
    note = engagement.get(getattr(need, "note", None))
    tag = MARKS.get(str(need.stored("sort")))
    if note is None or tag is None or note.section.key != "notes":
        return False
    return tag.casefold() not in note.headline.casefold()


def make(engagement: Engagement, note: Record, who: str = "") -> list[Record]:
    """Make a need of each mark that has none yet, linked to the note, as one step."""
    with Step(engagement, _("Needs of {id}").format(id=note.id), who=who) as step:
        keys = [
            step.add("needs", {"title": mark.title, "sort": mark.sort, "state": "open", "note": note.key})
            for mark in missing(engagement, note)
        ]
    return [engagement[key] for key in keys]
