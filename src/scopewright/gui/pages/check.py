"""Everything the scope linter found, the severest first, each one Enter away from the field that mends it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStackedWidget, QTableView, QVBoxLayout, QWidget

from scopewright.gui.actions import Action
from scopewright.gui.theme import icons
from scopewright.gui.theme.apply import current
from scopewright.gui.widgets.empty_state import EmptyState
from scopewright.language import N_, _
from scopewright.lint import RULES, Finding, Severity, check
from scopewright.model.engagement import Engagement
from scopewright.model.severity import TITLES

_Index = QModelIndex | QPersistentModelIndex
_HEADS = (N_("Severity"), N_("Section"), N_("Record"), N_("Finding"), N_("Rule"))
_ICONS: dict[Severity, str] = {"error": "octagon-alert", "warning": "triangle-alert", "hint": "info"}


class CheckPage(QWidget):
    """A table of findings; ``go_to`` opens a section at a record and field."""

    def __init__(self, engagement: Engagement, go_to: Callable[[str, str, str], None]) -> None:
        super().__init__()
        self.setObjectName("check")
        self._engagement = engagement
        self._go_to = go_to
        self._model = _Findings(engagement)
        self._table = self._make_table()
        clean = _("No finding. Read it once more with the client's eyes.")
        self._empty = EmptyState("check.empty", "circle-check", _("Nothing to mend"), clean)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 20, 16)
        column.addWidget(self._stack)

    def title(self) -> str:
        """The heading over the page, with the count of each severity."""
        return _("Check")

    def page_actions(self) -> Sequence[Action]:
        """Going to the field that mends the chosen finding."""
        group = N_("Check")
        return [Action("check.mend", N_("Go to the field"), self._open_current, "", "arrow-right", group, page="check")]

    def refresh(self, _changes: Sequence[object]) -> None:
        """Run the rules again."""
        self._model.show(check(self._engagement))
        self._table.selectRow(0)
        self._stack.setCurrentWidget(self._table if self._model.findings else self._empty)

    def reveal(self, record: str) -> bool:
        """Choose the first finding about a record."""
        for row, finding in enumerate(self._model.findings):
            if finding.id == record:
                self._table.selectRow(row)
                return True
        return False

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("check.findings")
        table.setAccessibleName(_("Findings"))
        table.setModel(self._model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(32)
        heads = table.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setHighlightSections(False)
        for column, width in enumerate((110, 150, 90, 520, 80)):
            table.setColumnWidth(column, width)
        heads.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        table.activated.connect(lambda _index: self._open_current())
        return table

    def _open_current(self) -> None:
        row = self._table.currentIndex().row()
        if 0 <= row < len(self._model.findings):
            finding = self._model.findings[row]
            self._go_to(finding.section, finding.id, finding.field)


class _Findings(QAbstractTableModel):
    def __init__(self, engagement: Engagement) -> None:
        super().__init__()
        self._engagement = engagement
        self.findings: list[Finding] = []

    def show(self, findings: list[Finding]) -> None:
        self.beginResetModel()
        self.findings = findings
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.findings)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _(_HEADS[section]) if shown else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        finding, column = self.findings[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts(finding)[column]
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            return icons.icon(_ICONS[finding.severity])
        if role == Qt.ItemDataRole.ForegroundRole and column == len(_HEADS) - 1:
            return QColor(current().muted)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return _(RULES[finding.rule].why)
        return None

    def _texts(self, finding: Finding) -> tuple[str, ...]:
        section = self._engagement.sections[finding.section]
        return _(TITLES[finding.severity]), _(section.title), finding.id, finding.message, finding.rule
