"""Reviewing wrong answers by hand in the window: digits count, arrows go on, undo takes back, test rows are locked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from scopewright.gui.data.error_review import ErrorReview
from scopewright.gui.editing import Editing
from scopewright.gui.widgets.label import Label
from scopewright.model.readings.error_tally import rows_of
from scopewright.model.sections.error_types import ErrorType
from scopewright.model.sections.runs import Run
from scopewright.model.tables import new_engagement
from tests.gui.conftest import child

ROWS = (41, 7, 12)
CELLS = {"header": ["age", "left"], "cells": {"41": ["33", "yes"], "7": ["51", "no"], "12": ["28", "no"]}}


class Review:
    """The widget on a run with three wrong rows; ``asked`` are the rows it wanted to read."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.editing = Editing(new_engagement(), who="Ana")
        run = self.editing.engagement[self.editing.add("runs", {"title": "Churn"})]
        assert isinstance(run, Run)
        self.widget = ErrorReview(self.editing, self._fetch, lambda _record: None)
        self.widget.show()
        told = {41: {"truth": "yes", "told": "no"}}
        self.widget.show_run(run, [{"row": row} for row in ROWS], told)

    def _fetch(self, _run: Run, rows: Sequence[int]) -> None:
        self.asked.append(list(rows))
        self.widget.show_cells(CELLS)

    @property
    def types(self) -> list[ErrorType]:
        return self.editing.engagement.all(ErrorType)

    def text(self, name: str) -> str:
        return child(self.widget, Label, name).text()

    def new(self, title: str) -> None:
        self.widget.name.setText(title)
        QTest.keyClick(self.widget.name, Qt.Key.Key_Return)


@pytest.fixture
def review(qtbot: QtBot) -> Iterator[Review]:
    made = Review()
    yield made
    delete(made.widget)


def test_i6_a_wrong_row_stands_there_with_its_cells_its_truth_and_the_answer(review: Review) -> None:
    assert review.asked == [list(ROWS)]
    assert review.text("data.review-where") == "Review of errors: row 42, 1 of 3"
    assert review.text("data.review-told") == "True: yes. Answered: no. Not counted yet."
    assert review.widget.cells.texts() == [["age", "33"], ["left", "yes"]]


def test_i6_the_tally_equals_the_keys_pressed_and_undo_takes_one_back(review: Review) -> None:
    review.new("Late payers")
    QTest.keyClick(review.widget.cells, Qt.Key.Key_Right)
    QTest.keyClick(review.widget.cells, Qt.Key.Key_1)
    assert rows_of(review.types[0]) == [41, 7]
    review.editing.undo()
    assert rows_of(review.types[0]) == [41]


def test_i6_pressing_a_digit_again_takes_the_row_out(review: Review) -> None:
    review.new("Late payers")
    QTest.keyClick(review.widget.cells, Qt.Key.Key_1)
    assert rows_of(review.types[0]) == []


def test_i6_a_new_type_gets_the_next_digit_and_counts_the_row(review: Review) -> None:
    review.new("Late payers")
    review.new("Wrong label")
    assert [(each.title, each.digit) for each in review.types] == [("Late payers", 1), ("Wrong label", 2)]
    assert review.text("data.review-told").endswith("Counted under: 1 Late payers, 2 Wrong label.")
    assert [row[:3] for row in review.widget.types.texts()] == [["1", "Late payers", "1"], ["2", "Wrong label", "1"]]


def test_i6_rows_of_the_test_are_locked(review: Review) -> None:
    assert "Rows of the test are locked" in review.text("data.review-lock")
    for _turn in range(5):
        QTest.keyClick(review.widget.cells, Qt.Key.Key_Right)
    assert review.text("data.review-where") == "Review of errors: row 13, 3 of 3"


def test_i6_why_no_row_is_shown_stands_where_its_cells_would(review: Review) -> None:
    review.widget.show_cells({"problem": "Row 41 belongs to the test and is locked."})
    assert review.widget.cells.texts() == [["Row 41 belongs to the test and is locked.", ""]]


def test_i6_the_keyboard_begins_at_the_name_until_there_is_a_type_to_count(review: Review) -> None:
    review.widget.activateWindow()
    review.widget.take_keyboard()
    assert review.widget.focusWidget() is review.widget.name
    review.new("Night")
    review.widget.take_keyboard()
    assert review.widget.focusWidget() is review.widget.cells
