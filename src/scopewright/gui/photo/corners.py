"""A photograph with four corners that are put around the whiteboard, by mouse or by keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from scopewright.gui.theme import fonts
from scopewright.gui.theme.apply import current
from scopewright.language import N_, _

WHOLE = (0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0)
_NAMES = (N_("upper left corner"), N_("upper right corner"), N_("lower right corner"), N_("lower left corner"))
_STEP, _FAR = 0.002, 0.02
_REACH, _RADIUS = 22.0, 9.0
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


class CornersView(QWidget):
    """``corners`` are eight shares of width and height, clockwise from the upper left one.

    The keys 1 to 4 choose a corner, the space bar the next one; arrows move it, with Shift by more.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("photo.corners")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(360, 270)
        self.corners: tuple[float, ...] = WHOLE
        self.chosen = 0
        self._image = QImage()
        self._dragged = False
        self._say()

    def sizeHint(self) -> QSize:
        return QSize(560, 420)

    def show_picture(self, image: QImage) -> None:
        """Show a photograph, the corners at its own."""
        self._image = image
        self.put_corners(WHOLE)

    def put_corners(self, corners: tuple[float, ...]) -> None:
        """Move all four."""
        self.corners = corners
        self._say()
        self.update()
        self.changed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, room = current(), self._room()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(theme.surface))
        painter.drawImage(room, self._image)
        spots = [self._spot(place) for place in range(4)]
        for width, ink in ((5, "#FFFFFF"), (2, theme.accent)):
            painter.setPen(QPen(QColor(ink), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolygon(QPolygonF(spots))
        painter.setFont(fonts.of("strong"))
        for place, spot in enumerate(spots):
            self._paint_handle(painter, place, spot)

    def _paint_handle(self, painter: QPainter, place: int, spot: QPointF) -> None:
        theme, chosen = current(), place == self.chosen
        painter.setPen(QPen(QColor(theme.accent if chosen else "#FFFFFF"), 3 if chosen and self.hasFocus() else 1.5))
        painter.setBrush(QColor("#FFFFFF" if chosen else theme.accent))
        painter.drawEllipse(spot, _RADIUS, _RADIUS)
        painter.setPen(QColor(theme.accent if chosen else "#FFFFFF"))
        around = QRectF(spot.x() - _RADIUS, spot.y() - _RADIUS, 2 * _RADIUS, 2 * _RADIUS)
        painter.drawText(around, Qt.AlignmentFlag.AlignCenter, str(place + 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            right, down = _ARROWS[key]
            far = _FAR if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
            self._move(self.chosen, self._x(self.chosen) + right * far, self._y(self.chosen) + down * far)
        elif key == Qt.Key.Key_Space:
            self._choose((self.chosen + 1) % 4)
        elif event.text() in ("1", "2", "3", "4"):
            self._choose(int(event.text()) - 1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        near = min(range(4), key=lambda place: (self._spot(place) - at).manhattanLength())
        self._dragged = (self._spot(near) - at).manhattanLength() < 2 * _REACH
        if self._dragged:
            self._choose(near)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged:
            room = self._room()
            at = event.position() - room.topLeft()
            self._move(self.chosen, at.x() / max(1.0, room.width()), at.y() / max(1.0, room.height()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._dragged = False

    def _choose(self, place: int) -> None:
        self.chosen = place
        self._say()
        self.update()

    def _move(self, place: int, x: float, y: float) -> None:
        corners = list(self.corners)
        corners[2 * place : 2 * place + 2] = [min(1.0, max(0.0, x)), min(1.0, max(0.0, y))]
        self.put_corners(tuple(corners))

    def _x(self, place: int) -> float:
        return self.corners[2 * place]

    def _y(self, place: int) -> float:
        return self.corners[2 * place + 1]

    def _spot(self, place: int) -> QPointF:
        room = self._room()
        return QPointF(room.left() + self._x(place) * room.width(), room.top() + self._y(place) * room.height())

    def _room(self) -> QRectF:
        """Where the photograph is drawn: as large as fits, with room for the handles."""
        room = QRectF(self.rect()).adjusted(_RADIUS + 3, _RADIUS + 3, -_RADIUS - 3, -_RADIUS - 3)
        if self._image.isNull():
            return room
        size = self._image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        corner = room.center() - QPointF(size.width() / 2, size.height() / 2)
        return QRectF(corner.x(), corner.y(), size.width(), size.height())

    def _say(self) -> None:
        where = _("{corner}: {x} % from the left, {y} % from the top")
        across, down = round(100 * self._x(self.chosen)), round(100 * self._y(self.chosen))
        self.setAccessibleName(_("Corners of the whiteboard"))
        self.setAccessibleDescription(where.format(corner=_(_NAMES[self.chosen]), x=across, y=down))
