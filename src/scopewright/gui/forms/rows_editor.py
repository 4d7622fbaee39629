"""The editor of a small table inside a record; its last line is empty and makes a new row."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from scopewright.gui.forms.cell_delegate import CellDelegate, Index, one_line
from scopewright.gui.forms.editor import Editor, Surroundings
from scopewright.gui.tables.column_widths import FittedColumns, Want, text_want
from scopewright.gui.widgets.buttons import quiet
from scopewright.language import _
from scopewright.model.fields import Spec
from scopewright.model.kinds import Locale, Prose, Rows, Text
from scopewright.model.sheet_text import from_tsv, to_tsv

_LINE = 32
_HIGHEST = 16 * _LINE
"""What the rows take at most, in logical pixels; more scroll."""
_NARROW, _TO_BE_FILLED = 116, 160
"""The least width of a column of long texts, and that of one for texts where there is no row yet, in logical pixels."""


class RowsEditor(Editor):
    """Typing in the last line makes a row; Delete removes rows, Alt+Up and Alt+Down move one, Ctrl+V pastes several."""

    wide = True

    def __init__(self, spec: Spec, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(spec, around, parent)
        assert isinstance(spec.kind, Rows)
        self._rows = spec.kind
        self.model = _RowsModel(spec.kind, around.locale, self)
        self.view = _Grid(self.model)
        self.view.setItemDelegate(
            CellDelegate(lambda index: self._rows.columns[index.column()].kind, around.locale, around.options, self)
        )
        self.model.edited.connect(self.picked)
        self.model.complained.connect(self.complained)
        self.model.layoutChanged.connect(self._fit)
        self.model.modelReset.connect(self._fit)
        self.model.rowsInserted.connect(self._fit)
        self.model.dataChanged.connect(lambda _first, _last: self._fit())
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.timeout.connect(self._fit)
        self.view.horizontalHeader().sectionResized.connect(lambda *_widths: self._resized.start(0))
        self.view.horizontalScrollBar().rangeChanged.connect(lambda _low, _high: self._fit())
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.view)
        column.addLayout(self._bar())
        self.row.addLayout(column)
        self.take_control(self.view)
        self._fit()

    def show_value(self, stored: Any, text: str) -> None:  # noqa: ARG002 - unread text is told by the field
        """Show rows; what is none is told by the field and replaced by the first edit."""
        self.model.show_rows(stored if isinstance(stored, list) else [])

    def _bar(self) -> QHBoxLayout:
        title = _(self.spec.title)
        bar = QHBoxLayout()
        bar.setSpacing(0)
        for part, text, icon, run in (
            ("add", _("{title}: add a row"), "plus", self.view.begin_row),
            ("up", _("{title}: move the row up"), "arrow-up", lambda: self.view.move_row(-1)),
            ("down", _("{title}: move the row down"), "arrow-down", lambda: self.view.move_row(1)),
            ("remove", _("{title}: remove the rows"), "trash-2", self.view.remove_rows),
        ):
            button = quiet("", text.format(title=title), run, icon, icon_only=True)
            self.name(button, part, text.format(title=title))
            bar.addWidget(button)
        bar.addStretch()
        return bar

    def _scroll_bar(self) -> int:
        bar = self.view.horizontalScrollBar()
        return bar.sizeHint().height() if bar.maximum() > bar.minimum() else 0

    def _fit(self) -> None:
        """As high as the rows with their wrapped texts, so that nothing scrolls inside the form that scrolls."""
        self.view.resizeRowsToContents()
        rows = sum(self.view.rowHeight(row) for row in range(self.model.rowCount()))
        self.view.setFixedHeight(
            self.view.horizontalHeader().sizeHint().height()
            + min(rows, _HIGHEST)
            + self.view.frameWidth() * 2
            + self._scroll_bar()
        )


class _RowsModel(QAbstractTableModel):
    """Rows as stored JSON, each with its id, and one empty line behind them."""

    edited = Signal(object)
    complained = Signal(str)

    def __init__(self, kind: Rows, locale: Locale, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        self._locale = locale
        self.rows: list[dict[str, Any]] = []

    def show_rows(self, rows: Sequence[dict[str, Any]]) -> None:
        if list(rows) == self.rows:
            return
        self.beginResetModel()
        self.rows = [dict(row) for row in rows]
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows) + 1

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.kind.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _(self.kind.columns[section].title) if shown else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return None
        text = self._text(index.row(), index.column())
        return one_line(text) if role == Qt.ItemDataRole.DisplayRole else text

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        return self.write(index.row(), index.column(), [[str(value)]])

    def write(self, row: int, column: int, cells: Sequence[Sequence[str]]) -> bool:
        """Write a block of cells as typed, making rows as needed; all or, with a complaint, nothing."""
        after = [dict(line) for line in self.rows]
        try:
            for number, line in enumerate(cells, row):
                if number >= len(after):
                    after.append({"id": secrets.token_hex(4)})
                for place, text in enumerate(line[: len(self.kind.columns) - column], column):
                    self._write_cell(after[number], place, text)
        except ValueError as error:
            self.complained.emit(str(error))
            return False
        self.replace(after)
        return True

    def replace(self, rows: list[dict[str, Any]]) -> None:
        """Take other rows as the user's edit."""
        if rows == self.rows:
            return
        grown = len(rows) - len(self.rows)
        if grown > 0:
            # the empty line becomes the first of the new rows, so that the keyboard stays where it is
            self.beginInsertRows(QModelIndex(), len(self.rows) + 1, len(self.rows) + grown)
            self.rows = rows
            self.endInsertRows()
        else:
            self.layoutAboutToBeChanged.emit()
            self.rows = rows
            self.layoutChanged.emit()
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        self.edited.emit(rows or None)

    def _text(self, row: int, column: int) -> str:
        declared = self.kind.columns[column]
        stored = self.rows[row].get(declared.name) if row < len(self.rows) else None
        return "" if stored is None else declared.kind.show(declared.kind.from_json(stored), self._locale)

    def _write_cell(self, row: dict[str, Any], column: int, text: str) -> None:
        declared = self.kind.columns[column]
        value = declared.kind.read(text, self._locale)
        row.pop(declared.name, None)
        if value != declared.kind.empty:
            row[declared.name] = declared.kind.to_json(value)


