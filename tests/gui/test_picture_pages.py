"""The pages of the planning pictures: true to the records, walked by keyboard, redrawn on every change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import TypeVar
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QTableView, QWidget
from pytestqt.qtbot import QtBot

from scopewright.gui.actions import Actions
from scopewright.gui.page import Page, PageSpec
from scopewright.gui.pages.alone import sample_engagement
from scopewright.gui.pages.daci import DaciPage
from scopewright.gui.pages.heat_map import HeatMapPage
from scopewright.gui.pages.picture import GoTo, PicturePage
from scopewright.gui.pages.timeline import TimelinePage
from scopewright.gui.theme.apply import switch
from scopewright.gui.window_shell import Shell
from scopewright.model.engagement import Engagement
from scopewright.model.sections.decisions import Decision
from scopewright.model.sections.milestones import Milestone
from scopewright.model.sections.risks import Risk
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.model.undo import Undo
from scopewright.scenes.lanes import axis
from scopewright.scenes.readings import team_timeline
from scopewright.scenes.scene import Polygon, Rect, Scene, Text
from tests.gui.conftest import child, focused

P = TypeVar("P", bound=PicturePage)
Make = Callable[[Engagement, GoTo], PicturePage]
ALL: tuple[Make, ...] = (HeatMapPage, DaciPage, TimelinePage)


@dataclass
class Opened:
    """Where a page wanted to go."""

    places: list[tuple[str, str, str]] = field(default_factory=list)

    def __call__(self, section: str, record: str, field: str = "") -> None:
        self.places.append((section, record, field))


@pytest.fixture
def opened() -> Opened:
    return Opened()


@pytest.fixture
def engagement() -> Engagement:
    return sample_engagement()


def shown(qtbot: QtBot, make: Callable[[Engagement, GoTo], P], engagement: Engagement, go_to: GoTo) -> P:
    """A page on the screen that has drawn and hears every change."""
    page = make(engagement, go_to)
    qtbot.addWidget(page)
    page.resize(1000, 640)
    engagement.subscribe(page.refresh)
    with qtbot.waitSignal(page.drawn):
        page.show()
        page.refresh(())
    QTest.qWait(1)
    page.pane.picture.canvas.setFocus()
    return page


def edited(qtbot: QtBot, page: PicturePage, section: str, spoken: str, **values: object) -> None:
    """Edit a record and wait until the page shows it."""
    engagement = page._engagement
    with qtbot.waitSignal(page.drawn), Step(engagement, "Edit", who="Ana") as step:
        for name, value in values.items():
            step.set(engagement.by_id(spoken).key, name, value)
    assert section in page.sort.sections


def scene_of(page: PicturePage) -> Scene:
    return page.pane.picture.canvas.scene


def pills_in_cells(scene: Scene) -> dict[str, list[str]]:
    """The ids of the pills whose middle lies in each cell on the screen."""
    cells = {item.record: item.bounds for item in scene.of_role("cell")}
    inside: dict[str, list[str]] = {key: [] for key in cells}
    for pill in scene.of_role("pill"):
        key = next(key for key, box in cells.items() if box.contains(pill.bounds))
        inside[key].append(pill.record)
    return inside


def test_M18_every_cell_on_the_screen_holds_what_the_register_says(
    qtbot: QtBot, engagement: Engagement, opened: Opened
) -> None:
    page = shown(qtbot, HeatMapPage, engagement, opened)
    on_screen = pills_in_cells(scene_of(page))
    assert len(on_screen) == 25
    for likelihood, impact in product(range(1, 6), range(1, 6)):
        query = [r.id for r in engagement.all(Risk) if (r.likelihood, r.impact) == (likelihood, impact)]
        assert on_screen[f"{likelihood}x{impact}"] == query


def test_M18_the_register_beside_the_map_is_sorted_by_score_and_says_it_in_words(
    qtbot: QtBot, engagement: Engagement, opened: Opened
) -> None:
    with Step(engagement, "Add") as step:
        step.add("risks", {"title": "<b>unscored</b>"})
    page = shown(qtbot, HeatMapPage, engagement, opened)
    scores = [risk.score or 0 for risk in page.register.risks]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == len(engagement.records("risks"))
    model = page.register.model()
    assert model.index(0, 0).data() == "16  Critical"
    assert model.index(0, 1).data(Qt.ItemDataRole.UserRole) == "Likely × Major"
    assert model.index(len(scores) - 1, 0).data() == "Not scored"


def test_M18_editing_a_risk_moves_its_pill_and_undo_brings_it_back(
    qtbot: QtBot, engagement: Engagement, opened: Opened
) -> None:
    undo = Undo(engagement)
    page = shown(qtbot, HeatMapPage, engagement, opened)
    before = pills_in_cells(scene_of(page))
    edited(qtbot, page, "risks", "R-1", likelihood=1, impact=1)
    assert "R-1" in pills_in_cells(scene_of(page))["1x1"]
    assert page.register.risks[-1].id == "R-1"
    with qtbot.waitSignal(page.drawn):
        undo.undo()
    assert pills_in_cells(scene_of(page)) == before


def test_a_change_elsewhere_draws_nothing(qtbot: QtBot, engagement: Engagement, opened: Opened) -> None:
    page = shown(qtbot, HeatMapPage, engagement, opened)
    with qtbot.assertNotEmitted(page.drawn, wait=150), Step(engagement, "Edit") as step:
        step.set(engagement.by_id("MS-1").key, "title", "Elsewhere")


def test_a_risk_chosen_in_the_register_is_ringed_on_the_map(
    qtbot: QtBot, engagement: Engagement, opened: Opened
) -> None:
    page = shown(qtbot, HeatMapPage, engagement, opened)
    row = next(row for row, risk in enumerate(page.register.risks) if risk.id == "R-3")
    page.register.selectRow(row)
    ring = scene_of(page).of_role("ring")[0].bounds
    assert ring.contains(next(item for item in scene_of(page).of_role("pill") if item.record == "R-3").bounds)
    assert page.scene is not None
    assert not page.scene.of_role("ring")


def test_a_risk_or_cell_chosen_on_the_map_is_selected_in_the_register(
    qtbot: QtBot, engagement: Engagement, opened: Opened
) -> None:
    page = shown(qtbot, HeatMapPage, engagement, opened)
    page.pane.picture.focus_record("R-4")
    assert page.register.selected() == ["R-4"]
    page.pane.picture.focus_record("5x5")
    assert page.register.selected() == []
    page.pane.picture.focus_record("4x4")
    assert page.register.selected() == ["R-1"]


def test_enter_opens_the_risk_of_a_pill_a_cell_and_a_register_row(
    qtbot: QtBot, engagement: Engagement, opened: Opened
) -> None:
    page = shown(qtbot, HeatMapPage, engagement, opened)
    for place in ("R-4", "4x4"):
        page.pane.picture.focus_record(place)
        QTest.keyClick(page.pane.picture.canvas, Qt.Key.Key_Return)
    page.register.selectRow(1)
    page.register.setFocus()
    QTest.keyClick(page.register, Qt.Key.Key_Return)
    chosen = page.register.risks[1].id
    assert opened.places == [("risks", "R-4", ""), ("risks", "R-1", ""), ("risks", chosen, "")]


def test_enter_in_a_cell_of_several_risks_goes_on_in_the_register(
    qtbot: QtBot, engagement: Engagement, opened: Opened
) -> None:
    page = shown(qtbot, HeatMapPage, engagement, opened)
    edited(qtbot, page, "risks", "R-2", likelihood=4, impact=4)
    page.activateWindow()
    page.pane.picture.focus_record("4x4")
    QTest.keyClick(page.pane.picture.canvas, Qt.Key.Key_Return)
    assert focused() is page.register
    assert set(page.register.selected()) == {"R-1", "R-2"}
    assert opened.places == []


def test_M17_a_decision_with_two_approvers_is_marked_and_enter_leads_to_the_approver(
    qtbot: QtBot, engagement: Engagement, opened: Opened
) -> None:
    page = shown(qtbot, DaciPage, engagement, opened)
    assert not scene_of(page).of_role("problem")
    two = [engagement.by_id("P-1").key, engagement.by_id("P-2").key]
    edited(qtbot, page, "decisions", "D-1", approver=two)
    assert [item.record for item in scene_of(page).of_role("problem")] == ["D-1"]
    page.pane.picture.focus_record("D-1")
    QTest.keyClick(page.pane.picture.canvas, Qt.Key.Key_Return)
    assert opened.places == [("decisions", "D-1", "approver")]


def test_M17_enter_in_a_cell_opens_the_field_that_names_the_person(
    qtbot: QtBot, engagement: Engagement, opened: Opened
) -> None:
    page = shown(qtbot, DaciPage, engagement, opened)
    decision = engagement.all(Decision)[0]
    page.pane.picture.focus_record(f"{decision.id}:{engagement.spoken(decision.driver[0])}")
    QTest.keyClick(page.pane.picture.canvas, Qt.Key.Key_Return)
    page.pane.picture.focus_record("P-1")
    QTest.keyClick(page.pane.picture.canvas, Qt.Key.Key_Return)
    assert opened.places == [("decisions", decision.id, "driver"), ("people", "P-1", "")]


def test_M17_a_renamed_person_is_renamed_in_the_head(qtbot: QtBot, engagement: Engagement, opened: Opened) -> None:
    page = shown(qtbot, DaciPage, engagement, opened)
    edited(qtbot, page, "people", "P-1", name="Zora Quist")
    heads = [item.text for item in scene_of(page).of_role("head") if isinstance(item, Text)]
    assert "Zora Quist" in heads


def test_M29_positions_on_the_screen_equal_date_arithmetic(
    qtbot: QtBot, engagement: Engagement, opened: Opened
) -> None:
    page = shown(qtbot, TimelinePage, engagement, opened)
    scene, scale = scene_of(page), page.pane.picture.canvas.width() / scene_of(page).width
    days = axis(team_timeline(engagement), scene.width)
    assert days is not None

    def pixel(day: dt.date | None) -> float:
        assert day is not None
        share = (day - days.first).days / (days.last - days.first).days
        return (days.left + share * days.width) * scale

    found = {item.record: item for item in scene.items if item.role in ("milestone", "bar")}
    assert len(found) == 12
    for each in engagement.all(Milestone):
        item = found[each.id]
        if isinstance(item, Rect):
            assert item.bounds.left * scale == pytest.approx(pixel(each.start), abs=1)
            assert item.bounds.right * scale == pytest.approx(pixel(each.due), abs=1)
        elif isinstance(item, Polygon):
            assert (item.bounds.left + item.bounds.right) / 2 * scale == pytest.approx(pixel(each.due), abs=1)


def test_M28_a_moved_date_shows_its_slip_in_working_days(qtbot: QtBot, engagement: Engagement, opened: Opened) -> None:
    page = shown(qtbot, TimelinePage, engagement, opened)
    edited(qtbot, page, "milestones", "MS-2", agreed="2026-12-11", due="2026-12-22")
    edited(qtbot, page, "milestones", "MS-3", agreed="2027-01-22", due="2027-01-20")
    words = {item.record: item.text for item in scene_of(page).items if isinstance(item, Text) and "(" in item.text}
    assert words["MS-2"].endswith("(+7)")
    assert words["MS-3"] == "(−2)"
    summary = child(page, QWidget, "timeline.summary")
    assert "7 working days" in str(summary.property("text"))


def test_a_long_timeline_becomes_wider_than_the_view_and_keeps_months_and_labels_in_sight(
    qtbot: QtBot, engagement: Engagement, opened: Opened
) -> None:
    page = shown(qtbot, TimelinePage, engagement, opened)
    edited(qtbot, page, "milestones", "MS-12", due="2030-05-21")
    picture = page.pane.picture
    assert picture.canvas.width() > picture.viewport().width()
    picture.horizontalScrollBar().setValue(300)
    column = child(picture, QWidget, "timeline.picture.column")
    assert column.isVisible()
    picture.focus_record("MS-12")
    spot = picture.canvas.pos() + picture.canvas.focused_area().topLeft()
    assert spot.x() >= 0
    page.resize(1000, 300)
    picture.verticalScrollBar().setValue(80)
    qtbot.waitUntil(child(picture, QWidget, "timeline.picture.head").isVisible)
    QTest.mouseClick(column, Qt.MouseButton.LeftButton, pos=column.rect().center())
    assert picture.canvas.focused_record.startswith("MS-")


def test_a_mistyped_year_does_not_make_an_endless_picture(qtbot: QtBot, engagement: Engagement, opened: Opened) -> None:
    page = shown(qtbot, TimelinePage, engagement, opened)
    edited(qtbot, page, "milestones", "MS-12", due="9026-05-21")
    assert page.pane.picture.canvas.width() <= 8000


@pytest.mark.parametrize("make", ALL)
def test_the_same_content_is_a_table_and_enter_there_opens_the_record(
    qtbot: QtBot, engagement: Engagement, opened: Opened, make: Make
) -> None:
    page = shown(qtbot, make, engagement, opened)
    page.toggle_table()
    table = child(page, QTableView, f"{page.sort.name}.picture.table")
    assert table.isVisible()
    assert page.scene is not None
    assert table.model().rowCount() == len(page.scene.table.rows)
    table.setCurrentIndex(table.model().index(0, 2))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert [place[0] for place in opened.places] == [page.sort.section]
    page.toggle_table()
    assert page.pane.picture.canvas.isVisible()


@pytest.mark.parametrize("make", ALL)
def test_an_empty_page_says_what_to_do_and_leads_there(qtbot: QtBot, opened: Opened, make: Make) -> None:
    engagement = new_engagement()
    page = make(engagement, opened)
    qtbot.addWidget(page)
    engagement.subscribe(page.refresh)
    page.show()
    page.refresh(())
    button = child(page, QAbstractButton, f"{page.sort.name}.empty.action")
    qtbot.waitUntil(button.isVisible)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert opened.places == [(page.sort.section, "", "")]
    with qtbot.waitSignal(page.drawn), Step(engagement, "Add") as step:
        step.add(page.sort.section, {"title": "First"})
    assert not button.isVisible()


@pytest.mark.parametrize("make", ALL)
def test_whatever_takes_keys_has_a_name_and_says_what_it_is(
    qtbot: QtBot, engagement: Engagement, opened: Opened, make: Make
) -> None:
    page = shown(qtbot, make, engagement, opened)
    assert isinstance(page, Page)
    inside = [each for each in page.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    unnamed = [each for each in inside if not each.objectName() or not each.accessibleName()]
    assert [type(each).__name__ for each in unnamed if not isinstance(each.parent(), QTableView)] == []


@pytest.mark.parametrize("make", ALL)
def test_keys_of_the_page_zoom_show_the_table_and_find_a_record(
    qtbot: QtBot, engagement: Engagement, opened: Opened, make: Make
) -> None:
    actions = Actions()
    page = make(engagement, opened)
    name = page.sort.name
    shell = Shell([PageSpec(name, "Page", "Group", "flag", lambda: page)], actions)
    qtbot.addWidget(shell)
    with qtbot.waitSignal(page.drawn), qtbot.waitActive(shell):
        shell.show()
        shell.open(name)
        shell.activateWindow()
    assert page.reveal(engagement.records(page.sort.section)[0].id)
    usual = page.pane.picture.zoom
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(page.pane.picture.canvas, Qt.Key.Key_Plus, control)
    assert page.pane.picture.zoom == pytest.approx(usual * 1.2)
    QTest.keyClick(page.pane.picture.canvas, Qt.Key.Key_0, control)
    assert page.pane.picture.zoom == pytest.approx(usual)
    QTest.keyClick(page.pane.picture.canvas, Qt.Key.Key_T, control)
    assert page.pane.shows_table
    assert actions.qaction(f"{name}.table").isChecked()
    shell.close()


@pytest.mark.parametrize("make", ALL)
def test_the_picture_is_laid_out_anew_for_another_width_and_wears_the_theme(
    qtbot: QtBot, qapp: QApplication, engagement: Engagement, opened: Opened, make: Make
) -> None:
    page = shown(qtbot, make, engagement, opened)
    before = scene_of(page).width
    with qtbot.waitSignal(page.drawn):
        page.resize(1300, 640)
    assert scene_of(page).width > before
    light = page.pane.picture.grab().toImage()
    switch(qapp, "dark")
    assert page.pane.picture.grab().toImage() != light


def test_a_record_is_revealed_once_the_picture_is_drawn(qtbot: QtBot, engagement: Engagement, opened: Opened) -> None:
    page = HeatMapPage(engagement, opened)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.drawn):
        page.show()
        page.refresh(())
        assert page.reveal("R-5")
        assert not page.reveal("R-99")
    assert page.pane.picture.canvas.focused_record == "R-5"
    assert page.register.selected() == ["R-5"]


def test_the_picture_is_saved_as_svg_without_what_is_selected_and_a_failure_is_told(
    qtbot: QtBot, engagement: Engagement, opened: Opened, tmp_path: Path
) -> None:
    page = shown(qtbot, HeatMapPage, engagement, opened)
    page.register.selectRow(0)
    page.save(tmp_path / "map.svg")
    qtbot.waitUntil(lambda: page.notices.keys() == ["saved"])
    saved = ElementTree.parse(tmp_path / "map.svg").getroot()
    assert {"R-1", "Risk heat map"} <= set(saved.itertext())
    assert page.scene is not None
    assert len(saved) == len(page.scene.items) + 3
    page.notices.close_notice("saved")
    page.save(tmp_path / "nowhere" / "map.svg")
    qtbot.waitUntil(lambda: page.notices.keys() == ["saved"])
    told = child(page, QWidget, "notice.saved").accessibleName()
    assert told.startswith("The picture was not saved")


def test_a_page_that_went_away_gets_no_picture(qtbot: QtBot, engagement: Engagement, opened: Opened) -> None:
    page = DaciPage(engagement, opened)
    page.refresh(())
    page.show()
    page._lay_out()
    page.deleteLater()
    QTest.qWait(100)


def test_m18_another_risk_scale_redraws_map_and_register_and_undo_brings_the_old_one_back(
    qtbot: QtBot, engagement: Engagement, opened: Opened
) -> None:
    page = shown(qtbot, HeatMapPage, engagement, opened)
    undo = Undo(engagement)
    words = [{"id": f"r{n}", "likelihood": f"Chance {n}", "impact": f"Harm {n}"} for n in range(1, 5)]
    edited(qtbot, page, "risk_scale", "RS-1", steps=words)
    assert len(pills_in_cells(scene_of(page))) == 16
    model = page.register.model()
    assert model.index(0, 0).data() == "16  Critical"
    assert model.index(0, 1).data(Qt.ItemDataRole.UserRole) == "Chance 4 × Harm 4"
    off = [risk.id for risk in page.register.risks if risk.is_off]
    assert off
    said = " ".join(text.text for text in scene_of(page).of_role("unscored") if isinstance(text, Text))
    assert all(spoken in said for spoken in off)
    with qtbot.waitSignal(page.drawn):
        undo.undo()
    assert len(pills_in_cells(scene_of(page))) == 25
