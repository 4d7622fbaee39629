"""The card of the capture grammar, opened by F1."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from scopewright.capture import card
from scopewright.gui.widgets.buttons import primary
from scopewright.gui.widgets.label import Label
from scopewright.language import _


class CardDialog(QDialog):
    """What can be typed and what it says; Esc or Enter closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("session.card")
        self.setWindowTitle(_("What the capture line understands"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(20, 16, 20, 8)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(5)
        self._fill(grid, _("One line is one thought"), card.types())
        self._fill(grid, _("Marks, anywhere behind it"), card.signs())
        self._fill(grid, _("Full words: Tab puts the mark in their place"), card.words())
        area = QScrollArea()
        area.setObjectName("session.card.rows")
        area.setAccessibleName(_("Grammar"))
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.addWidget(area)
        close = primary("session.card.close", _("Close"), self.accept)
        close.setDefault(True)
        column.addWidget(close, alignment=Qt.AlignmentFlag.AlignHCenter)
        # The arrows and the page keys scroll the rows; Enter still closes, since the button is the default.
        area.setFocus()
        self.resize(min(860, parent.window().width() - 40), min(720, parent.window().height() - 40))

    @staticmethod
    def _fill(grid: QGridLayout, title: str, rows: Iterable[card.Row]) -> None:
        grid.addWidget(Label(title, "heading"), grid.rowCount(), 0, 1, 2)
        for row in rows:
            at = grid.rowCount()
            grid.addWidget(Label(row.typed, "strong", wrap=True), at, 0)
            grid.addWidget(Label(row.says, wrap=True), at, 1)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