class _Grid(QTableView):
    def __init__(self, model: _RowsModel) -> None:
        super().__init__()
        self._rows = model
        self.setModel(model)
        self.setShowGrid(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_LINE)
        heads = self.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setHighlightSections(False)
        self.verticalHeader().setMinimumSectionSize(_LINE)
        self._texts = [n for n, column in enumerate(model.kind.columns) if isinstance(column.kind, Text | Prose)]
        FittedColumns(self, self._want, max(self._texts, default=0))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
        )

    def _want(self, column: int) -> Want:
        want = text_want(self, column, _NARROW)
        filled = bool(self._rows.rows) or column not in self._texts
        return want if filled else replace(want, most=max(want.most, _TO_BE_FILLED))

    def begin_row(self) -> None:
        """Edit the first cell of the empty line."""
        index = self._rows.index(len(self._rows.rows), 0)
        self.setFocus()
        self.setCurrentIndex(index)
        self.edit(index)

    def remove_rows(self) -> None:
        """Remove the rows in which something is selected."""
        gone = {index.row() for index in self.selectedIndexes()}
        self._rows.replace([row for number, row in enumerate(self._rows.rows) if number not in gone])

    def move_row(self, step: int) -> None:
        """Move the current row up (-1) or down (1)."""
        at, rows = self.currentIndex().row(), list(self._rows.rows)
        if 0 <= at < len(rows) and 0 <= at + step < len(rows):
            rows.insert(at + step, rows.pop(at))
            self._rows.replace(rows)
            self.setCurrentIndex(self._rows.index(at + step, self.currentIndex().column()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            return  # the cell's editor has had the key and passes it on
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in steps:
            self.move_row(steps[key])
        elif event.matches(QKeySequence.StandardKey.Paste):
            at = self.currentIndex()
            self._rows.write(max(at.row(), 0), max(at.column(), 0), from_tsv(QGuiApplication.clipboard().text()))
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif key == Qt.Key.Key_Delete:
            self.remove_rows()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        lines: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda i: (i.row(), i.column())):
            lines.setdefault(index.row(), []).append(str(index.data(Qt.ItemDataRole.EditRole) or ""))
        QGuiApplication.clipboard().setText(to_tsv(lines.values()))
