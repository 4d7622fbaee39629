"""The one label: user text is data, so it is always plain text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from scopewright.gui.theme import fonts

_LONGEST = 20_000


class Label(QLabel):
    """A text in the size and weight of a role.

    ``muted`` gives it the quieter colour. ``elide`` keeps it on one line, shortened at its end to the width there is,
    the whole in the tooltip; otherwise it wraps when ``wrap`` says so.
    """

    def __init__(
        self,
        text: str = "",
        role: fonts.Role = "body",
        *,
        muted: bool = False,
        elide: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role: fonts.Role = role
        self._elide = elide
        if muted:
            self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setFont(fonts.of(role))
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show a text; NUL is dropped and what no screen could show is cut."""
        plain = text.replace("\0", "")[:_LONGEST]
        super().setText(plain)
        if self._elide:
            self.setToolTip(tooltip(plain))

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        few = self.fontMetrics().averageCharWidth() * 4
        return QSize(min(few, hint.width()), hint.height()) if self._elide else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._elide:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        shown = elided(self.fontMetrics(), self.text(), self.width())
        painter.drawText(self.contentsRect(), self.alignment() | Qt.TextFlag.TextSingleLine, shown)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.setFont(fonts.of(self._role))
        super().changeEvent(event)


def elided(metrics: QFontMetrics, text: str, width: int) -> str:
    """A text on one line, shortened at its end to ``width`` logical pixels."""
    return metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, width)


def tooltip(text: str) -> str:
    """A user's text as a tooltip: Qt guesses rich text there, so it is given escaped, and cut when too long."""
    from html import escape

    return f"<span>{escape(text[:1000])}</span>" if text else ""
