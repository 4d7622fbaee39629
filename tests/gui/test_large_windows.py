"""A large window is used: forms stand in two columns, pictures grow as far as all of them stays in sight."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot

from scopewright.gui.editing import Editing
from scopewright.gui.forms.figures import MOST, FigureStrip
from scopewright.gui.forms.form import RecordForm
from scopewright.gui.pages.alone import sample_engagement
from scopewright.gui.pages.heat_map import HeatMapPage
from scopewright.gui.widgets.label import Label
from scopewright.model.readings.figure import Figure
from scopewright.model.tables import new_engagement
from tests.gui.conftest import child
from tests.gui.made_up import EVERY, bring_up, made_up


@pytest.fixture
def form(qtbot: QtBot) -> RecordForm:
    editing = made_up()
    form = RecordForm(editing, EVERY["made"])
    qtbot.addWidget(form)
    form.resize(800, 900)
    bring_up(qtbot, form)
    form.show_record(editing.add("made"))
    return form


@pytest.fixture
def page(qtbot: QtBot) -> HeatMapPage:
    page = HeatMapPage(sample_engagement(), lambda _section, _record, _field: None)
    qtbot.addWidget(page)
    return page


def settle(qtbot: QtBot, page: HeatMapPage, width: int, height: int) -> None:
    with qtbot.waitSignal(page.drawn):
        page.resize(width, height)
        page.show()


def test_in_a_wide_window_every_field_of_a_form_takes_half_of_it(form: RecordForm, qtbot: QtBot) -> None:
    story, title = form.fields["story"], form.fields["title"]
    assert story.width() == title.width() > 600
    form.resize(1700, 900)
    qtbot.waitUntil(lambda: 700 < story.width() < 860)
    assert title.width() == story.width()
    form.resize(800, 900)
    qtbot.waitUntil(lambda: 600 < story.width() < 800)


def test_fields_stand_as_close_in_a_high_window_as_in_a_low_one(form: RecordForm, qtbot: QtBot) -> None:
    sheet = child(form, QWidget, "form-made.page")

    def places() -> list[int]:
        return [field.mapTo(sheet, field.rect().topLeft()).y() for field in form.fields.values()]

    form.resize(800, 500)
    before = places()
    form.resize(800, 4000)
    qtbot.waitUntil(lambda: sheet.height() >= 4000)
    assert places() == before


def test_where_there_is_room_a_picture_is_larger_and_still_whole(page: HeatMapPage, qtbot: QtBot) -> None:
    settle(qtbot, page, 1000, 640)
    assert page.pane.picture.zoom == 1
    settle(qtbot, page, 1900, 1100)
    assert page.pane.picture.zoom == pytest.approx(1.3)
    assert not page.pane.picture.verticalScrollBar().isVisible()
    assert not page.pane.picture.horizontalScrollBar().isVisible()


def test_a_size_chosen_by_hand_stays_when_the_window_grows(page: HeatMapPage, qtbot: QtBot) -> None:
    settle(qtbot, page, 1000, 640)
    page.zoom_in()
    settle(qtbot, page, 1900, 1100)
    assert page.pane.picture.zoom == pytest.approx(1.2)
    page.reset_zoom()
    assert page.pane.picture.zoom == pytest.approx(1.3)


def test_of_many_figures_over_a_table_the_first_and_the_asking_ones_stand_and_the_rest_is_counted(qtbot: QtBot) -> None:
    strip = FigureStrip("figures")
    qtbot.addWidget(strip)
    strip.resize(1200, 60)
    strip.show_figures([Figure(f"MOD-{n}", "3 of 5 scored", attention=n == 29) for n in range(30)])
    parts = [part for part in strip.children() if isinstance(part, QWidget) and part.isVisibleTo(strip)]
    assert len(parts) == MOST
    texts = [label.text() for label in strip.findChildren(Label)]
    assert "MOD-0" in texts
    assert "MOD-29" in texts
    assert "and 21 more" in texts
    assert "MOD-15" in strip.accessibleName()


def test_where_no_row_is_written_a_column_for_texts_is_wide_enough_to_write_in(qtbot: QtBot) -> None:
    engagement = new_engagement("Search", "Acme", "Ana")
    overview = engagement.records("overview")[0]
    form = RecordForm(Editing(engagement), overview.section)
    qtbot.addWidget(form)
    form.resize(800, 900)
    form.show()
    form.show_record(overview.key)
    view = child(form, QTableView, "field-ideas")
    qtbot.waitUntil(lambda: view.columnWidth(0) >= 150)
