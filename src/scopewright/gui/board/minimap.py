"""The whole board in a corner, with the part that is seen; a click or drag looks there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from scopewright.gui.board.sight import Sight
from scopewright.gui.board.state import State
from scopewright.gui.scene_view import screen_palette
from scopewright.gui.theme.apply import current
from scopewright.language import _
from scopewright.scenes.board import line_token, note_token
from scopewright.scenes.board_things import Frame, Ink, Link, Photo, Sticky, Thing
from scopewright.scenes.scene import Bounds

_SIZE = QSize(196, 132)
_ROOM = 8.0
_ARROWS = {
    Qt.Key.Key_Left: (1, 0), Qt.Key.Key_Right: (-1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)
}  # fmt: skip


class Minimap(QWidget):
    """Painted anew when the board changes; the part that is seen is painted over it. Arrows move it by half a view."""

    def __init__(self, state: State, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.setObjectName("board.minimap")
        self.setAccessibleName(_("Overview of the board"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(_SIZE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._state, self._canvas = state, canvas
        self._picture = QPixmap()
        self._drawn: tuple[Sight, tuple[Thing, ...], str] | None = None
        state.board_changed.connect(self.update)
        state.sight_changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, whole = current(), self._whole()
        sight = _onto(whole)
        if self._drawn is None or (self._drawn[0], self._drawn[2]) != (sight, theme.name) or (
            self._drawn[1] is not self._state.board.things
        ):  # fmt: skip
            self._picture = self._painted(sight)
            self._drawn = (sight, self._state.board.things, theme.name)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.accent if self.hasFocus() else theme.border), 1.5))
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.drawPixmap(0, 0, self._picture)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.accent), 1.5))
        painter.drawRect(_box(self._seen(), sight) & QRectF(self.rect()).adjusted(3, 3, -3, -3))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._look(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons():
            self._look(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        half = self._canvas.width() / 2, self._canvas.height() / 2
        self._state.look(self._state.sight.panned(way[0] * half[0], way[1] * half[1]))

    def _look(self, at: QPointF) -> None:
        x, y = _onto(self._whole()).to_units(at.x(), at.y())
        across, down = self._state.sight.to_pixels(x, y)
        self._state.look(self._state.sight.panned(self._canvas.width() / 2 - across, self._canvas.height() / 2 - down))

    def _seen(self) -> Bounds:
        return self._state.sight.area(self._canvas.width(), self._canvas.height())

    def _whole(self) -> Bounds:
        """All of the board; of what is seen beside it, as much as the map does not shrink under."""
        return (self._state.extent or self._seen()).grown(120)

    def _painted(self, sight: Sight) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(_SIZE * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter, palette = QPainter(picture), screen_palette()
        for thing in self._state.board.things:
            box = _box(thing.area, sight)
            match thing:
                case Frame():
                    painter.fillRect(box, QColor(palette["band"]))
                case Sticky():
                    ground = palette[note_token("grey" if thing.struck else thing.colour)]
                    painter.fillRect(
                        box.adjusted(0, 0, max(0, 2 - box.width()), max(0, 2 - box.height())), QColor(ground)
                    )
                case Photo():
                    painter.fillRect(box, QColor(palette["plan"]))
                case Ink() | Link():
                    painter.setPen(QPen(QColor(palette[line_token(thing.colour)]), 1))
                    painter.drawLine(box.topLeft(), box.bottomRight())
        painter.end()
        return picture


def _onto(whole: Bounds) -> Sight:
    """The sight that shows an area whole in the map."""
    room = _SIZE.width() - 2 * _ROOM, _SIZE.height() - 2 * _ROOM
    scale = min(room[0] / max(1.0, whole.width), room[1] / max(1.0, whole.height))
    x, y = whole.middle
    return Sight(scale, round(_SIZE.width() / 2 - x * scale), round(_SIZE.height() / 2 - y * scale))


def _box(area: Bounds, sight: Sight) -> QRectF:
    left, top = sight.to_pixels(area.left, area.top)
    return QRectF(left, top, area.width * sight.scale, area.height * sight.scale)
