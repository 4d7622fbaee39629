"""How bars are drawn: scroll bars, tabs, table heads, progress, and boxes with a button in them."""

from __future__ import annotations

import time

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyleOption,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionHeader,
    QStyleOptionProgressBar,
    QStyleOptionSlider,
    QStyleOptionSpinBox,
    QWidget,
)

from scopewright.gui.theme import icons
from scopewright.gui.theme.boxes import chevron, input_box, rounded

Role = QPalette.ColorRole
State = QStyle.StateFlag
Part = QStyle.SubControl
THUMB = 32
"""The least length of a scroll bar's thumb in pixels."""
ARROW, STEPS = 26, 20
"""Width of the arrow of a combo box and of the steps of a spin box."""
CHOICE, _LIST = 240, 640
"""The widest text that a combo box asks room for, and the widest list that it opens: a title may be a sentence."""
_TURN_S, _FRAME_MS = 1.6, 40


def scroll_bar(option: QStyleOptionComplex, painter: QPainter, _widget: QWidget | None) -> None:
    """The thumb alone, at 3:1 against its ground."""
    assert isinstance(option, QStyleOptionSlider)
    thumb = scroll_part(option, Part.SC_ScrollBarSlider)
    if option.maximum == option.minimum or thumb is None:
        return
    over = option.state & State.State_MouseOver and option.activeSubControls & Part.SC_ScrollBarSlider
    inset = 3 if min(thumb.width(), thumb.height()) > 9 else 2
    color = option.palette.color(Role.Dark if over else Role.Mid)
    rounded(painter, thumb.adjusted(inset, inset, -inset, -inset), color, None, radius=3)


def scroll_part(option: QStyleOptionSlider, part: QStyle.SubControl) -> QRect | None:
    """Where a part of a scroll bar is; it has no arrows. None for a part that is not ours to place."""
    rect, upright = option.rect, option.orientation == Qt.Orientation.Vertical
    if part in (Part.SC_ScrollBarAddLine, Part.SC_ScrollBarSubLine):
        return QRect()
    if part == Part.SC_ScrollBarGroove:
        return QRect(rect)
    length = rect.height() if upright else rect.width()
    start, thumb = _thumb(option, length)
    spans = {
        Part.SC_ScrollBarSlider: (start, thumb),
        Part.SC_ScrollBarSubPage: (0, start),
        Part.SC_ScrollBarAddPage: (start + thumb, length - start - thumb),
    }
    if part not in spans:
        return None
    at, size = spans[part]
    if upright:
        return QRect(rect.x(), rect.y() + at, rect.width(), size)
    return QRect(rect.x() + at, rect.y(), size, rect.height())


def _thumb(option: QStyleOptionSlider, length: int) -> tuple[int, int]:
    span = option.maximum - option.minimum
    if span <= 0:
        return 0, length
    thumb = min(length, max(THUMB, length * option.pageStep // (span + option.pageStep)))
    start = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - thumb, option.upsideDown
    )
    return start, thumb


def combo_box(option: QStyleOptionComplex, painter: QPainter, widget: QWidget | None) -> None:
    """A box with an arrow at its right."""
    assert isinstance(option, QStyleOptionComboBox)
    inside = widget.focusWidget() if widget is not None else None
    focused = bool(option.state & State.State_HasFocus) or (inside is not None and inside.hasFocus())
    if option.frame:
        input_box(option, painter, widget, focus=focused)
    arrow = combo_part(option, Part.SC_ComboBoxArrow)
    if arrow is not None:
        chevron(painter, arrow, option.palette.color(Role.ButtonText), half=4)


def combo_part(option: QStyleOptionComboBox, part: QStyle.SubControl, widget: QWidget | None = None) -> QRect | None:
    """Where the text and the arrow of a combo box are, and how wide its list is; None for what is Qt's to place."""
    rect = option.rect
    if part == Part.SC_ComboBoxListBoxPopup and isinstance(widget, QComboBox):
        wanted = widget.view().sizeHintForColumn(widget.modelColumn()) + THUMB
        return QRect(rect.x(), rect.y(), max(rect.width(), min(wanted, _LIST)), rect.height())
    if part == Part.SC_ComboBoxArrow:
        return QRect(rect.right() - ARROW + 1, rect.y(), ARROW - 2, rect.height())
    if part == Part.SC_ComboBoxEditField:
        return rect.adjusted(8, 2, -ARROW, -2)
    return None


def shorten(option: QStyleOption) -> None:
    """Have the text of a combo box end in an ellipsis where there is no room for the whole."""
    assert isinstance(option, QStyleOptionComboBox)
    field = combo_part(option, Part.SC_ComboBoxEditField)
    room = field.width() - 4 if field is not None else 0  # Fusion keeps off the field's sides
    if not option.currentIcon.isNull():
        room -= option.iconSize.width() + 4
    option.currentText = option.fontMetrics.elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)


