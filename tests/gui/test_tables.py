"""The table of a section: reading, ordering, filtering, exchanging cells with spreadsheets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QComboBox
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from scopewright.gui.editing import Editing
from scopewright.gui.tables.ordering import Filter
from scopewright.gui.tables.record_model import RecordTableModel
from scopewright.gui.tables.record_table import RecordTable
from scopewright.language import N_
from scopewright.model.sheet_text import from_tsv, to_tsv
from scopewright.model.step import Step
from tests.gui.conftest import child, focused
from tests.gui.made_up import EVERY, bring_up, key_of, made_up, values

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def editing() -> Editing:
    return made_up()


@pytest.fixture
def table(qtbot: QtBot, editing: Editing) -> RecordTable:
    model = RecordTableModel(editing, EVERY["made"])
    editing.changed.connect(model.refresh)
    made = RecordTable(model)
    qtbot.addWidget(made)
    made.resize(1400, 600)
    bring_up(qtbot, made)
    return made


def titles(table: RecordTable) -> list[str]:
    return [table.records.record(row).headline for row in range(table.records.rowCount())]


def fill(editing: Editing, *names: str) -> list[str]:
    return [editing.add("made", {"title": name}) for name in names]


def shown(table: RecordTable, row: int, field: str) -> str:
    return str(table.records.index(row, table.records.column_of(field)).data())


def press(table: RecordTable, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(table, key, modifiers)


def test_every_field_has_a_column_and_rows_fields_are_hidden(table: RecordTable) -> None:
    assert table.records.columnCount() == len(EVERY["made"].specs) + 1
    assert "items" not in table.shown_columns()
    assert "story" in table.shown_columns()


def test_the_model_keeps_qts_rules(table: RecordTable, editing: Editing, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(table.records, force_py=True)
    keys = fill(editing, "a", "b", "c")
    editing.move([keys[2]], None)
    table.records.show_only(Filter("b"))
    table.records.show_only(Filter())
    editing.remove(keys[:2])


def test_cells_read_as_people_write(table: RecordTable, editing: Editing) -> None:
    editing.add("made", values(editing))
    read = {field: shown(table, 0, field) for field in ("story", "mood", "ticked", "when", "step", "lead", "crew")}
    assert read == {
        "story": "First  Second",
        "mood": "Busy",
        "ticked": "Yes",
        "when": "12 Mar 2027",
        "step": "4 Highish",
        "lead": "Ana",
        "crew": "Bo; Ana",
    }
    share = table.records.index(0, table.records.column_of("share"))
    assert share.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight


def test_what_could_not_be_read_has_a_mark_and_a_reason(table: RecordTable, editing: Editing) -> None:
    (key,) = fill(editing, "One")
    editing.set_text(key, "when", "by XX")
    index = table.records.index(0, table.records.column_of("when"))
    assert index.data() == "by XX"
    assert index.data(Qt.ItemDataRole.DecorationRole) is not None
    assert "Kept as typed" in index.data(Qt.ItemDataRole.AccessibleDescriptionRole)


def test_one_edit_repaints_one_cell(table: RecordTable, editing: Editing) -> None:
    key = fill(editing, "a", "b", "c")[1]
    told: list[tuple[int, int, int, int]] = []
    table.records.dataChanged.connect(lambda a, b, _roles: told.append((a.row(), a.column(), b.row(), b.column())))
    editing.set_stored(key, "mood", "calm")
    column = table.records.column_of("mood")
    assert told == [(1, column, 1, column)]


@pytest.mark.parametrize(
    ("field", "texts", "rising"),
    [
        ("title", ["b", "", "A", "c"], ["A", "b", "c", ""]),
        ("when", ["2 Jan 2027", "by XX", "", "3 Mar 2026"], ["3 Mar 2026", "2 Jan 2027", "by XX", ""]),
        ("share", ["9", "10", "", "2"], ["2 %", "9 %", "10 %", ""]),
        ("mood", ["busy", "", "calm"], ["Calm", "Busy", ""]),
        ("step", ["5", "1", ""], ["1 Low", "5 High", ""]),
        ("lead", ["Chloé", "", "ana"], ["Ana", "Chloé", ""]),
    ],
)
def test_sorting_goes_by_meaning_and_puts_empty_ones_last(
    table: RecordTable, editing: Editing, field: str, texts: list[str], rising: list[str]
) -> None:
    for text in texts:
        editing.set_text(editing.add("made"), field, text)
    table.sortByColumn(table.records.column_of(field), Qt.SortOrder.AscendingOrder)
    read = [shown(table, row, field).replace("\N{NO-BREAK SPACE}", " ") for row in range(len(texts))]
    assert read == rising
    table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert table.records.in_own_order


def test_no_owner_shows_as_many_as_a_hand_count(table: RecordTable, editing: Editing) -> None:
    keys = fill(editing, "a", "b", "c", "d")
    editing.set_stored(keys[1], "owner", key_of(editing, "P-1"))
    editing.set_text(keys[2], "owner", "nobody we know")
    table.records.show_only(Filter(no_owner=True))
    assert titles(table) == ["a", "c", "d"]


def test_the_text_filter_looks_into_every_field_and_follows_a_renamed_person(
    table: RecordTable, editing: Editing
) -> None:
    keys = fill(editing, "a", "b")
    editing.set_stored(keys[1], "crew", [key_of(editing, "P-1")])
    table.records.show_only(Filter("ANA"))
    assert titles(table) == ["b"]
    editing.set_text(key_of(editing, "P-1"), "name", "Zora")
    table.records.show_only(Filter("zora"))
    assert titles(table) == ["b"]


def test_a_row_stays_while_one_mends_it_and_a_new_one_is_seen_despite_the_filter(
    table: RecordTable, editing: Editing
) -> None:
    first = fill(editing, "a", "b")[0]
    table.records.show_only(Filter(no_owner=True))
    editing.set_stored(first, "owner", key_of(editing, "P-1"))
    assert titles(table) == ["a", "b"]
    table.records.show_only(Filter("a"))
    fill(editing, "zzz")
    assert titles(table)[-1] == "zzz"


def test_only_what_is_asked_for_is_wrong(table: RecordTable, editing: Editing) -> None:
    keys = fill(editing, "a", "b", "")
    editing.set_text(keys[1], "share", "a lot")
    table.records.show_only(Filter(has_problems=True))
    assert titles(table) == ["b", ""]


def test_many_rows_come_and_go_at_once_and_the_keyboard_stays(table: RecordTable, editing: Editing) -> None:
    keys = editing.paste("made", ["title"], [[f"{'odd' if n % 2 else 'even'} {n}"] for n in range(100)])
    table.select(keys[51])
    table.records.show_only(Filter("odd"))
    assert table.records.rowCount() == 50
    assert table.current_key == keys[51]


def test_typing_edits_a_cell_enter_goes_down_and_f2_keeps_the_text(table: RecordTable, editing: Editing) -> None:
    keys = fill(editing, "one", "two")
    table.setFocus()
    table.select(keys[0], "title")
    QTest.keyClicks(table, "x")
    QTest.keyClicks(focused(), "yz")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    QGuiApplication.processEvents()
    assert titles(table) == ["xyz", "two"]
    assert table.current_key == keys[1]
    press(table, Qt.Key.Key_F2)
    assert focused().objectName() == "cell-editor"
    QTest.keyClick(focused(), Qt.Key.Key_End)
    QTest.keyClicks(focused(), "!")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QGuiApplication.processEvents()
    assert titles(table)[1] == "two!"
    assert table.currentIndex().column() == table.records.column_of("story")


def test_a_choice_is_made_in_its_cell_from_a_list(table: RecordTable, editing: Editing) -> None:
    (key,) = fill(editing, "one")
    table.setFocus()
    table.select(key, "step")
    press(table, Qt.Key.Key_F2)
    box = child(table, QComboBox, "cell-editor")
    assert [box.itemText(n) for n in range(box.count())] == ["", "1 Low", "2 Lowish", "3 Middle", "4 Highish", "5 High"]
    QTest.keyClick(box, Qt.Key.Key_4)
    QTest.keyClick(box, Qt.Key.Key_Return)
    QGuiApplication.processEvents()
    assert editing.engagement[key].stored("step") == 4


def test_enter_on_a_row_asks_to_open_it(table: RecordTable, editing: Editing) -> None:
    (key,) = fill(editing, "one")
    asked: list[str] = []
    table.opened.connect(asked.append)
    table.select(key)
    press(table, Qt.Key.Key_Return)
    assert asked == [key]


def test_fifty_pasted_lines_are_fifty_records_and_one_step(table: RecordTable, editing: Editing) -> None:
    QGuiApplication.clipboard().setText("\n".join(f"Requirement {n}\tstory {n}\tCalm" for n in range(50)))
    press(table, Qt.Key.Key_V, CTRL)
    assert len(editing.engagement.records("made")) == 50
    assert editing.engagement.by_id("MU-50").stored("mood") == "calm"
    assert editing.undo() == "Paste 50 rows"
    assert editing.engagement.records("made") == []


def test_after_a_paste_the_headline_has_the_room_that_its_texts_need(table: RecordTable, editing: Editing) -> None:
    fill(editing, *(f"short {n}" for n in range(20)))
    table.show_columns(["title", "story"])
    QTest.qWait(0)
    title, story = (table.records.column_of(name) for name in ("title", "story"))
    long = "A sentence that is as long as a requirement is in most engagements, and a little longer than that"
    QGuiApplication.clipboard().setText("\n".join(f"{long} {n}\t{long}, {long}" for n in range(20)))
    table.setCurrentIndex(table.records.index(19, title))
    press(table, Qt.Key.Key_V, CTRL)
    assert table.columnWidth(title) > table.fontMetrics().horizontalAdvance(long)
    assert table.columnWidth(story) > 400


def test_a_column_that_was_hidden_comes_back_as_wide_as_its_texts(table: RecordTable, editing: Editing) -> None:
    table.show_columns(["title"])
    editing.add("made", {"title": "one", "story": "It goes on for longer than a hundred pixels, a good deal longer."})
    table.show_columns(["title", "story"])
    story = table.records.column_of("story")
    assert table.columnWidth(story) > table.fontMetrics().horizontalAdvance("It goes on for longer than a hundred")


def test_a_line_of_heads_says_where_the_cells_go(table: RecordTable, editing: Editing) -> None:
    said: list[str] = []
    table.said.connect(said.append)
    first = fill(editing, "one")[0]
    QGuiApplication.clipboard().setText("Mood\tID\tColour\tTitle\nBusy\tMU-1\tred\tOne\nCalm\t\tblue\tTwo\n")
    press(table, Qt.Key.Key_V, CTRL)
    assert titles(table) == ["One", "Two"]
    assert editing.engagement[first].stored("mood") == "busy"
    assert said == [
        "Pasted 2 rows. 1 of them changed a record that was there. "
        "No field is called Colour; those cells were left out."
    ]


def test_cells_without_heads_overwrite_from_the_current_cell_on(table: RecordTable, editing: Editing) -> None:
    keys = fill(editing, "one", "two")
    table.select(keys[1], "story")
    QGuiApplication.clipboard().setText("told\tBusy\nnew story\tCalm\n")
    press(table, Qt.Key.Key_V, CTRL)
    assert editing.engagement[keys[1]].stored("story") == "told"
    assert editing.engagement[keys[1]].stored("mood") == "busy"
    assert [shown(table, row, "story") for row in range(3)] == ["", "told", "new story"]


def test_what_is_copied_is_pasted_back_the_same_and_is_no_formula(table: RecordTable, editing: Editing) -> None:
    key = editing.add("made", {**values(editing), "title": "=HYPERLINK(1)", "story": 'two\nlines, a "quote"\tand tab'})
    table.select(key)
    press(table, Qt.Key.Key_C, CTRL)
    copied = QGuiApplication.clipboard().text()
    assert "\t'=HYPERLINK(1)\t" in copied
    editing.remove([key])
    press(table, Qt.Key.Key_V, CTRL)
    again = editing.engagement.by_id("MU-2")
    assert {n: again.stored(n) for n in table.shown_columns()} == {
        **dict.fromkeys(table.shown_columns()),
        **{n: v for n, v in values(editing).items() if n in table.shown_columns()},
        "title": "=HYPERLINK(1)",
        "story": 'two\nlines, a "quote"\tand tab',
    }


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")), min_size=1), min_size=1
    )
)
def test_cells_survive_the_way_to_a_spreadsheet_and_back(lines: list[list[str]]) -> None:
    kept = [line for line in lines if any(cell.strip() for cell in line)]
    doubtful = [cell for line in lines for cell in line if cell.startswith("'")]
    if not doubtful:
        assert from_tsv(to_tsv(lines)) == kept


def test_delete_removes_the_selected_records_in_one_step(table: RecordTable, editing: Editing) -> None:
    keys = fill(editing, "a", "b", "c")
    told: list[list[str]] = []
    table.removed.connect(told.append)
    table.select(keys[0])
    press(table, Qt.Key.Key_Down, SHIFT)
    press(table, Qt.Key.Key_Delete)
    assert titles(table) == ["c"]
    assert told == [["MU-1", "MU-2"]]
    assert editing.undo() == "Remove 2 records"
    assert titles(table) == ["a", "b", "c"]


def test_alt_and_arrows_move_the_selected_records(table: RecordTable, editing: Editing) -> None:
    keys = fill(editing, "a", "b", "c", "d")
    table.select(keys[1])
    press(table, Qt.Key.Key_Up, ALT)
    assert titles(table) == ["b", "a", "c", "d"]
    press(table, Qt.Key.Key_Up, ALT)
    assert titles(table) == ["b", "a", "c", "d"]
    flags = QItemSelectionModel.SelectionFlag
    table.selectionModel().select(table.records.index(1, 0), flags.Select | flags.Rows)
    press(table, Qt.Key.Key_Down, ALT)
    assert titles(table) == ["c", "b", "a", "d"]
    assert table.selected_keys() == [keys[1], keys[0]]
    table.records.show_only(Filter("a"))
    said: list[str] = []
    table.said.connect(said.append)
    press(table, Qt.Key.Key_Up, ALT)
    assert said and "filter" in said[0]


def test_a_change_by_somebody_else_leaves_the_keyboard_where_it_is(table: RecordTable, editing: Editing) -> None:
    keys = fill(editing, "a", "b", "c")
    table.select(keys[2])
    with Step(editing.engagement, N_("Job"), source="job") as step:
        step.remove(keys[0])
        step.add("made", {"title": "d"})
    assert table.current_key == keys[2]
    assert titles(table) == ["b", "c", "d"]


def test_hostile_text_is_escaped_where_qt_would_read_it_as_markup(table: RecordTable, editing: Editing) -> None:
    fill(editing, "<b>X</b><img src=//10.0.0.1/x.png>")
    index = table.records.index(0, 1)
    assert index.data() == "<b>X</b><img src=//10.0.0.1/x.png>"
    assert "<img" not in index.data(Qt.ItemDataRole.ToolTipRole)


def test_heads_stand_over_the_beginning_of_their_columns(table: RecordTable) -> None:
    def aligned(field: str) -> object:
        column, role = table.records.column_of(field), Qt.ItemDataRole.TextAlignmentRole
        return table.records.headerData(column, Qt.Orientation.Horizontal, role)

    assert aligned("title") == Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    assert aligned("share") == Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    assert table.editTriggers() & QAbstractItemView.EditTrigger.AnyKeyPressed


@pytest.mark.parametrize("lead", ["\t", "\r", "\n"])
def test_a_formula_behind_white_space_leaves_as_text(lead: str) -> None:
    assert to_tsv([[f"{lead}=1+1"]]).startswith(("'", "\"'"))


def test_only_figures_have_figures_of_one_width_for_these_tear_words_at_their_hyphens(
    table: RecordTable, editing: Editing
) -> None:
    fill(editing, "Hold-out group")
    tag = QFont.Tag("tnum")
    assert table.font().featureValue(tag) == 1
    words = table.records.index(0, table.records.column_of("title")).data(Qt.ItemDataRole.FontRole)
    assert isinstance(words, QFont)
    assert words.featureValue(tag) == 0
    assert words.resolve(table.font()).pixelSize() == table.font().pixelSize()
    assert table.records.index(0, table.records.column_of("when")).data(Qt.ItemDataRole.FontRole) is None
