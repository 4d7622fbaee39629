"""The page of any section: add, fill, next; undo; filters; nothing without a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from scopewright.gui.actions import Actions
from scopewright.gui.editing import Editing
from scopewright.gui.forms.text_editors import SentenceBox
from scopewright.gui.page import Page, PageSpec
from scopewright.gui.pages.section import SectionPage
from scopewright.gui.window_shell import Shell
from scopewright.model.engagement import Engagement
from scopewright.model.record import SECTIONS
from tests.gui.conftest import child, focused
from tests.gui.made_up import bring_up, key_of, made_up, values

CTRL = Qt.KeyboardModifier.ControlModifier
Opened = tuple[Editing, Shell, SectionPage]


class Notebook:
    """A memory that tests can look into."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def recall(self, name: str) -> str:
        return self.kept.get(name, "")

    def keep(self, name: str, value: str) -> None:
        self.kept[name] = value


@pytest.fixture
def open_page(qtbot: QtBot) -> Callable[..., Opened]:
    def opened(section: str = "made", memory: Notebook | None = None) -> Opened:
        editing = made_up()
        spec = PageSpec(section, section, "Frame", "flag", lambda: SectionPage(editing, section, memory=memory))
        shell = Shell([spec], Actions())
        qtbot.addWidget(shell)
        undo = QAction(shell)
        undo.setShortcut("Ctrl+Z")
        undo.triggered.connect(editing.undo)
        shell.addAction(undo)
        editing.changed.connect(shell.refresh)
        shell.resize(1280, 800)
        bring_up(qtbot, shell)
        shell.open(section)
        page = shell.page(section)
        assert isinstance(page, SectionPage)
        return editing, shell, page

    return opened


def titles(editing: Editing) -> list[str]:
    return [record.headline for record in editing.engagement.records("made")]


def test_a_section_page_is_a_page(open_page: Callable[..., Opened]) -> None:
    assert isinstance(open_page()[2], Page)


def test_an_empty_section_says_what_to_do_and_does_it(open_page: Callable[..., Opened]) -> None:
    editing, _shell, page = open_page()
    button = child(page, QPushButton, "empty-made.action")
    assert button.isVisible()
    button.click()
    assert len(titles(editing)) == 1
    assert focused().objectName() == "field-title"


def test_add_fill_next_with_the_keyboard_alone(open_page: Callable[..., Opened]) -> None:
    editing, shell, page = open_page()
    for title in ("First", "Second"):
        QTest.keyClick(shell, Qt.Key.Key_N, CTRL)
        QTest.keyClicks(focused(), title)
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        QTest.keyClicks(focused(), f"About {title}")
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert focused() is page.table
    assert titles(editing) == ["First", "Second"]
    assert [r.stored("story") for r in editing.engagement.records("made")] == ["About First", "About Second"]
    QTest.keyClick(page.table, Qt.Key.Key_Up)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert focused().objectName() == "field-title"
    assert child(page, SentenceBox, "field-title").toPlainText() == "First"


def test_ctrl_z_while_typing_takes_back_the_step_not_letters(open_page: Callable[..., Opened]) -> None:
    editing, _shell, page = open_page()
    page.add()
    QTest.keyClicks(focused(), "Some words")
    QTest.keyClick(focused(), Qt.Key.Key_Z, CTRL)
    assert titles(editing) == [""]
    assert child(page, SentenceBox, "field-title").toPlainText() == ""


def test_text_is_handed_in_when_another_row_is_chosen(open_page: Callable[..., Opened]) -> None:
    editing, _shell, page = open_page()
    keys = [editing.add("made", {"title": name}) for name in ("a", "b")]
    page.table.select(keys[0])
    page.reveal_field("title")
    QTest.keyClicks(focused(), "x")
    page.table.select(keys[1])
    assert titles(editing) == ["ax", "b"] or titles(editing) == ["xa", "b"]


def test_a_removal_offers_undo_until_the_next_step(open_page: Callable[..., Opened]) -> None:
    editing, _shell, page = open_page()
    keys = [editing.add("made", {"title": name}) for name in ("a", "b")]
    page.table.select(keys[0])
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert page.notices.keys() == ["removed"]
    child(page, QPushButton, "notice.removed.action").click()
    assert titles(editing) == ["a", "b"]
    page.table.select(keys[0])
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    editing.add("made")
    assert page.notices.keys() == []


