"""Fingers: one is the pointer, two on the board or on a touchpad move and enlarge it."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QTouchEvent

from scopewright.gui.board.sight import Sight
from scopewright.gui.board.state import State
from scopewright.scenes.board_things import Frame

if TYPE_CHECKING:
    from scopewright.gui.board.canvas import BoardCanvas

NO_PRESSURE = 0.5
"""The pressure of what has none: a mouse, most fingers."""


class Pinch:
    """What two fingers do; ``active`` from the second one's coming down until the last has left."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._sight = Sight()
        self._middle: tuple[float, float] | None = None
        self._apart = 1.0
        self.active = False

    def touch(self, event: QTouchEvent) -> None:
        """Fingers came, moved or left."""
        if event.type() in (QEvent.Type.TouchEnd, QEvent.Type.TouchCancel):
            self.active, self._middle = False, None
            return
        self.active = True
        spots = [point.position() for point in event.points()[:2]]
        if len(spots) < 2:
            return
        one, other = spots
        middle = ((one.x() + other.x()) / 2, (one.y() + other.y()) / 2)
        apart = max(1.0, hypot(one.x() - other.x(), one.y() - other.y()))
        if self._middle is None:
            self._middle, self._apart, self._sight = middle, apart, self._state.sight
            return
        moved = self._sight.panned(middle[0] - self._middle[0], middle[1] - self._middle[1])
        self._state.look(moved.zoomed(apart / self._apart, *middle))

    def native(self, event: QNativeGestureEvent) -> bool:
        """A touchpad says what its fingers do; whether it was meant for the board."""
        at = event.position()
        match event.gestureType():
            case Qt.NativeGestureType.ZoomNativeGesture:
                self._state.look(self._state.sight.zoomed(1 + event.value(), at.x(), at.y()))
            case Qt.NativeGestureType.PanNativeGesture:
                self._state.look(self._state.sight.panned(event.delta().x(), event.delta().y()))
            case Qt.NativeGestureType.SmartZoomNativeGesture:
                self._state.look(self._state.sight.zoomed(1 / self._state.sight.scale, at.x(), at.y()))
            case _:
                return False
        return True


class Fingers:
    """What touches do on a canvas; a second finger forgets what the first had begun, for it was half of a pinch."""

    def __init__(self, canvas: BoardCanvas, pinch: Pinch) -> None:
        self._canvas, self._pinch = canvas, pinch

    def touch(self, event: QTouchEvent) -> None:
        """Fingers came, moved or left."""
        points, canvas = event.points(), self._canvas
        if len(points) >= 2 or self._pinch.active:
            canvas.cancel()
            self._pinch.touch(event)
        elif event.type() == QEvent.Type.TouchBegin:
            canvas.setFocus(Qt.FocusReason.MouseFocusReason)
            self._press(points[0].position(), points[0].pressure() or NO_PRESSURE)
        elif event.type() == QEvent.Type.TouchUpdate and points:
            canvas.drag(points[0].position(), points[0].pressure() or NO_PRESSURE)
        elif event.type() == QEvent.Type.TouchEnd:
            canvas.release()
        elif event.type() == QEvent.Type.TouchCancel:
            canvas.cancel()
        event.accept()

    def _press(self, at: QPointF, pressure: float) -> None:
        """A finger on empty ground moves the board, for there is no second button."""
        state = self._canvas.state
        found = state.at(*state.sight.to_units(at.x(), at.y()))
        empty = state.tool == "select" and (found is None or isinstance(found, Frame))
        self._canvas.press(at, pressure, panning=empty)
