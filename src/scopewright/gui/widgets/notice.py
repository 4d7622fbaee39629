"""A message inside the window: what happened, what was kept, what to do next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from scopewright.gui.widgets.buttons import quiet, secondary
from scopewright.gui.widgets.icon_mark import IconMark, Ink
from scopewright.gui.widgets.label import Label
from scopewright.language import _

SUCCESS_MS = 8_000
"""How long a notice of success stands."""
Severity = Literal["error", "warning", "info", "success"]
_MARKS: dict[Severity, tuple[str, Ink]] = {
    "error": ("octagon-alert", "danger"),
    "warning": ("triangle-alert", "warning"),
    "info": ("info", "accent"),
    "success": ("circle-check", "success"),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """What to tell. ``key`` names it: a second notice with the same key takes the place of the first.

    ``action`` is the text of a button and what it does; the notice closes when it has been pressed.
    """

    key: str
    severity: Severity
    happened: str
    kept: str = ""
    next_step: str = ""
    action: tuple[str, Callable[[], object]] | None = None

    @property
    def sentence(self) -> str:
        """The whole message on one line."""
        return " ".join(part for part in (self.happened, self.kept, self.next_step) if part)


class NoticeBar(QFrame):
    """One notice on the screen; Esc or its cross closes it."""

    closed = Signal(str)

    def __init__(self, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice = notice
        self.setObjectName(f"notice.{notice.key}")
        self.setAccessibleName(notice.sentence)
        self.setProperty("look", "notice")
        self.setProperty("severity", notice.severity)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(10)
        icon, ink = _MARKS[notice.severity]
        row.addWidget(IconMark(icon, 18, ink), alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._texts(), stretch=1)
        if notice.action is not None:
            text, run = notice.action
            row.addWidget(secondary(f"notice.{notice.key}.action", text, lambda: self._act(run)))
        row.addWidget(quiet(f"notice.{notice.key}.close", _("Close this message"), self._close, "x", icon_only=True))

    @property
    def passing(self) -> bool:
        """Whether it may go when the user goes on: what went well, and what only says something and asks nothing."""
        said = self._notice.severity == "info" and self._notice.action is None
        return said or self._notice.severity == "success"

    def announce(self) -> None:
        """Have a screen reader say the message."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._notice.sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _texts(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(Label(self._notice.happened, "strong", wrap=True))
        rest = " ".join(part for part in (self._notice.kept, self._notice.next_step) if part)
        if rest:
            column.addWidget(Label(rest, wrap=True))
        return column

    def _act(self, run: Callable[[], object]) -> None:
        self._close()
        run()

    def _close(self) -> None:
        self.closed.emit(self._notice.key)


class NoticeStack(QWidget):
    """The notices that stand, the newest on top; at most three, the oldest give way; what went well fades by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notices")
        self._bars: dict[str, NoticeBar] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Show a notice in place of the one with the same key."""
        self.close_notice(notice.key)
        while len(self._bars) >= 3:
            self.close_notice(next(iter(self._bars)))
        bar = NoticeBar(notice)
        bar.closed.connect(self.close_notice)
        self._bars[notice.key] = bar
        self._column.insertWidget(0, bar)
        self.show()
        bar.announce()
        if notice.severity == "success":
            QTimer.singleShot(SUCCESS_MS, bar, lambda: bar.closed.emit(notice.key))

    def close_notice(self, key: str) -> None:
        """Take a notice away, if it stands."""
        bar = self._bars.pop(key, None)
        if bar is not None:
            bar.hide()
            bar.deleteLater()
        self.setVisible(bool(self._bars))

    def hideEvent(self, event: QHideEvent) -> None:
        """The page under them was left; a window that is put away by the desktop is not."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.close_passing()

    def close_passing(self) -> None:
        """Take away what may go: the user went on."""
        for key in [key for key, bar in self._bars.items() if bar.passing]:
            self.close_notice(key)

    def keys(self) -> list[str]:
        """The keys of the standing notices, oldest first."""
        return list(self._bars)
