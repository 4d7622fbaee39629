"""The frame of the window: pages made when needed, every way by keyboard, readable at each size."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QToolButton,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

import scopewright
from scopewright.gui.actions import Action, Actions
from scopewright.gui.page import History, Location, PageSpec
from scopewright.gui.sidebar import WIDEST, Sidebar
from scopewright.gui.widgets.label import Label
from scopewright.gui.widgets.notice import Notice
from scopewright.gui.window_shell import Shell
from tests.gui.conftest import MakeShell, SamplePage, child, focused

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def page_of(shell: Shell, name: str) -> SamplePage:
    page = shell.page(name)
    assert isinstance(page, SamplePage)
    return page


def where(shell: Shell) -> tuple[str, str]:
    assert shell.here is not None
    return shell.here.page, shell.here.record


def test_a_page_is_made_when_first_shown(make_shell: MakeShell) -> None:
    shell = make_shell()
    assert shell.findChildren(SamplePage) == []
    shell.open("risks")
    assert [page.name for page in shell.findChildren(SamplePage)] == ["risks"]
    title = child(shell, Label, "header.title")
    assert title.text() == "Risks"


def test_what_is_not_a_page_is_refused(qtbot: QtBot) -> None:
    shell = Shell([PageSpec("x", "X", "G", "flag", QWidget)], Actions())
    qtbot.addWidget(shell)
    with pytest.raises(TypeError, match="not a page"):
        shell.open("x")


def test_back_and_forward_by_keyboard_return_to_the_record(make_shell: MakeShell) -> None:
    shell = make_shell()
    shell.open("risks", "R-7")
    shell.open("audit")
    QTest.keyClick(shell, Qt.Key.Key_Left, ALT)
    assert where(shell) == ("risks", "R-7")
    assert page_of(shell, "risks").revealed == ["R-7", "R-7"]
    QTest.keyClick(shell, Qt.Key.Key_Right, ALT)
    assert where(shell) == ("audit", "")
    QTest.keyClick(shell, Qt.Key.Key_Right, ALT)
    assert where(shell) == ("audit", "")


def test_a_page_can_mark_the_record_one_stands_on(make_shell: MakeShell) -> None:
    shell = make_shell()
    shell.open("risks")
    shell.mark("R-3")
    shell.open("audit")
    shell.go_back()
    assert where(shell) == ("risks", "R-3")


def test_going_somewhere_new_forgets_what_lay_ahead() -> None:
    history = History()
    for name in ("a", "b", "c"):
        history.visit(Location(name))
    history.back()
    history.back()
    history.visit(Location("d"))
    assert not history.can_go_forward
    assert history.back() == Location("a")
    assert history.back() is None


def test_control_and_a_digit_walk_through_the_pages_of_a_phase(make_shell: MakeShell) -> None:
    shell = make_shell()
    seen = []
    for _ in range(3):
        QTest.keyClick(shell, Qt.Key.Key_2, CONTROL)
        seen.append(where(shell)[0])
    assert seen == ["risks", "decisions", "risks"]


def test_the_sidebar_is_walked_by_arrows_skipping_headings_and_chosen_by_enter(make_shell: MakeShell) -> None:
    shell = make_shell()
    shell.open("people")
    pages = shell.sidebar.list
    pages.setFocus()
    QTest.keyClick(pages, Qt.Key.Key_Down)
    QTest.keyClick(pages, Qt.Key.Key_Return)
    assert where(shell)[0] == "risks"
    assert QApplication.focusWidget() is page_of(shell, "risks").field


def test_the_sidebar_is_as_wide_as_its_words_and_a_name_that_is_cut_all_the_same_has_a_tooltip(qtbot: QtBot) -> None:
    names = {"risks": "Risiken", "bias": "Prüfungen auf Benachteiligung", "long": "Verantwortliche je Abschnitt " * 2}
    sidebar = Sidebar()
    qtbot.addWidget(sidebar)
    usual = sidebar.width()
    pages = [PageSpec(page, name, "G", "flag", QWidget) for page, name in names.items()]
    sidebar.show_pages(pages[:2])
    assert usual < sidebar.width()
    sidebar.set_collapsed(True)
    sidebar.set_collapsed(False)
    assert usual < sidebar.width()
    sidebar.show_pages(pages)
    assert sidebar.width() == WIDEST
    sidebar.resize(sidebar.width(), 400)
    with qtbot.waitExposed(sidebar):
        sidebar.show()
    assert [_tells(sidebar, page) for page in names] == [False, False, True]
    sidebar.show_count("bias", "1,328", "1,328 warnings")
    assert _tells(sidebar, "bias"), "its count takes of its room"


def _tells(sidebar: Sidebar, page: str) -> bool:
    """Whether a page's name shows a tooltip."""
    pages = sidebar.list
    place = pages.visualRect(sidebar.model.index(sidebar.model.row_of(page))).center()
    QToolTip.hideText()
    event = QHelpEvent(QEvent.Type.ToolTip, place, pages.viewport().mapToGlobal(place))
    QApplication.sendEvent(pages.viewport(), event)
    return bool(QToolTip.text())


