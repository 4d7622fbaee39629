"""What the canvas knows at a moment: the board, what is chosen of it, which tool is in the hand, where one looks."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import pairwise

from PySide6.QtCore import QObject, Signal

from scopewright.gui.board.sight import Sight
from scopewright.gui.board.tools import Tool
from scopewright.model.ink import Pressed
from scopewright.scenes.board_things import Board, Frame, Ink, Link, Photo, Sticky, Thing
from scopewright.scenes.scene import Bounds

_NEAR = 7.0
"""How many pixels beside a line still count as on it."""
HEAD = 40.0
"""Height of a frame's head in units, by which it is taken."""


class State(QObject):
    """Shared by canvas, gestures, bars and minimap; whoever changes it says so by a signal."""

    board_changed = Signal()
    chosen_changed = Signal()
    tool_changed = Signal()
    sight_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.board = Board("", ())
        self.extent: Bounds | None = None
        self.things: dict[str, Thing] = {}
        self.chosen: dict[str, None] = {}
        self.sight = Sight()
        self.grid = 1
        self.tool: Tool = "select"
        self.pen_colour = "blue"
        self.pen_width = 3.0

    # Changing

    def show(self, board: Board) -> None:
        """Show another board; what is still there of what was chosen stays chosen."""
        self.board, self.extent = board, board.extent()
        self.things = {thing.key: thing for thing in board.things}
        kept = {key: None for key in self.chosen if key in self.things}
        self.board_changed.emit()
        if kept != self.chosen:
            self.chosen = kept
            self.chosen_changed.emit()

    def choose(self, keys: Iterable[str], *, add: bool = False) -> None:
        """Choose things, and with each those of its group."""
        wanted = dict.fromkeys([*(self.chosen if add else ()), *keys])
        groups = {group for key in wanted if (thing := self.things.get(key)) and (group := thing.group)}
        wanted |= {key: None for key, thing in self.things.items() if thing.group in groups}
        if [*wanted] != [*self.chosen]:
            self.chosen = wanted
            self.chosen_changed.emit()

    def drop(self, keys: Collection[str]) -> None:
        """Choose these no longer."""
        self.chosen = {key: None for key in self.chosen if key not in keys}
        self.chosen_changed.emit()

    def take(self, tool: Tool) -> None:
        """Take a tool into the hand."""
        if tool != self.tool:
            self.tool = tool
            self.tool_changed.emit()

    def look(self, sight: Sight) -> None:
        """Look elsewhere, by whole pixels of the screen: what was painted can then be moved as it is."""
        sight = sight.on_grid(self.grid)
        if sight != self.sight:
            self.sight = sight
            self.sight_changed.emit()

    # Reading

    def chosen_things(self) -> list[Thing]:
        """The chosen things that are there."""
        return [self.things[key] for key in self.chosen if key in self.things]

    def at(self, x: float, y: float) -> Thing | None:
        """The foremost thing at a point in units; a frame where nothing stands in it."""
        near = _NEAR / self.sight.scale
        return next((thing for thing in reversed(self.board.things) if _is_at(thing, x, y, near)), None)

    def ink_near(self, x: float, y: float, radius: float) -> list[Ink]:
        """The strokes that pass a point in units within a radius, the edge of their line counted."""
        found = []
        for thing in self.board.things:
            if isinstance(thing, Ink):
                reach = radius + thing.pen / 2
                if _is_at(thing, x, y, reach):
                    found.append(thing)
        return found

    def carried(self, keys: Collection[str]) -> dict[str, Thing]:
        """What moves when these are moved: themselves and what lies in their frames; connectors follow them."""
        moving = {key: self.things[key] for key in keys if key in self.things}
        for frame in [thing for thing in moving.values() if isinstance(thing, Frame)]:
            for thing in self.things.values():
                inside = thing.home == frame.key if isinstance(thing, Sticky) else False
                if isinstance(thing, Sticky | Photo | Ink) and (inside or frame.area.contains(thing.area)):
                    moving[thing.key] = thing
        return {key: thing for key, thing in moving.items() if not isinstance(thing, Link)}

    def within(self, area: Bounds) -> list[str]:
        """What a rubber band around an area chooses: all that it touches, frames only if it holds them."""
        return [
            thing.key
            for thing in self.board.things
            if (area.contains(thing.area) if isinstance(thing, Frame) else area.meets(thing.area))
        ]


def _is_at(thing: Thing, x: float, y: float, near: float) -> bool:
    area = thing.area.grown(near if isinstance(thing, Ink | Link) else 0)
    if not (area.left <= x <= area.right and area.top <= y <= area.bottom):
        return False
    if isinstance(thing, Link):
        return _near_path(thing.path, x, y, near)
    if isinstance(thing, Ink):
        return _near_path(tuple(_on_board(thing, point) for point in thing.points), x, y, near)
    return True


def _on_board(ink: Ink, point: Pressed) -> tuple[float, float]:
    return ink.area.left + point[0], ink.area.top + point[1]


def _near_path(path: tuple[tuple[float, float], ...], x: float, y: float, near: float) -> bool:
    if len(path) == 1:
        path = (*path, path[0])
    return any(_distance(x, y, *one, *other) <= near for one, other in pairwise(path))


def _distance(x: float, y: float, x1: float, y1: float, x2: float, y2: float) -> float:
    """How far a point is from a stretch."""
    across, down = x2 - x1, y2 - y1
    square = across * across + down * down
    share = max(0.0, min(1.0, ((x - x1) * across + (y - y1) * down) / square)) if square else 0.0
    return float(((x - x1 - share * across) ** 2 + (y - y1 - share * down) ** 2) ** 0.5)
