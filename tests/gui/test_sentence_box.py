"""A line of a form wraps: all of it can be read, Enter ends it, and it behaves like any line for the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from scopewright.gui.forms.text_editors import SentenceBox
from scopewright.gui.theme import fonts
from scopewright.gui.theme.apply import dress

_LONG = "Score every residential customer each Monday before the desk of the contact centre opens"


@pytest.mark.parametrize("pixels", [13, 20, 26])
def test_a_long_sentence_is_shown_whole_at_every_size_of_letters(qtbot: QtBot, qapp: QApplication, pixels: int) -> None:
    dress(qapp, "light", pixels)
    try:
        box = SentenceBox()
        qtbot.addWidget(box)
        box.show_text(_LONG)
        box.resize(600, 40)
        box.show()
        box.resize(360, box.height())
        qtbot.waitUntil(lambda: box.verticalScrollBar().maximum() == 0 and box.document().size().height() > 1)
        line = box.document().firstBlock().layout().lineAt(0)
        assert line.width() <= box.viewport().width()
    finally:
        dress(qapp, "light", fonts.BODY_PIXELS)


def test_a_short_one_is_as_high_as_any_line(qtbot: QtBot, qapp: QApplication) -> None:
    dress(qapp, "light")
    box, line = SentenceBox(), QLineEdit()
    qtbot.addWidget(box)
    qtbot.addWidget(line)
    assert box.sizeHint().height() == line.sizeHint().height()


def test_enter_is_no_line_break_and_a_paste_becomes_one_line(qtbot: QtBot) -> None:
    box = SentenceBox()
    qtbot.addWidget(box)
    with qtbot.waitSignal(box.entered):
        QTest.keyClick(box, Qt.Key.Key_Return)
    pasted = QMimeData()
    pasted.setText("two\nlines\n")
    box.insertFromMimeData(pasted)
    assert box.toPlainText() == "two lines"


def test_what_stands_in_an_empty_box_is_shown_whole_when_the_form_becomes_narrow(qtbot: QtBot) -> None:
    around = QWidget()
    box = SentenceBox()
    box.setPlaceholderText(_LONG)
    QVBoxLayout(around).addWidget(box)
    qtbot.addWidget(around)
    around.resize(900, 200)
    around.show()
    before = box.height()
    around.resize(260, 200)
    qtbot.waitUntil(lambda: box.height() > before)
    qtbot.waitUntil(lambda: box.viewport().height() > box.height() - before + box.fontMetrics().lineSpacing())
