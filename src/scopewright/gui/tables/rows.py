"""Tables to walk through by keyboard, of whatever stands one in a row: findings, risks of a register, lines of text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from scopewright.gui.tables.column_widths import FittedColumns, text_want
from scopewright.gui.theme import fonts
from scopewright.gui.widgets.label import tooltip
from scopewright.language import _

T = TypeVar("T")
_Index = QModelIndex | QPersistentModelIndex
_LONGEST = 400


@dataclass(frozen=True)
class Head(Generic[T]):
    """A column: its head (English, marked with ``N_``), the text of a row in it, and what else Qt may ask of a cell."""

    title: str
    text: Callable[[T], str]
    right: bool = False
    roles: Mapping[int, Callable[[T], object]] = field(default_factory=dict)


@dataclass(frozen=True)
class Group:
    """A heading between rows, which the keyboard passes over."""

    title: str


class RowModel(QAbstractTableModel, Generic[T]):
    """Rows under heads, with headings between them where groups are shown; line breaks are shown as arrows."""

    def __init__(self, heads: Sequence[Head[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads = heads
        self.rows: list[T | Group] = []

    def show(self, rows: Sequence[T | Group]) -> None:
        """Show other rows; the same again leaves views where they are."""
        if list(rows) == self.rows:
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def put(self, row: int, item: T) -> None:
        """Show something else in one row."""
        self.rows[row] = item
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._heads) - 1))

    def item(self, row: int) -> T | None:
        """What stands in a row; nothing where there is no such row, or a heading."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return None if isinstance(found, Group) else found

    def items(self) -> list[T]:
        """What stands in the rows, without the headings."""
        return [row for row in self.rows if not isinstance(row, Group)]

    # What Qt asks

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        head = self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and head.right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return _(head.title) if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        heading = isinstance(self.rows[index.row()], Group) if 0 <= index.row() < len(self.rows) else False
        return Qt.ItemFlag.NoItemFlags if heading else super().flags(index)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, head = self.rows[index.row()], self._heads[index.column()]
        if isinstance(row, Group):
            return _of_heading(row, index.column(), role)
        if role in head.roles:
            return head.roles[role](row)
        if role == Qt.ItemDataRole.DisplayRole:
            return head.text(row)[:_LONGEST].replace("\n", " ⏎ ")
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(head.text(row))
        if role == Qt.ItemDataRole.TextAlignmentRole and head.right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return fonts.of_words() if role == Qt.ItemDataRole.FontRole and not head.right else None


def _of_heading(group: Group, column: int, role: int) -> object:
    if role == Qt.ItemDataRole.FontRole:
        return fonts.of("strong")
    return group.title if column == 0 and role == Qt.ItemDataRole.DisplayRole else None


class TextRows(RowModel[Sequence[str]]):
    """Rows of texts under heads; the columns named in ``right`` are set against the right edge."""

    def __init__(self, heads: Sequence[str], right: Sequence[int] = ()) -> None:
        super().__init__([Head(title, _nth(place), place in right) for place, title in enumerate(heads)])


def _nth(place: int) -> Callable[[Sequence[str]], str]:
    return lambda texts: texts[place]


def row_table(
    name: str,
    accessible: str,
    model: QAbstractTableModel,
    widths: Sequence[int],
    stretch: int,
    activated: Callable[[int], object] | None = None,
    weight: int = 2,
) -> QTableView:
    """A table of whole rows; Enter calls ``activated`` with the row.

    ``widths`` is what is left of each column, in logical pixels, where there is not room for its texts; the column
    ``stretch`` comes first by ``weight`` and has what is left over.
    """
    table = QTableView()
    table.setObjectName(name)
    table.setAccessibleName(accessible)
    table.setModel(model)
    dress(table)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setWordWrap(False)
    table.verticalHeader().setDefaultSectionSize(32)
    leasts, weights = dict(enumerate(widths)), {stretch: weight}
    FittedColumns(table, lambda column: text_want(table, column, leasts.get(column), weights.get(column, 1)), stretch)
    if activated is not None:
        table.activated.connect(lambda index: activated(index.row()))
    return table


def dress(table: QTableView) -> None:
    """Give a table the look of the house: whole rows, no grid, heads at the left, Tab leaves it."""
    table.setFont(fonts.tabular())
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    heads = table.horizontalHeader()
    heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    heads.setHighlightSections(False)
