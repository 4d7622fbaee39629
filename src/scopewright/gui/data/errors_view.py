"""The errors of the best model: what binds and what may help, and one table after the other of where they lie."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from scopewright.gui.data.cells_table import CellsTable
from scopewright.gui.data.error_banner import ErrorBanner
from scopewright.gui.data.error_review import ErrorReview
from scopewright.gui.data.error_tables import TABLES, ErrorTable, more_data
from scopewright.gui.scene_view import PIXELS_PER_POINT
from scopewright.gui.scene_with_table import SceneWithTable
from scopewright.gui.widgets.buttons import quiet
from scopewright.gui.widgets.empty_state import EmptyState
from scopewright.gui.widgets.label import Label
from scopewright.language import _
from scopewright.model.sections.analyses import PARTS, ErrorAnalysis
from scopewright.scenes.error_parts import ErrorPart, error_parts

_NARROWEST = 340.0
_WIDEST = 620.0
_FRAME = 6
_HEAD = 40
_MOST_ROWS = 10
_RESIZED_MS = 80


class ErrorsView(QScrollArea):
    """``open_record`` shows the stored analysis by its spoken id; ``review`` stands between picture and tables."""

    def __init__(self, open_record: Callable[[str], object], review: ErrorReview) -> None:
        super().__init__()
        self.review = review
        self.setObjectName("data.errors-view")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._record = ""
        self._fields: Mapping[str, Any] | None = None
        self._none: EmptyState | None = None
        self.banner = ErrorBanner()
        self.pane = SceneWithTable("data.error-parts")
        self._more = Label(wrap=True)
        self._more.setObjectName("data.more-data")
        self._open = quiet("data.open-analysis", _("Open the record"), lambda: open_record(self._record), "arrow-right")
        self.tables = {each.name: _table(each) for each in TABLES}
        self._heads = {each.name: Label(role="heading", wrap=True) for each in TABLES}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_RESIZED_MS)
        self._pause.timeout.connect(self._draw)
        self._arrange()
        self.show_analysis(None, "", "")

    def show_analysis(self, fields: Mapping[str, Any] | None, record: str, caution: str) -> None:
        """Show an analysis by its fields (see ``model.kept_analysis``); None says that there is none.

        ``record`` is the spoken id of the stored one, ``caution`` what is to be known of it.
        """
        self._inner.setVisible(fields is not None)
        self._show_none(caution if fields is None else "")
        self._record = record
        self._open.setVisible(bool(record))
        if fields is None or fields == self._fields:
            self._fields = fields
            return
        self._fields = fields
        self.banner.show_verdict(fields, caution)
        self._more.setText(more_data(fields))
        self._more.setVisible(bool(self._more.text()))
        for each in TABLES:
            self._fill(each, fields)
        self._draw()

    def _show_none(self, why: str) -> None:
        """Say why there is no analysis, and how to get one; nothing where there is one."""
        if self._none is not None:
            self._none.setParent(None)
            self._none.deleteLater()
            self._none = None
        if why:
            section = ErrorAnalysis.section
            title = _("No {one} yet").format(one=_(section.one))
            self._none = EmptyState("data.errors-none", section.icon, title, why)
            self._column.insertWidget(0, self._none, stretch=1)

    def show_review(self) -> None:
        """Scroll to the row under review, and put the keyboard there."""
        if not self.review.isHidden():
            top = self._inner.y() + self.review.y()
            self.verticalScrollBar().setValue(top - _FRAME)
            self.review.take_keyboard()

    @property
    def first(self) -> QWidget:
        """Where the keyboard goes."""
        return self.pane.focusProxy() or self.pane

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 200)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._pause.start()

    def _fill(self, each: ErrorTable, fields: Mapping[str, Any]) -> None:
        rows = each.rows(fields)
        table, head = self.tables[each.name], self._heads[each.name]
        table.show_rows([_(title) for title in each.heads], rows)
        for part in (table, head):
            part.setVisible(bool(rows))
        head.setText(each.title(fields))
        table.setFixedHeight(table.height_of_rows(_MOST_ROWS) + table.horizontalScrollBar().sizeHint().height())

    def _draw(self) -> None:
        if self._fields is None:
            return
        parts, binds = self._fields["parts"], self._fields["bottleneck"]
        self.pane.setVisible(bool(parts))
        if not parts:
            return
        titles = dict(PARTS)
        rows = [ErrorPart(_(titles[row["part"]]), row["value"], row["part"] == binds) for row in parts]
        width = min(_WIDEST, max(_NARROWEST, (self.viewport().width() - 2 * _FRAME) / PIXELS_PER_POINT))
        scene = error_parts(rows, self._fields["total"] or 0.0, width)
        self.pane.show_scene(scene)
        self.pane.picture.set_zoom(1.0)
        self.pane.setFixedHeight(round(scene.height * PIXELS_PER_POINT) + _HEAD + _FRAME)

    def _arrange(self) -> None:
        self._inner = QWidget()
        inner = QVBoxLayout(self._inner)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(self.banner)
        inner.addWidget(self.pane)
        inner.addWidget(self.review)
        for place in _order():
            if place == "curve":
                inner.addWidget(self._heads[place])
                inner.addWidget(self._more)
            else:
                inner.addWidget(self._heads[place])
            inner.addWidget(self.tables[place])
        inner.addWidget(self._open, alignment=Qt.AlignmentFlag.AlignLeft)
        outer = QWidget()
        self._column = QVBoxLayout(outer)
        self._column.setContentsMargins(0, 12, 4, 8)
        self._column.addWidget(self._inner)
        self._column.addStretch(0)
        self.setWidget(outer)


def _order() -> Sequence[str]:
    return [each.name for each in TABLES]


def _table(each: ErrorTable) -> CellsTable:
    return CellsTable(f"data.errors.{each.name}", _(each.accessible), stretch=each.stretch, terse=True)
