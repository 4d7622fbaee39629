"""Columns are as wide as their texts, as far as the room goes."""

from __future__ import annotations

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from scopewright.gui.tables.column_widths import Want, measured_rows, share_out
from scopewright.gui.tables.rows import TextRows, row_table


def test_narrow_columns_are_whole_before_a_long_text_takes_the_room() -> None:
    assert share_out([Want(60, 60), Want(100, 700, 2), Want(80, 90), Want(100, 500)], 500, 1) == [60, 234, 90, 116]


def test_what_is_left_over_goes_to_the_column_that_stands_for_the_record() -> None:
    assert share_out([Want(60, 60), Want(100, 120)], 500, 1) == [60, 440]


def test_where_there_is_no_room_for_the_least_the_table_scrolls() -> None:
    assert share_out([Want(60, 60), Want(100, 400)], 90, 1) == [60, 100]


def test_a_table_that_scrolls_cuts_no_column_at_its_edge() -> None:
    widths = share_out([Want(60, 60), Want(100, 700, 2), Want(80, 80), Want(100, 300), Want(90, 500)], 300, 1)
    assert widths[:3] == [60, 160, 80] and widths[3:] == [100, 90]


ASKED = st.lists(st.tuples(st.integers(1, 200), st.integers(0, 600)), min_size=1, max_size=12)


@given(ASKED, st.integers(0, 3000))
def test_columns_never_leave_room_unused_nor_take_more_than_there_is_without_need(
    asked: list[tuple[int, int]], room: int
) -> None:
    wants = [Want(least, least + more) for least, more in asked]
    widths = share_out(wants, room)
    assert all(width >= want.least for width, want in zip(widths, wants, strict=True))
    assert room in accumulate(widths) or wants[0].least > room


def test_the_text_of_a_row_gives_way_before_a_column_is_out_of_sight(qtbot: QtBot) -> None:
    model = TextRows(["ID", "Text", "State"])
    table = row_table("t", "T", model, (60, 280, 120), 1)
    qtbot.addWidget(table)
    model.show([("R-1", "A long sentence about what may happen " * 4, "Open until somebody closes it")])
    table.resize(460, 200)
    table.show()
    assert sum(table.columnWidth(column) for column in range(3)) == table.viewport().width()
    assert table.columnWidth(1) >= 200


@given(st.integers(0, 3000))
def test_the_measured_rows_are_those_at_the_top_and_some_to_the_last(count: int) -> None:
    rows = measured_rows(count)
    assert rows == sorted(set(rows))
    assert len(rows) == min(count, 24)
    assert rows[:12] == list(range(min(count, 12)))
    assert not count or rows[-1] == count - 1


def test_a_column_set_by_hand_stays_when_the_table_is_resized(qtbot: QtBot) -> None:
    model = TextRows(["ID", "Text", "State"])
    table = row_table("t", "T", model, (60, 100, 60), 1)
    qtbot.addWidget(table)
    model.show([("R-1", "A long sentence about what may happen " * 4, "Open")])
    table.resize(600, 200)
    table.show()
    assert sum(table.columnWidth(column) for column in range(3)) == table.viewport().width()
    table.setColumnWidth(2, 200)
    table.resize(900, 200)
    qtbot.waitUntil(lambda: sum(table.columnWidth(column) for column in range(3)) == table.viewport().width())
    assert table.columnWidth(2) == 200
