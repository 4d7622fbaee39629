"""The agenda beside the lines: topic, timebox, and how far each is covered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from scopewright.gui.theme import fonts
from scopewright.gui.theme.apply import current
from scopewright.language import _, ngettext

_Index = QModelIndex | QPersistentModelIndex
_LINE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One topic as it is shown; ``time`` is in words, ``over`` says that its timebox is used up."""

    topic: str
    lines: int
    expected: int
    time: str
    over: bool = False

    @property
    def said(self) -> str:
        """How far it is covered, in words."""
        if self.lines >= self.expected:
            return ngettext("covered, {count} line", "covered, {count} lines", self.lines).format(count=self.lines)
        return _("{lines} of {expected} lines").format(lines=self.lines, expected=self.expected)


class AgendaModel(QAbstractListModel):
    """The topics of a session."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[AgendaLine] = []

    def show_lines(self, lines: Sequence[AgendaLine]) -> None:
        """Show topics; the same number of them keeps the chosen one."""
        if len(lines) == len(self.lines):
            self.lines = list(lines)
            if lines:
                self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == _LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.topic
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.topic}, {line.said}, {line.time}"
        return None


class AgendaList(QListView):
    """The chosen topic is the one that lines are put under."""

    def __init__(self, model: AgendaModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("session.agenda")
        self.setAccessibleName(_("Agenda"))
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def minimumSizeHint(self) -> QSize:
        """Room for a topic and its time in a line, whatever the size of type."""
        return QSize(fonts.of("body").pixelSize() * 14, 100)


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(100, round(fonts.of("body").pixelSize() * 4.1))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line, theme = index.data(_LINE), current()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.selection))
            painter.fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), QColor(theme.accent))
        box = option.rect.adjusted(12, 7, -12, -8)
        head = QRect(box.left(), box.top(), box.width(), round(box.height() * 0.45))
        self._words(
            painter, head, "strong", line.topic, theme.text, line.time, theme.danger if line.over else theme.muted
        )
        below = QRect(box.left(), head.bottom(), box.width(), head.height())
        self._words(painter, below, "small", line.said, theme.muted)
        bar = QRect(box.left(), box.bottom() - 3, box.width(), 4)
        painter.fillRect(bar, QColor(theme.border))
        share = min(1.0, line.lines / line.expected)
        filled = theme.success if share == 1.0 else theme.accent
        painter.fillRect(QRect(bar.topLeft(), QSize(round(bar.width() * share), 4)), QColor(filled))
        painter.restore()

    @staticmethod
    def _words(
        painter: QPainter, box: QRect, role: fonts.Role, text: str, ink: str, right: str = "", right_ink: str = ""
    ) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(fonts.of("small"))
        painter.setPen(QColor(right_ink or ink))
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, right)
        taken = painter.fontMetrics().horizontalAdvance(f"{right}  ") if right else 0
        painter.setFont(fonts.of(role))
        painter.setPen(QColor(ink))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width() - taken)
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignLeft, shown)
