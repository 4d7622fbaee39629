"""What the typed line says, as a row of pills under it: field and value, so that colour alone carries nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from scopewright.gui.theme import fonts, icons
from scopewright.gui.theme.apply import current

_GAP, _PAD, _ICON = 6, 8, 14


class PillBar(QWidget):
    """A row of pills, painted; what does not fit is left out at the end, and the accessible name says all."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._pills: Sequence[tuple[str, str]] = ()
        self._icon = ""

    def show_pills(self, pills: Sequence[tuple[str, str]], icon: str) -> None:
        """Show pills of title and value; the first carries the icon."""
        if (pills, icon) == (self._pills, self._icon):
            return
        self._pills, self._icon = pills, icon
        self.setAccessibleName(", ".join(f"{title} {value}".strip() for title, value in pills))
        self.update()

    def texts(self) -> list[str]:
        """The pills as one reads them."""
        return [f"{title} {value}".strip() for title, value in self._pills]

    def sizeHint(self) -> QSize:
        return QSize(100, self.fontMetrics().height() + 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0
        for number, (title, value) in enumerate(self._pills):
            left = self._paint(painter, left, title, value, first=number == 0) + _GAP
            if left >= self.width():
                break

    def _paint(self, painter: QPainter, left: int, title: str, value: str, *, first: bool) -> int:
        theme, strong = current(), fonts.of("strong")
        painter.setFont(fonts.of("small"))
        small = painter.fontMetrics()
        titled = small.horizontalAdvance(f"{title} ") if title else 0
        painter.setFont(strong)
        sign = _ICON + 5 if first and self._icon else 0
        # one pixel more, since widths are rounded and the value would be shortened for a fraction
        width = min(sign + titled + painter.fontMetrics().horizontalAdvance(value) + 2 * _PAD + 1, self.width() - left)
        box = QRect(left, 2, width, self.height() - 4)
        painter.setPen(QColor(theme.accent if first else theme.input_border))
        painter.setBrush(QColor(theme.selection if first else theme.surface))
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 8, 8)
        inner = box.adjusted(_PAD, 0, -_PAD, 0)
        if sign:
            icons.draw(painter, self._icon, QRect(inner.left(), box.center().y() - 6, _ICON, _ICON), QColor(theme.text))
            inner.setLeft(inner.left() + sign)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if title:
            painter.setFont(fonts.of("small"))
            painter.setPen(QColor(theme.muted))
            painter.drawText(inner, flags, title)
            inner.setLeft(inner.left() + titled)
        painter.setFont(strong)
        painter.setPen(QColor(theme.text))
        painter.drawText(
            inner, flags, painter.fontMetrics().elidedText(value, Qt.TextElideMode.ElideRight, inner.width())
        )
        return left + width
