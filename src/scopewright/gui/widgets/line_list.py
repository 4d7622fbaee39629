"""A list in a dialog: each entry on one line, however long what people wrote is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from scopewright.gui.widgets.label import tooltip


class LineList(QListWidget):
    """Entries shortened at their end to the width of the list, the whole of each in its tooltip."""

    def __init__(self, name: str, accessible: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setItemDelegate(_OneLine(self))

    def add(self, text: str) -> QListWidgetItem:
        """Append an entry."""
        item = QListWidgetItem(" ".join(text.split()), self)
        item.setToolTip(tooltip(text))
        return item


class _OneLine(QStyledItemDelegate):
    """Asks for no width, so that an entry is as wide as its list and no wider."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, super().sizeHint(option, index).height())
