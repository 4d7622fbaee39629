"""A box that puts widgets side by side and goes on in a new line when there is no more room."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class FlowBox(QWidget):
    """As high as its widgets need, hidden ones left out; with ``fill`` the last one takes what is left of its line.

    It moves its widgets itself: a layout written in Python would have to share the items with Qt.
    """

    def __init__(self, gap: int = 4, *, fill: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap = gap
        self._fill = fill
        self._widgets: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_widgets(self, widgets: Sequence[QWidget]) -> None:
        """Show these widgets, in this order; those that are no longer among them are deleted."""
        for gone in self._widgets:
            if gone not in widgets:
                gone.hide()
                gone.deleteLater()
        self._widgets = list(widgets)
        for widget in widgets:
            widget.setParent(self)
            widget.show()
        for first, second in pairwise(widgets):
            QWidget.setTabOrder(first, second)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Follow a widget whose wish for room changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        x, y, high = 0, 0, 0
        shown = [widget for widget in self._widgets if not widget.isHidden()]
        for number, widget in enumerate(shown):
            last = self._fill and number == len(shown) - 1
            size = widget.sizeHint()
            width = min(size.width(), widget.maximumWidth(), max(self.width(), 1))
            wanted = widget.minimumWidth() if last else width
            if x and x + wanted > self.width():
                x, y, high = 0, y + high + self._gap, 0
            widget.setGeometry(QRect(x, y, self.width() - x if last else width, size.height()))
            x, high = x + width + self._gap, max(high, size.height())
        if self.minimumHeight() != y + high:
            self.setFixedHeight(y + high)
