"""What a page shows before there is anything: what belongs here and what to do next."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from scopewright.gui.widgets.buttons import primary
from scopewright.gui.widgets.icon_mark import IconMark
from scopewright.gui.widgets.label import Label

_NARROWEST, _WIDEST = 200, 520
"""Between these widths, in logical pixels, the lines of the text are about as long as each other."""


class EmptyState(QWidget):
    """An icon, a title, what to do next, and the button that does it (the child ``NAME.action``)."""

    def __init__(
        self,
        name: str,
        icon: str,
        title: str,
        next_step: str,
        *,
        action: tuple[str, Callable[[], object]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(f"{title}. {next_step}")
        self._title = title
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(2)
        column.addWidget(IconMark(icon, 44), alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(_centred(Label(title, "heading", wrap=True)))
        text = _centred(Label(next_step, muted=True, wrap=True))
        self._text = text
        self._make_room()
        column.addWidget(text, alignment=Qt.AlignmentFlag.AlignHCenter)
        if action is not None:
            column.addSpacing(6)
            button = primary(f"{name}.action", *action)
            self.setFocusProxy(button)
            column.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, next_step: str) -> None:
        """Show another text below the title."""
        self._text.setText(next_step)
        self.setAccessibleName(f"{self._title}. {next_step}")
        self._make_room()

    def event(self, event: QEvent) -> bool:
        """The text is higher in the large type of a projector."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._make_room()
        return super().event(event)

    def _make_room(self) -> None:
        height, widths = self._high(_WIDEST), range(_NARROWEST, _WIDEST)
        least = bisect_left(widths, True, key=lambda width: self._high(width) <= height)
        self._text.setFixedWidth(_NARROWEST + least)
        self._text.setMinimumHeight(height)

    def _high(self, width: int) -> int:
        """How high the text is in a width; the label itself answers for no less than its least width."""
        room = QRect(0, 0, width, 0)
        return self._text.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self._text.text()).height()


def _centred(label: Label) -> Label:
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label
