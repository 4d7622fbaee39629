"""What records come to, shown: over a table side by side, in a form one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from scopewright.gui.forms.flow import FlowBox
from scopewright.gui.widgets.icon_mark import IconMark
from scopewright.gui.widgets.label import Label, tooltip
from scopewright.language import _
from scopewright.model.readings.figure import Figure

_WIDEST_TITLE = 170
MOST = 10
"""How many figures stand over a table; more would push it down, and are counted."""
_TOP = Qt.AlignmentFlag.AlignTop


class FigureStrip(FlowBox):
    """The first few, and all that ask for attention, which have a triangle. Hidden where there is nothing."""

    def __init__(self, name: str) -> None:
        super().__init__(8)
        self.setObjectName(name)
        self.figures: tuple[Figure, ...] = ()

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show these and no others."""
        self.setVisible(bool(figures))
        if tuple(figures) != self.figures:
            self.figures = tuple(figures)
            shown = _first(figures)
            rest = [figure for figure in figures if figure not in shown]
            self.show_widgets([*(_side_by_side(figure) for figure in shown), *([_counted(rest)] if rest else [])])
            self.setAccessibleName(_said(figures))


class FigureList(QWidget):
    """Each in a line of its own, its text wrapped. Hidden where there is nothing."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.figures: tuple[Figure, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show these and no others."""
        self.setVisible(bool(figures))
        if tuple(figures) == self.figures:
            return
        self.figures = tuple(figures)
        for gone in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            self._grid.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for row, figure in enumerate(figures):
            if figure.attention:
                self._grid.addWidget(_triangle(), row, 0, _TOP)
            title = Label(figure.title, muted=True, wrap=True)
            title.setFixedWidth(min(title.fontMetrics().horizontalAdvance(figure.title) + 2, _WIDEST_TITLE))
            self._grid.addWidget(title, row, 1, _TOP)
            self._grid.addWidget(Label(figure.text, "strong", wrap=True), row, 2, _TOP)
        self.setAccessibleName(_said(figures))


def _first(figures: Sequence[Figure]) -> list[Figure]:
    if len(figures) <= MOST:
        return list(figures)
    room = MOST - 1 - sum(figure.attention for figure in figures)
    calm = [figure for figure in figures if not figure.attention][: max(0, room)]
    return [figure for figure in figures if figure.attention or figure in calm]


def _counted(rest: Sequence[Figure]) -> Label:
    label = Label(_("and {n} more").format(n=len(rest)), "small", muted=True)
    label.setToolTip(tooltip("\n".join(f"{figure.title}: {figure.text}" for figure in rest)))
    return label


def _side_by_side(figure: Figure) -> QWidget:
    part = QWidget()
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 0, 12, 0)
    row.setSpacing(6)
    if figure.attention:
        row.addWidget(_triangle(), alignment=Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(Label(figure.title, "small", muted=True))
    row.addWidget(Label(figure.text, "strong", elide=True), stretch=1)
    return part


def _triangle() -> IconMark:
    return IconMark("triangle-alert", 14, "warning")


def _said(figures: Sequence[Figure]) -> str:
    return _("Summary") + ": " + "; ".join(f"{each.title} {each.text}" for each in figures)
