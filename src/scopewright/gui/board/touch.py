"""Two fingers on the board, or on a touchpad: they move and enlarge it."""

from __future__ import annotations

from math import hypot

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QNativeGestureEvent, QTouchEvent

from scopewright.gui.board.sight import Sight
from scopewright.gui.board.state import State


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
