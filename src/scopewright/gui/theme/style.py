"""The window's style: Qt's Fusion, drawn flat out of the palette.

There is no style sheet. Under one Qt matches every rule against every widget, at each making and at each change of
theme; see docs/decisions/0011-a-style-in-place-of-a-style-sheet.md.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QProxyStyle,
    QSpinBox,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionSlider,
    QStyleOptionSpinBox,
    QStyleOptionToolButton,
    QTableView,
    QTextEdit,
    QToolButton,
    QTreeView,
    QWidget,
)

from scopewright.gui.theme import bars, boxes

_Control, _Complex, _Primitive = QStyle.ControlElement, QStyle.ComplexControl, QStyle.PrimitiveElement
_Metric, _Contents, _Hint, _Sub = QStyle.PixelMetric, QStyle.ContentsType, QStyle.StyleHint, QStyle.SubElement
_Paint = Callable[[QStyleOption, QPainter, QWidget | None], object]
_PaintComplex = Callable[[QStyleOptionComplex, QPainter, QWidget | None], object]


def _nothing(_option: QStyleOption, _painter: QPainter, _widget: QWidget | None) -> None:
    """What Fusion draws here is not drawn."""


_PRIMITIVES: dict[QStyle.PrimitiveElement, _Paint] = {
    _Primitive.PE_PanelLineEdit: boxes.line_edit,
    _Primitive.PE_FrameLineEdit: boxes.line_edit,
    _Primitive.PE_Frame: boxes.frame,
    _Primitive.PE_PanelButtonCommand: boxes.button,
    _Primitive.PE_FrameDefaultButton: _nothing,
    _Primitive.PE_PanelButtonTool: boxes.tool_button,
    _Primitive.PE_FrameButtonTool: _nothing,
    _Primitive.PE_IndicatorCheckBox: boxes.tick,
    _Primitive.PE_IndicatorItemViewItemCheck: boxes.tick,
    _Primitive.PE_IndicatorRadioButton: boxes.radio,
    _Primitive.PE_FrameFocusRect: boxes.focus_mark,
    _Primitive.PE_FrameGroupBox: _nothing,
    _Primitive.PE_FrameStatusBarItem: _nothing,
    _Primitive.PE_FrameTabBarBase: _nothing,
    _Primitive.PE_FrameTabWidget: boxes.tab_pane,
    _Primitive.PE_PanelStatusBar: boxes.status_bar,
    _Primitive.PE_PanelTipLabel: boxes.tip,
    _Primitive.PE_PanelMenu: boxes.menu,
    _Primitive.PE_FrameMenu: _nothing,
    _Primitive.PE_IndicatorHeaderArrow: bars.header_arrow,
    _Primitive.PE_IndicatorBranch: bars.branch,
}
_CONTROLS: dict[QStyle.ControlElement, _Paint] = {
    _Control.CE_HeaderSection: bars.header_section,
    _Control.CE_HeaderEmptyArea: bars.header_section,
    _Control.CE_TabBarTabShape: bars.tab,
    _Control.CE_ProgressBarGroove: bars.progress_groove,
    _Control.CE_ProgressBarContents: bars.progress,
    _Control.CE_Splitter: boxes.splitter,
}
_COMPLEX: dict[QStyle.ComplexControl, _PaintComplex] = {
    _Complex.CC_ScrollBar: bars.scroll_bar,
    _Complex.CC_ComboBox: bars.combo_box,
    _Complex.CC_SpinBox: bars.spin_box,
}
_METRICS: dict[QStyle.PixelMetric, int] = {
    _Metric.PM_IndicatorWidth: boxes.TICK,
    _Metric.PM_IndicatorHeight: boxes.TICK,
    _Metric.PM_ExclusiveIndicatorWidth: boxes.TICK,
    _Metric.PM_ExclusiveIndicatorHeight: boxes.TICK,
    _Metric.PM_CheckBoxLabelSpacing: 8,
    _Metric.PM_RadioButtonLabelSpacing: 8,
    _Metric.PM_ButtonShiftHorizontal: 0,
    _Metric.PM_ButtonShiftVertical: 0,
    _Metric.PM_ScrollBarSliderMin: bars.THUMB,
    _Metric.PM_HeaderMargin: 9,
    _Metric.PM_ScrollBarExtent: 12,
    _Metric.PM_ToolTipLabelFrameWidth: 5,
    _Metric.PM_MenuPanelWidth: 1,
    _Metric.PM_MenuHMargin: 4,
    _Metric.PM_MenuVMargin: 4,
    _Metric.PM_TabBarTabHSpace: 28,
    _Metric.PM_TabBarTabVSpace: 16,
    _Metric.PM_TabBarTabShiftVertical: 0,
}
_ROUND: dict[QStyle.ContentsType, tuple[QSize, int]] = {
    _Contents.CT_ComboBox: (QSize(bars.ARROW + 14, 12), 30),
    _Contents.CT_SpinBox: (QSize(bars.STEPS + 14, 12), 30),
    _Contents.CT_PushButton: (QSize(26, 14), 32),
    _Contents.CT_ToolButton: (QSize(16, 16), 32),
}
"""What a box is larger than what it holds, and its least height, in pixels."""
_MORE: dict[QStyle.ContentsType, QSize] = {
    _Contents.CT_MenuItem: QSize(8, 6),
    _Contents.CT_CheckBox: QSize(12, 8),
    _Contents.CT_RadioButton: QSize(12, 8),
}
"""By how much a thing is larger than under Fusion."""
_TICKS = frozenset(
    {
        _Sub.SE_CheckBoxIndicator,
        _Sub.SE_CheckBoxContents,
        _Sub.SE_RadioButtonIndicator,
        _Sub.SE_RadioButtonContents,
    }
)
_CELL_PARTS = frozenset({_Sub.SE_ItemViewItemText, _Sub.SE_ItemViewItemDecoration, _Sub.SE_ItemViewItemCheckIndicator})
CELL, HEAD = 9, 12
"""Pixels between a cell's side, a head's side, and what stands in it."""
TICK_MARGIN = 6
"""Pixels around a tick box in which the mark of the keyboard stands."""


class Style(QProxyStyle):
    """Drawn by the tables above; what they do not name is Fusion's."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    # Drawing

    def drawPrimitive(
        self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        paint = _PRIMITIVES.get(element)
        if paint is not None:
            paint(option, painter, widget)
        else:
            super().drawPrimitive(element, option, painter, widget)

    def drawControl(
        self, element: QStyle.ControlElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        paint = _CONTROLS.get(element)
        if paint is not None:
            paint(option, painter, widget)
            return
        if element == _Control.CE_ShapedFrame and boxes.shaped_frame(option, painter, widget):
            return
        if element == _Control.CE_HeaderLabel:
            _quiet_head(option, painter)
        elif element == _Control.CE_PushButtonLabel and widget is not None and widget.property("look") == "search":
            boxes.label_at_left(option, painter, widget)
            return
        elif element == _Control.CE_ComboBoxLabel:
            bars.shorten(option)
        elif element in (_Control.CE_CheckBox, _Control.CE_RadioButton):
            option.rect = option.rect.adjusted(TICK_MARGIN, 0, 0, 0)  # Fusion asks itself where the parts are
        elif element in (_Control.CE_PushButtonLabel, _Control.CE_TabBarTabLabel):
            _ink(element, option, widget)
            boxes.shorten(option)
        super().drawControl(element, option, painter, widget)

    def drawComplexControl(
        self, control: QStyle.ComplexControl, option: QStyleOptionComplex, painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:  # fmt: skip
        paint = _COMPLEX.get(control)
        if isinstance(option, QStyleOptionToolButton):
            option.features &= ~QStyleOptionToolButton.ToolButtonFeature.HasMenu  # its icon says that there is more
        if paint is not None:
            paint(option, painter, widget)
        else:
            super().drawComplexControl(control, option, painter, widget)

    # Measures

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        size = _METRICS.get(metric)
        if size is not None:
            return size
        if metric == _Metric.PM_DefaultFrameWidth and isinstance(widget, QFrame):
            return 6 if isinstance(widget, QPlainTextEdit | QTextEdit) else 1
        if metric == _Metric.PM_DefaultFrameWidth and isinstance(widget, QToolButton):
            return 6
        return super().pixelMetric(metric, option, widget)

    def sizeFromContents(
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        if kind in _ROUND:
            more, least = _ROUND[kind]
            if kind == _Contents.CT_PushButton and widget is not None and widget.property("look") == "quiet":
                more, least = QSize(18, 12), 30
            if kind == _Contents.CT_ComboBox:
                size = size.boundedTo(QSize(bars.CHOICE, size.height()))
            return (size + more).expandedTo(QSize(0, least))
        if kind == _Contents.CT_LineEdit and isinstance(widget, QLineEdit) and widget.hasFrame():
            return (size + QSize(22, 12)).expandedTo(QSize(0, 30))
        if kind == _Contents.CT_ProgressBar:
            return QSize(size.width(), 6)
        if kind == _Contents.CT_ItemViewItem and isinstance(widget, QTableView | QTreeView | QListWidget):
            return self._cell_size(option, size, widget)
        found = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]  # the stub forgets None
        if kind in _MORE:
            found += _MORE[kind]
        elif kind == _Contents.CT_HeaderSection:
            found.setHeight(option.fontMetrics.height() + 18)
        elif kind == _Contents.CT_ItemViewItem and _is_popup(widget):
            found.setHeight(max(found.height(), 26))
        return found

    def subElementRect(self, part: QStyle.SubElement, option: QStyleOption, widget: QWidget | None = None) -> QRect:
        if part == _Sub.SE_LineEditContents and isinstance(widget, QLineEdit) and widget.hasFrame():
            return option.rect.adjusted(9, 2, -9, -2)
        if part in _CELL_PARTS and isinstance(widget, QTableView | QTreeView | QListWidget):
            return self._in_cell(part, option, widget)
        if part == _Sub.SE_ItemViewItemFocusRect and isinstance(widget, QTableView | QTreeView):
            return QRect(option.rect)
        if part == _Sub.SE_HeaderArrow:
            return QRect(option.rect.right() - HEAD - 3, option.rect.y(), HEAD, option.rect.height())
        found = super().subElementRect(part, option, widget)  # type: ignore[arg-type]  # the stub forgets None
        if part in _TICKS:
            found.translate(-TICK_MARGIN if option.direction == Qt.LayoutDirection.RightToLeft else TICK_MARGIN, 0)
        return found

    def _cell_size(self, option: QStyleOption, size: QSize, widget: QWidget) -> QSize:
        """The room of a cell; words that wrap have what is left between the cell's sides."""
        whole = QRect(option.rect)
        if whole.width() > 2 * CELL:
            option.rect = whole.adjusted(CELL, 0, -CELL, 0)
        found = super().sizeFromContents(_Contents.CT_ItemViewItem, option, size, widget)
        option.rect = whole
        return found + QSize(2 * CELL, 12 if isinstance(widget, QTreeView) else 6)

    def _in_cell(self, part: QStyle.SubElement, option: QStyleOption, widget: QWidget) -> QRect:
        """A part of a cell, which stands off from the cell's sides."""
        whole = QRect(option.rect)
        option.rect = whole.adjusted(CELL, 0, -CELL, 0)
        found = super().subElementRect(part, option, widget)
        option.rect = whole
        return found

    def subControlRect(
        self, control: QStyle.ComplexControl, option: QStyleOptionComplex, part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:  # fmt: skip
        found = None
        if isinstance(option, QStyleOptionSlider) and control == _Complex.CC_ScrollBar:
            found = bars.scroll_part(option, part)
        elif isinstance(option, QStyleOptionComboBox):
            found = bars.combo_part(option, part, widget)
        elif isinstance(option, QStyleOptionSpinBox):
            found = bars.spin_part(option, part)
        if found is None:
            return super().subControlRect(control, option, part, widget)  # type: ignore[arg-type]  # the stub forgets None
        return self.visualRect(option.direction, option.rect, found)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        data: QStyleHintReturn | None = None,
    ) -> int:
        if hint == _Hint.SH_ComboBox_Popup:
            return 0
        if hint == _Hint.SH_Table_GridLineColor and option is not None:
            return _signed(option.palette.color(QPalette.ColorRole.Midlight).rgb())
        return super().styleHint(hint, option, widget, data)

    def polish(self, what: Any) -> Any:
        """Qt's: of a widget, of the palette or of the application."""
        found = super().polish(what)
        if isinstance(what, QPlainTextEdit | QTextEdit):
            what.viewport().setAutoFillBackground(False)  # the frame draws the ground, too: it tells what is read-only
        elif isinstance(what, QSpinBox | QDoubleSpinBox):
            what.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return found


def _quiet_head(option: QStyleOption, painter: QPainter) -> None:
    """Heads of columns are muted, and not bold for the column that one is in."""
    option.state &= ~QStyle.StateFlag.State_On
    option.rect = option.rect.adjusted(HEAD - _METRICS[_Metric.PM_HeaderMargin], 0, 0, 0)  # Fusion asks itself
    palette = option.palette
    palette.setColor(QPalette.ColorRole.ButtonText, palette.color(QPalette.ColorRole.Dark))
    option.palette = palette
    font = painter.font()
    font.setWeight(QFont.Weight.Medium)
    painter.setFont(font)


def _ink(element: QStyle.ControlElement, option: QStyleOption, widget: QWidget | None) -> None:
    """The colour of a button's or a tab's text where it is not that of other text."""
    palette, role = option.palette, None
    enabled = option.state & QStyle.StateFlag.State_Enabled
    if element == _Control.CE_TabBarTabLabel:
        over = option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver)
        role, text = QPalette.ColorRole.WindowText, QPalette.ColorRole.Text if over else QPalette.ColorRole.Dark
    elif not enabled:
        role, text = QPalette.ColorRole.ButtonText, QPalette.ColorRole.Dark
    elif widget is not None and widget.property("look") == "primary":
        role, text = QPalette.ColorRole.ButtonText, QPalette.ColorRole.BrightText
    if role is not None:
        palette.setColor(role, palette.color(text))
        option.palette = palette


def _signed(rgb: int) -> int:
    """A colour as the C++ ``int`` that style hints are."""
    return rgb - (1 << 32) if rgb >= 1 << 31 else rgb


def _is_popup(widget: QWidget | None) -> bool:
    """Whether it is the list of a combo box."""
    return isinstance(widget, QAbstractItemView) and isinstance(widget.window().parent(), QComboBox)
