"""What is different between two states of one engagement, the weighty first.

It compares states, not changes: what was changed and put back is not a difference. Layout and what is drawn on the
whiteboard are passed over, a single section counts from what it says, and a record whose place in the list is another
one was moved, not removed and added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scopewright.model.change import WHOLE
from scopewright.model.engagement import Engagement
from scopewright.model.record import Record, Section
from scopewright.model.shown import headline_of, shown_value, title_of

_WEIGHTS = {"number": 3, "scale": 3, "money": 3, "day": 3, "person": 3}
_WHOLE, _MEANING, _WORDS, _CLERICAL = 3, 2, 1, 0
_PROSE = ("text", "prose")


@dataclass(frozen=True)
class Difference:
    """One difference.

    ``made`` is added, removed, moved or changed. ``record`` is the hidden key, ``id`` the spoken one, ``field`` the
    name in the file (empty for a whole record, ``rank`` for a move) and ``title`` what people call it; ``was`` and
    ``now`` are stored values, the others what people read. ``weight``: 3 numbers, dates, thresholds, people in charge
    and whole records, 2 choices and links, 1 words, 0 what changes no word (blanks, capitals, punctuation, places).
    """

    made: str
    section: str
    record: str
    id: str
    headline: str
    field: str
    title: str
    was: Any
    now: Any
    was_shown: str
    now_shown: str
    weight: int


def diff(before: Engagement, after: Engagement, language: str = "en") -> list[Difference]:
    """All differences, the weightiest first, else in the order of the sections and records of ``after``."""
    found = [
        difference
        for section in after.sections.values()
        if not section.drawn
        for difference in _section(before, after, section, language)
    ]
    return sorted(found, key=lambda difference: -difference.weight)


def _section(before: Engagement, after: Engagement, section: Section, language: str) -> Iterator[Difference]:
    old = {record.key: record for record in before.records(section.key)}
    new = {record.key: record for record in after.records(section.key)}
    for key, record in old.items():
        if key not in new:
            yield _whole("removed", record, record.headline, "")
    moved = _moved(old, new)
    for key, record in new.items():
        if key not in old and section.single:
            nothing = section.record(key=key, id=record.id, rank=record.rank)
            yield from _fields(before, after, nothing, record, language)
            continue
        if key not in old:
            yield _whole("added", record, "", record.headline)
            continue
        yield from _fields(before, after, old[key], record, language)
        if key in moved:
            yield _difference("moved", record, "rank", (old[key].rank, record.rank), ("", ""), _CLERICAL)


def _whole(made: str, record: Record, was: str, now: str) -> Difference:
    stored = (record.doc(), None) if made == "removed" else (None, record.doc())
    return _difference(made, record, WHOLE, stored, (was, now), _WHOLE)


def _fields(before: Engagement, after: Engagement, old: Record, new: Record, language: str) -> Iterator[Difference]:
    section = new.section
    if old.id != new.id:
        yield _difference("changed", new, "id", (old.id, new.id), (old.id, new.id), _WORDS)
    for spec in section.specs:
        was, now = old.stored(spec.name), new.stored(spec.name)
        if was != now and not spec.layout:
            shown = (
                shown_value(section, spec.name, was, before.locale(language)),
                shown_value(section, spec.name, now, after.locale(language)),
            )
            yield _difference("changed", new, spec.name, (was, now), shown, _weight(spec.kind.name, was, now))


def _difference(
    made: str, record: Record, field: str, stored: tuple[Any, Any], shown: tuple[str, str], weight: int
) -> Difference:
    headline, title = headline_of(record.section, record.doc()), title_of(record.section, field)
    return Difference(
        made, record.section.key, record.key, record.id, headline, field, title, *stored, *shown, weight=weight
    )


def _weight(kind: str, was: Any, now: Any) -> int:
    if kind not in _PROSE:
        return _WEIGHTS.get(kind, _MEANING)
    return _CLERICAL if _bare(was) == _bare(now) else _MEANING if _numbers(was) != _numbers(now) else _WORDS


def _bare(text: Any) -> str:
    return re.sub(r"[^\w%€$£<>=+-]+", "", str(text or "")).casefold()


def _numbers(text: Any) -> list[str]:
    """The figures in a text: a threshold that changed in a sentence weighs more than its wording."""
    return re.findall(r"\d+(?:[.,]\d+)*", str(text or ""))


def _moved(old: Mapping[str, Record], new: Mapping[str, Record]) -> set[str]:
    """Of the records that both have, those that were given another place and now stand behind other ones.

    Where these moves alone would not give the new order, every record with another rank: who carries the differences
    over must arrive at what they were told from.
    """
    was, now = [key for key in old if key in new], [key for key in new if key in old]
    touched = {key for key in now if new[key].rank != old[key].rank}
    told: set[str] = set()
    passed: set[str] = set()  # stand before this place in one order only
    for there, here in zip(was, now, strict=True):
        if here in touched and (passed or there != here):
            told.add(here)
        passed ^= {there} ^ {here}
    kept = {key: old[key].rank for key in touched - told}
    carried = sorted(new.values(), key=lambda record: (kept.get(record.key, record.rank), record.id))
    return told if [record.key for record in carried] == list(new) else touched