def test_the_filter_for_no_owner_and_the_count_agree(open_page: Callable[..., Opened]) -> None:
    editing, _shell, page = open_page()
    for name in ("a", "b", "c"):
        editing.add("made", {"title": name})
    editing.set_stored(key_of(editing, "MU-2"), "owner", key_of(editing, "P-1"))
    child(page, QToolButton, "no-owner-made").click()
    assert [page.model.record(row).headline for row in range(page.model.rowCount())] == ["a", "c"]
    assert "2 of 3" in [label.text() for label in page.filters.findChildren(QLabel)]
    assert page.reveal("MU-2")
    assert page.model.rowCount() == 3
    assert not page.reveal("MU-99")


def test_columns_and_the_panel_are_remembered(open_page: Callable[..., Opened]) -> None:
    memory = Notebook()
    _editing, _shell, page = open_page(memory=memory)
    menu = page.filters.columns_menu()
    next(action for action in menu.actions() if action.objectName() == "column-mood").trigger()
    page.toggle_panel()
    again = open_page(memory=memory)[2]
    assert "mood" not in again.table.shown_columns()
    assert again.panel.isHidden()


def test_a_single_section_is_a_form_without_a_table(open_page: Callable[..., Opened]) -> None:
    editing, shell, page = open_page("overview")
    editing.add("overview", {"title": "T"})
    page.refresh(())
    assert not page.findChildren(QAbstractItemView, "table-overview")
    assert page.page_actions() == []
    assert page.reveal("OV-1")
    assert page.reveal_field("problem")
    QTest.keyClicks(focused(), "Late")
    shell.close()
    editing.flush()
    assert editing.engagement.by_id("OV-1").stored("problem") == "Late"


def test_every_interactive_widget_has_a_name_for_tests_and_one_for_screen_readers(
    qtbot: QtBot, open_page: Callable[..., Opened]
) -> None:
    editing, _shell, page = open_page()
    key = editing.add("made", values(editing))
    editing.add("made", {"title": "Other"})
    page.table.select(key)
    kinds = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView)
    widgets = [w for w in page.findChildren(QWidget) if isinstance(w, kinds) and not _is_a_part(w)]
    assert len(widgets) > 40
    assert [w for w in widgets if not w.objectName()] == []
    assert [w.objectName() for w in widgets if not w.accessibleName()] == []
    names = [w.objectName() for w in widgets if w.objectName() != "type-ahead.list"]
    assert sorted(names) == sorted(set(names))


def _is_a_part(widget: QWidget) -> bool:
    """Whether Qt made it inside another widget: the corner of a table, the list and arrows of a box."""
    return (
        widget.objectName().startswith("qt_")
        or type(widget).__name__ in ("QTableCornerButton", "QHeaderView", "QComboBoxListView")
        or (isinstance(widget.parentWidget(), QLineEdit | QTableView) and not widget.objectName())
    )


@pytest.mark.parametrize("section", SECTIONS)
def test_every_declared_section_opens_as_a_page(qtbot: QtBot, section: str) -> None:
    editing = Editing(Engagement())
    page = SectionPage(editing, section)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    bring_up(qtbot, page)
    editing.add(section)
    page.refresh(())
    assert set(page.form.fields) == {spec.name for spec in SECTIONS[section].specs if not spec.layout}
    assert page.form.key


def test_every_action_of_the_page_has_an_id_of_its_own(open_page: Callable[..., Opened]) -> None:
    page = open_page()[2]
    ids = [action.id for action in page.page_actions()]
    assert len(ids) == len(set(ids))
    assert all(action.id.startswith("made.") and action.page == "made" for action in page.page_actions())


def test_rows_whose_records_are_gone_can_still_be_asked_about(open_page: Callable[..., Opened]) -> None:
    """A screen reader asks while rows are being removed, when undo has taken the records away already."""
    editing, shell, page = open_page()
    editing.paste("made", ["title"], [["one"], ["two"]])
    shell.refresh()
    model = page.table.model()
    index = model.index(0, 1)
    editing.changed.disconnect()
    editing.remove([record.key for record in editing.engagement.records("made")])
    assert model.rowCount() > 0
    assert not model.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert index.data() is None
