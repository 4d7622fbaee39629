"""The gestures of pen and eraser: ink comes into being and goes stroke by stroke, each gesture one undo."""

from __future__ import annotations

from math import ceil, hypot

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from scopewright.gui.board.backing import Backing
from scopewright.gui.board.edits import BoardEdits
from scopewright.gui.board.overlay import in_units
from scopewright.gui.board.state import State
from scopewright.gui.scene_painter import paint_item
from scopewright.gui.scene_view import screen_palette
from scopewright.gui.theme.apply import current
from scopewright.model.ink import Pressed
from scopewright.scenes.board import items
from scopewright.scenes.board_things import Ink
from scopewright.scenes.scene import Bounds

_WET = 150
"""Points of a line that are painted in every frame."""
_ERASER = 9.0
"""Radius of the eraser in pixels, however large the board is seen."""


class Draw:
    """Ink: every point with its pressure; the line is drawn while the hand moves and kept when it is lifted.

    What is some way behind the pen is dry: it is painted once, so that a long line costs no more than a short one.
    """

    def __init__(self, state: State, edits: BoardEdits, x: float, y: float, pressure: float) -> None:
        self._state, self._edits = state, edits
        self._points: list[Pressed] = [(*state.sight.to_units(x, y), pressure)]
        self._dry, self._dry_points, self._dry_sight = QPixmap(), 0, state.sight

    def drag(self, x: float, y: float, pressure: float) -> None:
        self._points.append((*self._state.sight.to_units(x, y), pressure))

    def end(self) -> None:
        self._edits.add_ink(self._points, self._state.pen_width, self._state.pen_colour)

    def cancel(self) -> None:
        """What was drawn is forgotten with the gesture."""

    def paint(self, painter: QPainter) -> None:
        self._let_dry(painter)
        if self._dry_points:
            painter.drawPixmap(0, 0, self._dry)
        self._paint_points(painter, self._dry_points, len(self._points))

    def _let_dry(self, painter: QPainter) -> None:
        if self._dry_sight != self._state.sight:
            self._dry_points, self._dry_sight = 0, self._state.sight
        if len(self._points) - self._dry_points < _WET:
            return
        if not self._dry_points:
            device = painter.device()
            self._dry = QPixmap(QSize(device.width(), device.height()) * device.devicePixelRatioF())
            self._dry.setDevicePixelRatio(device.devicePixelRatioF())
            self._dry.fill(Qt.GlobalColor.transparent)
        over = QPainter(self._dry)
        over.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_points(over, self._dry_points, len(self._points))
        over.end()
        self._dry_points = len(self._points) - 1

    def _paint_points(self, painter: QPainter, begin: int, end: int) -> None:
        painter.save()
        in_units(painter, self._state.sight)
        ink = Ink(
            key="", id="", alt="", area=Bounds(0, 0, 0, 0), colour=self._state.pen_colour,
            points=tuple(self._points[begin:end]), pen=self._state.pen_width,
        )  # fmt: skip
        for item in items(ink):
            paint_item(painter, item, screen_palette())
        painter.restore()


class Erase:
    """Takes away every stroke that the eraser touches; they are gone from sight at once and removed in one step."""

    def __init__(self, state: State, backing: Backing, edits: BoardEdits, x: float, y: float) -> None:
        self._state, self._backing, self._edits = state, backing, edits
        self._at = (x, y)
        self._touched: dict[str, None] = {}
        self._touch(x, y)

    def drag(self, x: float, y: float, _pressure: float) -> None:
        """A fast hand sends few points: the way between two of them is rubbed as well."""
        right, down = x - self._at[0], y - self._at[1]
        steps = max(1, ceil(hypot(right, down) / _ERASER))
        for step in range(1, steps + 1):
            self._touch(self._at[0] + right * step / steps, self._at[1] + down * step / steps)
        self._at = (x, y)

    def end(self) -> None:
        self._backing.lift(())
        if self._touched:
            self._edits.erase([*self._touched])

    def cancel(self) -> None:
        self._backing.lift(())

    def paint(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(current().muted), 1.5))
        painter.drawEllipse(QPointF(*self._at), _ERASER, _ERASER)

    def _touch(self, x: float, y: float) -> None:
        sight = self._state.sight
        found = self._state.ink_near(*sight.to_units(x, y), _ERASER / sight.scale)
        fresh = {ink.key: None for ink in found if ink.key not in self._touched}
        if fresh:
            self._touched |= fresh
            self._backing.lift(self._touched)