def test_the_sidebar_shows_icons_only_in_a_narrow_window(make_shell: MakeShell) -> None:
    shell = make_shell()
    assert not shell.sidebar.collapsed
    shell.resize(1024, 700)
    assert shell.sidebar.collapsed
    QTest.keyClick(shell, Qt.Key.Key_B, CONTROL)
    assert not shell.sidebar.collapsed
    shell.resize(1280, 800)
    assert not shell.sidebar.collapsed


@pytest.mark.parametrize("size", [(1024, 700), (2560, 1440)])
def test_the_window_takes_the_size_it_is_given(make_shell: MakeShell, size: tuple[int, int]) -> None:
    shell = make_shell(
        {
            "overview": [
                Action(f"overview.{n}", f"A long action {n}", print, page="overview", place="header") for n in range(6)
            ]
        }
    )
    shell.open("overview")
    shell.notify(Notice("a", "error", "word " * 60, "word " * 60, action=("Do", print)))
    shell.status.show_job("lab", "Audit of a file", 0.5, print, text="column 3 of 20")
    shell.resize(*size)
    QApplication.processEvents()
    assert (shell.width(), shell.height()) == size


def test_changes_reach_the_shown_page_now_and_the_others_when_shown(make_shell: MakeShell) -> None:
    shell = make_shell()
    shell.open("risks")
    shell.open("audit")
    risks, audit = page_of(shell, "risks"), page_of(shell, "audit")
    assert risks.told == audit.told == [[]]
    shell.refresh(["one"])
    shell.refresh(["two"])
    assert audit.told[1:] == [["one"], ["two"]]
    assert risks.told == [[]]
    shell.open("risks")
    assert risks.told[1:] == [["one", "two"]]
    shell.open("audit")
    shell.open("risks")
    assert len(risks.told) == 2


def test_page_actions_show_in_the_header_and_live_only_there(make_shell: MakeShell) -> None:
    done: list[str] = []
    new = Action("risks.new", "New risk", lambda: done.append("risk"), "Ctrl+N", "plus", page="risks", place="primary")
    other = Action("audit.new", "New audit", lambda: done.append("audit"), "Ctrl+N", page="audit", place="header")
    shell = make_shell({"risks": [new], "audit": [other]})
    shell.open("audit")
    shell.open("risks")
    button = child(shell, QPushButton, "header.risks.new")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.keyClick(shell, Qt.Key.Key_N, CONTROL)
    shell.open("audit")
    QTest.keyClick(shell, Qt.Key.Key_N, CONTROL)
    assert done == ["risk", "risk", "audit"]


def test_keys_live_as_soon_as_something_is_chosen_and_dead_ones_say_why(make_shell: MakeShell) -> None:
    done: list[str] = []
    chosen: list[str] = []
    move = Action("risks.move", "Move it", lambda: done.append("moved"), "Ctrl+M", enabled=lambda: bool(chosen),
                  page="risks", lacks="Choose a risk first.")  # fmt: skip
    shell = make_shell({"risks": [move]})
    shell.open("risks")
    QTest.keyClick(shell, Qt.Key.Key_M, CONTROL)
    assert "Choose a risk first." in child(shell, Label, "status.said").text()
    assert done == []
    chosen.append("R-1")
    QTest.keyClick(shell, Qt.Key.Key_M, CONTROL)
    assert done == ["moved"], "nobody told the window that something was chosen"


