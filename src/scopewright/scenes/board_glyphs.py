"""Which words on a whiteboard have characters that no bundled font has: named before and with an export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.record import Record
from scopewright.scenes import measure
from scopewright.scenes.board_reading import first_made
from scopewright.scenes.board_things import Board, Frame, Link, Sticky, Thing


@dataclass(frozen=True, slots=True)
class Lacking:
    """A field of a record by spoken id and name, with its characters that no font has."""

    id: str
    field: str
    characters: str

    def sentence(self, form: str) -> str:
        """What is said of it where the board was written in that format."""
        if form == "pdf":
            text = _("{id} {field}: no font here has {characters}; a box with its code point stands for each.")
        else:
            text = _("{id} {field}: {characters} can be read only where the system has a font for it.")
        return text.format(id=self.id, field=self.field, characters=" ".join(self.characters))


def lacking(engagement: Engagement, board: Board) -> list[Lacking]:
    """The fields on the board with characters that no bundled font has, in the order of painting."""
    made = first_made(engagement)
    found = []
    for thing in board.things:
        for record, field, text in _words(engagement, thing, made):
            characters = "".join(measure.missing(text))
            if characters:
                found.append(Lacking(record.id, field, characters))
    return found


def _words(engagement: Engagement, thing: Thing, made: dict[str, Record]) -> Iterator[tuple[Record, str, str]]:
    record = made.get(thing.key, engagement.get(thing.key)) if isinstance(thing, Sticky) else engagement.get(thing.key)
    if record is None:
        return
    if isinstance(thing, Sticky | Frame):
        yield record, record.section.headline, record.headline
    elif isinstance(thing, Link):
        yield record, "label", thing.label
