"""A picture and, a key away, the same content as a table."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from scopewright.gui.scene_view import SceneView
from scopewright.gui.widgets.buttons import quiet
from scopewright.gui.widgets.label import Label
from scopewright.language import _
from scopewright.scenes.scene import Scene, Table


class SceneWithTable(QWidget):
    """The scene's title, the button between picture and table (``NAME.toggle``), and what it shows.

    ``under`` is the title that it stands under already, which is not said twice.
    """

    record_activated = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None, *, under: str = "") -> None:
        super().__init__(parent)
        self._under = under
        self.setObjectName(f"{name}.pane")
        self.picture = SceneView(name)
        self.picture.record_activated.connect(self.record_activated)
        self._model = TableModel(self)
        self.table = read_only_table(f"{name}.table", self._model)
        self._title = Label(role="heading", elide=True)
        self._toggle = quiet(f"{name}.toggle", "", self.toggle, "table-2")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.picture)
        self._stack.addWidget(self.table)
        head = QHBoxLayout()
        head.addWidget(self._title, stretch=1)
        head.addWidget(self._toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self._stack, stretch=1)
        self._name_toggle()

    def show_scene(self, scene: Scene) -> None:
        """Show another scene, as picture or table, whichever is on."""
        self._title.setText(scene.title if scene.title != self._under else "")
        self.picture.show_scene(scene)
        self._model.show_table(scene.table)
        self.table.setAccessibleName(scene.title)
        self.table.setAccessibleDescription(scene.alt)

    def toggle(self) -> None:
        """Change between picture and table."""
        self._stack.setCurrentIndex(1 - self._stack.currentIndex())
        self._name_toggle()

    @property
    def shows_table(self) -> bool:
        """Whether the table is on."""
        return self._stack.currentIndex() == 1

    def _name_toggle(self) -> None:
        self._toggle.say(_("Show as picture") if self.shows_table else _("Show as table"))
        self.setFocusProxy(self.table if self.shows_table else self.picture)


class TableModel(QAbstractTableModel):
    """The table of a scene."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = Table((), ())

    def show_table(self, table: Table) -> None:
        """Show another table."""
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    @property
    def table(self) -> Table:
        """The table that is shown."""
        return self._table

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._table.header)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        return self._table.rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._table.header[section]
        return None


def read_only_table(name: str, model: TableModel) -> QTableView:
    """A table that is read and chosen from, row by row."""
    table = QTableView()
    table.setObjectName(name)
    table.setModel(model)
    table.setWordWrap(True)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.verticalHeader().hide()
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    return table
