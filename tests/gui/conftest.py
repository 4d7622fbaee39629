"""What the tests of the window share: offscreen, dressed, with pages that do nothing."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import delete

from scopewright.gui.actions import Action, Actions
from scopewright.gui.command_palette import Records
from scopewright.gui.desk import Desk
from scopewright.gui.job_client import Jobs
from scopewright.gui.page import PageSpec
from scopewright.gui.settings import Settings
from scopewright.gui.theme.apply import dress
from scopewright.gui.window import Window
from scopewright.gui.window_shell import Shell

if TYPE_CHECKING:
    from tests.gui.board_stand import Made
    from tests.gui.data_stand import Stand


class SamplePage(QWidget):
    """A page that remembers what it was told."""

    def __init__(self, name: str, actions: Sequence[Action] = ()) -> None:
        super().__init__()
        self.name = name
        self.told: list[list[object]] = []
        self.revealed: list[str] = []
        self._actions = actions
        self.field = QLineEdit()
        self.field.setObjectName(f"{name}.field")
        self.field.setAccessibleName(name)
        QVBoxLayout(self).addWidget(self.field)

    def title(self) -> str:
        return self.name.title()

    def page_actions(self) -> Sequence[Action]:
        return self._actions

    def refresh(self, changes: Sequence[object]) -> None:
        self.told.append(list(changes))

    def reveal(self, record: str) -> bool:
        self.revealed.append(record)
        return True


Kind = TypeVar("Kind", bound=QWidget)


def child(parent: QWidget, kind: type[Kind], name: str) -> Kind:
    """The widget of that kind and object name, which must be there."""
    found = parent.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


def focused() -> QWidget:
    """The widget that has the keyboard; there must be one."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


MakeShell = Callable[..., Shell]


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """Each test starts in the light theme; what it leaves behind is collected in this thread (see ``garbage``)."""
    dress(qapp, "light")
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()


@pytest.fixture
def make_shell(qtbot: QtBot) -> Iterator[MakeShell]:
    """Make shown windows with the pages overview, people (Frame), risks, decisions (Scope) and audit (Data)."""
    made: list[Shell] = []

    def make(actions: dict[str, Sequence[Action]] | None = None, records: Records | None = None) -> Shell:
        pages = [
            ("overview", "Frame"),
            ("people", "Frame"),
            ("risks", "Scope"),
            ("decisions", "Scope"),
            ("audit", "Data"),
        ]
        mine = actions or {}
        specs = [
            PageSpec(name, name.title(), group, "flag", lambda name=name: SamplePage(name, mine.get(name, ())))  # type: ignore[misc]
            for name, group in pages
        ]
        shell = Shell(specs, Actions(), records=records)
        shell.resize(1280, 800)
        with qtbot.waitActive(shell):
            shell.show()
            shell.activateWindow()
        made.append(shell)
        return shell

    yield make
    for shell in made:
        shell.close()
        shell.deleteLater()


def windows_beside(desk: Desk) -> list[Window]:
    """The windows in which other files are only looked at."""
    shown = (widget for widget in QApplication.topLevelWidgets() if widget.isVisible())
    return [widget for widget in shown if isinstance(widget, Window) and widget is not desk.window]


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    """A desk with nothing on it; what is left open is closed."""
    jobs = Jobs()
    made = Desk(Settings(), jobs)
    yield made
    qtbot.waitUntil(lambda: made.idle)
    made.may_close()
    for window in [*windows_beside(made), made.window]:
        window.close()
        window.deleteLater()
    jobs.close()


@pytest.fixture
def data_stand(qtbot: QtBot) -> Iterator[Stand]:
    """The data page, shown and without a dataset."""
    from tests.gui.data_stand import Stand

    made = Stand()
    made.page.resize(1200, 760)
    made.page.show()
    yield made
    # at once, for every living widget makes dressing the next test slower
    delete(made.page)


@pytest.fixture
def audited_stand(data_stand: Stand, tmp_path: Path) -> Stand:
    """The data page with one audited file."""
    path = tmp_path / "c.csv"
    path.write_text("age;left\n4;no\n5;yes\n", encoding="utf-8")
    data_stand.audited(path)
    return data_stand


@pytest.fixture
def board_made(qtbot: QtBot, tmp_path: Path) -> Iterator[Made]:
    """The whiteboard's page with five notes of one session."""
    from tests.gui.board_stand import Made

    made = Made(qtbot, tmp_path / "Search.scope")
    yield made
    made.work.close()
