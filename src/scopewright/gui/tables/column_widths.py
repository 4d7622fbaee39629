"""How wide the columns of a table are: as wide as their texts, as far as the room goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, Qt
from PySide6.QtWidgets import QTableView

_MEASURED, _LOOKED_AT = 24, 6
"""How many rows say how wide a column is, and how many, from the top, whether it has icons."""
_LONGEST, _MOST = 120, 720
"""Characters of a text that are measured, and the widest column in logical pixels."""
_PAD, _SORT_MARK, _ICON = 32, 10, 24
_SLIM = 140
"""Width in logical pixels under which a column that has what is left over is not squeezed."""
_TELLING = 200
"""Width in logical pixels in which its texts still tell the rows apart."""


@dataclass(frozen=True)
class Want:
    """What a column asks for, in logical pixels: no less than ``least``, and no more than ``most`` shows anything.

    ``weight`` is its part where there is not enough for all.
    """

    least: int
    most: int
    weight: int = 1


def share_out(wants: Sequence[Want], room: int, rest_to: int = 0) -> list[int]:
    """Widths that fill ``room``: narrow columns whole, the others alike by weight, what is left over to ``rest_to``.

    Where even the least widths need more than there is, the table scrolls: the first columns fill the room, so that
    none is cut at its edge, and those beyond it are as wide as these.
    """
    seen = wants[: _in_sight(wants, room, rest_to)]
    low, high = 0, max((want.most for want in wants), default=0)
    while low < high:
        level = (low + high + 1) // 2
        low, high = (level, high) if sum(_at(seen, level)) <= room else (low, level - 1)
    widths = _at(wants, low)
    if widths:
        widths[rest_to] += max(0, room - sum(widths[: len(seen)]))
    return widths


def _in_sight(wants: Sequence[Want], room: int, rest_to: int) -> int:
    """How many columns, from the first on, have their least widths within the room; those to ``rest_to`` count."""
    ends = list(accumulate(want.least for want in wants))
    return max(sum(end <= room for end in ends), rest_to + 1)


def _least_of_rest(wants: Sequence[Want], room: int, rest_to: int) -> int:
    """What is left of the column that has the rest: it gives way so far that what stands before it stays in sight.

    It gives way so that no column is out of sight if that leaves enough of it to tell the rows apart.
    """
    asked = wants[rest_to].least
    beside_all = room - sum(want.least for want in wants) + asked
    beside_first = room - sum(want.least for want in wants[:rest_to])
    return min(asked, beside_all if beside_all >= _TELLING else max(_SLIM, beside_first))


def _at(wants: Sequence[Want], level: int) -> list[int]:
    return [max(want.least, min(want.most, level * want.weight)) for want in wants]


def text_want(table: QTableView, column: int, least: int | None = None, weight: int = 1) -> Want:
    """What head and cells of a column ask for; ``least`` is what is left of long texts, without it they stay whole."""
    model, metrics = table.model(), table.fontMetrics()
    title = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
    head = table.horizontalHeader().fontMetrics().horizontalAdvance(title) + _PAD
    head += _SORT_MARK if table.isSortingEnabled() else 0
    # a heading between the rows goes over all columns
    rows = [row for row in measured_rows(model.rowCount()) if column or table.columnSpan(row, 0) == 1]
    icon = (
        _ICON if any(model.index(row, column).data(Qt.ItemDataRole.DecorationRole) for row in rows[:_LOOKED_AT]) else 0
    )
    texts = (str(model.index(row, column).data() or "") for row in rows)
    widest = icon + _PAD + max((metrics.horizontalAdvance(text[:_LONGEST]) for text in texts), default=0)
    most = max(head, min(widest, _MOST))
    return Want(max(head, min(most, most if least is None else least)), most, weight)


def measured_rows(count: int) -> list[int]:
    """Which rows of a table are measured: half of them at its top, half spread over the rest, where pasted rows are."""
    top, rest = min(count, _MEASURED // 2), max(0, count - _MEASURED // 2)
    spread = min(rest, _MEASURED - _MEASURED // 2)
    return [*range(top), *(top + (at + 1) * rest // spread - 1 for at in range(spread))]


class FittedColumns(QObject):
    """Keeps the columns as ``want`` asks for each; ``rest_to`` names the one that has what is left over.

    They are measured when the table is shown or filled, not while one edits in it; what was set by hand stays.
    """

    def __init__(self, table: QTableView, want: Callable[[int], Want], rest_to: int) -> None:
        super().__init__(table)
        self._table, self._want, self._rest_to = table, want, rest_to
        self._wants: dict[int, Want] = {}
        self._by_hand: dict[int, int] = {}
        self._sharing = False
        table.viewport().installEventFilter(self)
        table.horizontalHeader().sectionResized.connect(self._resized)
        model: QAbstractItemModel = table.model()
        model.modelReset.connect(self.measure)
        model.rowsInserted.connect(self._inserted)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Measure when the table comes into sight, share out again when it has another width."""
        if event.type() == QEvent.Type.Show:
            self.measure()
        elif event.type() == QEvent.Type.Resize:
            self.share()
        return False

    def measure(self) -> None:
        """Ask the columns anew how wide they want to be."""
        if self._table.isVisible():
            self._wants = {column: self._want(column) for column in self._shown()}
            self.share()

    def share(self) -> None:
        """Give each column that was measured what it wants as far as the room goes."""
        shown = list(self._wants)
        if self._rest_to not in shown:
            return
        by_hand = {column: Want(width, width) for column, width in self._by_hand.items()}
        wants = [by_hand.get(column, self._wants[column]) for column in shown]
        room, at = self._table.viewport().width(), shown.index(self._rest_to)
        wants[at] = replace(wants[at], least=_least_of_rest(wants, room, at))
        widths = share_out(wants, room, at)
        self._sharing = True
        for column, width in zip(shown, widths, strict=True):
            self._table.setColumnWidth(column, width)
        self._sharing = False

    def _shown(self) -> list[int]:
        columns = range(self._table.model().columnCount())
        return [column for column in columns if not self._table.isColumnHidden(column)]

    def _inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        if first == 0 or last > first:
            self.measure()

    def _resized(self, column: int, before: int, width: int) -> None:
        hidden_or_shown = not before or not width
        if not self._sharing and not hidden_or_shown:
            self._by_hand[column] = width
