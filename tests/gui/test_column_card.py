"""The chosen column stands as a card: type and evidence, picture and figures, findings, meaning, proposed reading."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from scopewright.gui.data.column_card import ColumnCard, ColumnFacts
from scopewright.gui.data.column_picture import ColumnPicture
from scopewright.gui.widgets.label import Label
from scopewright.model.file_readings import reading_of
from scopewright.model.sections.features import Feature
from tests.gui.conftest import child
from tests.gui.data_stand import AUDIT, Stand
from tests.gui.test_reading_view import guess

COLUMNS = 2
SHAPE = {
    "spread": [1.0, 0.5, 0.0, 0.25],
    "axis": [18.0, 79.5],
    "figures": {"least": 2.0, "q1": 30.0, "median": 41.0, "q3": 55.0, "most": 99.0, "mean": 42.5},
}
GUESSES = {"guesses": [guess("type", "integer", "age", proposed="number", because="3 odd ones.", rows=["row 3: ~4"])]}


@pytest.fixture
def stand(audited_stand: Stand) -> Stand:
    made = audited_stand
    made.page.show_tab(COLUMNS)
    made.told.finished.emit(made.told.last("guesses")[0], GUESSES)
    age, left = AUDIT["columns"]
    made.page.audit()
    made.told.finished.emit(made.told.last("audit")[0], AUDIT | {"columns": [age | SHAPE, left]})
    return made


def shown(stand: Stand) -> str:
    # A layout shows what was added to it with the next event.
    QApplication.processEvents()
    card: QWidget = stand.page.columns.card
    return "\n".join(label.text() for label in card.findChildren(Label) if not label.isHidden())


def test_the_card_tells_type_evidence_figures_findings_and_meaning(stand: Stand) -> None:
    said = shown(stand)
    for part in (
        "age",
        "Whole number",
        "3 odd ones.",
        "row 3: ~4",
        "3 (1.5 %)",
        "40",
        "42.5",
        "Gaps",
        "Nobody has said",
    ):
        assert part in said
    assert "“Number”" in said
    picture = child(stand.page, ColumnPicture, "data.column.picture")
    assert "age" in picture.accessibleName()
    assert not picture.grab().toImage().isNull()


def test_columns_are_walked_by_keyboard_and_levels_stand_in_figures(stand: Stand) -> None:
    stand.page.columns.table.setFocus()
    QTest.keyClick(stand.page.columns.table, Qt.Key.Key_J)
    said = shown(stand)
    assert "left" in said
    assert "Leaks." in said
    assert "150" in said
    assert "Gaps" not in said
    assert "Proposed" not in said


def test_the_proposal_is_taken_by_one_key(stand: Stand) -> None:
    stand.page.columns.table.setFocus()
    QTest.keyClick(stand.page.columns.table, Qt.Key.Key_A)
    assert reading_of(stand.dataset)["types"] == {"age": "number"}


def test_the_meaning_is_shown_and_is_one_key_away(stand: Stand) -> None:
    table = stand.page.columns.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_D)
    feature = next(one for one in stand.engagement.all(Feature) if one.title == "age")
    assert stand.window.places[-1] == ("features", feature.id, "definition"), "the first time, too"
    stand.editing.set_stored(feature.key, "definition", "Full years on the first of January.")
    assert "Full years on the first of January." in shown(stand)
    QTest.keyClick(table, Qt.Key.Key_D)
    assert stand.window.places[-1] == ("features", feature.id, "definition")


def test_a_narrow_page_leaves_to_the_card_what_it_says_as_well(stand: Stand) -> None:
    table = stand.page.columns.table
    hidden: list[Any] = []
    for width in (1900, 900):
        stand.page.resize(width, 760)
        hidden.append([table.isColumnHidden(place) for place in range(6)])
    assert hidden == [[False] * 6, [False, False, False, True, True, False]]


@pytest.mark.parametrize(("told", "seen"), [({"personal": False}, True), ({"personal": True}, False), ({}, False)])
def test_values_are_seen_only_once_an_audit_has_said_that_they_are_not_personal(
    qtbot: QtBot, told: dict[str, Any], seen: bool
) -> None:
    card = ColumnCard(lambda: None, lambda: None, lambda: None)
    qtbot.addWidget(card)
    card.show_column(ColumnFacts("who", "text", 0, 3, 10, told, {"because": "", "rows": ["row 3: Huber"]}))
    assert any("Huber" in label.text() for label in card.findChildren(Label)) is seen
