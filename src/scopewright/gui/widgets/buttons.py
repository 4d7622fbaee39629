"""The three buttons: primary (one on a page), secondary, quiet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPalette
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from scopewright.gui.theme import icons
from scopewright.gui.widgets.label import tooltip

Look = Literal["primary", "secondary", "quiet"]


class Button(QPushButton):
    """A push button; ``name`` is its object name, its text its accessible name.

    A button with an icon only is given its ``text`` for screen reader and tooltip by ``icon_only``.
    """

    def __init__(
        self,
        name: str,
        text: str,
        run: Callable[[], object],
        *,
        look: Look = "secondary",
        icon: str = "",
        icon_only: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("look", look)
        self.setAutoDefault(False)
        if icon:
            ink = QPalette.ColorRole.BrightText if look == "primary" else QPalette.ColorRole.ButtonText
            self.setIcon(icons.icon(icon, ink))
            self.setIconSize(QSize(16, 16))
        if icon_only:
            self.setAccessibleName(text)
            self.setToolTip(tooltip(text))
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        else:
            self.say(text)
        self.clicked.connect(lambda _checked: run())

    def say(self, text: str) -> None:
        """Show another text, which is the accessible name too."""
        self.setAccessibleName(text)
        # the blank parts icon and text: Qt leaves hardly any room between them
        self.setText((" " if not self.icon().isNull() else "") + text.replace("&", "&&"))

    def follow(self, action: QAction) -> None:
        """Be dead while an action is, and say in the tooltip why."""
        self._followed = action
        action.changed.connect(self._show_followed)
        self._show_followed()

    def _show_followed(self) -> None:
        self.setEnabled(self._followed.isEnabled())
        self.setToolTip(tooltip(self._followed.toolTip()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def primary(name: str, text: str, run: Callable[[], object], icon: str = "") -> Button:
    """The one action that a page is for."""
    return Button(name, text, run, look="primary", icon=icon)


def secondary(name: str, text: str, run: Callable[[], object], icon: str = "") -> Button:
    """Any other action."""
    return Button(name, text, run, icon=icon)


def quiet(name: str, text: str, run: Callable[[], object], icon: str = "", *, icon_only: bool = False) -> Button:
    """An action inside a row or a bar, without a frame."""
    return Button(name, text, run, look="quiet", icon=icon, icon_only=icon_only)
