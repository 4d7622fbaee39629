"""Editing a value in the cell of a table: as text that the field's kind reads, or from a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from scopewright.gui.forms.editor import Option, is_clipped
from scopewright.gui.forms.type_ahead import TypeAhead
from scopewright.model.kinds import Choice, Flag, Kind, Locale, Prose, Scale

Index = QModelIndex | QPersistentModelIndex
LONGEST_IN_CELL = 300
"""Characters of a value that a cell lays out."""


def one_line(text: str) -> str:
    """A value as a cell shows it."""
    return text[:LONGEST_IN_CELL].replace("\n", " ")


def entries(kind: Kind[Any], locale: Locale) -> list[str] | None:
    """What a cell of this kind lets one choose from, the empty entry first; None when one types."""
    if isinstance(kind, Choice):
        return ["", *(kind.show(word, locale) for word, _title in kind.options)]
    if isinstance(kind, Scale):
        return ["", *(kind.said(step, locale) for step in kind.steps(locale))]
    if isinstance(kind, Flag):
        return ["", kind.show(True, locale)]
    return None


class CellDelegate(QStyledItemDelegate):
    """``kind_of`` tells the kind of a cell, ``options`` the records of a section for links."""

    def __init__(
        self,
        kind_of: Callable[[Index], Kind[Any]],
        locale: Locale,
        options: Callable[[str], Sequence[Option]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind_of = kind_of
        self._locale = locale
        self._options = options

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        kind = self._kind_of(index)
        editor = self._make(kind, parent)
        title = str(index.model().headerData(index.column(), Qt.Orientation.Horizontal) or "")
        editor.setObjectName("cell-editor")
        editor.setAccessibleName(title)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            if editor.findText(text) < 0:
                editor.addItem(text)
            editor.setCurrentIndex(editor.findText(text))
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
            editor.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            text = editor.currentText()
        elif isinstance(editor, QPlainTextEdit):
            text = editor.toPlainText()
        else:
            assert isinstance(editor, QLineEdit)
            text = editor.text()
        if text != str(index.data(Qt.ItemDataRole.EditRole) or ""):
            model.setData(index, text, Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        rect = QRect(option.rect)
        if isinstance(editor, QPlainTextEdit):
            rect.setHeight(max(rect.height(), 112))
            rect.setWidth(max(rect.width(), 260))
            port = editor.parentWidget()
            if port is not None:
                rect.moveBottom(min(rect.bottom(), port.height()))
                rect.moveRight(min(rect.right(), port.width()))
        editor.setGeometry(rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter ends a text of several lines too; Shift+Enter begins a new line."""
        if (
            isinstance(editor, QPlainTextEdit)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.SubmitModelCache)
            return True
        return super().eventFilter(editor, event)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideRight

    def _make(self, kind: Kind[Any], parent: QWidget) -> QWidget:
        listed = entries(kind, self._locale)
        if listed is not None:
            box = QComboBox(parent)
            box.addItems(listed)
            box.activated.connect(lambda _place: self._finish(box))
            return box
        if isinstance(kind, Prose):
            return QPlainTextEdit(parent)
        to = kind.describe().get("to")
        if to is not None:
            line = TypeAhead(lambda: self._options(to), parent=parent)
            line.chose.connect(lambda key: self._link(line, key))
            return line
        return QLineEdit(parent)

    def _link(self, line: TypeAhead, key: str) -> None:
        before, _separator, _typed = line.text().rpartition("; ")
        label = self._locale.directory.label(key)
        line.setText(f"{before}; {label}" if before else label)
        self._finish(line)

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)


def can_edit(text: str) -> bool:
    """Whether a cell offers an editor for this text."""
    return not is_clipped(text)
