"""The parts of the data page about one dataset, as tabs; a part out of sight is filled when somebody looks at it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QWidget

from scopewright.gui.data.baseline_view import BaselineView
from scopewright.gui.data.columns_view import ColumnsView
from scopewright.gui.data.compare_view import CompareView
from scopewright.gui.data.errors_of import errors_of, told_rows
from scopewright.gui.data.errors_view import ErrorsView
from scopewright.gui.data.file_view import RowsView
from scopewright.gui.data.findings_view import FindingsView
from scopewright.gui.data.into_scope import IntoScope
from scopewright.gui.data.lab_work import Known
from scopewright.gui.data.reading_view import ReadingView
from scopewright.language import N_, _
from scopewright.model.engagement import Engagement
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.runs import Run

TABS = (
    N_("Findings"), N_("Baseline"), N_("Columns"), N_("First rows"), N_("Deliveries"), N_("How it is read"),
    N_("Errors"),
)  # fmt: skip


class DatasetParts(QTabWidget):
    """``findings`` and ``baseline`` are kept up to date by the page, the other parts by ``show_dataset``.

    ``export`` writes the rows that were not read, ``scope`` leads to the meaning of a column.
    """

    def __init__(
        self, findings: FindingsView, baseline: BaselineView, compare: CompareView, reading: ReadingView,
        errors: ErrorsView, export: Callable[[], object], scope: IntoScope,
    ) -> None:  # fmt: skip
        super().__init__()
        self.setObjectName("data.tabs")
        self.setDocumentMode(True)
        self.tabBar().setAccessibleName(_("Parts of the data page"))
        self.columns, self.rows = ColumnsView(self.accept_types, self._define), RowsView(export)
        self._compare, self._reading, self._errors = compare, reading, errors
        first = findings.table, baseline.target, self.columns.table, self.rows.table, compare.button, reading.table
        self._first: tuple[QWidget, ...] = *first, errors.first
        views = (findings, baseline, self.columns, self.rows, compare, reading, errors)
        for view, title in zip(views, TABS, strict=True):
            self.addTab(view, _(title))
        self._scope = scope
        self._shown: tuple[Dataset, Mapping[str, Any] | None] | None = None
        self._waiting: dict[QWidget, Callable[[], object]] = {}
        self._owed = False
        self.currentChanged.connect(lambda _place: self._fill())

    def show_dataset(self, engagement: Engagement, dataset: Dataset, known: Known, run: Run | None) -> None:
        """Fill the part in sight, and the others when they are; ``run`` is the newest baseline."""
        self._shown = dataset, known.audit
        self._waiting = {
            self.columns: lambda: self.columns.show_columns(engagement, dataset, known.audit, known.guesses),
            self.rows: lambda: self.rows.show_read(
                known.preview, known.trouble, (known.audit or {}).get("understood", ())
            ),
            self._compare: lambda: self._compare.show_comparison(dataset, known.audit),
            self._reading: lambda: self._reading.show_guesses(
                dataset, known.guesses, known.trouble, known.guessed_before
            ),
            self._errors: lambda: self._show_errors(engagement, known, run),
        }
        self._fill()
        if self._owed and self.tabBar().hasFocus():
            self.take_keyboard()

    def _show_errors(self, engagement: Engagement, known: Known, run: Run | None) -> None:
        fields, record, caution = errors_of(engagement, run, known.errors)
        self._errors.show_analysis(fields, record, caution)
        self._errors.review.show_run(run, *told_rows(fields))
        self._errors.review.show_cells(known.cells)

    def _define(self, column: str) -> None:
        if self._shown is not None and column:
            dataset, report = self._shown
            self._scope.define(dataset, column, report)

    @property
    def shows_guesses(self) -> bool:
        """Whether the part in sight tells why the file is read as it is."""
        return self.currentWidget() in (self.columns, self._reading)

    def accept_types(self, column: str = "") -> None:
        """Take the proposal for a column, or every proposal if none is named."""
        self._fill(self._reading)
        self._reading.accept_all(column)

    def take_keyboard(self) -> None:
        """Put the keyboard where the part in sight begins; on its tab until there is something to show."""
        first = self._first[self.currentIndex()]
        self._owed = not first.isVisible()
        (self.tabBar() if self._owed else first).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fill(self, part: QWidget | None = None) -> None:
        fill = self._waiting.pop(part or self.currentWidget(), None)
        if fill is not None:
            fill()
