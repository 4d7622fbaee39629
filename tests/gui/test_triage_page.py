"""Triage by keys: notes become records, each linked to its note and back, and nothing is destroyed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from scopewright.capture.keep import records_of
from scopewright.gui.editing import Editing
from scopewright.gui.pages.triage import TriagePage
from scopewright.model.engagement import Engagement
from scopewright.model.sections.notes import Note
from scopewright.model.sections.risks import Risk
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement

Made = tuple[TriagePage, Editing, list[str]]
LINES = [
    "labels drift p3 i4 -> weekly QA", "we want 20% fewer tickets", "who owns the list?", "can't leave the EU",
    "UI must poll", "full text is out of scope", "agreed to use titles only", "recall above 70 %", "dev A/B by 12 mar",
    "extract of billing",
]  # fmt: skip


@pytest.fixture
def made(qtbot: QtBot) -> Made:
    engagement = new_engagement("Search", "Acme")
    with Step(engagement, "Begin") as step:
        mia = step.add("people", {"name": "Mia"})
        for number in range(20):
            about = {"speaker": mia} if number % 5 == 0 else {"tags": "data"} if number % 5 == 1 else {}
            step.add("notes", {"line": f"{LINES[number % 10]}", "state": "inbox", **about})
    editing, opened = Editing(engagement, "Ana"), list[str]()
    page = TriagePage(editing, lambda _section, record: opened.append(record))
    qtbot.addWidget(page)
    editing.changed.connect(page.refresh)
    page.resize(1100, 700)
    page.show()
    qtbot.waitExposed(page)
    page.list.setFocus()
    return page, editing, opened


def press(page: TriagePage, *keys: str) -> None:
    for key in keys:
        QTest.keyClicks(page.list, key)


def states(engagement: Engagement) -> list[str | None]:
    return [note.state for note in engagement.all(Note)]


def check_links(engagement: Engagement) -> None:
    """Every record that names a note is found from it, and every used note but plain ones has a record."""
    for record in engagement.records():
        if record.note:
            assert record in records_of(engagement, record.note)


def test_m4_twenty_notes_become_records_that_open_their_notes_and_back(made: Made) -> None:
    page, editing, opened = made
    engagement = editing.engagement
    press(page, *"ioqcrxdetb" * 2)
    assert page.progress.text() == "20 of 20 sorted"
    notes = engagement.all(Note)
    for note, section in zip(
        notes,
        ["risks", "objectives", "questions", "constraints", "requirements", "exclusions", "decisions", "metrics",
         "milestones", "needs"] * 2,
        strict=True,
    ):  # fmt: skip
        (record,) = records_of(engagement, note.key)
        assert (record.section.key, record.note) == (section, note.key)
    page.reveal("N-1")
    page.open_record()
    assert opened == ["R-1"]
    risk = engagement.all(Risk)[0]
    assert (risk.title, risk.likelihood, risk.impact, risk.response) == ("labels drift", 3, 4, "weekly QA")
    assert notes[0].line == LINES[0], "the note stays as it was said"
    for _step in range(20):
        editing.undo()
        check_links(engagement)
    assert states(engagement) == ["inbox"] * 20
    for _step in range(20):
        editing.redo()
        check_links(engagement)
    editing.remove([risk.key])
    assert records_of(engagement, notes[0].key) == []
    editing.undo()
    assert [record.id for record in records_of(engagement, notes[0].key)] == ["R-1"]


def test_another_key_changes_the_type_and_leaves_one_record(made: Made) -> None:
    page, editing, _opened = made
    press(page, "i")
    page.reveal("N-1")
    press(page, "q")
    assert editing.engagement.all(Risk) == []
    assert [record.section.key for record in records_of(editing.engagement, editing.engagement.all(Note)[0].key)] == [
        "questions"
    ]


def test_discarded_notes_are_struck_through_and_can_be_taken_back(made: Made) -> None:
    page, editing, _opened = made
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert states(editing.engagement)[0] == "struck"
    assert len(editing.engagement.all(Note)) == 20
    page.reveal("N-1")
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert states(editing.engagement)[0] == "inbox"


def test_merge_keeps_all_words_and_undo_parts_them_again(made: Made) -> None:
    page, editing, _opened = made
    press(page, "j", "m")
    first, second = editing.engagement.all(Note)[:2]
    assert first.line == f"{LINES[0]} {LINES[1]}"
    assert (second.line, second.state) == (LINES[1], "struck")
    press(page, "z")
    assert [note.line for note in editing.engagement.all(Note)[:2]] == LINES[:2]


def test_split_cuts_at_the_cursor_and_the_second_half_stands_behind(made: Made) -> None:
    page, editing, _opened = made
    press(page, "s")
    page.cut.setCursorPosition(len("labels drift "))
    QTest.keyClick(page.cut, Qt.Key.Key_Return)
    lines = [note.line for note in editing.engagement.all(Note)]
    assert lines[:3] == ["labels drift", "p3 i4 -> weekly QA", LINES[1]]
    editing.undo()
    assert len(editing.engagement.all(Note)) == 20


def test_tab_goes_through_the_missing_fields_only_and_reads_words(made: Made) -> None:
    page, editing, _opened = made
    press(page, "i")
    names = [editor.objectName() for editor in page.missing]
    assert names == ["triage.missing.owner", "triage.missing.due"]
    QTest.keyClick(page.list, Qt.Key.Key_Tab)
    QTest.keyClicks(_focused(), "mia")
    QTest.keyClick(_focused(), Qt.Key.Key_Tab)
    assert _focused().objectName() == "triage.missing.due"
    QTest.keyClicks(_focused(), "12 mar 2027")
    QTest.keyClick(_focused(), Qt.Key.Key_Return)
    (risk,) = editing.engagement.all(Risk)
    assert (risk.owner, risk.stored("due")) == (editing.engagement.records("people")[0].key, "2027-03-12")
    assert page.list.hasFocus()


def test_a_field_filled_wrongly_is_mended_in_its_place(made: Made) -> None:
    page, editing, _opened = made
    press(page, "i")
    QTest.keyClick(page.list, Qt.Key.Key_Tab)
    QTest.keyClick(_focused(), Qt.Key.Key_Tab)
    QTest.keyClicks(_focused(), "12 mar 2027")
    QTest.keyClick(_focused(), Qt.Key.Key_Return)
    page.missing[1].setFocus()
    page.missing[1].selectAll()
    QTest.keyClicks(page.missing[1], "13 apr 2027")
    QTest.keyClick(page.missing[1], Qt.Key.Key_Return)
    (risk,) = editing.engagement.all(Risk)
    assert risk.stored("due") == "2027-04-13"


@pytest.mark.parametrize(("sort", "lacking"), [("mock", []), (None, ["sort"]), ("a sort of old", [])])
def test_a_need_of_another_sort_than_its_line_said_is_shown_with_what_it_lacks(
    made: Made, sort: str | None, lacking: list[str]
) -> None:
    page, editing, _opened = made
    press(page, "b")
    (need,) = editing.engagement.records("needs")
    editing.set_stored(need.key, "sort", sort)
    page.reveal("N-1")
    typed = {"owner": "mia", "due": "12 mar 2027", "sort": "mock"}
    editors = {editor.objectName().rpartition(".")[2]: editor for editor in page.missing}
    assert sorted(editors) == sorted(["owner", "due", *lacking])
    for name, editor in editors.items():
        editor.setText(typed[name])
        page._fill(need.key, name, editor)
    (need,) = editing.engagement.records("needs")
    mia = editing.engagement.records("people")[0].key
    assert [need.stored(name) for name in typed] == [mia, "2027-03-12", sort or "mock"]


def test_a_record_of_a_section_that_no_line_makes_is_shown_and_lacks_nothing_here(made: Made) -> None:
    page, editing, _opened = made
    note = editing.engagement.all(Note)[0]
    with Step(editing.engagement, "Link by hand") as step:
        step.add("deliverables", {"title": "Search box", "note": note.key})
        step.set(note.key, "state", "used")
    page.reveal("N-2")
    page.reveal("N-1")
    assert page.became.text() == "DEL-1 deliverable"
    assert page.missing == []


def test_the_suggestion_gives_its_reason_and_enter_takes_it(made: Made) -> None:
    page, editing, _opened = made
    page.reveal("N-3")
    assert page.hint.text() == "Enter puts it under Questions: it says “?”."
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert len(editing.engagement.records("questions")) == 1


def test_a_star_chooses_all_of_the_same_speaker_and_one_key_sorts_them_as_one_step(made: Made) -> None:
    page, editing, _opened = made
    press(page, "*", "n")
    assert states(editing.engagement).count("used") == 4
    press(page, "z")
    assert states(editing.engagement).count("used") == 0


def test_every_letter_is_also_in_the_palette(made: Made) -> None:
    page, _editing, _opened = made
    assert len({action.id for action in page.page_actions()}) == len(page.page_actions()) >= 20


def _focused() -> QLineEdit:
    widget = QApplication.focusWidget()
    assert isinstance(widget, QLineEdit)
    return widget


def chosen(page: TriagePage) -> list[str]:
    return [note.id for note in page._chosen()]


def test_undo_names_what_it_took_back_and_puts_the_choice_back_on_the_note(made: Made) -> None:
    page, editing, _opened = made
    press(page, "i", "j", "j")
    assert chosen(page) == ["N-4"]
    press(page, "z")
    assert (page.reversed.text(), chosen(page)) == ("Undone: Sort N-1", ["N-1"])
    assert states(editing.engagement)[0] == "inbox"
    editing.redo()
    assert (page.reversed.text(), chosen(page)) == ("Done again: Sort N-1", ["N-1"])
    press(page, "q")
    assert page.reversed.text() == "", "a new step is no undone one"


def test_undo_of_merge_split_and_bulk_puts_the_choice_back_on_their_notes(made: Made) -> None:
    page, editing, _opened = made
    press(page, "j", "m", "j", "j", "z")
    assert (page.reversed.text(), chosen(page)) == ("Undone: Merge N-2 into N-1", ["N-2"])
    press(page, "s")
    page.cut.setCursorPosition(len("we want "))
    QTest.keyClick(page.cut, Qt.Key.Key_Return)
    press(page, "j", "j", "z")
    assert (page.reversed.text(), chosen(page)) == ("Undone: Split N-2", ["N-2"])
    page.reveal("N-1")
    press(page, "*", "n", "j", "z")
    assert (page.reversed.text(), chosen(page)) == ("Undone: Sort 4 notes", ["N-1", "N-6", "N-11", "N-16"])
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    press(page, "z")
    assert (page.reversed.text(), len(chosen(page))) == ("Undone: Discard 4 notes", 4)
    assert states(editing.engagement) == ["inbox"] * 20


def test_undo_of_a_filled_field_goes_back_to_the_note_of_its_record(made: Made) -> None:
    page, editing, _opened = made
    press(page, "i")
    page.missing[0].setText("mia")
    page._fill(editing.engagement.all(Risk)[0].key, "owner", page.missing[0])
    press(page, "j", "z")
    assert chosen(page) == ["N-1"]
    assert editing.engagement.all(Risk)[0].owner is None


def test_a_note_that_begins_with_the_full_word_of_its_type_becomes_a_record_without_it(made: Made) -> None:
    page, editing, _opened = made
    note = editing.engagement.all(Note)[0]
    editing.set_stored(note.key, "line", "Metric: recall above 70 %")
    page.reveal("N-1")
    assert page.hint.text() == "Enter puts it under Metrics: it begins with “Metric”."
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    (metric,) = editing.engagement.records("metrics")
    assert (metric.headline, metric.stored("target")) == ("recall", 70)
    assert editing.engagement.all(Note)[0].line == "Metric: recall above 70 %", "the note stays as it was said"
    press(page, "z", "q")
    assert editing.engagement.records("questions")[0].headline == "Metric: recall above 70 %"
