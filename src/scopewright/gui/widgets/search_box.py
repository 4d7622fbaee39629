"""A line to search in what is shown: filters a moment after typing, Esc empties it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from scopewright.gui.theme import icons
from scopewright.language import _

_PAUSE_MS = 120


class SearchBox(QLineEdit):
    """Emits ``searched`` with the trimmed text after a pause in typing, at once on Enter or when emptied."""

    searched = Signal(str)

    def __init__(self, name: str, prompt: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(prompt)
        self.setPlaceholderText(prompt)
        self.setClearButtonEnabled(True)
        glass = icons.icon("search", QPalette.ColorRole.PlaceholderText)
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        for button in self.findChildren(QAbstractButton):
            # the one to empty it is hidden as long as it is empty
            button.setAccessibleName(prompt if button.isVisibleTo(self) else _("Empty the search"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.textChanged.connect(self._typed)
        self.returnPressed.connect(self._search)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        if text:
            self._pause.start()
        else:
            self._search()

    def _search(self) -> None:
        self._pause.stop()
        self.searched.emit(self.text().strip())
