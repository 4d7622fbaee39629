"""How boxes are drawn: inputs, buttons, ticks, frames. Every colour is a role of the palette: a theme is a palette."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QTableView,
    QTextEdit,
    QTreeView,
    QWidget,
)

from scopewright.gui.theme.tokens import Theme, worn

Role = QPalette.ColorRole
State = QStyle.StateFlag
RADIUS = 6
TICK = 17
"""Pixels of the side of a tick box."""
_SEVERITIES = frozenset({"error", "warning", "success"})


def rounded(
    painter: QPainter, rect: QRect, fill: QColor | None, line: QColor | None, width: int = 1, radius: int = RADIUS
) -> None:
    """A box with round corners, its line wholly inside ``rect``.

    Only the corners are drawn as curves, once for each look: Qt takes thirty times as long over the whole outline.
    """
    if min(rect.width(), rect.height()) < 2 * radius or radius == 0:
        painter.save()
        _outline(painter, QRectF(rect), fill, line, width, radius)
        painter.restore()
        return
    x, y, wide, high = rect.x(), rect.y(), rect.width(), rect.height()
    ratio = painter.device().devicePixelRatioF()
    corners = _corners(_number(fill), _number(line), width, radius, ratio)
    right, foot, side = x + wide - radius, y + high - radius, round(radius * ratio)
    for left, top, column, row in ((x, y, 0, 0), (right, y, 1, 0), (x, foot, 0, 1), (right, foot, 1, 1)):
        painter.drawPixmap(QRect(left, top, radius, radius), corners, QRect(column * side, row * side, side, side))
    inset = width if line is not None else 0
    if fill is not None:
        painter.fillRect(x + radius, y + inset, wide - 2 * radius, high - 2 * inset, fill)
        painter.fillRect(x + inset, y + radius, radius - inset, high - 2 * radius, fill)
        painter.fillRect(right, y + radius, radius - inset, high - 2 * radius, fill)
    if line is not None:
        painter.fillRect(x + radius, y, wide - 2 * radius, width, line)
        painter.fillRect(x + radius, y + high - width, wide - 2 * radius, width, line)
        painter.fillRect(x, y + radius, width, high - 2 * radius, line)
        painter.fillRect(x + wide - width, y + radius, width, high - 2 * radius, line)


def _outline(
    painter: QPainter, rect: QRectF, fill: QColor | None, line: QColor | None, width: int, radius: float
) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(line, width) if line is not None else Qt.PenStyle.NoPen)
    inset = width / 2 if line is not None else 0
    round_ = max(0, radius - inset)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), round_, round_)


@lru_cache(maxsize=256)
def _corners(fill: int | None, line: int | None, width: int, radius: int, ratio: float) -> QPixmap:
    """The four corners of a box, side by side, in device pixels."""
    side = round(radius * ratio)
    picture = QPixmap(2 * side, 2 * side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.scale(side / radius, side / radius)
    inks = [QColor.fromRgba(number) if number is not None else None for number in (fill, line)]
    _outline(painter, QRectF(0, 0, 2 * radius, 2 * radius), inks[0], inks[1], width, radius)
    painter.end()
    return picture


def _number(color: QColor | None) -> int | None:
    return color.rgba() if color is not None else None


def chevron(painter: QPainter, rect: QRect, color: QColor, *, up: bool = False, half: float = 3.5) -> None:
    """An arrow head as a thin line in the middle of ``rect``; ``half`` is half its width in pixels."""
    middle = QRectF(rect).center()
    tip, foot = middle.y() + half / 2 * (-1 if up else 1), middle.y() + half / 2 * (1 if up else -1)
    line = [QPointF(middle.x() - half, foot), QPointF(middle.x(), tip), QPointF(middle.x() + half, foot)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 1.3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline(QPolygonF(line))
    painter.restore()


def input_box(option: QStyleOption, painter: QPainter, widget: QWidget | None, *, focus: bool | None = None) -> None:
    """The ground and the border of whatever text is typed into."""
    palette, state = option.palette, option.state
    focused = bool(state & State.State_HasFocus) if focus is None else focus
    quiet = not state & State.State_Enabled or _is_read_only(widget)
    fill = palette.color(Role.Window if quiet else Role.Base)
    if widget is not None and widget.property("invalid"):
        line, width = QColor(worn(palette).danger), 2
    elif focused:
        line, width = palette.color(Role.Accent), 2
    else:
        line, width = palette.color(Role.Midlight if quiet else Role.Mid), 1
    rounded(painter, option.rect, fill, line, width)


def line_edit(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """A line to type into; one inside a combo or spin box has the box of that."""
    inner = widget is not None and isinstance(widget.parent(), QComboBox | QAbstractSpinBox)
    if not inner and (not isinstance(widget, QLineEdit) or widget.hasFrame()):
        input_box(option, painter, widget)


def frame(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """The frame of a table, a list or a text; what scrolls a page has none."""
    if isinstance(widget, QScrollArea):
        return
    palette = option.palette
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        input_box(option, painter, widget)
    elif isinstance(widget, QAbstractItemView):
        focused = bool(option.state & State.State_HasFocus)
        rounded(
            painter, option.rect, palette.color(Role.Base), palette.color(Role.Accent if focused else Role.Midlight)
        )
    else:
        popup = widget is not None and widget.isWindow()
        rounded(
            painter,
            option.rect,
            None,
            palette.color(Role.Mid if popup else Role.Midlight),
            radius=0 if popup else RADIUS,
        )


def shaped_frame(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> bool:
    """A frame with a look of its own: a card, a notice, the sidebar, the command palette. False if it has none."""
    look = widget.property("look") if isinstance(widget, QFrame) else None
    palette = option.palette
    if look == "sidebar":
        painter.fillRect(option.rect, palette.color(Role.Window))
    elif look == "card":
        rounded(painter, option.rect, palette.color(Role.Base), palette.color(Role.Midlight), radius=10)
    elif look == "palette":
        rounded(painter, option.rect, palette.color(Role.Base), palette.color(Role.Mid), radius=12)
    elif look == "notice":
        assert widget is not None
        _notice(option, painter, worn(palette), str(widget.property("severity")))
    else:
        return False
    return True


def shorten(option: QStyleOption) -> None:
    """Have the text of a push button end in an ellipsis where there is no room for the whole."""
    if isinstance(option, QStyleOptionButton):
        room = option.rect.width() - (0 if option.icon.isNull() else option.iconSize.width() + 4)
        mnemonic = Qt.TextFlag.TextShowMnemonic.value
        option.text = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room, mnemonic)


def button(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """The ground of a push button by its look: primary, secondary, quiet, or the sidebar's search."""
    palette, look = option.palette, widget.property("look") if widget is not None else ""
    down, over = option.state & State.State_Sunken, option.state & State.State_MouseOver
    enabled, focused = option.state & State.State_Enabled, option.state & State.State_HasFocus
    fill: QColor | None = palette.color(Role.Midlight if down else Role.Light if over else Role.Base)
    line: QColor | None = palette.color(Role.Mid)
    if look == "primary":
        fill = palette.color(Role.Accent)
        line = palette.color(Role.Text) if over else None
    elif look == "quiet":
        fill, line = (palette.color(Role.Light) if over and enabled else None), None
    elif look == "search":
        fill = palette.color(Role.Light) if over else None
    if not enabled and look != "quiet":
        fill, line = palette.color(Role.Light if look == "primary" else Role.Window), palette.color(Role.Midlight)
    if focused:
        line = palette.color(Role.Text if look == "primary" else Role.Accent)
    if fill is not None or line is not None:
        rounded(painter, option.rect, fill, line, 2 if focused else 1)


