"""The faint grid of dots on the board's ground."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from scopewright.gui.board.sight import Sight
from scopewright.scenes.palette import Palette

_STEP, _FROM = 32.0, 0.45
"""Units between two dots, and the scale from which on they do not tire the eye."""
_HIGH = 4


class Dots:
    """One row of dots is painted for a scale and a colour, and laid down as often as there are rows."""

    def __init__(self) -> None:
        self._row = QPixmap()
        self._made: tuple[float, float, int, str] | None = None

    def paint(self, painter: QPainter, tile: QRect, sight: Sight, palette: Palette) -> None:
        """Paint the dots of a tile with a painter that stands in logical pixels and clips to it."""
        if sight.scale < _FROM:
            return
        step, ratio = _STEP * sight.scale, painter.device().devicePixelRatioF()
        self._make(step, ratio, painter.device().width() + round(step) + _HIGH, palette["dots"])
        first = int((tile.left() - sight.across) // step)
        top, bottom = int((tile.top() - sight.down) // step), int((tile.bottom() - sight.down) // step) + 1
        left = sight.across + first * step - _HIGH / 2
        for row in range(top, bottom + 1):
            painter.drawPixmap(QPointF(left, sight.down + row * step - _HIGH / 2), self._row)

    def _make(self, step: float, ratio: float, width: int, colour: str) -> None:
        wanted = (step, ratio, width, colour)
        if wanted == self._made:
            return
        self._made, self._row = wanted, QPixmap(round(width * ratio), round(_HIGH * ratio))
        self._row.setDevicePixelRatio(ratio)
        self._row.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._row)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colour), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        count = int(width / step) + 1
        painter.drawPoints([QPointF(_HIGH / 2 + place * step, _HIGH / 2) for place in range(count)])
        painter.end()
