"""The two bars over the canvas: the tools, and what can be done with what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from scopewright.gui.board.overlay import on_screen
from scopewright.gui.board.state import State
from scopewright.gui.board.tools import TOOLS
from scopewright.gui.scene_view import screen_palette
from scopewright.gui.theme import icons
from scopewright.gui.theme.apply import current
from scopewright.gui.widgets.label import Label, tooltip
from scopewright.language import _
from scopewright.model.placing import COLOURS
from scopewright.scenes.board import line_token, note_token

Do = Callable[[], object]
_INKS = ("blue", "rose", "green", "grey")
_BESIDE = 14


class _Bar(QFrame):
    """A row of small buttons on a card that floats over the canvas."""

    def __init__(self, name: str, title: str, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.host = canvas
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setProperty("look", "palette")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(6, 4, 6, 4)
        self._row.setSpacing(2)

    def add(self, name: str, title: str, icon: str, run: Do) -> QToolButton:
        """Add a button; its title is its tooltip and accessible name."""
        button = QToolButton()
        button.setIcon(icons.icon(icon))
        button.setIconSize(QSize(18, 18))
        return self._take(button, name, title, run)

    def add_colour(self, colour: str, title: str, run: Do, *, ink: bool) -> QToolButton:
        """Add a button with a colour, whose name is its tooltip and accessible name."""
        return self._take(_Swatch(colour, ink=ink), f"colour.{colour}", title, run)

    def _take(self, button: QToolButton, name: str, title: str, run: Do) -> QToolButton:
        button.setObjectName(f"{self.objectName()}.{name}")
        button.setAccessibleName(title)
        button.setToolTip(tooltip(title))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked: run())
        self._row.addWidget(button)
        return button


class ToolBar(_Bar):
    """The tools, the inks of the pen while it is in the hand, and how large the board is seen."""

    def __init__(self, state: State, canvas: QWidget, *, picture: Do, smaller: Do, larger: Do, fit: Do) -> None:
        super().__init__("board.tools", _("Tools of the board"), canvas)
        self._state = state
        self._tools: dict[str, QToolButton] = {}
        for tool in TOOLS:
            button = self.add(tool.name, _(tool.title), tool.icon, partial(state.take, tool.name))
            button.setCheckable(True)
            self._tools[tool.name] = button
        self.add("picture", _("Add a picture…"), "image-plus", picture)
        titles = dict(COLOURS)
        self._inks = [
            self.add_colour(ink, _("Ink: {colour}").format(colour=_(titles[ink])), partial(self._dip, ink), ink=True)
            for ink in _INKS
        ]
        for button in self._inks:
            button.setCheckable(True)
        self.add("smaller", _("Reduce"), "zoom-out", smaller)
        self._scale = Label("", "small", muted=True)
        self._scale.setObjectName("board.tools.scale")
        self._scale.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._row.addWidget(self._scale)
        self.add("larger", _("Enlarge"), "zoom-in", larger)
        self.add("fit", _("Show the whole board"), "maximize", fit)
        state.tool_changed.connect(self._show_tool)
        state.sight_changed.connect(self._show_scale)
        self._show_tool()
        self._show_scale()

    def _dip(self, ink: str) -> None:
        self._state.pen_colour = ink
        self._show_tool()

    def _show_tool(self) -> None:
        for tool, button in self._tools.items():
            button.setChecked(tool == self._state.tool)
        for ink, button in zip(_INKS, self._inks, strict=True):
            button.setVisible(self._state.tool == "pen")
            button.setChecked(ink == self._state.pen_colour)
        self.place()

    def _show_scale(self) -> None:
        self._scale.setText(f"{round(self._state.sight.scale * 100)}\N{NO-BREAK SPACE}%")

    def place(self) -> None:
        """At the bottom of the canvas, in its middle."""
        host = self.host
        self._scale.setFixedWidth(self._scale.fontMetrics().horizontalAdvance("0000 %"))
        self.adjustSize()
        self.move((host.width() - self.width()) // 2, host.height() - self.height() - _BESIDE)


class ChosenBar(_Bar):
    """Above what is chosen: colours, joining, order, removal."""

    def __init__(
        self,
        state: State,
        canvas: QWidget,
        *,
        colour: Callable[[str], object],
        more: Sequence[tuple[str, str, str, Do]],
    ) -> None:
        super().__init__("board.chosen", _("What is chosen"), canvas)
        self._state = state
        for name, title in COLOURS:
            self.add_colour(name, _(title), partial(colour, name), ink=False)
        for name, title, icon, run in more:
            self.add(name, _(title), icon, run)
        for signal in (state.chosen_changed, state.sight_changed, state.board_changed, state.tool_changed):
            signal.connect(self.place)
        self.place()

    def place(self) -> None:
        """Above what is chosen, else below it, within the canvas; away while nothing is."""
        chosen, host = self._state.chosen_things(), self.host
        if not chosen or self._state.tool != "select":
            self.hide()
            return
        box = on_screen(chosen[0].area, self._state.sight)
        for thing in chosen[1:]:
            box = box.united(on_screen(thing.area, self._state.sight))
        self.adjustSize()
        above = round(box.top()) - self.height() - _BESIDE
        top = above if above >= 8 else round(box.bottom()) + _BESIDE
        left = min(max(8, round(box.center().x() - self.width() / 2)), max(8, host.width() - self.width() - 8))
        seen = box.intersects(host.rect().toRectF())
        self.move(QPoint(left, min(max(8, top), host.height() - self.height() - 60)))
        self.setVisible(seen)


class _Swatch(QToolButton):
    """A button that is painted as what it colours."""

    def __init__(self, colour: str, *, ink: bool) -> None:
        super().__init__()
        self._colour, self._ink = colour, ink
        self.setFixedSize(26, 30)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, palette, theme = QPainter(self), screen_palette(), current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRect(0, 0, 18, 18)
        box.moveCenter(self.rect().center())
        fill = line_token(self._colour) if self._ink else note_token(self._colour)
        painter.setBrush(QColor(palette[fill]))
        painter.setPen(QPen(QColor(palette[line_token(self._colour)]), 1.25))
        painter.drawEllipse(box)
        if self.hasFocus() or self.isChecked() or self.underMouse():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawEllipse(box.adjusted(-3, -3, 3, 3))
