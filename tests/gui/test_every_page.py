"""What holds for each page and dialog of the window: named for tests and screen readers, worked by the keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from scopewright.gui.actions import Action
from scopewright.gui.desk import Desk
from scopewright.gui.window import Window

_INTERACTIVE = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView, QAbstractSpinBox)
_MADE_BY_QT = ("QTableCornerButton", "QHeaderView", "QComboBoxListView", "QExpandingLineEdit")
DIALOGS = (
    ("risks", "risks.since"),
    ("requirements", "requirements.bulk"),
    ("releases", "releases.freeze"),
    ("reviews", "reviews.sign"),
    ("documents", "documents.release"),
    ("brief", "brief.style"),
    ("", "file.protect"),
    ("", "file.pack"),
)


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Iterator[Window]:
    """The window of the sample engagement."""
    desk.open_sample()
    qtbot.waitUntil(lambda: desk.idle and desk.window.here is not None and desk.window.here.page == "overview")
    desk.window.resize(1280, 800)
    with qtbot.waitExposed(desk.window):
        desk.window.show()
    yield desk.window


@pytest.mark.slow
def test_every_page_can_be_named_read_out_and_reached_by_the_keyboard(window: Window) -> None:
    nameless, silent, unreached = [], [], []
    for name in [action.id.removeprefix("go.") for action in window.actions_of_window.all() if _goes_to_a_page(action)]:
        window.open(name)
        page = window.page(name)
        for widget in _interactive(page):
            nameless += [f"{name}: {widget}"] if not widget.objectName() else []
            said = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            silent += [f"{name}: {widget.objectName()}"] if not said else []
        focused = window.focusWidget()
        unreached += [] if focused is not None and page.isAncestorOf(focused) else [name]
    assert (nameless, silent, unreached) == ([], [], [])


@pytest.mark.slow
def test_whatever_cannot_be_done_now_says_why(window: Window) -> None:
    for name in [action.id.removeprefix("go.") for action in window.actions_of_window.all() if _goes_to_a_page(action)]:
        window.page(name)
    dead = [action for action in window.actions_of_window.all() if not action.can_run()]
    assert len(dead) > 20
    assert [action.id for action in dead if action.hindrance() == "not possible now"] == []


@pytest.mark.parametrize(("page", "action"), DIALOGS)
def test_every_dialog_can_be_named_read_out_and_answered(window: Window, qtbot: QtBot, page: str, action: str) -> None:
    if page:
        window.open(page)
    assert window.actions_of_window.run(action)
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in window.findChildren(QDialog)))
    dialog = next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())
    widgets = _interactive(dialog)
    assert [widget for widget in widgets if not widget.objectName()] == []
    said = {w.objectName(): QAccessible.queryAccessibleInterface(w).text(QAccessible.Text.Name) for w in widgets}
    assert [name for name, text in said.items() if not text] == []
    assert dialog.accessibleName()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: (focused := dialog.focusWidget()) is not None and focused.isEnabled())
    dialog.close()


def _goes_to_a_page(action: Action) -> bool:
    return action.id.startswith("go.") and not action.id.startswith(("go.group", "go.back", "go.forward"))


def _interactive(root: QWidget) -> list[QWidget]:
    widgets = (widget for widget in root.findChildren(QWidget) if isinstance(widget, _INTERACTIVE))
    return [widget for widget in widgets if widget.isVisibleTo(root) and not _made_by_qt(widget)]


def _made_by_qt(widget: QWidget) -> bool:
    """Whether Qt made it inside another widget: the corner of a table, the list and arrows of a box."""
    inside = isinstance(widget.parentWidget(), QLineEdit | QTableView | QComboBox | QAbstractSpinBox)
    return (
        widget.objectName().startswith("qt_")
        or type(widget).__name__ in _MADE_BY_QT
        or (inside and not widget.objectName())
    )
