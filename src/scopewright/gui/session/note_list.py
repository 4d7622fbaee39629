"""Captured lines as a list: what each became, its words, struck through if it was discarded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from scopewright.gui.theme import fonts, icons
from scopewright.gui.theme.apply import current
from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.record import Record
from scopewright.model.sections.notes import Note

_Index = QModelIndex | QPersistentModelIndex
NOTE = Qt.ItemDataRole.UserRole


class NoteModel(QAbstractListModel):
    """Notes with the records that came from them."""

    def __init__(self, engagement: Engagement, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engagement = engagement
        self.notes: list[Note] = []
        self._made: dict[str, list[Record]] = {}

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show notes; lines that only came at the end are added without disturbing the others."""
        old, new = [note.key for note in self.notes], [note.key for note in notes]
        self._made = self._records()
        if new[: len(old)] != old or not old:
            self.beginResetModel()
            self.notes = list(notes)
            self.endResetModel()
            return
        if len(new) > len(old):
            self.beginInsertRows(QModelIndex(), len(old), len(new) - 1)
            self.notes = list(notes)
            self.endInsertRows()
        self.notes = list(notes)
        self.dataChanged.emit(self.index(0), self.index(max(0, len(new) - 1)))

    def made_of(self, note: Note) -> list[Record]:
        """The records that came from a note."""
        return self._made.get(note.key, [])

    def row_of(self, key: str) -> int:
        """The row of the note with this hidden key; -1 if it is not shown."""
        return next((row for row, note in enumerate(self.notes) if note.key == key), -1)

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.notes)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        note = self.notes[index.row()]
        if role == NOTE:
            return note
        if role == Qt.ItemDataRole.DisplayRole:
            return note.headline
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join([self.became(note), note.headline])
        return None

    def became(self, note: Note) -> str:
        """What a note is now, in words."""
        if note.state == "struck":
            return _("Discarded")
        made = self.made_of(note)
        return ", ".join(f"{record.id} {_(record.section.one)}" for record in made) or _(note.section.one)

    def _records(self) -> dict[str, list[Record]]:
        found: dict[str, list[Record]] = {}
        for record in self._engagement.records():
            if record.note:
                found.setdefault(record.note, []).append(record)
        return found


class NoteList(QListView):
    """The list; what it shows is painted in one line each, and ``empty`` where there is nothing."""

    def __init__(self, model: NoteModel, name: str, title: str, empty: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty = empty
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setModel(model)
        self.setItemDelegate(_Delegate(model, self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._empty and not self.model().rowCount():
            painter = QPainter(self.viewport())
            painter.setFont(fonts.of("body"))
            painter.setPen(QColor(current().muted))
            room = self.viewport().rect().adjusted(24, 24, -24, -24)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty)


class _Delegate(QStyledItemDelegate):
    def __init__(self, model: NoteModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(100, round(fonts.of("body").pixelSize() * 2.4))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        note, theme = index.data(NOTE), current()
        made = self._model.made_of(note)
        struck = note.state == "struck"
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.selection))
            painter.fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), QColor(theme.accent))
        row = option.rect.adjusted(12, 0, -12, 0)
        ink = QColor(theme.muted if struck else theme.text)
        icon = "circle-slash" if struck else made[0].section.icon if made else note.section.icon
        icons.draw(painter, icon, QRect(row.left(), row.center().y() - 7, 16, 16), ink)
        painter.setFont(fonts.of("small"))
        said = ", ".join(record.id for record in made) or note.id
        wide = painter.fontMetrics().horizontalAdvance("REQ-1000 ")
        painter.setPen(QColor(theme.muted))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(row.adjusted(26, 0, 0, 0), flags, painter.fontMetrics().elidedText(
            said, Qt.TextElideMode.ElideRight, wide))  # fmt: skip
        font = fonts.of("body")
        font.setStrikeOut(struck)
        painter.setFont(font)
        painter.setPen(ink)
        words = row.adjusted(26 + wide + 8, 0, 0, 0)
        painter.drawText(words, flags, painter.fontMetrics().elidedText(
            note.headline, Qt.TextElideMode.ElideRight, words.width()))  # fmt: skip
        painter.restore()
