"""A state as a shape and a word, so that colour alone never carries it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from scopewright.gui.theme import fonts
from scopewright.gui.theme.apply import current

State = Literal["good", "warning", "bad", "open", "active"]
_SIDE = 10
_GAP = 6


class StatusBadge(QWidget):
    """Disc (good), triangle (warning), square on its corner (bad), ring (open), half disc (active); then the word."""

    def __init__(self, name: str, state: State, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFont(fonts.of("strong"))
        self.show_state(state, word)

    def show_state(self, state: State, word: str) -> None:
        """Show another state."""
        self._state: State = state
        self._word = word
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return badge_size(self.fontMetrics(), self._word)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_badge(painter, self.rect(), self._state, self._word)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.setFont(fonts.of("strong"))
        super().changeEvent(event)


def badge_size(metrics: QFontMetrics, word: str) -> QSize:
    """The room that a badge needs, in logical pixels."""
    return QSize(_SIDE + _GAP + metrics.horizontalAdvance(word) + 4, max(metrics.height(), _SIDE) + 4)


def paint_badge(painter: QPainter, rect: QRect, state: State, word: str) -> None:
    """Draw a badge at the left of ``rect`` with the painter's font; table delegates draw theirs with it."""
    theme = current()
    ink = {"good": theme.success, "warning": theme.warning, "bad": theme.danger}.get(
        state, theme.accent if state == "active" else theme.muted
    )
    top = rect.center().y() - _SIDE / 2 + 0.5
    box = QRectF(rect.left() + 1, top, _SIDE, _SIDE)
    painter.setPen(QPen(QColor(ink), 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush if state in ("open", "active") else QColor(ink))
    _paint_shape(painter, state, box)
    painter.setPen(QColor(theme.text))
    beside = rect.adjusted(_SIDE + _GAP + 1, 0, 0, 0)
    shown = painter.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, beside.width())
    painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _paint_shape(painter: QPainter, state: State, box: QRectF) -> None:
    middle = box.center()
    if state == "warning":
        painter.drawPolygon(QPolygonF([QPointF(middle.x(), box.top()), box.bottomRight(), box.bottomLeft()]))
    elif state == "bad":
        right, left = QPointF(box.right(), middle.y()), QPointF(box.left(), middle.y())
        painter.drawPolygon(QPolygonF([QPointF(middle.x(), box.top()), right, QPointF(middle.x(), box.bottom()), left]))
    else:
        painter.drawEllipse(box.adjusted(0.8, 0.8, -0.8, -0.8))
    if state == "active":
        painter.setBrush(painter.pen().color())
        painter.drawPie(box.adjusted(0.8, 0.8, -0.8, -0.8), 90 * 16, 180 * 16)
