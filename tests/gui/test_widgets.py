"""The small parts: user text is data, states are shape and word, everything has a name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from scopewright.gui.theme.apply import switch
from scopewright.gui.widgets.buttons import primary, quiet
from scopewright.gui.widgets.card import Card
from scopewright.gui.widgets.empty_state import EmptyState
from scopewright.gui.widgets.label import Label, tooltip
from scopewright.gui.widgets.line_list import LineList
from scopewright.gui.widgets.notice import Notice, NoticeBar, NoticeStack
from scopewright.gui.widgets.search_box import SearchBox
from scopewright.gui.widgets.status_badge import State, StatusBadge
from tests.gui.conftest import child

HOSTILE = "<b>X</b><img src=//10.0.0.1/x.png>\0"


def test_a_label_shows_markup_as_typed(qtbot: QtBot) -> None:
    label = Label(HOSTILE)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == HOSTILE.rstrip("\0")


def test_an_elided_label_keeps_its_text_and_gives_the_whole_as_escaped_tooltip(qtbot: QtBot) -> None:
    label = Label(HOSTILE * 20, elide=True)
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert label.minimumSizeHint().width() < 60
    assert "<b>" not in label.toolTip()
    assert "&lt;b&gt;" in tooltip(HOSTILE)


def test_a_million_letters_do_not_hold_the_window(qtbot: QtBot) -> None:
    label = Label("x" * 1_000_000, elide=True)
    qtbot.addWidget(label)
    assert len(label.text()) == 20_000


def test_a_card_reads_as_one_sentence(qtbot: QtBot) -> None:
    card = Card("card.risks", "Risks", "19", "4 high")
    qtbot.addWidget(card)
    assert card.accessibleName() == "Risks: 19, 4 high"
    card.show_value("20")
    assert card.accessibleName() == "Risks: 20"


def test_an_empty_page_says_what_to_do_and_does_it(qtbot: QtBot) -> None:
    done: list[str] = []
    empty = EmptyState(
        "data.empty", "database", "No dataset yet", "Choose the CSV.", action=("Choose…", lambda: done.append("x"))
    )
    qtbot.addWidget(empty)
    empty.show()
    QTest.keyClick(child(empty, QPushButton, "data.empty.action"), Qt.Key.Key_Space)
    assert done == ["x"]
    assert empty.accessibleName() == "No dataset yet. Choose the CSV."


def test_the_lines_of_an_empty_page_are_about_as_long_as_each_other(qtbot: QtBot) -> None:
    text = "Add who decides, who signs and who does the work; every page picks from here; nobody is forgotten."
    empty = EmptyState("people.empty", "users", "No person yet", text)
    qtbot.addWidget(empty)
    label = next(each for each in empty.findChildren(Label) if each.text() == text)
    whole = label.fontMetrics().horizontalAdvance(text)
    lines = round(label.minimumHeight() / label.fontMetrics().lineSpacing())
    assert lines == 2
    assert label.minimumWidth() < whole / lines * 1.25
    before = label.minimumSize()
    QApplication.sendEvent(empty, QEvent(QEvent.Type.LayoutRequest))
    assert label.minimumSize() == before
    assert label.sizeHint().height() <= label.minimumHeight()


def test_an_entry_of_a_list_is_one_line_as_wide_as_the_list(qtbot: QtBot) -> None:
    entries = LineList("scans.list", "Sign-offs")
    qtbot.addWidget(entries)
    item = entries.add("First paragraph.\n\nSecond paragraph, " + "and more, " * 40)
    entries.resize(300, 120)
    entries.show()
    assert item.text().startswith("First paragraph. Second paragraph")
    assert entries.horizontalScrollBar().maximum() == 0
    assert "Second paragraph" in item.toolTip()


def test_an_ampersand_in_a_button_is_an_ampersand(qtbot: QtBot) -> None:
    button = primary("b", "Müller & Söhne", lambda: None)
    qtbot.addWidget(button)
    assert button.text() == "Müller && Söhne"
    assert button.accessibleName() == "Müller & Söhne"


def test_a_button_with_an_icon_only_has_its_name_as_tooltip(qtbot: QtBot) -> None:
    button = quiet("b", "Cancel: <b>.csv", lambda: None, "x", icon_only=True)
    qtbot.addWidget(button)
    assert (button.text(), button.toolTip(), button.accessibleName()) == (
        "",
        "<span>Cancel: &lt;b&gt;.csv</span>",
        "Cancel: <b>.csv",
    )


def test_states_differ_without_colour(qtbot: QtBot) -> None:
    shapes = set()
    states: list[State] = ["good", "warning", "bad", "open", "active"]
    for state in states:
        badge = StatusBadge("b", state, "")
        qtbot.addWidget(badge)
        badge.resize(30, 20)
        grey = badge.grab().toImage()
        ground = grey.pixelColor(25, 2)
        shapes.add("".join("#" if grey.pixelColor(x, y) != ground else "." for y in range(20) for x in range(30)))
    assert len(shapes) == 5


def test_a_badge_names_itself_by_its_word(qtbot: QtBot) -> None:
    badge = StatusBadge("b", "good", "On track")
    qtbot.addWidget(badge)
    badge.show_state("bad", "Off track")
    assert badge.accessibleName() == "Off track"


def test_a_notice_says_what_happened_what_was_kept_and_what_to_do(qtbot: QtBot, qapp: QApplication) -> None:
    tried: list[str] = []
    stack = NoticeStack()
    qtbot.addWidget(stack)
    stack.show_notice(
        Notice(
            "disk",
            "error",
            "The disk is full.",
            "Your lines are kept.",
            "Free 4 MB.",
            ("Try again", lambda: tried.append("x")),
        )
    )
    assert stack.isVisible()
    switch(qapp, "dark")
    bar = child(stack, NoticeBar, "notice.disk")
    assert bar.accessibleName() == "The disk is full. Your lines are kept. Free 4 MB."
    QTest.mouseClick(child(stack, QPushButton, "notice.disk.action"), Qt.MouseButton.LeftButton)
    assert tried == ["x"]
    assert stack.keys() == []
    assert not stack.isVisible()


def test_a_notice_takes_the_place_of_its_namesake_and_three_stand_at_most(qtbot: QtBot) -> None:
    stack = NoticeStack()
    qtbot.addWidget(stack)
    for key in ("a", "b", "a", "c", "d"):
        stack.show_notice(Notice(key, "info", key))
    assert stack.keys() == ["a", "c", "d"]


def test_escape_closes_a_notice(qtbot: QtBot) -> None:
    stack = NoticeStack()
    qtbot.addWidget(stack)
    stack.show_notice(Notice("a", "warning", "Something."))
    QTest.keyClick(child(stack, QPushButton, "notice.a.close"), Qt.Key.Key_Escape)
    assert stack.keys() == []


def test_what_a_page_says_of_success_goes_with_the_page(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    stack = NoticeStack(page)
    page.show()
    for severity in ("success", "error"):
        stack.show_notice(Notice(severity, severity, "Something."))
    page.hide()
    assert stack.keys() == ["error"]


def test_search_waits_for_a_pause_and_escape_empties_it(qtbot: QtBot) -> None:
    box = SearchBox("risks.search", "Search risks")
    qtbot.addWidget(box)
    heard: list[str] = []
    box.searched.connect(heard.append)
    with qtbot.waitSignal(box.searched):
        QTest.keyClicks(box, " drift ")
    assert heard == ["drift"]
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert heard == ["drift", ""]
