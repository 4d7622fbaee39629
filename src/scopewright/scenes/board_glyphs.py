"""Which words on a whiteboard have characters that no bundled font has: named with an export."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.record import Record
from scopewright.scenes import measure
from scopewright.scenes.board_reading import first_made
from scopewright.scenes.board_things import Board, Frame, Link, Sticky, Thing


def lacking(engagement: Engagement, board: Board, form: str) -> list[str]:
    """A sentence on each field on the board with characters that no bundled font has, in the order of painting.

    ``form`` is the format in which the board was drawn: only a PDF holds its fonts.
    """
    if form == "pdf":
        said = _("{id} {field}: no font here has {characters}; a box with its code point stands for each.")
    else:
        said = _("{id} {field}: {characters} can be read only where the system has a font for it.")
    made = first_made(engagement)
    return [
        said.format(id=record.id, field=field, characters=" ".join(characters))
        for thing in board.things
        for record, field, text in _words(engagement, thing, made)
        if (characters := measure.missing(text))
    ]


def _words(engagement: Engagement, thing: Thing, made: dict[str, Record]) -> Iterator[tuple[Record, str, str]]:
    record = made.get(thing.key, engagement.get(thing.key)) if isinstance(thing, Sticky) else engagement.get(thing.key)
    if record is None:
        return
    if isinstance(thing, Sticky | Frame):
        yield record, record.section.headline, record.headline
    elif isinstance(thing, Link):
        yield record, "label", thing.label
