"""Rows of a list that draw their text themselves."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from scopewright.gui.theme import fonts
from scopewright.gui.theme.apply import current
from scopewright.gui.widgets.label import elided

NOTE = Qt.ItemDataRole.UserRole + 1
"""What stands under the title of a row of two lines."""
_PAD, _GAP = 8, 3
_ROLES: tuple[fonts.Role, fonts.Role] = ("strong", "small")
_Index = QModelIndex | QPersistentModelIndex


class DrawnRow(QStyledItemDelegate):
    """Has the ground, the selection and the focus drawn by the style, and the text left out."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        option.text = ""


class TwoLines(DrawnRow):
    """A title and under it, smaller, a note; both are cut where the row ends."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(0, sum(QFontMetrics(fonts.of(role)).height() for role in _ROLES) + _GAP + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        painter.save()
        rect = option.rect.adjusted(_PAD + 2, _PAD, -_PAD, -_PAD)
        texts = (index.data(Qt.ItemDataRole.DisplayRole), index.data(NOTE))
        for role, text, ink in zip(_ROLES, texts, _inks(option, index), strict=True):
            painter.setFont(fonts.of(role))
            painter.setPen(QColor(ink))
            metrics = painter.fontMetrics()
            painter.drawText(rect, Qt.AlignmentFlag.AlignTop, elided(metrics, str(text or ""), rect.width()))
            rect.setTop(rect.top() + metrics.height() + _GAP)
        painter.restore()


def _inks(option: QStyleOptionViewItem, index: _Index) -> tuple[str, str]:
    """The colours of title and note: the quiet one cannot be read on the ground of a chosen row."""
    theme = current()
    if option.state & QStyle.StateFlag.State_Selected:
        return theme.text, theme.text
    return (theme.text if index.data(Qt.ItemDataRole.ForegroundRole) is None else theme.muted), theme.muted


def say_two_lines(item: QListWidgetItem, title: str, note: str) -> None:
    """Give a row its title and the note under it, which a screen reader says after it."""
    item.setText(title)
    item.setData(NOTE, note)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {note}" if note else title)
