"""What a gesture on the board writes: each is one named step, and what stood by itself is pinned where others move."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from scopewright.capture.amend import amend
from scopewright.capture.keep import Place, capture_all
from scopewright.gui.board.placing import Areas, Placing, home, rounded, stored
from scopewright.gui.editing import MERGE_WITHIN_S, Editing
from scopewright.gui.session.reading import Reading
from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.ink import Pressed, to_text
from scopewright.model.record import Record
from scopewright.model.sections.connectors import Connector
from scopewright.model.sections.notes import Note
from scopewright.model.sections.sessions import Session
from scopewright.model.step import Step
from scopewright.scenes import board_lines
from scopewright.scenes.board_layout import GAP
from scopewright.scenes.board_things import STICKY_HEIGHT, STICKY_WIDTH, Board, Frame, Link, Sticky, Thing
from scopewright.scenes.scene import Bounds

_AT_ONCE = 100
"""Things whose places are written while the hand waits; of more the step takes longer than a frame."""
_PASTED_COLUMNS = 6
_LONGEST_STROKE = 2500
"""Points of one stroke; a longer line is kept as several, which one gesture and one undo hold together."""


@dataclass(frozen=True)
class Around:
    """What a gesture is made in: whose session, what lies on its board, how a line is read."""

    session: Callable[[], Session | None]
    board: Callable[[], Board]
    reading: Reading


class BoardEdits:
    """Every edit of the board; keys are hidden keys of things on it."""

    def __init__(self, editing: Editing, around: Around) -> None:
        self._editing, self._around = editing, around
        self._going_on: tuple[str, frozenset[str], str, float] | None = None

    # Places

    def going_on(self, what: str, keys: Collection[str]) -> str:
        """The group of the step before, if the same was done with the same things a moment ago; else a new one."""
        now, group = time.monotonic(), secrets.token_hex(6)
        before = self._going_on
        if before is not None and before[:2] == (what, frozenset(keys)) and now < before[3]:
            group = before[2]
        self._going_on = (what, frozenset(keys), group, now + MERGE_WITHIN_S)
        return group

    def place(self, areas: Areas, name: str, group: str | None = None) -> None:
        """Put things into other places and sizes; a sticky that comes into a frame takes its topic."""
        with self._editing.step(name, group) as step:
            self._placing().write(step, areas)

    def hand_over(self, keys: Collection[str], there: str) -> None:
        """Move notes into a frame by its key, or out of all of them, where there is room."""
        frame = self._things().get(there)
        name = _("Move to “{topic}”").format(topic=frame.title) if isinstance(frame, Frame) else _("Move to no topic")
        with self._editing.step(name) as step:
            self._placing().hand_over(step, keys, there)

    def place_soon(self, areas: Areas, name: str) -> bool:
        """The same; where it is many things it is prepared beside the window's thread, and False until it is done."""
        if len(areas) <= _AT_ONCE:
            self.place(areas, name)
            return True
        placing, who = self._placing(), self._editing.who

        def make(engagement: Engagement) -> None:
            with Step(engagement, name, who=who) as step:
                placing.write(step, {key: area for key, area in areas.items() if key in engagement})

        self._editing.prepare(make, lambda _nothing: None)
        return False

    # Notes

    def write(self, key: str, line: str) -> None:
        """Put another line in the place of a note's."""
        note = self._editing.engagement.get(key)
        if note is not None and line.strip():
            amend(self._editing.engagement, note, line, self._around.reading.context, self._editing.who)

    def add_notes(self, lines: Sequence[str], x: float, y: float) -> list[str]:
        """Make notes of lines, the first with its middle at a point, the others beside it; one step."""
        session = self._around.session()
        left, top = x - STICKY_WIDTH / 2, y - STICKY_HEIGHT / 2
        placing = self._placing()
        frame = placing.things.get(home(_sticky_at(left, top), placing.frames({})))
        topic = frame.topic if isinstance(frame, Frame) else ""
        place, group = Place(session.key if session else "", topic), secrets.token_hex(6)
        engagement, who = self._editing.engagement, self._editing.who
        made = [
            kept.note
            for kept in capture_all(engagement, lines, self._around.reading.context, place, who, group)
            if kept is not None
        ]
        columns = min(_PASTED_COLUMNS, max(1, len(made)))
        taken = [thing.area for thing in placing.board.things if isinstance(thing, Sticky)]
        areas = _free_cells(len(made), columns, left, top, taken)
        with self._editing.step(_("Add {one}").format(one=_(Note.section.one)), group) as step:
            if isinstance(frame, Frame):
                placing.pin_frame(step, frame)
            for key, area in zip(made, areas, strict=True):
                step.set(key, "x", rounded(area.left))
                step.set(key, "y", rounded(area.top))
        return made

    # Other things

    def add_frame(self, area: Bounds, title: str) -> str:
        """Make a frame."""
        with self._editing.step(_("Draw a frame")) as step:
            return step.add("frames", {"title": title, **self._in_session(), **stored(area)})
        return ""

    def rename_frame(self, key: str, title: str) -> None:
        """Give a frame another title, and the topic of the agenda whose place it is."""
        frame = self._things().get(key)
        if not isinstance(frame, Frame) or not title.strip() or title.strip() == frame.title:
            return
        with self._editing.step(_("Rename the frame")) as step:
            pinned = self._placing().pin_frame(step, frame)
            if frame.topic != pinned:
                step.set(frame.topic, "title", title.strip())
            step.set(pinned, "title", title.strip())

    def connect(self, start: str, end: str) -> str:
        """Draw a connector from one thing to another; the one that is there already is kept."""
        things = self._things()
        if start == end or not {start, end} <= set(things) or self._connected(start, end):
            return ""
        with self._editing.step(_("Connect {start} to {end}").format(
            start=things[start].id, end=things[end].id
        )) as step:  # fmt: skip
            ends = [self._pinned(step, things[key]) for key in (start, end)]
            return step.add("connectors", {"start": ends[0], "end": ends[1], "heads": "arrow"})
        return ""

    def add_ink(self, points: Sequence[Pressed], pen: float, colour: str) -> None:
        """Keep a line as it was drawn, thinned to what can be seen."""
        kept = board_lines.thinned(list(points))
        with self._editing.step(_("Draw")) as step:
            for begin in range(0, max(1, len(kept) - 1), _LONGEST_STROKE):
                part = kept[begin : begin + _LONGEST_STROKE + 1]
                left, top = min(x for x, _y, _p in part), min(y for _x, y, _p in part)
                text = to_text([(x - left, y - top, p) for x, y, p in part])
                at = {"x": rounded(left), "y": rounded(top)}
                step.add("strokes", {"points": text, "pen": pen, "colour": colour, **at, **self._in_session()})

    def erase(self, keys: Collection[str]) -> None:
        """Remove strokes that the eraser touched."""
        with self._editing.gesture(_("Erase ink")):
            self.remove(keys)

    def add_picture(self, name: str, alt: str, area: Bounds) -> str:
        """Put an attachment on the board as a picture."""
        with self._editing.step(_("Add a picture")) as step:
            values = {"attachment": name, "original": name, "alt": alt, **self._in_session(), **stored(area)}
            return step.add("pictures", values)
        return ""

    # What is chosen

    def colour(self, keys: Collection[str], colour: str) -> None:
        """Give things a colour."""
        self._set(keys, "colour", colour, _("Colour"))

    def group(self, keys: Collection[str]) -> None:
        """Join things: from now on they are chosen and moved together."""
        self._set(keys, "group", secrets.token_hex(4), _("Group"))

    def ungroup(self, keys: Collection[str]) -> None:
        """Part things again."""
        self._set(keys, "group", None, _("Ungroup"))

    def lift_up(self, keys: Collection[str], *, front: bool) -> None:
        """Bring things before, or behind, everything of their sort."""
        depths = [thing.depth for thing in self._around.board().things]
        depth = max(depths, default=0) + 1 if front else min(depths, default=0) - 1
        self._set(keys, "depth", depth, _("Bring to the front") if front else _("Send to the back"))

    def remove(self, keys: Collection[str]) -> None:
        """Remove the records of things, and the connectors that ended at them; a topic's place stays."""
        engagement = self._editing.engagement
        things = self._things()
        gone = [key for key in keys if not (isinstance(thing := things.get(key), Frame) and not thing.own)]
        hanging = [each.key for each in engagement.all(Connector) if {each.start, each.end} & set(gone)]
        present = [key for key in dict.fromkeys([*gone, *hanging]) if key in engagement]
        if present:
            self._editing.remove(present)

    # Inside

    def _set(self, keys: Collection[str], field: str, stored: Any, name: str) -> None:
        things = self._things()
        with self._editing.step(name) as step:
            for key in keys:
                if key in things:
                    pinned = self._pinned(step, things[key])
                    if field in step.engagement[pinned].section:
                        step.set(pinned, field, stored)

    def _pinned(self, step: Step, thing: Thing) -> str:
        """The key of a thing's record, which is made for what was only a topic's place."""
        return self._placing().pin_frame(step, thing) if isinstance(thing, Frame) else thing.key

    def _connected(self, start: str, end: str) -> bool:
        return any(
            isinstance(each, Link) and (each.start, each.end) == (start, end) for each in self._things().values()
        )

    def _placing(self) -> Placing:
        return Placing(self._around.board(), self._in_session())

    def _things(self) -> dict[str, Thing]:
        return {thing.key: thing for thing in self._around.board().things}

    def _in_session(self) -> dict[str, str]:
        session: Record | None = self._around.session()
        return {"session": session.key} if session else {}


def _sticky_at(left: float, top: float) -> Bounds:
    return Bounds(left, top, left + STICKY_WIDTH, top + STICKY_HEIGHT)


def _free_cells(count: int, columns: int, left: float, top: float, taken: Sequence[Bounds]) -> list[Bounds]:
    """So many places for stickies in rows from a corner on; where one of several is taken, all move down."""
    while True:
        cells = [
            _sticky_at(left + place % columns * (STICKY_WIDTH + GAP), top + place // columns * (STICKY_HEIGHT + GAP))
            for place in range(count)
        ]
        if count < 2 or not any(cell.meets(other) for cell in cells for other in taken):
            return cells
        top += STICKY_HEIGHT + GAP