def test_more_header_actions_than_fit_go_into_a_menu(make_shell: MakeShell) -> None:
    many = [Action(f"risks.{n}", f"Do {n}", print, page="risks", place="header") for n in range(6)]
    shell = make_shell({"risks": many})
    shell.open("risks")
    more = child(shell, QToolButton, "header.more")
    assert [action.objectName() for action in more.menu().actions()] == ["risks.3", "risks.4", "risks.5"]


def test_idle_time_makes_the_other_pages(make_shell: MakeShell, qtbot: QtBot) -> None:
    shell = make_shell()
    shell.make_pages_when_idle(0)
    qtbot.waitUntil(lambda: len(shell.findChildren(SamplePage)) == 5)


def test_f6_goes_round_the_parts_of_the_window(make_shell: MakeShell) -> None:
    shell = make_shell()
    shell.open("overview")
    shell.open("risks")
    seen = []
    for _ in range(3):
        QTest.keyClick(shell, Qt.Key.Key_F6)
        seen.append(focused().objectName())
    assert seen == ["sidebar.pages", "header.go.back", "risks.field"]


def test_tab_goes_from_the_sidebar_through_the_head_to_the_page(make_shell: MakeShell) -> None:
    shell = make_shell({"risks": [Action("risks.new", "New", print, page="risks", place="primary")]})
    shell.open("overview")
    shell.open("risks")
    child(shell, QToolButton, "sidebar.collapse").setFocus()
    seen = []
    for _ in range(5):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        seen.append(focused().objectName())
    assert seen == ["sidebar.search", "sidebar.pages", "header.go.back", "header.risks.new", "risks.field"]


def test_the_status_bar_tells_saved_offline_and_running_jobs(make_shell: MakeShell) -> None:
    shell = make_shell()
    cancelled: list[str] = []
    shell.status.show_saved("Saved 15:41")
    shell.status.show_job("lab", "Audit", 0.25, lambda: cancelled.append("lab"))
    bar = child(shell, QProgressBar, "status.lab.progress")
    assert bar.value() == 25
    QTest.mouseClick(child(shell, QPushButton, "status.lab.cancel"), Qt.MouseButton.LeftButton)
    assert cancelled == ["lab"]
    shell.status.end_job("lab")
    shell.status.end_job("lab")
    offline = child(shell, QWidget, "status.offline")
    assert offline.accessibleName() == "Offline. Nothing leaves this computer"


def test_the_status_bar_is_as_high_while_a_job_runs_as_before(make_shell: MakeShell) -> None:
    shell = make_shell()
    before = shell.status.height()
    shell.status.show_job("lab", "Audit", 0.25, print)
    QApplication.processEvents()
    assert child(shell, QPushButton, "status.lab.cancel").isVisible()
    assert shell.status.height() == shell.status.sizeHint().height() == before


def test_what_went_well_is_said_no_longer_on_another_page_and_a_fault_is(make_shell: MakeShell) -> None:
    shell = make_shell()
    shell.open("risks")
    shell.open("people")
    ways: list[Callable[[], None]] = [partial(shell.open, "risks"), shell.go_back, shell.go_forward]
    for go in ways:
        shell.notify(Notice("well", "success", "Written.", action=("Open", print)))
        shell.notify(Notice("said", "info", "Looked at."))
        shell.notify(Notice("fault", "error", "Not written."))
        go()
        assert shell.notices.keys() == ["fault"]


def test_closing_can_be_refused(qtbot: QtBot) -> None:
    answers = [False, True]
    shell = Shell(
        [PageSpec("x", "X", "G", "flag", lambda: SamplePage("x"))], Actions(), may_close=lambda: answers.pop(0)
    )
    qtbot.addWidget(shell)
    shell.show()
    assert not shell.close()
    assert shell.close()


