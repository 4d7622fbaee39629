"""A card with one number: what it is, the value, a note."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from scopewright.gui.widgets.label import Label


class Card(QFrame):
    """Title, value and note, read as one sentence by a screen reader."""

    def __init__(self, name: str, title: str, value: str = "", note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("look", "card")
        self._title = Label(title, muted=True, elide=True)
        self._value = Label(role="value", elide=True)
        self._note = Label(role="small", muted=True, elide=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        for label in (self._title, self._value, self._note):
            column.addWidget(label)
        self.show_value(value, note)

    def show_value(self, value: str, note: str = "") -> None:
        """Show another value and note."""
        self._value.setText(value)
        self._note.setText(note)
        self.setAccessibleName(", ".join(part for part in (f"{self._title.text()}: {value}", note) if part))
