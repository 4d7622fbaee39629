"""The datasets of the engagement that have a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from scopewright.gui.theme import fonts
from scopewright.gui.theme.apply import current
from scopewright.gui.widgets.buttons import secondary
from scopewright.gui.widgets.drawn_row import DrawnRow
from scopewright.gui.widgets.label import Label, elided, tooltip
from scopewright.language import _
from scopewright.model.sections.datasets import Dataset

_KEY, _NOTE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_HEIGHT = 52
WIDTH = 190


class DatasetList(QFrame):
    """Title and state of each dataset; ``choose`` asks for another file."""

    chosen = Signal(str)
    """The hidden key of the dataset that is to be shown."""

    def __init__(self, choose: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("data.datasets-card")
        self.setFixedWidth(WIDTH)
        self.list = QListWidget()
        self.list.setObjectName("data.datasets")
        self.list.setAccessibleName(_("Datasets"))
        self.list.setItemDelegate(_TwoLines(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(8)
        title = Label(_("Datasets"), "heading")
        column.addWidget(title)
        column.addWidget(self.list, stretch=1)
        drop = Label(_("Drop a CSV anywhere on this page. The file stays where it is."), "small", muted=True, wrap=True)
        column.addWidget(drop)
        column.addWidget(secondary("data.choose", _("Choose a CSV…"), choose, "upload"))

    def show_datasets(self, datasets: Sequence[Dataset], notes: dict[str, str], chosen: str) -> None:
        """List the datasets with a note each and choose one, without saying so."""
        self.list.blockSignals(True)
        while self.list.count() > len(datasets):
            self.list.takeItem(self.list.count() - 1)
        for place, dataset in enumerate(datasets):
            item = self.list.item(place) or QListWidgetItem(self.list)
            note = notes.get(dataset.key, "")
            item.setText(dataset.headline or Path(dataset.path).name)
            item.setData(_KEY, dataset.key)
            item.setData(_NOTE, note)
            item.setToolTip(tooltip(dataset.path))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {note}")
            item.setSizeHint(QSize(0, _HEIGHT))
            if dataset.key == chosen:
                self.list.setCurrentRow(place)
        self.list.blockSignals(False)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_KEY))


class _TwoLines(DrawnRow):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        rect: QRect = option.rect.adjusted(10, 8, -8, -8)
        painter.save()
        _line(painter, rect, index.data(Qt.ItemDataRole.DisplayRole), "strong", current().text)
        _line(painter, rect.adjusted(0, 19, 0, 0), index.data(_NOTE), "small", current().muted)
        painter.restore()


def _line(painter: QPainter, rect: QRect, text: object, role: fonts.Role, ink: str) -> None:
    painter.setFont(fonts.of(role))
    painter.setPen(QColor(ink))
    shown = elided(painter.fontMetrics(), str(text), rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignTop, shown)
