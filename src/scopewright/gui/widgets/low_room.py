"""What a page can spare goes while the page is low, so that on a small screen or at 200 % the work has the room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

LOW = 400
"""Height in logical pixels under which a page is low; a window of 800 has pages of 700."""


class SparedWhenLow(QObject):
    """Hides one part of a page while the page is low; nothing else shows or hides that part."""

    def __init__(self, page: QWidget, part: QWidget) -> None:
        super().__init__(page)
        self._part = part
        page.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look at the page's height whenever it changes."""
        if isinstance(event, QResizeEvent):
            self._part.setVisible(event.size().height() >= LOW)
        return False
