"""Findings in the window: counted in the sidebar, marked in tables, listed, filtered, switched off, an Enter away."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from scopewright.gui.actions import Actions
from scopewright.gui.editing import Editing
from scopewright.gui.findings import Findings
from scopewright.gui.page import PageSpec
from scopewright.gui.pages.check import CheckPage
from scopewright.gui.pages.section import SectionPage
from scopewright.gui.tables.record_model import ID_COLUMN
from scopewright.gui.window_shell import Shell
from scopewright.lint import check, switched_off
from scopewright.model.tables import new_engagement
from tests.gui.conftest import child

Opened = tuple[Editing, CheckPage, list[tuple[str, str, str]]]


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Opened]:
    editing = Editing(new_engagement("Search", "Acme"))
    ana, ben = editing.add("people", {"name": "Ana"}), editing.add("people", {"name": "Ben"})
    editing.add("decisions", {"title": "Who sees the tags?", "driver": [ana], "approver": [ana, ben]})
    editing.add("risks", {"title": "Labels arrive late", "likelihood": 4, "impact": 4})
    went: list[tuple[str, str, str]] = []
    page = CheckPage(editing, Findings(editing), lambda *place: went.append(place))
    qtbot.addWidget(page)
    page.resize(1100, 760)
    with qtbot.waitExposed(page):
        page.show()
    checked(page, qtbot)
    yield editing, page, went


def checked(page: CheckPage, qtbot: QtBot) -> None:
    """Open the page and wait until the scope was checked."""
    with qtbot.waitSignal(page._findings.renewed):
        page.refresh(())


def rules(page: CheckPage) -> list[str]:
    return [found.rule for found in page.table.model().items()]  # type: ignore[attr-defined] # our own model


def test_every_finding_is_listed_the_severest_group_first(opened: Opened) -> None:
    editing, page, _went = opened
    assert rules(page) == [found.rule for found in check(editing.engagement)]
    assert page.table.model().index(0, 0).data().startswith("Error")


def test_a_low_page_spares_the_examples_of_the_rule(opened: Opened, qtbot: QtBot) -> None:
    _editing, page, _went = opened
    assert page.card.examples.isVisible()
    page.resize(600, 300)
    qtbot.waitUntil(page.card.examples.isHidden)
    assert page.card.reason.geometry().bottom() < page.card.height()


def test_enter_goes_to_the_field_that_mends_it(opened: Opened, qtbot: QtBot) -> None:
    _editing, page, went = opened
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert went == [("decisions", "D-1", "approver")]


def test_the_arrows_pass_over_headings(opened: Opened, qtbot: QtBot) -> None:
    _editing, page, went = opened
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert went
    assert went[0][0]


def test_findings_are_filtered_by_severity_rule_and_words(opened: Opened) -> None:
    _editing, page, _went = opened
    box = child(page, QComboBox, "check.severity")
    box.setCurrentIndex(box.findData("error"))
    box.activated.emit(box.currentIndex())
    assert set(rules(page)) == {"DAC01"}
    box.setCurrentIndex(0)
    box.activated.emit(0)
    page.search.setText("approv")
    page.search.searched.emit("approv")
    assert "RSK01" not in rules(page)
    assert "DAC01" in rules(page)


def test_findings_are_grouped_by_section_or_rule(opened: Opened) -> None:
    _editing, page, _went = opened
    box = child(page, QComboBox, "check.grouping")
    box.setCurrentIndex(box.findData("section"))
    box.activated.emit(box.currentIndex())
    assert str(page.table.model().index(0, 0).data()).startswith("Overview")


def test_after_mending_one_stands_at_the_same_row(opened: Opened, qtbot: QtBot) -> None:
    editing, page, _went = opened
    page.reveal("R-1")
    row = page.table.currentIndex().row()
    risk = editing.engagement.records("risks")[0].key
    editing.set_text(risk, "response", "Weekly check")
    checked(page, qtbot)
    assert abs(page.table.currentIndex().row() - row) <= 1


def test_a_rule_is_switched_off_with_a_reason_and_undo_switches_it_on(opened: Opened, qtbot: QtBot) -> None:
    editing, page, _went = opened
    assert page.reveal("D-1")
    page.card.begin()
    reason, button = child(page, QLineEdit, "check.reason"), child(page, QPushButton, "check.switch-off")
    assert not button.isEnabled()
    reason.setText("The two signed together last time")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    assert list(switched_off(editing.engagement)) == ["DAC01"]
    checked(page, qtbot)
    assert "DAC01" not in rules(page)
    assert child(page, QPushButton, "check.on-DAC01").isVisibleTo(page)
    editing.undo()
    checked(page, qtbot)
    assert "DAC01" in rules(page)


def test_findings_renew_by_themselves_after_a_change(opened: Opened, qtbot: QtBot) -> None:
    editing, page, _went = opened
    with qtbot.waitSignal(page._findings.renewed, timeout=5000):
        editing.add("risks", {"title": "Another", "likelihood": 5, "impact": 5})
    assert [found.id for found in page._findings.of_section("risks") if found.rule == "RSK01"] == ["R-1", "R-2"]


@pytest.fixture
def section_page(qtbot: QtBot) -> Callable[[], tuple[Editing, Findings, SectionPage]]:
    def make() -> tuple[Editing, Findings, SectionPage]:
        editing = Editing(new_engagement("Search", "Acme"))
        editing.add("risks", {"title": "Fine", "likelihood": 1, "impact": 1})
        editing.add("risks", {"title": "Labels arrive late", "likelihood": 4, "impact": 4})
        findings = Findings(editing)
        page = SectionPage(editing, "risks", findings=findings)
        shell = Shell([PageSpec("risks", "Risks", "Decide", "flag", lambda: page)], Actions())
        qtbot.addWidget(shell)
        with qtbot.waitExposed(shell):
            shell.show()
        shell.open("risks")
        findings.renew()
        return editing, findings, page

    return make


def test_a_table_marks_records_with_findings_in_their_gutter(
    section_page: Callable[[], tuple[Editing, Findings, SectionPage]],
) -> None:
    _editing, _findings, page = section_page()
    cell = page.model.index(1, ID_COLUMN)
    assert cell.data(Qt.ItemDataRole.DecorationRole) is not None
    assert "RSK01" in str(cell.data(Qt.ItemDataRole.AccessibleDescriptionRole))


def test_f8_goes_from_finding_to_finding(section_page: Callable[[], tuple[Editing, Findings, SectionPage]]) -> None:
    _editing, findings, page = section_page()
    seen = set()
    for _step in findings.of_section("risks"):
        page.step_finding(1)
        focused: QWidget | None = page.focusWidget()
        assert focused is not None
        seen.add(page.model.record(page.table.currentIndex().row()).id)
    assert seen == {"R-1", "R-2"}
