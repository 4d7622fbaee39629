"""Gestures: what pointer, finger and pen do between down and up. Nothing is written before they end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter

from scopewright.gui.board.backing import Backing
from scopewright.gui.board.edits import BoardEdits
from scopewright.gui.board.overlay import in_units, paint_band, paint_guides
from scopewright.gui.board.snapping import Guide, snapped
from scopewright.gui.board.state import State
from scopewright.gui.scene_painter import paint_item
from scopewright.gui.scene_view import screen_palette
from scopewright.language import _
from scopewright.scenes import board_lines
from scopewright.scenes.board import items
from scopewright.scenes.board_things import Frame, Link, Photo, Sticky, Thing, around
from scopewright.scenes.palette import Palette
from scopewright.scenes.scene import Bounds

_SLACK = 4.0
"""Pixels that a press may tremble before it is a drag."""
_SNAP = 6.0
_LEAST = 48.0


class Gesture(Protocol):
    """What goes on between down and up; points are in logical pixels."""

    def drag(self, x: float, y: float, pressure: float) -> None:
        """The pointer moved."""

    def end(self) -> bool | None:
        """The pointer went up: write what was done. False while that is still being prepared, and is to be shown."""

    def cancel(self) -> None:
        """Forget it; nothing was written."""

    def paint(self, painter: QPainter) -> bool | None:
        """Show it over the board; the painter stands in logical pixels. False if there was no time to show it all."""


class Pan:
    """Moves the board under the pointer."""

    def __init__(self, state: State, x: float, y: float) -> None:
        self._state, self._from, self._at = state, state.sight, (x, y)

    def drag(self, x: float, y: float, _pressure: float) -> None:
        self._state.look(self._from.panned(x - self._at[0], y - self._at[1]))

    def end(self) -> None:
        """Looking elsewhere is written nowhere."""

    def cancel(self) -> None:
        self._state.look(self._from)

    def paint(self, painter: QPainter) -> None:
        """The board itself moves."""


class Band:
    """Chooses what a rectangle touches; ``begin`` keeps what was chosen before."""

    def __init__(self, state: State, x: float, y: float, *, add: bool) -> None:
        self._state, self._from, self._to = state, (x, y), (x, y)
        self._before = [*state.chosen] if add else []
        self._click = state.at(*state.sight.to_units(x, y))
        self._dragged = False

    def drag(self, x: float, y: float, _pressure: float) -> None:
        self._to = (x, y)
        self._dragged = self._dragged or _is_far(self._from, self._to)
        if self._dragged:
            self._state.choose([*self._before, *self._state.within(self._area())])

    def end(self) -> None:
        if not self._dragged:
            self._state.choose([*self._before, *([self._click.key] if self._click else [])])

    def cancel(self) -> None:
        self._state.choose(self._before)

    def paint(self, painter: QPainter) -> None:
        if self._dragged:
            paint_band(painter, QRectF(QPointF(*self._from), QPointF(*self._to)).normalized())

    def _area(self) -> Bounds:
        (x1, y1), (x2, y2) = self._state.sight.to_units(*self._from), self._state.sight.to_units(*self._to)
        return Bounds(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


class Move:
    """Moves what is chosen, and what lies in chosen frames; edges snap to those of others.

    What moves is painted once, as a layer of its own that is scrolled over the board, however much it is.
    """

    def __init__(self, state: State, backing: Backing, edits: BoardEdits, x: float, y: float) -> None:
        self._state, self._backing, self._edits = state, backing, edits
        self._from, self._shift = (x, y), (0.0, 0.0)
        self._moving = state.carried(state.chosen)
        self._whole = around([thing.area for thing in self._moving.values()])
        links = [thing for thing in state.board.things if isinstance(thing, Link)]
        self._inner = {link.key for link in links if link.start in self._moving and link.end in self._moving}
        self._hanging = [link for link in links if (link.start in self._moving) != (link.end in self._moving)]
        seen = state.sight.area(2000, 1200)
        self._others = [
            thing.area for thing in state.board.things
            if isinstance(thing, Sticky | Frame | Photo) and thing.key not in self._moving and thing.area.meets(seen)
        ]  # fmt: skip
        self._guides: list[Guide] = []
        self._layer: Backing | None = None

    def drag(self, x: float, y: float, _pressure: float) -> None:
        if self._layer is None and _is_far(self._from, (x, y)):
            self._lift()
        scale = self._state.sight.scale
        right, down = (x - self._from[0]) / scale, (y - self._from[1]) / scale
        if self._whole is not None:
            (right, down), self._guides = snapped(self._whole, right, down, self._others, _SNAP / scale)
        self._shift = (right, down)

    def end(self) -> bool:
        written = True
        if self._layer is not None and self._shift != (0, 0):
            areas = {key: thing.area.moved(*self._shift) for key, thing in self._moving.items()}
            written = self._edits.place_soon(areas, _("Move on the board"))
        if written:
            self._backing.lift(())
        return written

    def cancel(self) -> None:
        self._backing.lift(())

    def paint(self, painter: QPainter) -> bool:
        if self._layer is None:
            return True
        sight, palette = self._state.sight, screen_palette()
        moved = sight.panned(self._shift[0] * sight.scale, self._shift[1] * sight.scale).on_grid(self._state.grid)
        device = painter.device()
        ratio = device.devicePixelRatioF()
        self._layer.bring(moved, QSize(device.width(), device.height()), ratio)
        sharp = self._layer.paint(painter, palette)
        self._paint_hanging(painter, palette)
        paint_guides(painter, self._guides, sight)
        return sharp

    def _lift(self) -> None:
        inner = self._inner | set(self._moving)
        self._layer = self._backing.layer_of([thing for thing in self._state.board.things if thing.key in inner])
        self._backing.lift([*inner, *(link.key for link in self._hanging)])

    def _paint_hanging(self, painter: QPainter, palette: Palette) -> None:
        """The connectors of which one end moves."""
        painter.save()
        in_units(painter, self._state.sight)
        for link in self._hanging:
            ends = {key: self._state.things[key].area for key in (link.start, link.end)}
            ends |= {key: area.moved(*self._shift) for key, area in ends.items() if key in self._moving}
            path = board_lines.way(ends[link.start], ends[link.end])
            for item in items(replace(link, path=path)):
                paint_item(painter, item, palette)
        painter.restore()


class Resize:
    """Draws a corner of one thing; a picture keeps its shape."""

    def __init__(
        self, state: State, backing: Backing, edits: BoardEdits, thing: Thing, corner: tuple[int, int]
    ) -> None:
        self._state, self._backing, self._edits = state, backing, edits
        self._thing, self._corner, self._area = thing, corner, thing.area
        backing.lift([thing.key])

    def drag(self, x: float, y: float, _pressure: float) -> None:
        across, down = self._state.sight.to_units(x, y)
        was, (right, below) = self._thing.area, self._corner
        width = max(_LEAST, across - was.left if right else was.right - across)
        height = max(_LEAST, down - was.top if below else was.bottom - down)
        if isinstance(self._thing, Photo):
            height = width * was.height / was.width
        left = was.left if right else was.right - width
        top = was.top if below else was.bottom - height
        self._area = Bounds(left, top, left + width, top + height)

    def end(self) -> None:
        self._backing.lift(())
        if self._area != self._thing.area:
            self._edits.place({self._thing.key: self._area}, _("Resize on the board"))

    def cancel(self) -> None:
        self._backing.lift(())

    def paint(self, painter: QPainter) -> None:
        painter.save()
        in_units(painter, self._state.sight)
        resized = replace(self._thing, area=self._area)
        self._backing.paint_things(painter, [resized], screen_palette())
        painter.restore()


class Span:
    """Draws a frame from corner to corner; ``made`` is told its key."""

    def __init__(self, state: State, edits: BoardEdits, x: float, y: float, made: Callable[[str], None]) -> None:
        self._state, self._edits, self._made = state, edits, made
        self._from, self._to = (x, y), (x, y)

    def drag(self, x: float, y: float, _pressure: float) -> None:
        self._to = (x, y)

    def end(self) -> None:
        (x1, y1), (x2, y2) = self._state.sight.to_units(*self._from), self._state.sight.to_units(*self._to)
        area = Bounds(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
        if area.width < _LEAST or area.height < _LEAST:
            area = Bounds(x1, y1, x1 + 560, y1 + 320)
        self._made(self._edits.add_frame(area, _("Frame")))

    def cancel(self) -> None:
        """Nothing was drawn yet."""

    def paint(self, painter: QPainter) -> None:
        paint_band(painter, QRectF(QPointF(*self._from), QPointF(*self._to)).normalized())


class Connect:
    """Draws a connector from the thing under the press to the one under the release."""

    def __init__(self, state: State, edits: BoardEdits, start: Thing, x: float, y: float) -> None:
        self._state, self._edits, self._start, self._to = state, edits, start, (x, y)

    def drag(self, x: float, y: float, _pressure: float) -> None:
        self._to = (x, y)

    def end(self) -> None:
        target = self._target()
        if target is not None:
            self._edits.connect(self._start.key, target.key)

    def cancel(self) -> None:
        """Nothing was drawn yet."""

    def paint(self, painter: QPainter) -> None:
        x, y = self._state.sight.to_units(*self._to)
        target = self._target()
        end = target.area if target else Bounds(x, y, x, y)
        link = Link(
            key="", id="", alt="", area=end, colour="blue", start="", end="",
            path=board_lines.way(self._start.area, end),
        )  # fmt: skip
        painter.save()
        in_units(painter, self._state.sight)
        for item in items(link):
            paint_item(painter, item, screen_palette())
        painter.restore()

    def _target(self) -> Thing | None:
        found = self._state.at(*self._state.sight.to_units(*self._to))
        solid = isinstance(found, Sticky | Frame | Photo)
        return found if found is not None and solid and found.key != self._start.key else None


def _is_far(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) + abs(one[1] - other[1]) > _SLACK
