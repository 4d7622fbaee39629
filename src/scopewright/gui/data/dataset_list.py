"""The datasets of the engagement that have a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout

from scopewright.gui.widgets.buttons import secondary
from scopewright.gui.widgets.drawn_row import TwoLines, say_two_lines
from scopewright.gui.widgets.label import Label, tooltip
from scopewright.language import _
from scopewright.model.sections.datasets import Dataset

_KEY = Qt.ItemDataRole.UserRole
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
        self.list.setItemDelegate(TwoLines(self.list))
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
            say_two_lines(item, dataset.headline or Path(dataset.path).name, notes.get(dataset.key, ""))
            item.setData(_KEY, dataset.key)
            item.setToolTip(tooltip(dataset.path))
            if dataset.key == chosen:
                self.list.setCurrentRow(place)
        self.list.blockSignals(False)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_KEY))
