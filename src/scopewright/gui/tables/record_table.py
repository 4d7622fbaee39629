"""The table of a section's records, worked from the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableView, QWidget

from scopewright.gui.forms.cell_delegate import CellDelegate
from scopewright.gui.forms.form import surroundings
from scopewright.gui.tables.column_widths import FittedColumns, Want, text_want
from scopewright.gui.tables.dangling import DanglingDialog
from scopewright.gui.tables.pasting import Paste, plan_paste
from scopewright.gui.tables.record_model import ID_COLUMN, RecordTableModel
from scopewright.gui.theme import fonts
from scopewright.language import _, ngettext
from scopewright.model.kinds import Kind, People, Person, Prose, Ref, Refs, Text
from scopewright.model.sheet_text import from_tsv, to_tsv
from scopewright.model.trace import dangling

ROW_HEIGHT = 34
_LEAST: dict[type[Kind[Any]], int] = {Prose: 140, Text: 110, Person: 110, People: 110, Ref: 100, Refs: 100}
"""What is left of a text where there is little room, in logical pixels."""
_WHOLE = 170
"""Up to where the texts of other kinds are shown whole."""
_HEADLINE = 240
_ID = 72
"""What stands beside the letters of an id: the digits, and the mark of its findings."""


class RecordTable(QTableView):
    """Typing or F2 edits a cell, Enter ends it and goes down, Tab goes on to the next cell.

    Enter opens the record, Delete removes the selected ones, Alt+Up and Alt+Down move them, Ctrl+C and Ctrl+V exchange
    cells with spreadsheets.
    """

    opened = Signal(str)
    """A record is to be opened, by hidden key."""
    current_changed = Signal(str)
    """The keyboard is on another record, empty for none."""
    removed = Signal(list)
    """Spoken ids of records that the user removed here."""
    said = Signal(str)
    """A sentence about what was done or could not be."""

    def __init__(self, model: RecordTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(fonts.tabular())
        self.records = model
        self.setModel(model)
        self.setObjectName(f"table-{model.section.key}")
        self.setAccessibleName(_(model.section.title))
        self.setItemDelegate(CellDelegate(self._kind, model.editing.locale, surroundings(model.editing).options, self))
        self._dress()
        self._widths = FittedColumns(self, self._want, self._first_column())
        self.show_columns([spec.name for spec in model.section.columns if spec.column])
        self._held = ("", 0)
        model.modelAboutToBeReset.connect(self._hold)
        model.modelReset.connect(self._restore)
        self.selectionModel().currentChanged.connect(self._moved)

    # Where one is

    @property
    def current_key(self) -> str:
        """The hidden key of the record that the keyboard is on, empty for none."""
        row = self.currentIndex().row()
        return self.records.keys[row] if 0 <= row < self.records.rowCount() else ""

    def selected_keys(self) -> list[str]:
        """The hidden keys of the selected records, from the top."""
        keys = self.records.keys
        return [keys[row] for row in sorted(index.row() for index in self.selectionModel().selectedRows())]

    def select(self, key: str, field: str = "") -> bool:
        """Put the keyboard on a record, and on one of its fields; False if it is not shown."""
        row = self.records.row_of(key)
        if row < 0:
            return False
        column = self.records.column_of(field) if field else max(self.currentIndex().column(), self._first_column())
        index = self.records.index(row, column)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)
        return True

    # Columns

    def shown_columns(self) -> list[str]:
        """The fields that have a visible column."""
        return [s.name for place, s in enumerate(self.records.section.columns, 1) if not self.isColumnHidden(place)]

    def show_columns(self, names: Sequence[str]) -> None:
        """Show the columns of these fields and no others; the headline always is."""
        section = self.records.section
        for place, spec in enumerate(section.columns, 1):
            self.setColumnHidden(place, spec.name not in names and spec.name != section.headline)
        self._widths.measure()

    # What one does

    def remove_selected(self) -> None:
        """Remove the selected records; where others link to them, say what would dangle and ask."""
        keys = self.selected_keys()
        left = dangling(self.records.editing.engagement, keys) if keys else []
        if left:
            DanglingDialog(self, left, self._remove).open()
        elif keys:
            self._remove()

    def _remove(self) -> None:
        keys = self.selected_keys()
        row = self.records.row_of(keys[0])
        spoken = [self.records.editing.engagement.spoken(key) for key in keys]
        self.records.editing.remove(keys)
        left = self.records.keys
        if left:
            self.select(left[min(row, len(left) - 1)])
        self.removed.emit(spoken)

    def move_selected(self, step: int) -> None:
        """Move the selected records one place up (-1) or down (1) in the section's own order."""
        keys, order = self.selected_keys(), self.records.keys
        if not keys:
            return
        if not self.records.in_own_order:
            self.said.emit(
                _("The order can be changed while all records are shown unsorted: clear filter and sorting.")
            )
            return
        first, last = order.index(keys[0]), order.index(keys[-1])
        place = first - 2 if step < 0 else last + 1
        if (step < 0 and first == 0) or place >= len(order):
            return
        current = self.current_key
        self.records.editing.move(keys, order[place] if place >= 0 else None)
        self.select_many(keys, current)

    def copy(self) -> None:
        """Put the selected records, as they are shown and under their heads, on the clipboard."""
        columns = [place for place in range(self.records.columnCount()) if not self.isColumnHidden(place)]
        heads = [str(self.records.headerData(place, Qt.Orientation.Horizontal)) for place in columns]
        rows = [self.records.row_of(key) for key in self.selected_keys()]
        role = Qt.ItemDataRole.EditRole
        lines = [
            [
                str(self.records.index(row, place).data(role if place else Qt.ItemDataRole.DisplayRole))
                for place in columns
            ]
            for row in rows
        ]
        if lines:
            QGuiApplication.clipboard().setText(to_tsv([heads, *lines]))

    def paste(self, *, as_new: bool = False) -> None:
        """Write the clipboard's cells from the current cell on, or into new records, as one step."""
        cells = from_tsv(QGuiApplication.clipboard().text())
        if not cells:
            self.said.emit(_("The clipboard holds no text to paste."))
            return
        keys = self.records.keys
        below = [] if as_new else keys[max(self.currentIndex().row(), 0) :] if keys else []
        engagement, section = self.records.editing.engagement, self.records.section
        plan = plan_paste(cells, engagement, section, self._columns_from_here(as_new), below)
        pasted = self.records.editing.paste(section.key, plan.fields, plan.cells, plan.over)
        if pasted:
            self.select_many(pasted, pasted[0])
            self._widths.measure()
            self.said.emit(_told(plan))

    # What Qt asks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            return  # the cell's editor has had the key and passes it on
        key = Qt.Key(event.key())
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_key:
            self.opened.emit(self.current_key)
        elif key == Qt.Key.Key_Delete:
            self.remove_selected()
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_selected(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter in a cell goes on to the one below."""
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            below = self.currentIndex().siblingAtRow(self.currentIndex().row() + 1)
            if below.isValid():
                self.setCurrentIndex(below)

    # Inside

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setSectionsMovable(True)
        heads.setSortIndicatorClearable(True)
        heads.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        heads.setAccessibleName(_("Columns of {title}").format(title=_(self.records.section.title)))
        self.setSortingEnabled(True)

    def _want(self, column: int) -> Want:
        """How wide a column wants to be; the headline comes first where there is not room for all."""
        spec = self.records.spec(column)
        if spec is None:
            width = self.fontMetrics().horizontalAdvance(f"{self.records.section.prefix}-") + _ID
            return Want(width, width)
        if spec.name == self.records.section.headline:
            return text_want(self, column, _HEADLINE, weight=2)
        return text_want(self, column, _LEAST.get(type(spec.kind), _WHOLE))

    def _kind(self, index: QModelIndex | QPersistentModelIndex) -> Kind[Any]:
        spec = self.records.spec(index.column())
        assert spec is not None, "the id is not editable"
        return spec.kind

    def _first_column(self) -> int:
        return self.records.column_of(self.records.section.headline)

    def _columns_from_here(self, as_new: bool) -> list[str]:
        """The fields of the visible columns from the current cell to the right, as they stand on the screen."""
        heads = self.horizontalHeader()
        order = [heads.logicalIndex(place) for place in range(heads.count())]
        shown = [place for place in order if place != ID_COLUMN and not self.isColumnHidden(place)]
        at = self.currentIndex().column()
        start = shown.index(at) if at in shown and not as_new else 0
        section = self.records.section
        names = [section.columns[place - 1].name for place in shown[start:]]
        return [name for name in names if name in section]

    def select_many(self, keys: Sequence[str], current: str) -> None:
        """Select the records that are shown of these, with the keyboard on one."""
        self.select(current)
        last = self.records.columnCount() - 1
        chosen = QItemSelection()
        for row in (self.records.row_of(key) for key in keys):
            if row >= 0:
                chosen.select(self.records.index(row, 0), self.records.index(row, last))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _hold(self) -> None:
        self._held = (self.current_key, self.currentIndex().column())

    def _restore(self) -> None:
        """Put the keyboard back on its record after a reset; if that is gone, on none."""
        key, column = self._held
        row = self.records.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self.records.index(row, column))
        self.current_changed.emit(self.current_key)

    def _moved(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.row() != before.row():
            self.current_changed.emit(self.current_key)


def _told(plan: Paste) -> str:
    count = len(plan.cells)
    told = ngettext("Pasted {count} row.", "Pasted {count} rows.", count).format(count=count)
    changed = sum(1 for key in plan.over if key)
    if changed:
        told += " " + ngettext(
            "{count} of them changed a record that was there.",
            "{count} of them changed records that were there.",
            changed,
        ).format(count=changed)
    if plan.unknown_heads:
        told += " " + _("No field is called {heads}; those cells were left out.").format(
            heads=", ".join(plan.unknown_heads)
        )
    elif plan.unplaced:
        told += " " + _("{count} cells beyond the last column were left out.").format(count=plan.unplaced)
    return told
