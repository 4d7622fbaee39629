"""How a file is read is shown with its evidence, and overruled by keyboard, for this delivery and the next."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from scopewright.gui.widgets.label import Label
from scopewright.model.file_readings import reading_of
from tests.gui.conftest import child
from tests.gui.data_stand import Stand


def guess(what: str, value: str, column: str = "", **rest: Any) -> dict[str, Any]:
    plain = {"because": "So it is.", "rows": ["a;b", "1;2"], "choices": [",", ";"], "proposed": None}
    return {"what": what, "column": column, "value": value} | plain | rest


GUESSES = {
    "guesses": [
        guess("delimiter", ";"),
        guess("missing", "NA | ?", choices=[]),
        guess("type", "text", "age", proposed="integer", rows=["row 3: about 4"]),
        guess("type", "text", "<b>when</b>", proposed="date"),
    ]
}
NAMES = 5


@pytest.fixture
def stand(audited_stand: Stand) -> Stand:
    audited_stand.page.show_tab(NAMES)
    audited_stand.told.finished.emit(audited_stand.told.last("guesses")[0], GUESSES)
    return audited_stand


def said(stand: Stand) -> dict[str, Any]:
    return reading_of(stand.dataset)


def test_every_guess_stands_beside_its_evidence(stand: Stand) -> None:
    rows = stand.page.reading.table.texts()
    assert [row[:4] for row in rows] == [
        ["Delimiter", "semicolon", "–", "–"],
        ["Means no value", "NA | ?", "–", "–"],
        ["age", "Text", "–", "Whole number"],
        ["<b>when</b>", "Text", "–", "Date"],
    ]
    stand.page.reading.table.setFocus()
    QTest.keyClick(stand.page.reading.table, Qt.Key.Key_Down)
    QTest.keyClick(stand.page.reading.table, Qt.Key.Key_Down)
    assert child(stand.page, Label, "data.guess.evidence").text() == "So it is.\nrow 3: about 4"


def test_a_record_without_blanks_wraps_in_its_evidence(stand: Stand) -> None:
    record = ",".join(f"column{number}" for number in range(40))
    stand.page.reading.show_guesses(stand.dataset, {"guesses": [guess("delimiter", ",", rows=[record])]}, "")
    evidence = child(stand.page, Label, "data.guess.evidence")
    assert evidence.minimumSizeHint().width() < 500
    assert evidence.text().replace("\N{ZERO WIDTH SPACE}", "").endswith(record)


def test_a_guess_is_overruled_by_keyboard_and_the_file_read_again_so(stand: Stand) -> None:
    answer = stand.page.reading.answer
    answer.setFocus()
    answer.setEditText("tab")
    line = answer.lineEdit()
    assert line is not None
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert said(stand) == {"delimiter": "\t"}
    for job in ("audit", "guesses", "read"):
        assert stand.told.last(job)[1]["reading"] == {"delimiter": "\t"}
    stand.told.finished.emit(stand.told.last("guesses")[0], GUESSES)
    assert stand.page.reading.table.texts()[0][2] == "tab"
    stand.page.reading.forget()
    assert said(stand) == {}


def test_words_for_no_value_are_taken_one_by_one(stand: Stand) -> None:
    view = stand.page.reading
    view.table.selectRow(1)
    view.answer.setEditText("NA | -99")
    view.overrule()
    assert said(stand) == {"missing": ["NA", "-99"]}


def test_all_proposals_are_accepted_at_once_and_undone_at_once(stand: Stand) -> None:
    stand.page.reading.accept_all()
    assert said(stand) == {"types": {"age": "integer", "<b>when</b>": "date"}}
    stand.editing.undo()
    assert said(stand) == {}


def test_a_type_is_chosen_and_never_typed(stand: Stand) -> None:
    view = stand.page.reading
    view.table.selectRow(2)
    assert not view.answer.isEditable()
    assert view.answer.currentText() == "Whole number"
    view.answer.setFocus()
    QTest.keyClicks(view.answer, "Text")
    QTest.keyClick(view.answer, Qt.Key.Key_Return)
    assert said(stand) == {"types": {"age": "text"}}
    view.table.selectRow(0)
    assert view.answer.isEditable()


@pytest.mark.parametrize("seen", [True, False])
def test_a_word_with_which_the_file_cannot_be_read_can_be_taken_back(stand: Stand, seen: bool) -> None:
    view = stand.page.reading
    view.answer.setEditText("::")
    view.overrule()
    stand.told.failed.emit(stand.told.last("guesses")[0], "A delimiter is one character.")
    if not seen:
        view.show_guesses(stand.dataset, None, "A delimiter is one character.")
    assert view.table.texts()[0][0] == "Delimiter"
    view.table.selectRow(0)
    view.forget()
    assert said(stand) == {}
