"""The head over a page: back and forward, where one is, the page's title and its actions as buttons."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from scopewright.gui.actions import Action, Actions
from scopewright.gui.theme import icons
from scopewright.gui.widgets.buttons import Button, primary, secondary
from scopewright.gui.widgets.label import Label
from scopewright.language import _

_BUTTONS = 3
_AROUND, _SIDES, _TITLE = 58, 140, 320
"""Logical pixels of a button besides its text, of all that stands beside title and buttons, and of a long title."""


class Header(QWidget):
    """Shows a page's ``header`` and ``primary`` actions; what is too much goes into the menu ``header.more``."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._actions = actions
        self._crumbs = Label(role="small", muted=True, elide=True)
        self._title = Label(role="title", elide=True)
        self._title.setObjectName("header.title")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 12, 20, 8)
        self._row.setSpacing(8)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._crumbs)
        texts.addWidget(self._title)
        self._row.addLayout(texts, stretch=1)
        self._steps: list[QWidget] = []
        self._shown: list[QWidget] = []
        self._wanted: list[Action] = []
        self._last: list[Action] = []
        self._fitting = 0

    def add_step(self, action: QAction, icon: str) -> None:
        """Put a small button for an action at the left, such as Back."""
        button = icon_button(f"header.{action.objectName()}", action, icon)
        self._row.insertWidget(len(self._steps), button)
        self._steps.append(button)

    def show_place(self, crumbs: list[str], title: str) -> None:
        """Show the way to the page and its title."""
        self._crumbs.setText(" › ".join(crumbs))
        self._crumbs.setVisible(bool(crumbs))
        self._title.setText(title)

    def show_actions(self, actions: list[Action]) -> None:
        """Show buttons for the actions that have a place here, the primary one last."""
        self._wanted = [action for action in actions if action.place == "header"]
        self._last = [action for action in actions if action.place == "primary"]
        self._fitting = self._how_many_fit()
        self._put_buttons()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitting != self._how_many_fit():
            self._fitting = self._how_many_fit()
            self._put_buttons()

    def _how_many_fit(self) -> int:
        """How many buttons leave room for the title; the rest goes into the menu."""
        metrics = self.fontMetrics()
        widths = [metrics.horizontalAdvance(_(action.title)) + _AROUND for action in (*self._last, *self._wanted)]
        title = min(self._title.fontMetrics().horizontalAdvance(self._title.text()), _TITLE)
        room = self.width() - title - _SIDES
        fitting = [count for count in range(len(self._wanted) + 1) if sum(widths[: len(self._last) + count]) <= room]
        return min(_BUTTONS, max(fitting, default=0))

    def _put_buttons(self) -> None:
        for widget in self._shown:
            self._row.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = [self._button(action) for action in self._wanted[: self._fitting]]
        if len(self._wanted) > self._fitting:
            self._shown.append(self._more(self._wanted[self._fitting :]))
        self._shown += [self._button(action) for action in self._last]
        for widget in self._shown:
            self._row.addWidget(widget)
            widget.show()
        # made after the page, yet before it for whoever goes by Tab
        in_tab_order([*self._steps, *self._shown])

    def _button(self, action: Action) -> Button:
        make = primary if action.place == "primary" else secondary
        button = make(f"header.{action.id}", _(action.title), lambda: self._actions.run(action.id), action.icon)
        button.follow(self._actions.qaction(action.id))
        return button

    def _more(self, actions: list[Action]) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("header.more")
        button.setAccessibleName(_("More actions"))
        button.setToolTip(_("More actions"))
        button.setIcon(icons.icon("ellipsis"))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.addActions([self._actions.qaction(action.id) for action in actions])
        button.setMenu(menu)
        return button


def in_tab_order(widgets: Sequence[QWidget]) -> None:
    """Have Tab go from each widget to the next."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def icon_button(name: str, action: QAction, icon: str) -> QToolButton:
    """A button with an icon only that runs an action and is reached by Tab."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setObjectName(name)
    button.setAccessibleName(action.text())
    button.setIcon(icons.icon(icon))
    button.setIconSize(QSize(16, 16))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
