"""A page that files can be dropped on: a dashed frame says so while they hover."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from scopewright.gui.data.files import dropped
from scopewright.gui.theme.apply import current


class DropTarget(QWidget):
    """Hands every dropped file to ``take``."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._dropping = False

    def take(self, path: Path) -> None:
        """Do something with a dropped file."""
        raise NotImplementedError

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            self._show_dropping(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._show_dropping(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_dropping(False)
        event.acceptProposedAction()
        for path in dropped(event.mimeData()):
            self.take(path)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._dropping:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(current().accent), 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(self.rect().adjusted(6, 2, -6, -6), 10, 10)

    def _show_dropping(self, dropping: bool) -> None:
        self._dropping = dropping
        self.update()
