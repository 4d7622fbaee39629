"""Deliverables under their requirements: one priority, the order of the work, gaps and circles one Enter away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from scopewright.gui.pages.delivery import DeliveryPage
from scopewright.gui.tables.rows import Group
from scopewright.lint.example import scope_of
from scopewright.model.readings.deliveries import nested
from scopewright.model.tables import new_engagement

SCOPE: dict[str, list[dict[str, object]]] = {
    "requirements": [{"title": "Scores", "priority": "must"}, {"title": "Export", "priority": "nice"}],
    "deliverables": [
        {"title": "Call list", "requirement": "Scores", "depends_on": ["Job"], "acceptance": "It is there"},
        {"title": "Job", "requirement": "Scores"},
        {"title": "Chicken", "depends_on": ["Egg"], "acceptance": "It clucks"},
        {"title": "Egg", "depends_on": ["Chicken"], "acceptance": "It rolls"},
        {"title": "Omelette", "depends_on": ["Egg"], "acceptance": "It is eaten"},
    ],
}


def test_m27_deliverables_stand_under_their_requirement_in_the_order_of_the_work() -> None:
    nests = nested(scope_of(SCOPE))
    assert [nest.requirement.title if nest.requirement else "" for nest in nests] == ["Scores", "Export", ""]
    shown = [[(each.deliverable.title, each.turn, each.circular) for each in nest.deliveries] for nest in nests]
    assert shown == [
        [("Job", 1, False), ("Call list", 2, False)],
        [],
        [("Chicken", None, True), ("Egg", None, True), ("Omelette", None, False)],
    ]


def test_m27_a_missing_criterion_a_circle_and_a_bare_requirement_are_one_enter_from_the_field(qtbot: QtBot) -> None:
    went: list[tuple[str, str, str]] = []
    page = DeliveryPage(scope_of(SCOPE), lambda *place: went.append(place))
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    assert [row.title for row in page.model.rows if isinstance(row, Group)] == [
        "REQ-1  ·  Scores  ·  Must",
        "REQ-2  ·  Export  ·  Nice to have",
        "For no requirement",
    ]
    for record in ("DEL-2", "REQ-2", "DEL-3", "DEL-5"):
        assert page.reveal(record)
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert went == [
        ("deliverables", "DEL-2", "acceptance"),
        ("requirements", "REQ-2", ""),
        ("deliverables", "DEL-3", "depends_on"),
        ("deliverables", "DEL-5", ""),
    ]


def test_an_empty_engagement_says_what_to_do(qtbot: QtBot) -> None:
    page = DeliveryPage(new_engagement(), lambda *_place: None)
    qtbot.addWidget(page)
    assert page.model.rowCount() == 0
    assert not page.reveal("DEL-1")
