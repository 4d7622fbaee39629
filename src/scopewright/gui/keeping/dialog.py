"""The form that every dialog about the file has: what happened, what can be done, buttons in one row."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from scopewright.gui.widgets.buttons import Button, primary, secondary
from scopewright.gui.widgets.icon_mark import IconMark, Ink
from scopewright.gui.widgets.label import Label
from scopewright.language import _

_WIDTH = 480


class Dialog(QDialog):
    """A heading with an icon, a text, what a subclass puts into ``body``, and buttons; Esc does nothing and closes.

    It is opened without blocking; what is chosen is told by calls. It goes when it is closed.
    """

    def __init__(
        self,
        parent: QWidget,
        name: str,
        icon: str,
        title: str,
        text: str = "",
        *,
        ink: Ink = "accent",
        width: int = _WIDTH,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(width)
        self.text = Label(text, wrap=True)
        self.text.setVisible(bool(text))
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(IconMark(icon, 20, ink))
        head.addWidget(Label(title, "heading", wrap=True), stretch=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.text)
        column.addLayout(self.body)
        column.addSpacing(4)
        column.addLayout(self._buttons)

    def offer(self, name: str, text: str, run: Callable[[], object], icon: str = "", *, main: bool = False) -> Button:
        """Add a button ``DIALOG.NAME`` that stays open; the ``main`` one answers Enter."""
        button = (primary if main else secondary)(f"{self.objectName()}.{name}", text, run, icon)
        button.setAutoDefault(True)
        button.setDefault(main)
        self._buttons.addWidget(button)
        return button

    def offer_and_close(
        self, name: str, text: str, run: Callable[[], object], icon: str = "", *, main: bool = False
    ) -> Button:
        """Add a button that closes the dialog, then does what it says."""

        def act() -> None:
            self.accept()
            run()

        return self.offer(name, text, act, icon, main=main)

    def offer_cancel(self, text: str = "") -> Button:
        """Add the button that does what Esc does."""
        return self.offer("cancel", text or _("Cancel"), self.reject)