def label_at_left(option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> None:
    """Icon and text of a button that looks like a line to type into."""
    assert isinstance(option, QStyleOptionButton)
    room = option.rect.adjusted(9, 0, -6, 0)
    if not option.text:
        square = QRect(QPoint(), option.iconSize)
        square.moveCenter(option.rect.center())
        option.icon.paint(painter, square)
        return
    size = option.iconSize
    option.icon.paint(painter, QRect(room.x(), room.center().y() - size.height() // 2 + 1, size.width(), size.height()))
    painter.setPen(option.palette.color(Role.ButtonText))
    text = room.adjusted(size.width() + 5, 0, 0, 0)
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, option.text)


def tool_button(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """The ground of a small button, drawn while it is pointed at, switched on, or has the keyboard."""
    palette, state = option.palette, option.state
    fill = None
    if state & State.State_On:
        fill = palette.color(Role.Highlight)
    elif state & State.State_Enabled and state & (State.State_MouseOver | State.State_Sunken):
        fill = palette.color(Role.Light)
    focused = bool(state & State.State_HasFocus) or (widget is not None and widget.hasFocus())
    if fill is not None or focused:
        rounded(painter, option.rect, fill, palette.color(Role.Accent) if focused else None, 2)


def tick(option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> None:
    """The box of a check box or of a cell that can be ticked."""
    palette, state = option.palette, option.state
    box = _indicator(option.rect)
    on, some = bool(state & State.State_On), bool(state & State.State_NoChange)
    enabled = bool(state & State.State_Enabled)
    if on or some:
        ground = palette.color(Role.Accent if enabled else Role.Midlight)
        rounded(painter, box, ground, ground, radius=4)
        _check_mark(painter, box, palette.color(Role.BrightText if enabled else Role.Dark), some=some)
    else:
        ground = palette.color(Role.Base if enabled else Role.Window)
        rounded(painter, box, ground, palette.color(Role.Mid if enabled else Role.Midlight), radius=4)


def radio(option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> None:
    """The round box of one choice among several."""
    palette, enabled = option.palette, bool(option.state & State.State_Enabled)
    box = _indicator(option.rect)
    if not option.state & State.State_On:
        ground = palette.color(Role.Base if enabled else Role.Window)
        rounded(painter, box, ground, palette.color(Role.Mid if enabled else Role.Midlight), radius=TICK // 2 + 1)
        return
    ground = palette.color(Role.Accent if enabled else Role.Midlight)
    rounded(painter, box, ground, ground, radius=TICK // 2 + 1)
    rounded(painter, box.adjusted(5, 5, -5, -5), palette.color(Role.BrightText), None, radius=TICK // 2 + 1)


def focus_mark(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """Where the keyboard is, for what shows it in no other way."""
    accent = option.palette.color(Role.Accent)
    if isinstance(widget, QCheckBox | QRadioButton):
        rounded(painter, widget.rect(), None, accent, 2)
    elif isinstance(widget, QTableView | QTreeView):
        painter.setPen(accent)
        painter.drawRect(option.rect.adjusted(0, 0, -1, -1))


def menu(option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> None:
    """The ground and the border of a menu."""
    painter.fillRect(option.rect, option.palette.color(Role.Base))
    painter.setPen(option.palette.color(Role.Mid))
    painter.drawRect(option.rect.adjusted(0, 0, -1, -1))


def tip(option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> None:
    """The ground and the border of a tooltip."""
    painter.fillRect(option.rect, option.palette.color(Role.ToolTipBase))
    painter.setPen(option.palette.color(Role.Mid))
    painter.drawRect(option.rect.adjusted(0, 0, -1, -1))


def status_bar(option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> None:
    """The bar at the foot of the window, under a line."""
    painter.fillRect(option.rect, option.palette.color(Role.Base))
    tab_pane(option, painter, None)


def tab_pane(option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> None:
    """The line above what a tab shows."""
    rect = option.rect
    painter.fillRect(rect.x(), rect.y(), rect.width(), 1, option.palette.color(Role.Midlight))


def splitter(option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> None:
    """The line between two sides, in the middle of what can be dragged."""
    rect = option.rect
    upright = rect.height() > rect.width()
    line = QRect(0, 0, 1 if upright else rect.width(), rect.height() if upright else 1)
    line.moveCenter(rect.center())
    painter.fillRect(line, option.palette.color(Role.Midlight))


def _is_read_only(widget: QWidget | None) -> bool:
    return isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit) and widget.isReadOnly()


def _indicator(rect: QRect) -> QRect:
    side = min(TICK, rect.width(), rect.height())
    box = QRect(0, 0, side, side)
    box.moveCenter(rect.center())
    return box


def _check_mark(painter: QPainter, box: QRect, color: QColor, *, some: bool) -> None:
    middle = QRectF(box).center()
    points = [(-3.5, 0.0), (3.5, 0.0)] if some else [(-3.5, 0.2), (-1.1, 2.6), (3.7, -2.6)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline(QPolygonF([middle + QPointF(x, y) for x, y in points]))
    painter.restore()


def _notice(option: QStyleOption, painter: QPainter, theme: Theme, severity: str) -> None:
    """A ground in the colour of its severity and a thick line at the left."""
    line, fill = theme.border, theme.surface
    if severity in _SEVERITIES:
        name = "danger" if severity == "error" else severity
        line, fill = getattr(theme, name), getattr(theme, f"{name}_soft")
    rounded(painter, option.rect, QColor(line), None, radius=8)
    rounded(painter, option.rect.adjusted(4, 1, -1, -1), QColor(fill), None, radius=7)
