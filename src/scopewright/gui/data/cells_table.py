"""A table to read: texts, states and intervals, walked with the arrow keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QLineF, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from scopewright.gui.theme import fonts
from scopewright.gui.theme.apply import current
from scopewright.gui.widgets.label import tooltip
from scopewright.gui.widgets.status_badge import State, badge_size, paint_badge
from scopewright.language import show_row

_Index = QModelIndex | QPersistentModelIndex
_CELL = Qt.ItemDataRole.UserRole
_ROW_PIXELS = 34
_WIDEST = 260
_STEPS = {"j": 1, "k": -1}
_BAR_PIXELS = 8.0
_MEASURED_COLUMNS = 60
_SILENT = ("", "–")
_LEAST_STRETCH = 120
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Span:
    """An interval on a scale from 0 to 1: its ends, the value in it, and a mark to compare with (or None)."""

    low: float
    value: float
    high: float
    mark: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place; a ``state`` is drawn as a badge, a ``span`` as a whisker instead of the text.

    ``bars`` are heights from 0 to 1, drawn instead of the text, which says the same; a ``pair`` stands beside them.
    """

    text: str
    note: str = ""
    state: State | None = None
    span: Span | None = None
    bars: tuple[float, ...] = ()
    pair: tuple[float, ...] = ()
    right: bool = False
    strong: bool = False
    muted: bool = False


Row = Sequence[Cell | str]


