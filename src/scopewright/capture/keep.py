"""A typed line becomes a note, word for word, and the record it says; both in one step, each linked to the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scopewright.capture.context import Context
from scopewright.capture.grammar import NOTE
from scopewright.capture.parse import Parsed, parse
from scopewright.language import N_, _, ngettext
from scopewright.model.engagement import Engagement
from scopewright.model.kinds import Kind, Person, Ref, Refs
from scopewright.model.record import Record
from scopewright.model.refusal import SaidToUser
from scopewright.model.step import Step


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line was said: the hidden keys of the session and of the topic that was open."""

    session: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Captured:
    """The hidden keys of what a line became: its note, its record (the note itself without a type), and the rest."""

    parsed: Parsed
    note: str
    record: str
    also: tuple[str, ...]


def capture(engagement: Engagement, line: str, context: Context, place: Place, who: str) -> Captured | None:
    """Keep one line; a blank one is nothing."""
    return next(iter(capture_all(engagement, [line], context, place, who)))


def capture_all(
    engagement: Engagement, lines: Iterable[str], context: Context, place: Place, who: str, group: str | None = None
) -> list[Captured | None]:
    """Keep several lines as one step: what is pasted together is undone together; ``group`` is that of the step."""
    typed = list(lines)
    count = sum(1 for line in typed if line.strip())
    if not count:
        return [None for _line in typed]
    name = _(N_("Note")) if count == 1 else ngettext("Paste {count} line", "Paste {count} lines", count)
    with Step(engagement, name.format(count=count), who=who, group=group) as step:
        keeper = Keeper(step, context, place)
        return [keeper.keep(line) for line in typed]


class Keeper:
    """Keeps line after line; whom one line made, the next one knows."""

    def __init__(self, step: Step, context: Context, place: Place) -> None:
        self.context = context
        self._step, self._place = step, place
        self._made: list[str] = []

    def keep(self, line: str) -> Captured | None:
        """Keep one line."""
        parsed = parse(line, self.context)
        if parsed.blank:
            return None
        self._made = []
        if parsed.type is NOTE:
            state = "used" if parsed.also else "inbox"
            note = record = self._note(self.resolved("notes", parsed.fields) | {"state": state})
        else:
            note = self._note({"line": parsed.line, "state": "used"})
            record = self.record(parsed.section, parsed.fields, note)
        for item in parsed.also:
            self._made.append(self.record(item.section, item.fields, note))
        return Captured(parsed, note, record, tuple(self._made))

    def _note(self, fields: Mapping[str, Any]) -> str:
        where = {"session": self._place.session, "topic": self._place.topic}
        return self._step.add("notes", {**fields, **{name: said for name, said in where.items() if said}})

    def record(self, section: str, fields: Mapping[str, Any], note: str) -> str:
        """Make a record that came from a note."""
        return self._step.add(section, {**self.resolved(section, fields), "note": note})

    def resolved(self, section: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """The fields as the file holds them; who is named and not there yet is made."""
        declared = self._step.engagement.sections[section]
        return {name: self._link(declared.spec(name).kind, value) for name, value in fields.items()}

    def _link(self, kind: Kind[Any], value: Any) -> Any:
        if isinstance(kind, Refs):
            return [self._found(kind.to, label) for label in value]
        if isinstance(kind, Person):
            return self._found(kind.to, value, {"sort": kind.sort} if kind.sort else None)
        return self._found(kind.to, value) if isinstance(kind, Ref) else value

    def _found(self, section: str, label: str, known: Mapping[str, str] | None = None) -> str:
        engagement = self._step.engagement
        try:
            return engagement.find(label, section)
        except SaidToUser:
            key = self._step.add(section, {"name": label, **(known or {})})
        self._made.append(key)
        made = engagement[key]
        self.context = (
            self.context.and_person(label, made.id) if section == Person.to else self.context.and_release(label)
        )
        return key


def records_of(engagement: Engagement, note: str) -> list[Record]:
    """The records that came from a note, in the order of their sections."""
    return [record for record, name in engagement.pointing_to(note) if name == "note"]
