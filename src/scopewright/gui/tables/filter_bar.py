"""The bar over a table: what to look for, what is missing, which columns, how many."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from scopewright.gui.tables.ordering import Filter
from scopewright.gui.tables.record_table import RecordTable
from scopewright.gui.theme import icons
from scopewright.gui.widgets.buttons import quiet
from scopewright.gui.widgets.label import Label
from scopewright.gui.widgets.search_box import SearchBox
from scopewright.language import _, current


class FilterBar(QWidget):
    """Filters and arranges one table; ``columns_chosen`` follows a choice in the columns menu."""

    columns_chosen = Signal()

    def __init__(self, table: RecordTable, toggle_panel: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        section = table.records.section
        self.setObjectName(f"filters-{section.key}")
        prompt = _("Find in {title}").format(title=_(section.title))
        self.search = SearchBox(f"filter-{section.key}", prompt)
        self.search.setMaximumWidth(280)
        self.search.searched.connect(lambda _text: self._apply())
        self.no_owner = self._tick("no-owner", _("No owner"), "user")
        self.no_owner.setVisible("owner" in section)
        self.has_problems = self._tick("has-problems", _("Has problems"), "triangle-alert")
        self._count = Label(muted=True, elide=True)
        self._columns = quiet(f"columns-{section.key}", _("Columns"), self.open_columns, "table-2")
        self.panel = self._tick("details", _("Details"), "panel-left-open", filters=False)
        self.panel.clicked.connect(lambda _on: toggle_panel())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.search, stretch=1)
        for widget in (self.no_owner, self.has_problems):
            row.addWidget(widget)
        row.addWidget(self._count, stretch=1)
        row.addWidget(self._columns)
        row.addWidget(self.panel)

    def clear(self) -> None:
        """Show every record."""
        self.no_owner.setChecked(False)
        self.has_problems.setChecked(False)
        self.search.clear()
        self._apply()

    def show_count(self) -> None:
        """Say how many of the records are shown."""
        shown, total = self._table.records.rowCount(), self._table.records.total()
        if shown == total:
            section = self._table.records.section
            several = _(section.many) if section.many else _in_sentence(_(section.title))
            text = f"{total} {_(section.one) if total == 1 else several}"
        else:
            text = _("{shown} of {total}").format(shown=shown, total=total)
        self._count.setText(text)

    def open_columns(self) -> None:
        """Show a menu of all columns."""
        menu = self.columns_menu()
        menu.popup(self._columns.mapToGlobal(QPoint(0, self._columns.height())))

    def columns_menu(self) -> QMenu:
        """A menu with a tick for each column that can be hidden."""
        menu = QMenu(self)
        menu.setObjectName(f"columns-{self._table.records.section.key}.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = self._table.shown_columns()
        for spec in self._table.records.section.columns:
            if spec.layout or spec.name == self._table.records.section.headline:
                continue
            action = QAction(_(spec.title).replace("&", "&&"), menu)
            action.setObjectName(f"column-{spec.name}")
            action.setCheckable(True)
            action.setChecked(spec.name in shown)
            action.toggled.connect(lambda on, name=spec.name: self._show_column(name, on))
            menu.addAction(action)
        return menu

    def _show_column(self, name: str, on: bool) -> None:
        rest = [shown for shown in self._table.shown_columns() if shown != name]
        self._table.show_columns([*rest, name] if on else rest)
        self.columns_chosen.emit()

    def _apply(self) -> None:
        self._table.records.show_only(
            Filter(self.search.text().strip(), self.no_owner.isChecked(), self.has_problems.isChecked())
        )
        self.show_count()

    def _tick(self, name: str, text: str, icon: str, *, filters: bool = True) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"{name}-{self._table.records.section.key}")
        button.setAccessibleName(text)
        button.setText(" " + text.replace("&", "&&"))
        button.setIcon(icons.icon(icon))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if filters:
            button.toggled.connect(lambda _on: self._apply())
        return button


def _in_sentence(title: str) -> str:
    """A title as it stands inside a sentence: in small letters, but for its abbreviations and German nouns."""
    if current() == "de":
        return title
    return " ".join(word if word[1:] != word[1:].lower() else word.lower() for word in title.split())
