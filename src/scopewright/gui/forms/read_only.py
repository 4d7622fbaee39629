"""How an editor looks in a window in which nothing can be changed: its text can be read, searched and copied."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QWidget


def show_read_only(editor: QWidget) -> None:
    """Take away what changes a value; call it again when the editor has made new parts."""
    for line in editor.findChildren(QLineEdit):
        line.setReadOnly(True)
        for action in line.actions():
            action.setVisible(False)
    for prose in editor.findChildren(QPlainTextEdit):
        prose.setReadOnly(True)
    for cells in editor.findChildren(QAbstractItemView):
        cells.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    for kind in (QAbstractButton, QComboBox):
        for part in editor.findChildren(kind):
            part.setEnabled(False)
