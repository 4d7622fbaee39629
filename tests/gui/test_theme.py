"""The two sets of colours, the typeface and the icons."""

from __future__ import annotations

import gc
from typing import Any

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QIcon, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from scopewright import resources
from scopewright.gui.theme import bars, fonts, icons
from scopewright.gui.theme.apply import current, dress, switch
from scopewright.gui.theme.style import CELL, Style
from scopewright.gui.theme.tokens import DARK, LIGHT, Theme
from scopewright.gui.widgets.buttons import quiet
from scopewright.gui.widgets.label import Label
from scopewright.scenes.palette import contrast

BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


@BOTH
def test_text_stands_out_at_seven_to_one(theme: Theme) -> None:
    grounds = (theme.window, theme.surface, theme.surface_alt, theme.hover, theme.selection)
    assert min(contrast(theme.text, ground) for ground in grounds) >= 7
    soft = (theme.danger_soft, theme.warning_soft, theme.success_soft)
    assert min(contrast(theme.text, ground) for ground in soft) >= 7
    dark_bar = (theme.sidebar, theme.sidebar_hover, theme.sidebar_active)
    assert min(contrast(theme.sidebar_text, ground) for ground in dark_bar) >= 7


@BOTH
def test_muted_and_telling_text_stands_out_at_four_and_a_half_to_one(theme: Theme) -> None:
    for ground in (theme.window, theme.surface, theme.surface_alt, theme.hover):
        assert contrast(theme.muted, ground) >= 4.5
    for ink, ground in (
        (theme.sidebar_muted, theme.sidebar),
        (theme.danger, theme.danger_soft),
        (theme.warning, theme.warning_soft),
        (theme.success, theme.success_soft),
        (theme.on_accent, theme.accent),
    ):
        assert contrast(ink, ground) >= 4.5


@BOTH
def test_borders_of_inputs_and_focus_rings_stand_out_at_three_to_one(theme: Theme) -> None:
    for ground in (theme.window, theme.surface):
        assert contrast(theme.input_border, ground) >= 3
        assert contrast(theme.accent, ground) >= 3
    assert contrast(theme.sidebar_focus, theme.sidebar_active) >= 3
    assert contrast(theme.input_border, theme.sidebar) >= 3


def test_switching_changes_palette_and_painted_widgets(qapp: QApplication, qtbot: QtBot) -> None:
    label = Label("word", muted=True)
    qtbot.addWidget(label)
    label.show()
    before = label.grab().toImage()
    assert switch(qapp, "dark") is DARK
    assert current() is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window)
    qtbot.waitUntil(lambda: label.grab().toImage() != before)


def test_there_is_no_style_sheet_that_a_change_of_theme_would_have_to_match(qapp: QApplication) -> None:
    switch(qapp, "dark")
    assert qapp.styleSheet() == ""
    assert isinstance(qapp.style(), Style)


def test_dressing_twice_keeps_the_style(qapp: QApplication) -> None:
    style = qapp.style()
    dress(qapp, "dark")
    assert qapp.style() is style


