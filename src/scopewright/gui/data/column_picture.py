"""How the values of one column are spread: bars over an axis with its bounds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from scopewright.gui.theme import fonts
from scopewright.gui.theme.apply import current
from scopewright.gui.widgets.label import tooltip

_HEIGHT, _GAP = 96, 2.0
_TALLEST = 0.94


class ColumnPicture(QWidget):
    """Bars from 0 to 1 over an axis from ``low`` to ``high``; without bars nothing is shown.

    What it draws is told by a table beside it, so that it has no words of its own but the bounds.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("data.column.picture")
        self.setFont(fonts.of("small"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._bars: Sequence[float] = ()
        self._ends = "", ""

    def show_bars(self, bars: Sequence[float], low: str, high: str, said: str) -> None:
        """Show other bars; ``said`` tells a screen reader what they show."""
        self._bars, self._ends = bars, (low, high)
        self.setAccessibleName(said)
        self.setToolTip(tooltip(said))
        self.setVisible(bool(bars))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._bars:
            return
        painter, theme = QPainter(self), current()
        text = self.fontMetrics().height() + 4 if any(self._ends) else 1
        ground = self.height() - text
        wide = self.width() / len(self._bars)
        for place, height in enumerate(self._bars):
            tall = max(1.0, height * _TALLEST * ground) if height else 0.0
            painter.fillRect(QRectF(place * wide, ground - tall, max(1.0, wide - _GAP), tall), QColor(theme.accent))
        painter.setPen(QPen(QColor(theme.muted), 1))
        painter.drawLine(QLineF(0, ground + 0.5, self.width(), ground + 0.5))
        for end, side in zip(self._ends, (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight), strict=True):
            painter.drawText(QRectF(0, ground + 2, self.width(), text), side, end)
