"""The form: an editor for each kind, which tells what the user edited from what the program shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QTableView
from pytestqt.qtbot import QtBot

from scopewright.gui.editing import Editing
from scopewright.gui.forms.day_editor import DayEditor
from scopewright.gui.forms.editor import PAUSE_MS, TextEditor
from scopewright.gui.forms.editors import EDITORS
from scopewright.gui.forms.form import RecordForm
from scopewright.gui.forms.link_editors import RefEditor, RefsEditor
from scopewright.gui.forms.rows_editor import RowsEditor
from scopewright.gui.forms.text_editors import SentenceBox
from scopewright.gui.widgets.label import Label
from scopewright.model.kinds import KINDS
from tests.gui.conftest import child, focused
from tests.gui.made_up import EVERY, bring_up, key_of, made_up, values


@pytest.fixture
def editing() -> Editing:
    return made_up()


@pytest.fixture
def form(qtbot: QtBot, editing: Editing) -> RecordForm:
    made = RecordForm(editing, EVERY["made"])
    qtbot.addWidget(made)
    editing.changed.connect(made.refresh)
    made.resize(800, 900)
    bring_up(qtbot, made)
    made.show_record(editing.add("made"))
    return made


def stored(form: RecordForm, editing: Editing, field: str) -> Any:
    return editing.engagement[form.key].stored(field)


def test_every_kind_has_an_editor() -> None:
    assert set(EDITORS) == set(KINDS)


def test_the_form_shows_every_declared_field(form: RecordForm) -> None:
    assert list(form.fields) == [spec.name for spec in EVERY["made"].specs]


def test_what_the_program_shows_is_no_edit(form: RecordForm, editing: Editing) -> None:
    key = editing.add("made", values(editing))
    count = len(editing.engagement.changes)
    form.show_record(key)
    form.refresh([])
    form.flush()
    for field in form.fields.values():
        field.editor.focus()
        field.editor.leave()
    assert len(editing.engagement.changes) == count


def type_text(kind: type[QLineEdit] | type[QPlainTextEdit], text: str) -> Callable[[RecordForm, str], None]:
    def edit(form: RecordForm, field: str) -> None:
        control = child(form, kind, f"field-{field}")
        control.setFocus()
        QTest.keyClicks(control, text)
        form.fields["ticked"].editor.focus()

    return edit


def choose_calm(form: RecordForm, field: str) -> None:
    box = child(form, QComboBox, f"field-{field}")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)


def tick(form: RecordForm, field: str) -> None:
    QTest.keyClick(child(form, QCheckBox, f"field-{field}"), Qt.Key.Key_Space)


def press_four(form: RecordForm, field: str) -> None:
    form.fields[field].editor.focus()
    QTest.keyClick(focused(), Qt.Key.Key_4)


def fill_row(form: RecordForm, field: str) -> None:
    editor = form.fields[field].editor
    assert isinstance(editor, RowsEditor)
    editor.view.begin_row()
    QTest.keyClicks(focused(), "Hat")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    QGuiApplication.processEvents()


@pytest.mark.parametrize(
    ("field", "edit", "expected"),
    [
        ("title", type_text(QPlainTextEdit, "One line "), "One line"),
        ("story", type_text(QPlainTextEdit, "Some words"), "Some words"),
        ("mood", choose_calm, "calm"),
        ("ticked", tick, True),
        ("when", type_text(QLineEdit, "12 March 2027"), "2027-03-12"),
        ("share", type_text(QLineEdit, "12.5%"), 12.5),
        ("step", press_four, 4),
        ("price", type_text(QLineEdit, "1200 EUR"), {"amount": 1200, "currency": "EUR"}),
        ("lead", type_text(QLineEdit, "bo"), "P-2"),
        ("crew", type_text(QLineEdit, "bo; ana"), ["P-2", "P-1"]),
        ("risk", type_text(QLineEdit, "R-1"), "R-1"),
        ("metrics", type_text(QLineEdit, "recall"), ["M-1"]),
        ("items", fill_row, [{"item": "Hat"}]),
    ],
)
def test_what_the_user_edits_is_a_change_and_can_be_undone(
    form: RecordForm, editing: Editing, field: str, edit: Callable[[RecordForm, str], None], expected: Any
) -> None:
    edit(form, field)
    for field_ in form.fields.values():
        if isinstance(field_.editor, RefEditor | RefsEditor):
            field_.editor.line.close_list()
            field_.editor.leave()
    spec = EVERY["made"].spec(field)
    value = spec.kind.relink(getattr(editing.engagement[form.key], field), editing.engagement.spoken)
    said = spec.kind.to_json(value)
    if field == "items":
        said = [{name: cell for name, cell in row.items() if name != "id"} for row in said]
    assert said == expected
    editing.undo()
    assert stored(form, editing, field) is None


@pytest.mark.parametrize("field", [spec.name for spec in EVERY["made"].specs])
def test_every_kind_is_shown_as_it_is_stored_and_emptied_by_undo(
    form: RecordForm, editing: Editing, field: str
) -> None:
    wanted = values(editing).get(field)
    if wanted is None:
        return
    editing.set_stored(form.key, field, wanted)
    editor = form.fields[field].editor
    editor.flush()
    editor.leave()
    assert stored(form, editing, field) == wanted
    editing.undo()
    editor.leave()
    assert stored(form, editing, field) is None


def test_a_pause_in_typing_hands_the_text_in_and_leaves_it_as_typed(
    qtbot: QtBot, form: RecordForm, editing: Editing
) -> None:
    line = child(form, SentenceBox, "field-title")
    line.setFocus()
    QTest.keyClicks(line, "Two ")
    assert stored(form, editing, "title") is None
    qtbot.waitUntil(lambda: stored(form, editing, "title") == "Two", timeout=PAUSE_MS * 10)
    assert line.toPlainText() == "Two "
    QTest.keyClicks(line, "words")
    form.flush()
    assert stored(form, editing, "title") == "Two words"
    editing.undo()
    assert (stored(form, editing, "title"), line.toPlainText()) == (None, "")


def test_an_empty_date_stays_empty(form: RecordForm, editing: Editing) -> None:
    editor = form.fields["when"].editor
    editor.focus()
    editor.leave()
    assert child(form, QLineEdit, "field-when").text() == ""
    assert stored(form, editing, "when") is None
    editing.set_stored(form.key, "when", "2027-03-12")
    line = child(form, QLineEdit, "field-when")
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    editor.leave()
    assert stored(form, editing, "when") is None


def test_a_day_is_chosen_from_the_calendar(form: RecordForm, editing: Editing) -> None:
    editor = form.fields["when"].editor
    assert isinstance(editor, DayEditor)
    editor.open_calendar()
    assert editor.calendar is not None
    assert editor.calendar.firstDayOfWeek() == Qt.DayOfWeek.Monday
    editor.calendar.activated.emit(QDate(2027, 5, 4))
    assert stored(form, editing, "when") == "2027-05-04"
    assert child(form, QLineEdit, "field-when").text() == "4 May 2027"


def test_a_date_that_is_none_is_kept_as_typed_and_said_by_shape_and_words(form: RecordForm, editing: Editing) -> None:
    line = child(form, QLineEdit, "field-when")
    line.setFocus()
    QTest.keyClicks(line, "by XX")
    form.flush()
    assert not form.fields["when"].problem, "a half-typed value is no error"
    form.fields["title"].editor.focus()
    assert stored(form, editing, "when") == "by XX"
    assert line.text() == "by XX"
    assert form.fields["when"].problem.endswith("Kept as typed.")
    assert line.property("invalid") is True
    editing.set_stored(form.key, "when", None)
    assert form.fields["when"].problem == ""


def test_a_new_person_is_added_from_the_field_in_one_step(form: RecordForm, editing: Editing) -> None:
    editor = form.fields["lead"].editor
    assert isinstance(editor, RefEditor)
    editor.focus()
    QTest.keyClicks(editor.line, "Dan")
    assert editor.line.suggestions() == ["Add person “Dan”"]
    editor.line.wanted.emit("Dan")
    assert editing.engagement[form.key].shown("lead", editing.locale) == "Dan"
    assert editing.undo() == "Add person “Dan”"
    assert stored(form, editing, "lead") is None
    assert len(editing.engagement.records("people")) == 3


def test_suggestions_find_any_part_of_a_name(form: RecordForm) -> None:
    editor = form.fields["lead"].editor
    assert isinstance(editor, RefEditor)
    editor.focus()
    QTest.keyClicks(editor.line, "hlo")
    assert editor.line.suggestions() == ["Chloé  P-3", "Add person “hlo”"]


def test_chips_are_taken_away_by_backspace_and_by_their_cross(form: RecordForm, editing: Editing) -> None:
    ana, bo = key_of(editing, "P-1"), key_of(editing, "P-2")
    editing.set_stored(form.key, "crew", [ana, bo])
    editor = form.fields["crew"].editor
    assert isinstance(editor, RefsEditor)
    QTest.keyClick(editor.line, Qt.Key.Key_Backspace)
    assert stored(form, editing, "crew") == [ana]
    child(form, QAbstractButton, "field-crew.remove-1").click()
    assert stored(form, editing, "crew") is None


def test_a_name_nobody_has_stays_in_the_line_beside_the_chips(form: RecordForm, editing: Editing) -> None:
    editing.set_stored(form.key, "crew", [key_of(editing, "P-1")])
    editor = form.fields["crew"].editor
    assert isinstance(editor, RefsEditor)
    editor.focus()
    QTest.keyClicks(editor.line, "Zed")
    editor.line.close_list()
    editor.leave()
    assert stored(form, editing, "crew") == "Ana; Zed"
    assert editor.line.text() == "Zed"
    assert "Zed" in form.fields["crew"].problem


def test_rows_are_added_moved_pasted_and_removed_by_keyboard(form: RecordForm, editing: Editing) -> None:
    editor = form.fields["items"].editor
    assert isinstance(editor, RowsEditor)
    view = child(form, QTableView, "field-items")
    view.setFocus()
    view.setCurrentIndex(editor.model.index(0, 0))
    QGuiApplication.clipboard().setText("Hat\t2\t1 Jan 2027\tCalm\tYes\nCoat\t3\n")
    QTest.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    rows = editing.engagement[form.key].items  # type: ignore[attr-defined]  # the made-up section's own field
    assert [(row["item"], row["count"]) for row in rows] == [("Coat", 3), ("Hat", 2)]
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert [row["item"] for row in stored(form, editing, "items")] == ["Coat"]
    editing.undo()
    assert editor.model.rowCount() == 3


def test_a_cell_that_cannot_be_read_is_refused_with_a_sentence(form: RecordForm, editing: Editing) -> None:
    editor = form.fields["items"].editor
    assert isinstance(editor, RowsEditor)
    assert not editor.model.write(0, 1, [["many"]])
    assert "many" in form.fields["items"].problem
    assert stored(form, editing, "items") is None


def test_a_very_long_text_is_shown_in_part_and_not_lost(form: RecordForm, editing: Editing) -> None:
    long = "x" * 1_000_000
    editing.set_text(form.key, "story", long)
    box = child(form, QPlainTextEdit, "field-story")
    assert len(box.toPlainText()) == 20_000
    assert box.isReadOnly()
    form.fields["story"].editor.leave()
    assert stored(form, editing, "story") == long


def test_a_paste_that_is_too_long_is_kept_whole(form: RecordForm, editing: Editing) -> None:
    box = child(form, QPlainTextEdit, "field-story")
    QGuiApplication.clipboard().setText("y" * 30_000)
    box.paste()
    assert stored(form, editing, "story") == "y" * 30_000
    assert len(box.toPlainText()) == 20_000


def test_hostile_text_never_becomes_rich_text(form: RecordForm, editing: Editing) -> None:
    hostile = "<b>X</b><img src=//10.0.0.1/x.png>"
    editing.set_text(key_of(editing, "P-1"), "name", hostile)
    for name in ("title", "story", "when", "crew"):
        editing.set_text(form.key, name, hostile)
    editing.set_stored(form.key, "lead", key_of(editing, "P-1"))
    form.fields["title"].editor.focus()
    labels = form.findChildren(Label)
    assert labels and all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
    tips = [widget.toolTip() for widget in form.findChildren(QAbstractButton)] + [label.toolTip() for label in labels]
    assert not [tip for tip in tips if "<img" in tip]


def test_short_fields_stand_side_by_side_only_where_there_is_room(qtbot: QtBot, form: RecordForm) -> None:
    def abreast() -> bool:
        return (
            form.fields["share"].y() == form.fields["when"].y() or form.fields["mood"].y() == form.fields["ticked"].y()
        )

    qtbot.waitUntil(abreast)
    form.resize(420, 900)
    qtbot.waitUntil(lambda: not abreast())


def test_back_links_open_the_record_that_points_here(qtbot: QtBot, form: RecordForm, editing: Editing) -> None:
    asked: list[str] = []
    form.open_record.connect(asked.append)
    other = editing.add("made", {"title": "Other"})
    editing.engagement[other]
    risks = RecordForm(editing, editing.engagement.sections["risks"])
    qtbot.addWidget(risks)
    risks.open_record.connect(asked.append)
    risk = key_of(editing, "R-1")
    editing.set_stored(other, "risk", risk)
    risks.show()
    risks.show_record(risk)
    qtbot.waitUntil(lambda: risks.findChild(QAbstractButton, "back-link-MU-2") is not None)
    child(risks, QAbstractButton, "back-link-MU-2").click()
    assert asked == [other]


def test_text_typed_into_one_record_never_lands_in_the_next(form: RecordForm, editing: Editing) -> None:
    first, second = form.key, editing.add("made")
    line = child(form, SentenceBox, "field-title")
    line.setFocus()
    QTest.keyClicks(line, "For the first")
    form.show_record(second)
    assert editing.engagement[first].headline == "For the first"
    assert editing.engagement[second].headline == ""
    assert line.toPlainText() == ""


def test_ctrl_z_in_a_field_is_left_to_the_window(form: RecordForm) -> None:
    editor = form.fields["title"].editor
    assert isinstance(editor, TextEditor)
    QTest.keyClicks(editor.control, "abc")
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QGuiApplication.sendEvent(editor.control, event)
    assert not event.isAccepted()
