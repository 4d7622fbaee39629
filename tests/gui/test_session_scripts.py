"""The capture line with the scripts and habits of many countries: composed, accented, right to left, pasted."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from scopewright.capture.keep import records_of
from scopewright.capture.write import said
from scopewright.gui.editing import Editing
from scopewright.gui.pages.session import SessionPage
from scopewright.model.sections.document import Document
from scopewright.model.sections.notes import Note
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement

Made = tuple[SessionPage, Editing]
PEOPLE = ("Mia Chen", "𠮷田 花子", "王小明", "ليلى حداد", "רות לוי", "Jérôme Lefèvre", "Søren Beck", "प्रिया राव")


class _Window:
    def show_quiet(self, on: bool, *, large: bool = False) -> None:
        """Nothing surrounds the page here."""


@pytest.fixture
def made(qtbot: QtBot) -> Made:
    engagement = new_engagement("Search", "Acme")
    with Step(engagement, "Begin") as step:
        for name in PEOPLE:
            step.add("people", {"name": name})
        for release in ("v1", "v2", "v10"):
            step.add("releases", {"name": release})
        step.add("requirements", {"title": "UI polls", "tags": "données schnell"})
    editing = Editing(engagement, "Ana")
    page = SessionPage(editing, lambda _section, _record: None, _Window())
    qtbot.addWidget(page)
    editing.changed.connect(page.refresh)
    page.resize(1100, 700)
    page.show()
    qtbot.waitExposed(page)
    page.focus_line()
    return page, editing


def compose(page: SessionPage, *steps: str, commit: str) -> None:
    """What an input method sends: the text grows under the cursor, then it is committed."""
    for composed in steps:
        QApplication.sendEvent(page.line, QInputMethodEvent(composed, []))
        assert composed not in page.line.text()
    done = QInputMethodEvent()
    done.setCommitString(commit)
    QApplication.sendEvent(page.line, done)


def press(page: SessionPage, text: str) -> None:
    """A key press that brings any text, as a keyboard of the country does."""
    for each in text:
        page.line.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, each))


def enter(page: SessionPage) -> None:
    page.line.suggestions.hide()
    QTest.keyClick(page.line, Qt.Key.Key_Return)


def last(editing: Editing) -> dict[str, object]:
    """What the last line became."""
    note = editing.engagement.all(Note)[-1]
    record = next(iter(records_of(editing.engagement, note.key)), note)
    return said(record, editing.engagement)


def test_japanese_is_composed_converted_and_kept(made: Made) -> None:
    page, editing = made
    press(page, "k: ")
    compose(page, "r", "ら", "らべ", "らべる", "ラベル", commit="ラベルが遅れる")
    assert page.pills.texts() == ["risk"]
    press(page, " p3 i4")
    enter(page)
    assert last(editing) == {"title": "ラベルが遅れる", "likelihood": 3, "impact": 4}


def test_chinese_is_composed_and_an_unfinished_syllable_is_never_stored(made: Made) -> None:
    page, editing = made
    press(page, "? ")
    compose(page, "shui", "谁", commit="谁负责标签")
    QApplication.sendEvent(page.line, QInputMethodEvent("bu", []))
    assert page.line.text() == "? 谁负责标签"
    enter(page)
    assert last(editing) == {"title": "谁负责标签"}


def test_full_width_letters_stay_text(made: Made) -> None:
    page, editing = made
    compose(page, commit="ｋ：ラベル")
    enter(page)
    assert last(editing) == {"line": "ｋ：ラベル"}


def test_dead_keys_and_accents_give_one_letter(made: Made) -> None:
    page, editing = made
    press(page, "k: donn")
    compose(page, "´", commit="é")
    press(page, "es tardives @je")
    compose(page, "`", commit="")
    press(page, "rome")
    enter(page)
    assert last(editing) == {"title": "données tardives", "owner": "Jérôme Lefèvre"}


def test_an_accent_typed_behind_its_letter_is_the_same_name(made: Made) -> None:
    page, editing = made
    press(page, "k: drift @je\N{COMBINING ACUTE ACCENT}ro\N{COMBINING CIRCUMFLEX ACCENT}me")
    enter(page)
    assert last(editing)["owner"] == "Jérôme Lefèvre"


def test_vowel_signs_of_hindi_belong_to_the_name(made: Made) -> None:
    page, editing = made
    press(page, "k: drift @प्रिया #डेटा")
    enter(page)
    assert last(editing) == {"title": "drift", "owner": "प्रिया राव", "tags": "डेटा"}


@pytest.mark.parametrize("name", ["ليلى", "רות"])
def test_names_that_are_written_right_to_left_are_found_and_completed(made: Made, name: str) -> None:
    page, editing = made
    whole = next(each for each in PEOPLE if each.startswith(name))
    press(page, f"? who owns the list @{name[:2]}")
    assert page.line.suggestions.isVisible()
    QTest.keyClick(page.line, Qt.Key.Key_Tab)
    assert page.line.text() == f'? who owns the list @"{whole}" '
    enter(page)
    assert last(editing) == {"title": "who owns the list", "ask": whole}


def test_a_whole_line_from_right_to_left_keeps_its_marks(made: Made) -> None:
    page, editing = made
    press(page, "k: البيانات متأخرة p3 @ليلى -> نطلب مرة أخرى")
    enter(page)
    assert last(editing) == {
        "title": "البيانات متأخرة", "likelihood": 3, "owner": "ليلى حداد", "response": "نطلب مرة أخرى",
    }  # fmt: skip


def test_rare_letters_move_neither_the_tint_nor_the_completion(made: Made) -> None:
    page, editing = made
    press(page, "k: 𠮷野家😀 late @𠮷")
    QTest.keyClick(page.line, Qt.Key.Key_Tab)
    press(page, "p3")
    tinted = [selection.cursor.selectedText() for selection in page.line.extraSelections()]
    assert tinted == ["k:", '@"𠮷田 花子"', "p3"]
    enter(page)
    assert last(editing) == {"title": "𠮷野家😀 late", "likelihood": 3, "owner": "𠮷田 花子"}


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("k: late @ch", 'k: late @"Mia Chen" '),
        ("k: late @王", "k: late @王小明 "),
        ("r: fast #sch", "r: fast #schnell "),
        ("r: fast #don", "r: fast #données "),
        ("r: fast v1", "r: fast v1 "),
        ("k: see REQ-", "k: see REQ-1 "),
        ("[da", "[DATA] "),
    ],
)
def test_people_tags_releases_and_ids_are_completed_by_tab(made: Made, typed: str, completed: str) -> None:
    page, _editing = made
    press(page, typed)
    QTest.keyClick(page.line, Qt.Key.Key_Tab)
    assert page.line.text() == completed


def test_the_arrows_choose_among_several_offers(made: Made) -> None:
    page, _editing = made
    press(page, "r: fast v")
    page.line.suggestions.hide()
    press(page, "1")
    offers = [page.line.suggestions.item(row).text() for row in range(page.line.suggestions.count())]
    assert offers == ["v1", "v10"]
    QTest.keyClick(page.line, Qt.Key.Key_Down)
    QTest.keyClick(page.line, Qt.Key.Key_Down)
    QTest.keyClick(page.line, Qt.Key.Key_Return)
    assert page.line.text() == "r: fast v10 "


@pytest.mark.parametrize(
    ("language", "line", "fields"),
    [
        ("de", "o: Tickets um 12,5 % senken bis 12. März", {"target": -12.5, "unit": "%", "due": (3, 12)}),
        ("de", "m+: Umsatz >= 1.200,50 €", {"target": 1200.5, "unit": "EUR"}),
        ("de", "m+: Zeilen >= 1.200", {"target": 1200}),
        ("fr", "o: réduire les tickets de 12,5 % d'ici le 3 mars", {"target": -12.5, "unit": "%", "due": (3, 3)}),
        ("fr", "m+: lignes >= 1 200,5", {"target": 1200.5}),
        ("en", "m+: rows >= 1,200.5", {"target": 1200.5}),
        ("de", "? wer prüft das bis 3.4.", {"due": (4, 3)}),
    ],
)
def test_numbers_and_days_follow_the_habit_of_the_country(
    made: Made, language: str, line: str, fields: dict[str, object]
) -> None:
    page, editing = made
    editing.set_stored(editing.engagement.one(Document).key, "language", language)
    press(page, line)
    enter(page)
    kept = last(editing)
    for name, value in fields.items():
        if isinstance(value, tuple):
            day = dt.date.fromisoformat(str(kept[name]))
            assert (day.month, day.day) == value
        else:
            assert kept[name] == value


def test_a_pasted_block_in_many_scripts_is_one_step_for_undo(made: Made) -> None:
    page, editing = made
    before = len(editing.engagement.records())
    block = ["k: ラベル {n} p3 @王小明", "? مَن {n} @ليلى", "o: Tickets {n} um 12,5 % senken", "été {n}"]
    data = QMimeData()
    data.setText("\n".join(block[n % 4].format(n=n) for n in range(200)))
    page.line.insertFromMimeData(data)
    assert len(editing.engagement.all(Note)) == 200
    assert editing.undo_name == "Paste 200 lines"
    editing.undo()
    assert len(editing.engagement.records()) == before
