"""The records of one section as a Qt model: reads the engagement, writes by way of ``Editing``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from scopewright.gui.editing import Editing
from scopewright.gui.findings import MARKS, Findings, in_words, worst
from scopewright.gui.forms.cell_delegate import can_edit, one_line
from scopewright.gui.forms.field import problems
from scopewright.gui.since import Since
from scopewright.gui.tables.ordering import Filter, Search, field_has_problem, sort_key
from scopewright.gui.theme import fonts, icons
from scopewright.gui.theme.apply import current
from scopewright.gui.widgets.label import tooltip
from scopewright.language import _
from scopewright.model.change import WHOLE, Change
from scopewright.model.fields import Spec
from scopewright.model.kinds import Day, Money, Number, Product, Scale
from scopewright.model.record import Record, Section
from scopewright.model.sections.risk_scale import RiskScale

_Index = QModelIndex | QPersistentModelIndex
_MOST_RUNS = 24
"""Changes of rows that are told one by one; more are told as a reset, which is quicker then."""
ID_COLUMN = 0
"""The spoken id stands first; the declared fields follow in their order."""


class RecordTableModel(QAbstractTableModel):
    """One row a record, in the section's own order unless sorted by a field.

    While one edits, rows stay where they are: filter and sorting are applied anew when the user sets them.
    """

    def __init__(
        self, editing: Editing, section: Section, parent: QObject | None = None, findings: Findings | None = None
    ) -> None:
        super().__init__(parent)
        self._findings = findings
        self._since: Since | None = None
        if findings is not None:
            findings.renewed.connect(self._tell_all)
        self.editing = editing
        self.section = section
        self.filter = Filter()
        self._search = Search(editing.locale, lambda key: bool(findings and findings.of_record(key)))
        self._sorted_by: tuple[int, bool] | None = None
        self._keys: list[str] = []
        self._places: dict[str, int] = {}
        self._known: set[str] = set()
        self._arrange(self._wanted())

    # What others ask

    @property
    def keys(self) -> list[str]:
        """The hidden keys of the rows."""
        return list(self._keys)

    @property
    def in_own_order(self) -> bool:
        """Whether all records are shown, in the section's own order."""
        return self._sorted_by is None and not self.filter.is_on

    def record(self, row: int) -> Record:
        """The record in a row."""
        return self.editing.engagement[self._keys[row]]

    def row_of(self, key: str) -> int:
        """The row of a record, -1 if it is not shown."""
        return self._places.get(key, -1)

    def spec(self, column: int) -> Spec | None:
        """The field in a column; None for the id."""
        return None if column == ID_COLUMN else self.section.columns[column - 1]

    def column_of(self, field: str) -> int:
        """The column of a field.

        Raises:
            ValueError: there is no such field.
        """
        return [spec.name for spec in self.section.columns].index(field) + 1

    def total(self) -> int:
        """How many records the section has, shown or not."""
        return len(self.editing.engagement.records(self.section.key))

    def show_only(self, wanted: Filter) -> None:
        """Show what passes a filter."""
        self.filter = wanted
        self._arrange(self._wanted())

    def refresh(self, changes: Sequence[Change]) -> None:
        """Show what changes altered; none given means everything."""
        headlines = {section.headline for section in self.editing.engagement.sections.values()}
        if not changes or any(change.field == WHOLE or change.field in headlines for change in changes):
            self._search.forget()
        mine = [change for change in changes if change.section == self.section.key]
        if not changes or any(change.field in (WHOLE, "rank") for change in mine):
            self._arrange(self._kept())
        self._tell_changed(changes, mine)

    def mark_with(self, since: Since) -> None:
        """Have the head of each row say what changed."""
        self._since = since

    def tell_marks(self) -> None:
        """Have the heads of the rows repainted."""
        if self._keys:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._keys) - 1)

    # What Qt asks

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._keys)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.section.columns) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return self._since.head(self._keys[section], role) if self._since and section < len(self._keys) else None
        spec = self.spec(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return _(spec.title) if spec else _("ID")
        if role == Qt.ItemDataRole.ToolTipRole and spec and spec.help:
            return tooltip(_(spec.help))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(spec)
        return None

    def _holds(self, index: _Index) -> bool:
        """Whether there is a record behind a cell: while rows go, Qt asks about ones whose records are gone already."""
        return index.isValid() and index.row() < len(self._keys) and self._keys[index.row()] in self.editing.engagement

    def flags(self, index: _Index) -> Qt.ItemFlag:
        spec = self.spec(index.column()) if self._holds(index) else None
        editable = (
            spec is not None
            and spec.name in self.section
            and not self.editing.read_only
            and can_edit(self._text(index.row(), spec))
        )
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if editable else Qt.ItemFlag.NoItemFlags)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not self._holds(index):
            return None
        spec, row = self.spec(index.column()), index.row()
        if spec is None:
            return self._id_data(row, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(self._named(row, spec) or self._text(row, spec))
        if role == Qt.ItemDataRole.EditRole:
            return self._text(row, spec)
        if role in (Qt.ItemDataRole.TextAlignmentRole, Qt.ItemDataRole.FontRole):
            return _alignment(spec) if role == Qt.ItemDataRole.TextAlignmentRole else _font(spec)
        return self._hints(self.record(row), spec, role)

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        spec = self.spec(index.column())
        if spec is None or role != Qt.ItemDataRole.EditRole:
            return False
        self.editing.set_text(self._keys[index.row()], spec.name, str(value))
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a field; a column of -1 goes back to the section's own order."""
        self._sorted_by = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self._arrange(self._wanted())

    # Texts

    def _text(self, row: int, spec: Spec) -> str:
        record = self.record(row)
        if isinstance(spec.kind, Scale) and not record.is_empty(spec.name) and spec.name not in record.unread:
            return spec.kind.said(getattr(record, spec.name), self.editing.locale)
        return record.shown(spec.name, self.editing.locale)

    def _named(self, row: int, spec: Spec) -> str:
        """A link to one record as its id with what it is called; empty for anything else, and for a name."""
        stored = self.record(row).stored(spec.name) if "to" in spec.kind.describe() else None
        key = stored[0] if isinstance(stored, list) and len(stored) == 1 else stored
        linked = self.editing.engagement.get(key) if isinstance(key, str) else None
        if linked is None or self.editing.locale.directory.label(linked.key) != linked.id:
            return ""
        return f"{linked.id}  {linked.headline}"

    def _id_data(self, row: int, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.record(row).id
        found = self._findings.of_record(self._keys[row]) if self._findings else ()
        severity = worst(found)
        if role == Qt.ItemDataRole.DecorationRole and severity:
            return icons.icon(MARKS[severity], QColor(current().danger if severity == "error" else current().muted))
        if role == Qt.ItemDataRole.ToolTipRole and found:
            return tooltip(in_words(found, self.editing.engagement.sections))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return in_words(found, self.editing.engagement.sections)
        return QColor(current().muted) if role == Qt.ItemDataRole.ForegroundRole else None

    def _hints(self, record: Record, spec: Spec, role: int) -> object:
        """What stands beside a text: a mark with its reason, the whole of what is cut off."""
        if role == Qt.ItemDataRole.DecorationRole:
            marked = field_has_problem(record, spec)
            return icons.icon("triangle-alert", QColor(current().danger)) if marked else None
        if role not in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return None
        said = problems(record, spec, self.editing.locale)
        said += [found.message for found in self._findings.of_field(record.key, spec.name)] if self._findings else []
        if not said and spec.required and record.is_empty(spec.name):
            said = [_("Needed, and still empty.")]
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return " ".join(said)
        return tooltip("\n".join([record.shown(spec.name, self.editing.locale), *said]).strip())

    # Rows

    def _records(self) -> list[Record]:
        """All records of the section in the order that is asked for."""
        records = self.editing.engagement.records(self.section.key)
        if self._sorted_by is None:
            return records
        column, falling = self._sorted_by
        spec, locale = self.spec(column), self.editing.locale
        if spec is None:
            return sorted(records, key=lambda record: _number(record.id), reverse=falling)
        keys = {record.key: sort_key(record, spec, locale) for record in records}
        said = [record for record in records if keys[record.key][0] == 0]
        rest = [record for record in records if keys[record.key][0] != 0]
        return [
            *sorted(said, key=lambda record: keys[record.key], reverse=falling),
            *sorted(rest, key=lambda record: keys[record.key]),
        ]

    def _wanted(self) -> list[str]:
        return [record.key for record in self._records() if self._search.passes(record, self.filter)]

    def _kept(self) -> list[str]:
        """What is shown already or new, where it is; in the section's own order where that is shown."""
        present = self.editing.engagement.records(self.section.key)
        known, there = self._known, {record.key for record in present}
        if self._sorted_by is None:
            return [r.key for r in present if r.key in self._places or r.key not in known]
        new = [record.key for record in present if record.key not in known]
        return [key for key in self._keys if key in there] + new

    def _arrange(self, keys: list[str]) -> None:
        """Come to other rows, telling views what went, what moved and what came, so that they keep their place."""
        stay = set(keys)
        go = list(_runs([row for row, key in enumerate(self._keys) if key not in stay]))
        come = list(_runs([row for row, key in enumerate(keys) if key not in self._places]))
        if len(go) + len(come) > _MOST_RUNS:
            self.beginResetModel()
            self._take(keys)
            self.endResetModel()
        else:
            self._remove_rows(go)
            there = [key for key in keys if key in self._places]
            if there != self._keys:
                self._reorder(there)
            self._insert_rows(come, keys)
        self._known = {record.key for record in self.editing.engagement.records(self.section.key)}

    def _remove_rows(self, runs: Sequence[tuple[int, int]]) -> None:
        for first, last in reversed(runs):
            self.beginRemoveRows(QModelIndex(), first, last)
            self._take(self._keys[:first] + self._keys[last + 1 :])
            self.endRemoveRows()

    def _insert_rows(self, runs: Sequence[tuple[int, int]], keys: Sequence[str]) -> None:
        for first, last in runs:
            self.beginInsertRows(QModelIndex(), first, last)
            self._take([*self._keys[:first], *keys[first : last + 1], *self._keys[first:]])
            self.endInsertRows()

    def _reorder(self, keys: list[str]) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [self._keys[index.row()] for index in before]
        self._take(keys)
        after = [self.index(self._places[key], index.column()) for key, index in zip(held, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _take(self, keys: list[str]) -> None:
        self._keys = keys
        self._places = {key: row for row, key in enumerate(keys)}

    def _tell_changed(self, changes: Sequence[Change], mine: Sequence[Change]) -> None:
        """Have repainted the cells that read otherwise now; a record that others link to may stand in any of theirs."""
        if not changes:
            self._tell_all()
            return
        for change in mine:
            row = self.row_of(change.record)
            if row >= 0 and change.field in self.section:
                column = self.column_of(change.field)
                self._tell(row, row, column, column)
                for follows in self.section.computed:
                    column = self.column_of(follows.name)
                    self._tell(row, row, column, column)
        touched = {change.section for change in changes}
        for column, spec in enumerate(self.section.columns, 1):
            asks = spec.kind.describe()
            if asks.get("to") in touched or ("scale" in asks and RiskScale.section.key in touched):
                self._tell(0, len(self._keys) - 1, column, column)

    def _tell_all(self) -> None:
        self._tell(0, len(self._keys) - 1, 0, self.columnCount() - 1)

    def _tell(self, top: int, bottom: int, left: int, right: int) -> None:
        if bottom >= top:
            self.dataChanged.emit(self.index(top, left), self.index(bottom, right))


def _alignment(spec: Spec | None) -> Qt.AlignmentFlag:
    right = spec is not None and isinstance(spec.kind, Number | Money | Product)
    return (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter


def _font(spec: Spec) -> QFont | None:
    """The font of words; none where digits stand under each other, as the table's own font has them."""
    return None if isinstance(spec.kind, Number | Money | Product | Day) else fonts.of_words()


def _number(spoken: str) -> tuple[int, str]:
    digits = spoken.rpartition("-")[2]
    return (int(digits) if digits.isdecimal() else 0), spoken


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each unbroken run of rising numbers."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    yield from runs
