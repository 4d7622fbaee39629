"""A line in which one finds a record by any part of its name, or makes it when there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractButton,
    QCompleter,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from scopewright.gui.forms.editor import Option
from scopewright.gui.widgets.label import elided, tooltip
from scopewright.language import _

_KEY = Qt.ItemDataRole.UserRole
_MOST = 200
_EDGE, _GAP = 10, 8
"""Logical pixels beside the text of a line, and between it and what is said behind it."""


class TypeAhead(QLineEdit):
    """``chose`` carries the hidden key of the chosen record, ``wanted`` the name of one to be made.

    ``options`` is asked each time the list opens; without ``one`` (what a record is called) none can be made.
    """

    chose = Signal(str)
    wanted = Signal(str)
    backspaced = Signal()
    """Backspace was pressed in the empty line."""

    def __init__(self, options: Callable[[], Sequence[Option]], one: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = options
        self._one = one
        self._model = QStandardItemModel(self)
        self._completer: QCompleter | None = None
        self._list: QListView | None = None
        self._detail = ""
        self.textEdited.connect(lambda _text: self.suggest())

    @property
    def is_open(self) -> bool:
        """Whether the suggestions are shown."""
        return self._list is not None and self._list.isVisible()

    def show_detail(self, detail: str) -> None:
        """Say behind the text, while the keyboard is elsewhere, what it stands for."""
        self._detail = detail.replace("\n", " ")
        self.setToolTip(tooltip(detail))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._detail or not self.text() or self.hasFocus():
            return
        margins, buttons = self.textMargins(), self.findChildren(QAbstractButton)
        room = self.rect().adjusted(_EDGE + margins.left(), 0, -_EDGE - margins.right(), 0)
        room.setLeft(room.left() + self.fontMetrics().horizontalAdvance(self.text()) + _GAP)
        room.setRight(min([room.right(), *(button.x() for button in buttons)]))
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        shown = elided(self.fontMetrics(), self._detail, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

    def suggest(self) -> None:
        """Show what fits the text; everything when it is empty."""
        self._open(self.text().strip())

    def show_all(self) -> None:
        """Show every record, whatever the line holds."""
        self._open("")

    def _open(self, text: str) -> None:
        self._fill(text)
        if self._model.rowCount():
            self._completer = self._completer or self._made_completer()
            self._completer.complete()
        else:
            self.close_list()

    def suggestions(self) -> list[str]:
        """The lines that the list shows or showed last."""
        return [self._model.item(row).text() for row in range(self._model.rowCount())]

    def close_list(self) -> None:
        """Hide the suggestions."""
        if self._list is not None:
            self._list.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.suggest()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.backspaced.emit()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """The list goes with the line: an open popup would keep the keyboard from every other window."""
        self.close_list()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab in the open list takes the marked record, or the only one, and goes on."""
        tab = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab
        if tab and self._list is not None:
            index = self._list.currentIndex()
            self.close_list()
            if index.isValid():
                self._activated(index)
            self.focusNextChild()
            return True
        return super().eventFilter(watched, event)

    def _made_completer(self) -> QCompleter:
        """Made with the first suggestion: a form has many such lines, and a list of its own for each is dear."""
        completer = QCompleter(self._model, self)
        self._list = popup = QListView()
        completer.setWidget(self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(9)
        completer.activated[QModelIndex].connect(self._activated)  # type: ignore[index]  # unknown to the stubs
        completer.setPopup(popup)
        popup.setItemDelegate(_Roomy(popup))
        popup.setObjectName("type-ahead.list")
        popup.setAccessibleName(_("Suggestions"))
        popup.installEventFilter(self)
        return completer

    def _fill(self, text: str) -> None:
        wanted = text.casefold()
        self._model.clear()
        exact = False
        for option in self._options():
            exact = exact or wanted in (option.label.casefold(), option.detail.casefold())
            if wanted in f"{option.label} {option.detail}".casefold():
                self._model.appendRow(_item(_line(option), option.key))
            if self._model.rowCount() >= _MOST:
                break
        if text and self._one and not exact:
            self._model.appendRow(_item(_("Add {one} “{name}”").format(one=self._one, name=text), ""))

    def _activated(self, index: QModelIndex) -> None:
        key = index.data(_KEY)
        if key:
            self.chose.emit(key)
        else:
            self.wanted.emit(self.text().strip())


class _Roomy(QStyledItemDelegate):
    """Lines as high as those of a menu."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return super().sizeHint(option, index).expandedTo(QSize(0, option.fontMetrics.height() + 12))


def _item(text: str, key: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setData(key, _KEY)
    return item


def _line(option: Option) -> str:
    shown = f"{option.label}  {option.detail}" if option.detail else option.label
    return shown.replace("\n", " ")[:120]