def spin_box(option: QStyleOptionComplex, painter: QPainter, widget: QWidget | None) -> None:
    """A box with two small steps at its right."""
    assert isinstance(option, QStyleOptionSpinBox)
    focused = bool(option.state & State.State_HasFocus)
    if option.frame:
        input_box(option, painter, widget, focus=focused)
    can = option.stepEnabled
    for part, up, flag in ((Part.SC_SpinBoxUp, True, 1), (Part.SC_SpinBoxDown, False, 2)):
        where = spin_part(option, part)
        assert where is not None
        enabled = bool(can.value & flag) and bool(option.state & State.State_Enabled)
        if enabled and option.activeSubControls == part and option.state & State.State_MouseOver:
            rounded(painter, where.adjusted(1, 1, -1, -1), option.palette.color(Role.Light), None, radius=3)
        chevron(painter, where, option.palette.color(Role.Dark if enabled else Role.Midlight), up=up)


def spin_part(option: QStyleOptionSpinBox, part: QStyle.SubControl) -> QRect | None:
    """Where the text and the steps of a spin box are; None for what is Qt's to place."""
    rect, half = option.rect, option.rect.height() // 2
    left = rect.right() - STEPS - 1
    if part == Part.SC_SpinBoxUp:
        return QRect(left, rect.y() + 2, STEPS, half - 2)
    if part == Part.SC_SpinBoxDown:
        return QRect(left, rect.y() + half, STEPS, half - 2)
    if part == Part.SC_SpinBoxEditField:
        return rect.adjusted(6, 2, -STEPS - 2, -2)
    return None


def branch(option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> None:
    """The mark before a row of a tree that has rows of its own: open or folded."""
    if option.state & State.State_Children:
        ink = option.palette.color(Role.ButtonText)
        side = QRect(0, 0, 16, 16)
        side.moveCenter(option.rect.center())
        icons.draw(painter, "chevron-down" if option.state & State.State_Open else "chevron-right", side, ink)


def header_section(option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> None:
    """One column's head: a quiet ground and a line under it."""
    palette, rect = option.palette, option.rect
    over = option.state & State.State_MouseOver and option.state & State.State_Enabled
    painter.fillRect(rect, palette.color(Role.Light if over else Role.AlternateBase))
    if not isinstance(option, QStyleOptionHeader) or option.orientation == Qt.Orientation.Horizontal:
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, palette.color(Role.Midlight))


def header_arrow(option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> None:
    """Which way a column is sorted."""
    assert isinstance(option, QStyleOptionHeader)
    up = option.sortIndicator == QStyleOptionHeader.SortIndicator.SortDown
    chevron(painter, option.rect, option.palette.color(Role.Dark), up=up)


def tab(option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> None:
    """A tab: a line under the one that is chosen."""
    rect = option.rect
    if option.state & State.State_HasFocus:
        painter.fillRect(rect, option.palette.color(Role.Light))
    if option.state & State.State_Selected:
        painter.fillRect(rect.x(), rect.bottom() - 1, rect.width(), 2, option.palette.color(Role.Accent))


def progress_groove(option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> None:
    """The whole way."""
    rounded(painter, _slim(option.rect), option.palette.color(Role.Midlight), None, radius=3)


def progress(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """How much of the way is done; while that is unknown, a part that wanders."""
    assert isinstance(option, QStyleOptionProgressBar)
    way, span = _slim(option.rect), option.maximum - option.minimum
    if span > 0:
        done = (option.progress - option.minimum) / span
        way.setWidth(round(way.width() * min(max(done, 0), 1)))
    else:
        part = way.width() // 4
        at = time.monotonic() % _TURN_S / _TURN_S * (way.width() + part) - part
        way = QRect(way.x() + round(at), way.y(), part, way.height()).intersected(way)
        if widget is not None:
            QTimer.singleShot(_FRAME_MS, widget, widget.update)
    if way.width() > 0:
        rounded(painter, way, option.palette.color(Role.Accent), None, radius=3)


def _slim(rect: QRect) -> QRect:
    return QRect(rect.x(), rect.center().y() - 2, rect.width(), 6)