@pytest.mark.parametrize("make", [QLineEdit, QPlainTextEdit, QComboBox, QSpinBox])
def test_whatever_is_typed_into_shows_the_keyboard_and_what_could_not_be_read(
    make: type[QWidget], qtbot: QtBot
) -> None:
    box = make()
    qtbot.addWidget(box)
    box.resize(160, 34)
    with qtbot.waitActive(box):
        box.show()
        box.activateWindow()
    box.clearFocus()
    corner = (box.width() // 2, 1)
    assert box.grab().toImage().pixelColor(*corner) != QColor(LIGHT.accent)
    box.setFocus()
    assert box.grab().toImage().pixelColor(*corner) == QColor(LIGHT.accent)
    box.setProperty("invalid", True)
    assert box.grab().toImage().pixelColor(*corner) == QColor(LIGHT.danger)


def test_the_list_of_a_combo_box_shows_every_entry(qtbot: QtBot) -> None:
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItems(["One", "Two", "Three"])
    box.show()
    box.showPopup()
    view = box.view()
    assert view.viewport().rect().contains(view.visualRect(view.model().index(2, 0)))
    box.hidePopup()


def test_a_combo_box_is_no_wider_than_its_page_can_spare_and_its_list_shows_long_choices_whole(qtbot: QtBot) -> None:
    box = QComboBox()
    qtbot.addWidget(box)
    long = "Pilot for the retention desk in the north, with the list inside the contact centre screen"
    box.addItems(["Short", long])
    box.setCurrentIndex(1)
    assert box.sizeHint().width() <= bars.CHOICE + 50
    box.resize(box.sizeHint())
    with qtbot.waitExposed(box):
        box.show()
    inner = box.rect().adjusted(box.width() - bars.ARROW - 2, 6, -bars.ARROW, -6)
    drawn = box.grab(inner).toImage()
    shades = {drawn.pixel(x, y) for x in range(drawn.width()) for y in range(drawn.height())}
    assert len(shades) == 1, "no letter is cut at the arrow"
    box.showPopup()
    view = box.view()
    assert view.viewport().width() >= view.fontMetrics().horizontalAdvance(long)
    box.hidePopup()


def test_the_words_of_a_button_end_in_an_ellipsis_where_it_is_too_narrow_and_are_whole_where_it_is_not(
    qtbot: QtBot,
) -> None:
    drawn: list[str] = []
    button = quiet("open", "MOD-11 A name that is much longer than usual", lambda: None, "link")
    qtbot.addWidget(button)

    class Watching(Style):
        def drawItemText(self, *about: Any) -> None:
            drawn.append(about[5])
            super().drawItemText(*about)

    style = Watching()
    button.setStyle(style)
    button.resize(button.sizeHint())
    button.grab()
    button.resize(160, 30)
    button.grab()
    assert drawn[0].strip() == "MOD-11 A name that is much longer than usual"
    assert drawn[1].strip().endswith("…")
    assert button.fontMetrics().horizontalAdvance(drawn[1]) < 160 - 20


@pytest.mark.parametrize("width", range(100, 240, 4))
def test_a_cell_whose_words_wrap_is_high_enough_for_all_of_them(qtbot: QtBot, width: int) -> None:
    model = QStandardItemModel(1, 1)
    model.setItem(0, 0, QStandardItem("Fits a list that is worked from the top"))
    table = QTableView()
    qtbot.addWidget(table)
    table.setModel(model)
    table.setColumnWidth(0, width)
    table.resizeRowsToContents()
    metrics, wrapped = table.fontMetrics(), Qt.TextFlag.TextWordWrap
    needed = metrics.boundingRect(QRect(0, 0, width - 2 * CELL - 7, 1000), wrapped, model.item(0, 0).text())
    assert table.rowHeight(0) >= needed.height()


def test_text_is_set_in_the_bundled_typeface_and_tables_with_figures_of_one_width(
    qapp: QApplication, qtbot: QtBot
) -> None:
    assert QFontInfo(qapp.font()).family() == "Inter"
    table = QTableView()
    qtbot.addWidget(table)
    table.setFont(fonts.tabular())
    metrics = table.fontMetrics()
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")
    assert fonts.of("title").pixelSize() == 20


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_an_icon_has_exactly_the_pixels_of_the_screen(ratio: float) -> None:
    pixmap = icons.icon("flag").pixmap(QSize(16, 16), ratio)
    assert pixmap.width() == 16 * ratio
    assert pixmap.devicePixelRatio() == ratio


def test_an_icon_follows_the_theme_by_itself(qapp: QApplication) -> None:
    icon = icons.icon("flag")
    light = icon.pixmap(16, 16).toImage()
    switch(qapp, "dark")
    assert icon.pixmap(16, 16).toImage() != light


def test_a_disabled_icon_is_fainter() -> None:
    icon = icons.icon("flag")
    assert icon.pixmap(16, 16, QIcon.Mode.Disabled).toImage() != icon.pixmap(16, 16).toImage()


def test_icons_outlive_their_maker(qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    for _ in range(50):
        button.setIcon(QIcon(icons.icon("flag")))
        gc.collect(0)  # where the new icon is; a full collection takes long in a large test process
    gc.collect()
    assert not button.icon().pixmap(16, 16).isNull()


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")


def test_each_icon_file_draws_something() -> None:
    for file in sorted(resources.path("icons").glob("*.svg")):
        picture = icons.image(file.stem, QColor("black"), 16)
        assert any(picture.pixelColor(x, y).alpha() for x in range(16) for y in range(16)), file.name
