"""An icon that stands beside a text and says nothing by itself."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from scopewright.gui.theme import icons
from scopewright.gui.theme.apply import current

Ink = Literal["text", "muted", "accent", "danger", "warning", "success"]


class IconMark(QWidget):
    """A square icon in the colour of a token of the theme in force; hidden while it has no icon."""

    def __init__(self, icon: str, pixels: int, ink: Ink = "muted", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(QSize(pixels, pixels))
        self.show_icon(icon, ink)

    def show_icon(self, icon: str, ink: Ink = "muted") -> None:
        """Show another icon, or with an empty name none."""
        self._icon = icon
        self._ink: Ink = ink
        self.setHidden(not icon)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        icons.draw(QPainter(self), self._icon, self.rect(), QColor(getattr(current(), self._ink)))
