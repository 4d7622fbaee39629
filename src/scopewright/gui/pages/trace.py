"""Traceability: every chain of links as a table, its gaps in words, each cell one Enter from record or field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from scopewright.gui.actions import Action
from scopewright.gui.editing import Editing
from scopewright.gui.tables.rows import Group, Head, RowModel, row_table
from scopewright.gui.theme import icons
from scopewright.gui.theme.apply import current
from scopewright.gui.widgets.empty_state import EmptyState
from scopewright.gui.widgets.label import Label, tooltip
from scopewright.language import N_, _, ngettext, show_number
from scopewright.language import current as current_language
from scopewright.model.trace import CHAINS, Path, paths


@dataclass(frozen=True)
class _Line:
    """A path as a line of the table; what it shares with the line above shows only there."""

    path: Path
    shared: int


class TracePage(QWidget):
    """One chain at a time; ``go_to`` opens a section at a record and field."""

    model: RowModel[_Line]
    table: QTableView

    def __init__(self, editing: Editing, go_to: Callable[[str, str, str], None]) -> None:
        super().__init__()
        self.setObjectName("trace")
        self._engagement = editing.engagement
        self._go_to = go_to
        self.chain = QComboBox()
        self.chain.setObjectName("trace.chain")
        self.chain.setAccessibleName(_("Chain"))
        for name, (title, _sections) in CHAINS.items():
            self.chain.addItem(_(title), name)
        self.chain.activated.connect(lambda _place: self._rebuild())
        self.only_gaps = QCheckBox(_("Only gaps"))
        self.only_gaps.setObjectName("trace.only-gaps")
        self.only_gaps.setAccessibleName(_("Show only chains with a gap"))
        self.only_gaps.toggled.connect(lambda _on: self._fill())
        self._count = Label(muted=True)
        self._stack = QStackedWidget()
        nothing = _("Add objectives, requirements and what is delivered for them; their links show here.")
        self._empty = EmptyState(
            "trace.empty", "route", _("Nothing to trace yet"), nothing,
            action=(_("Go to Objectives"), lambda: go_to("objectives", "", "")),
        )  # fmt: skip
        whole = EmptyState("trace.whole", "circle-check", _("No gap"), _("Every chain goes through to its end."))
        self._stack.addWidget(self._empty)
        self._stack.addWidget(whole)
        bar = QHBoxLayout()
        bar.setSpacing(12)
        bar.addWidget(self.chain)
        bar.addWidget(self.only_gaps)
        bar.addStretch()
        bar.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 0, 20, 16)
        column.setSpacing(10)
        column.addLayout(bar)
        column.addWidget(self._stack, stretch=1)
        self._rebuild()

    # The page, as the window asks it

    def title(self) -> str:
        """The heading over the page."""
        return _("Traceability")

    def page_actions(self) -> Sequence[Action]:
        """Opening what one is on, and showing only gaps."""
        group = N_("Traceability")
        return [
            Action("trace.open", N_("Open the record, or mend the gap"), self._open, "", "link", group, page="trace"),
            Action(
                "trace.gaps", N_("Show only gaps"), self.only_gaps.toggle, "Ctrl+G", "circle-slash", group,
                checked=self.only_gaps.isChecked, page="trace",
            ),
        ]  # fmt: skip

    def refresh(self, _changes: Sequence[object]) -> None:
        """Follow the links again, and stay at the cell one was on."""
        self._fill()

    def reveal(self, record: str) -> bool:
        """Put the keyboard on the first cell of a record."""
        for row, line in enumerate(self.model.items()):
            for column, stop in enumerate(line.path):
                if stop.key and self._engagement.spoken(stop.key) == record:
                    self.table.setCurrentIndex(self.model.index(row, column))
                    return True
        return False

    # Inside

    def _rebuild(self) -> None:
        """Make the table for another chain."""
        sections = self._sections()
        if self._stack.count() > 2:
            self._stack.removeWidget(self.table)
            self.table.deleteLater()
        self.model = RowModel([self._head(place, key) for place, key in enumerate(sections)], self)
        widths = [150] * len(sections)
        self.table = row_table(
            "trace.table", _("Chains of links"), self.model, widths, 0, lambda _row: self._open(), weight=1
        )
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self._stack.addWidget(self.table)
        self.setFocusProxy(self.table)
        self._fill()

    def _sections(self) -> tuple[str, ...]:
        return CHAINS[self.chain.currentData()][1]

    def _head(self, place: int, section: str) -> Head[_Line]:
        declared = self._engagement.sections[section]
        missing = _("No {one}").format(one=_(declared.one))

        def whole(line: _Line) -> str:
            key = line.path[place].key
            return f"{self._engagement.spoken(key)}  {self._engagement[key].headline}" if key else missing

        def text(line: _Line) -> str:
            return whole(line) if place >= line.shared else ""

        def mark(line: _Line) -> QIcon | None:
            gap = not line.path[place].key and place >= line.shared
            return icons.icon("circle-slash", QColor(current().warning)) if gap else None

        roles: dict[int, Callable[[_Line], object]] = {
            Qt.ItemDataRole.ForegroundRole: lambda line: None if line.path[place].key else QColor(current().muted),
            Qt.ItemDataRole.DecorationRole: mark,
            Qt.ItemDataRole.ToolTipRole: lambda line: tooltip(whole(line)),
            Qt.ItemDataRole.AccessibleTextRole: whole,
        }
        return Head(declared.title, text, roles=roles)

    def _fill(self) -> None:
        at = self.table.currentIndex()
        found = paths(self._engagement, self._sections())
        broken = [path for path in found if not all(stop.key for stop in path)]
        shown = broken if self.only_gaps.isChecked() else found
        self.model.show(_lines(shown))
        self.table.setCurrentIndex(self.model.index(min(max(at.row(), 0), len(shown) - 1), max(at.column(), 0)))
        if not shown:
            self._stack.setCurrentIndex(1 if found else 0)
        else:
            self._stack.setCurrentWidget(self.table)
        for part in (self.only_gaps, self._count):
            part.setVisible(bool(found))
        all_of_them, some = (show_number(len(each), current_language()) for each in (found, broken))
        chains = ngettext("{count} chain", "{count} chains", len(found)).format(count=all_of_them)
        gaps = ngettext("{count} with a gap", "{count} with a gap", len(broken)).format(count=some)
        self._count.setText(f"{chains}, {gaps}")

    def _open(self) -> None:
        """Open the record of the cell; from a gap, the field in which the link is missing."""
        index = self.table.currentIndex()
        line = self.model.item(index.row())
        if line is None:
            return
        stop = line.path[index.column()]
        section, key, field = stop.mend
        if stop.key:
            section, key, field = self._engagement[stop.key].section.key, stop.key, ""
        self._go_to(section, self._engagement.spoken(key) if key else "", field)


def _lines(found: Sequence[Path]) -> list[_Line | Group]:
    lines: list[_Line | Group] = []
    above: Path = ()
    for path in found:
        same = list(takewhile(lambda pair: pair[0] == pair[1] and pair[0].key, zip(path, above, strict=False)))
        lines.append(_Line(path, min(len(same), len(path) - 1)))
        above = path
    return lines