def test_a_fault_while_closing_keeps_the_window(qtbot: QtBot) -> None:
    def fault() -> bool:
        raise OSError("gone")

    shell = Shell([PageSpec("x", "X", "G", "flag", lambda: SamplePage("x"))], Actions(), may_close=fault)
    qtbot.addWidget(shell, before_close_func=lambda _shell: setattr(shell, "_may_close", None))
    shell.show()
    with pytest.raises(OSError, match="gone"):
        shell.close()
    assert shell.isVisible()


def test_no_page_is_made_ahead_while_the_user_types(make_shell: MakeShell, qtbot: QtBot) -> None:
    shell = make_shell()
    shell.make_pages_when_idle(150)
    for _step in range(6):
        QTest.keyClick(shell.windowHandle(), Qt.Key.Key_A)
        qtbot.wait(40)
    assert not shell.findChildren(SamplePage)
    qtbot.waitUntil(lambda: bool(shell.findChildren(SamplePage)))


def test_everything_interactive_has_a_name_and_an_accessible_name(make_shell: MakeShell) -> None:
    shell = make_shell({"risks": [Action("risks.new", "New", print, page="risks", place="primary")]})
    shell.open("risks")
    shell.notify(Notice("a", "info", "Something.", action=("Do", print)))
    shell.status.show_job("lab", "Audit", None, print)
    shell.palette_of_commands.open()
    kinds = (QAbstractButton, QLineEdit, QAbstractItemView)
    for kind in kinds:
        for widget in shell.findChildren(kind):
            if isinstance(widget.parent(), (QLineEdit, QAbstractItemView)):
                continue
            assert widget.objectName(), widget
            assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), widget.objectName()


def test_importing_the_window_stays_light() -> None:
    heavy = "pandas numpy scipy sklearn matplotlib reportlab tinydb babel fontTools PySide6.QtNetwork PySide6.QtPdf"
    code = (
        "import sys, scopewright.gui.window_shell, scopewright.gui.theme.apply;"
        f"print([name for name in {heavy.split()} if name in sys.modules])"
    )
    source = str(Path(scopewright.__file__).parents[1])
    fresh = {**os.environ, "PYTHONPATH": source}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60, env=fresh
    )
    assert done.stdout.strip() == "[]"


def heading_of(shell: Shell, group: str) -> int:
    return shell.sidebar.model.rows.index(group)


def rows_in_sight(shell: Shell) -> list[str]:
    rows = enumerate(shell.sidebar.model.rows)
    shown = [row for place, row in rows if not shell.sidebar.list.isRowHidden(place)]
    return [row if isinstance(row, str) else row.id for row in shown]


def test_a_group_is_folded_by_keyboard_and_by_mouse_and_the_open_page_unfolds_its_own(make_shell: MakeShell) -> None:
    shell = make_shell()
    shell.open("people")
    pages, everything = shell.sidebar.list, rows_in_sight(shell)
    group = shell.sidebar.model.group_of("risks")
    shell.open("risks")
    pages.setFocus()
    QTest.keyClick(pages, Qt.Key.Key_Left)
    assert "risks" not in rows_in_sight(shell)
    assert pages.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) == f"{group}, folded"
    QTest.keyClick(pages, Qt.Key.Key_Right)
    assert rows_in_sight(shell) == everything
    place = pages.visualRect(shell.sidebar.model.index(heading_of(shell, group))).center()
    QTest.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert "risks" not in rows_in_sight(shell)
    shell.open("people")
    shell.open("risks")
    assert rows_in_sight(shell) == everything


def test_folding_everything_leaves_the_open_page_in_sight(make_shell: MakeShell) -> None:
    shell = make_shell()
    shell.open("risks")
    everything = rows_in_sight(shell)
    shell.sidebar.fold_all()
    assert "people" not in rows_in_sight(shell)
    assert "risks" in rows_in_sight(shell)
    shell.sidebar.fold_all()
    assert rows_in_sight(shell) == everything
