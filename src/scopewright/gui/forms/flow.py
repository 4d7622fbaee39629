"""A layout that puts widgets side by side and goes on in a new line when there is no more room."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """With ``fill`` the last widget takes what is left of its line."""

    def __init__(self, parent: QWidget, gap: int = 4, *, fill: bool = False) -> None:
        super().__init__(parent)
        self._fill = fill
        self._items: list[QLayoutItem] = []
        self._gap = gap

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def put(self, place: int, widget: QWidget) -> None:
        """Insert a widget at a place."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        margins = self.contentsMargins()
        least = QSize(0, 0)
        for item in self._items:
            least = least.expandedTo(item.minimumSize())
        return least + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Place the items within the rectangle; returns the height that they need."""
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        x, y, high = inner.left(), inner.top(), 0
        for number, item in enumerate(self._items):
            size = item.sizeHint().boundedTo(QSize(max(inner.width(), 1), item.sizeHint().height()))
            last = self._fill and number == len(self._items) - 1
            wanted = item.minimumSize().width() if last else size.width()
            if x > inner.left() and x + wanted > inner.right() + 1:
                x, y, high = inner.left(), y + high + self._gap, 0
            width = inner.right() + 1 - x if last else size.width()
            if move:
                item.setGeometry(QRect(x, y, width, size.height()))
            x, high = x + width + self._gap, max(high, size.height())
        return y + high - rect.top() + margins.bottom()