class _Model(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.heads: tuple[str, ...] = ()
        self.rows: Sequence[Row] = ()

    def show(self, heads: tuple[str, ...], rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.heads, self.rows = heads, rows
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return _RIGHT if self.rows and self.cell(0, section).right else _LEFT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.heads[section] if orientation == Qt.Orientation.Horizontal else show_row(section)

    def cell(self, row: int, column: int) -> Cell:
        found = self.rows[row]
        value = found[column] if column < len(found) else ""
        return value if isinstance(value, Cell) else Cell(value)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        reading = _READINGS.get(role)
        return reading(self.cell(index.row(), index.column())) if reading else None


_READINGS: dict[int, Callable[[Cell], object]] = {
    _CELL: lambda cell: cell,
    Qt.ItemDataRole.DisplayRole: lambda cell: cell.text[:1000].replace("\n", " "),
    Qt.ItemDataRole.ToolTipRole: lambda cell: tooltip(cell.note or cell.text),
    Qt.ItemDataRole.AccessibleDescriptionRole: lambda cell: cell.note,
    Qt.ItemDataRole.TextAlignmentRole: lambda cell: _RIGHT if cell.right else _LEFT,
    Qt.ItemDataRole.FontRole: lambda cell: fonts.of("strong") if cell.strong else None,
    Qt.ItemDataRole.ForegroundRole: lambda cell: QColor(current().muted) if cell.muted else None,
}


class _Painter(QStyledItemDelegate):
    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        cell = index.data(_CELL)
        if cell.state is not None or cell.span is not None or cell.bars:
            option.text = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        cell = index.data(_CELL)
        if cell.state is None:
            return super().sizeHint(option, index)
        return badge_size(QFontMetrics(fonts.of("strong")), cell.text) + QSize(18, 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        cell = index.data(_CELL)
        rect = option.rect.adjusted(10, 0, -8, 0)
        painter.save()
        if cell.state is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(fonts.of("strong"))
            paint_badge(painter, rect, cell.state, cell.text)
        elif cell.span is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            _paint_span(painter, QRectF(rect), cell.span)
        elif cell.bars:
            _paint_bars(painter, QRectF(rect).adjusted(0, 4, 0, -4), cell.bars, cell.pair)
        painter.restore()


def _paint_span(painter: QPainter, rect: QRectF, span: Span) -> None:
    theme, middle = current(), rect.center().y() + 0.5

    def x(share: float) -> float:
        return rect.left() + 4 + share * (rect.width() - 8)

    painter.setPen(QPen(QColor(theme.border), 1))
    painter.drawLine(QLineF(rect.left(), middle, rect.right(), middle))
    if span.mark is not None:
        painter.setPen(QPen(QColor(theme.muted), 1.4, Qt.PenStyle.DotLine))
        painter.drawLine(QLineF(x(span.mark), rect.top() + 4, x(span.mark), rect.bottom() - 4))
    painter.setPen(QPen(QColor(theme.text), 1.6))
    painter.drawLine(QLineF(x(span.low), middle, x(span.high), middle))
    for end in (span.low, span.high):
        painter.drawLine(QLineF(x(end), middle - 4, x(end), middle + 4))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.accent))
    painter.drawEllipse(QRectF(x(span.value) - 4, middle - 4, 8, 8))


def _paint_bars(painter: QPainter, rect: QRectF, bars: Sequence[float], pair: Sequence[float]) -> None:
    """Bars on one line; of two sets the first is hollow, the second filled, side by side."""
    theme, sets = current(), [bars, pair] if pair else [bars]
    wide = min(_BAR_PIXELS, rect.width() / len(bars) / len(sets) - 1)
    for place, heights in enumerate(zip(*sets, strict=True)):
        for side, height in enumerate(heights):
            left = rect.left() + (place * len(sets) + side) * (wide + 1) + place * (len(sets) - 1)
            tall = max(1.0, height * rect.height()) if height else 0.0
            bar = QRectF(left, rect.bottom() - tall, wide, tall)
            if pair and side == 0:
                painter.setPen(QPen(QColor(theme.muted), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, 0))
            else:
                painter.fillRect(bar, QColor(theme.accent))
    painter.setPen(QPen(QColor(theme.border), 1))
    painter.drawLine(QLineF(rect.left(), rect.bottom() + 0.5, rect.right(), rect.bottom() + 0.5))


class CellsTable(QTableView):
    """A table that keeps its place when its content changes. ``stretch`` is the column that takes the spare width.

    ``numbered`` shows the rows' numbers, from 1, at the left; with ``chosen`` the keyboard always stands on a row.
    A ``terse`` table gives no room to a column in which no row says anything.
    """

    def __init__(
        self,
        name: str,
        accessible: str,
        *,
        stretch: int | None = None,
        numbered: bool = False,
        chosen: bool = False,
        terse: bool = False,
    ) -> None:
        super().__init__()
        self.setFont(fonts.tabular())
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self._content = _Model(self)
        self._stretch, self._chosen, self._terse = stretch, chosen, terse
        self._silent: set[int] = set()
        self._sized: tuple[str, ...] = ()
        self._keys: dict[str, Callable[[], object]] = {}
        self.setModel(self._content)
        self.setItemDelegate(_Painter(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setAcceptDrops(False)
        self.verticalHeader().setVisible(numbered)
        self.verticalHeader().setDefaultSectionSize(_ROW_PIXELS)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setResizeContentsPrecision(40)

    def show_rows(self, heads: Sequence[str], rows: Sequence[Row]) -> None:
        """Show other rows; the chosen row and the place one has scrolled to stay."""
        heads = tuple(heads)
        if heads == self._content.heads and rows == self._content.rows:
            return
        row, top = self.currentIndex().row(), self.verticalScrollBar().value()
        self._content.show(heads, rows)
        self._hide_silent(heads)
        self._size_columns(heads)
        if rows and (self._chosen or row >= 0):
            self.setCurrentIndex(self._content.index(max(0, min(row, len(rows) - 1)), 0))
        self.verticalScrollBar().setValue(top)

    def on_keys(self, keys: Mapping[str, Callable[[], object]]) -> None:
        """What single letters do while the keyboard stands here; j and k walk down and up in any case."""
        self._keys = dict(keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        letter = event.text().lower() if plain else ""
        if letter in _STEPS and self._content.rows:
            row = max(0, min(len(self._content.rows) - 1, self.row + _STEPS[letter]))
            self.setCurrentIndex(self._content.index(row, max(0, self.currentIndex().column())))
        elif letter in self._keys:
            self._keys[letter]()
        else:
            super().keyPressEvent(event)

    @property
    def row(self) -> int:
        """The number of the chosen row, -1 when there is none."""
        return self.currentIndex().row()

    def texts(self) -> list[list[str]]:
        """What is shown, row by row."""
        return [
            [self._content.cell(row, column).text for column in range(len(self._content.heads))]
            for row in range(len(self._content.rows))
        ]

    def height_of_rows(self, most: int) -> int:
        """The height in logical pixels that shows all rows, at most so many, without a scroll bar."""
        count = max(1, min(most, len(self._content.rows)))
        return self.horizontalHeader().sizeHint().height() + count * self.verticalHeader().defaultSectionSize() + 4

    def _hide_silent(self, heads: tuple[str, ...]) -> None:
        cells = self._content.cell
        places = range(len(self._content.rows)) if self._terse else ()
        silent = {
            column
            for column in range(len(heads))
            if places and all(cells(row, column).text in _SILENT for row in places)
        }
        for column in silent ^ self._silent:
            self.setColumnHidden(column, column in silent)
        self._silent = silent

    def _size_columns(self, heads: tuple[str, ...]) -> None:
        if not self._content.rows or len(heads) > _MEASURED_COLUMNS:
            return
        head = self.horizontalHeader()
        for column in range(len(heads)):
            if column != self._stretch:
                wanted = max(self.sizeHintForColumn(column) + 4, head.sectionSizeHint(column) + 4)
                widest = self.columnWidth(column) if heads == self._sized else 0
                self.setColumnWidth(column, max(widest, min(_WIDEST, wanted)))
        self._sized = heads
        self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        """Give the spare width to the stretching column; where there is too little for a picture, the table scrolls."""
        head, column = self.horizontalHeader(), self._stretch
        if column is None or column >= len(self._sized) or head.isSectionHidden(column):
            return
        spare = self.viewport().width() - (head.length() - head.sectionSize(column))
        mode = QHeaderView.ResizeMode.Stretch if spare >= _LEAST_STRETCH else QHeaderView.ResizeMode.Interactive
        if head.sectionResizeMode(column) != mode:
            head.setSectionResizeMode(column, mode)
        if mode != QHeaderView.ResizeMode.Stretch:
            head.resizeSection(column, _LEAST_STRETCH)
