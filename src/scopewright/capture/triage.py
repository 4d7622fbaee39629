"""Turning notes into records, merging and splitting them, putting them aside: each a step, and nothing is destroyed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scopewright.capture.context import Context
from scopewright.capture.grammar import NOTE, TYPES, Type
from scopewright.capture.keep import Keeper, Place, records_of
from scopewright.capture.parse import parse
from scopewright.capture.scan import quoted
from scopewright.capture.suggest import offered
from scopewright.language import _, ngettext
from scopewright.model.engagement import Engagement
from scopewright.model.record import Record
from scopewright.model.sections.notes import Note
from scopewright.model.step import Step

_ASIDE = frozenset({"tags", "release"})
"""What a record may well be without."""


def type_of(record: Record) -> Type | None:
    """The type of line that such a record comes from; None if no line makes records of its section.

    What the type itself says may have been changed since: then it is any type of the section.
    """
    of_section = [each for each in TYPES if each.section == record.section.key]
    exact = (each for each in of_section if all(record.stored(name) == value for name, value in each.fixed.items()))
    return next(exact, next(iter(of_section), None))


def waiting(notes: Iterable[Note]) -> list[Note]:
    """The notes that nobody has sorted yet."""
    return [note for note in notes if note.state in (None, "inbox")]


def become(engagement: Engagement, notes: Sequence[Record], type_: Type, context: Context, who: str) -> None:
    """Make each note a record of the type, its marks read; one it was before is removed. The note stays as it was said.

    ``NOTE`` says that it is a note and nothing else.
    """
    count = len(notes)
    name = ngettext("Sort {id}", "Sort {count} notes", count).format(id=notes[0].id if notes else "", count=count)
    with Step(engagement, name, who=who) as step:
        keeper = Keeper(step, context, Place())
        for note in notes:
            for record in records_of(engagement, note.key):
                step.remove(record.key)
            if type_ is not NOTE:
                parsed = parse(f"{type_.prefix} {_words(engagement, note, context, type_)}", context)
                keeper.record(parsed.section, parsed.fields, note.key)
                for item in parsed.also:
                    keeper.record(item.section, item.fields, note.key)
            step.set(note.key, "state", "used")


def discard(engagement: Engagement, notes: Sequence[Record], who: str) -> None:
    """Strike notes through, with the records that came from them removed; struck ones alone come back to the inbox."""
    back = all(note.stored("state") == "struck" for note in notes)
    count = len(notes)
    name = (
        ngettext("Take {id} back", "Take {count} notes back", count)
        if back
        else ngettext("Discard {id}", "Discard {count} notes", count)
    )
    with Step(engagement, name.format(id=notes[0].id if notes else "", count=count), who=who) as step:
        for note in notes:
            for record in records_of(engagement, note.key):
                step.remove(record.key)
            step.set(note.key, "state", "inbox" if back else "struck")


def merge(engagement: Engagement, note: Record, previous: Record, context: Context, who: str) -> None:
    """Put a note's words behind those of the one before; its own line stays, struck through."""
    words = f"{previous.headline} {_words(engagement, note, context)}"
    with Step(engagement, _("Merge {id} into {other}").format(id=note.id, other=previous.id), who=who) as step:
        step.set(previous.key, "line", words)
        for record in records_of(engagement, note.key):
            step.remove(record.key)
        step.set(note.key, "state", "struck")


def split(engagement: Engagement, note: Record, at: int, who: str) -> str:
    """Cut a note in two at a character; the second half stands behind it, in the inbox. Returns its hidden key."""
    first, second = note.headline[:at].strip(), note.headline[at:].strip()
    if not first or not second:
        return ""
    with Step(engagement, _("Split {id}").format(id=note.id), who=who) as step:
        where = {name: note.stored(name) for name in ("session", "topic", "speaker") if not note.is_empty(name)}
        key = step.add("notes", {**where, "line": second, "state": "inbox"})
        step.set(note.key, "line", first)
        step.move(key, after=note.key)
    return key


def missing(record: Record) -> list[str]:
    """The fields that a line of this type would say and this record does not."""
    type_ = type_of(record)
    names = type_.names if type_ is not None else ()
    return [name for name in names if name not in _ASIDE and record.is_empty(name)]


def fill(engagement: Engagement, record: Record, field: str, typed: str, context: Context, who: str) -> None:
    """Fill one field from words as a line would have them: a name, a date in words, a number."""
    type_ = type_of(record)
    if type_ is None:
        return
    parsed = parse(f"{type_.prefix} {field}:{quoted(typed)}", context)
    with Step(engagement, _("Edit {id}").format(id=record.id), who=who) as step:
        values = Keeper(step, context, Place()).resolved(parsed.section, parsed.fields)
        step.set(record.key, field, values.get(field))


def alike(notes: Iterable[Note], note: Note) -> list[Note]:
    """The waiting notes of the same speaker, or with one of the same tags."""
    tags = set(note.tags.split())
    return [
        each
        for each in waiting(notes)
        if (note.speaker and each.speaker == note.speaker) or tags & set(each.tags.split())
    ]


def _words(engagement: Engagement, note: Record, context: Context, type_: Type = NOTE) -> str:
    """What a note says without the type it was typed with, or called in full if it is to become just that."""
    line = note.headline
    called = offered(line)
    if called is not None and called[0].section == type_.section:
        return line[called[1] :]
    if not records_of(engagement, note.key):
        return line
    begin = next((span.end for span in parse(line, context).spans if span.mark == "type" and not span.kept), 0)
    return line[begin:].strip()
