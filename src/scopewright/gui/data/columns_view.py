"""The columns of a file: a list to walk, and the chosen one as a card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, overload

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scopewright.gui.data.cells_table import Cell, CellsTable, Row
from scopewright.gui.data.column_card import ColumnCard, ColumnFacts
from scopewright.gui.data.words import column_type, count
from scopewright.gui.widgets.label import Label
from scopewright.language import _, current, show_number
from scopewright.model.engagement import Engagement
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.features import Feature

_CARD_PIXELS, _ROOMY_PIXELS = 340, 1000
_IN_THE_CARD = 3, 4


class _RowsAsSeen(Sequence[Row]):
    """Rows that are made when they are looked at: a sheet has 16,384 columns, a screen shows forty of them."""

    def __init__(self, count: int, make: Callable[[int], Row]) -> None:
        self._count, self._make = count, lru_cache(maxsize=512)(make)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            return [self._make(one) for one in range(*place.indices(self._count))]
        return self._make(range(self._count)[place])


class ColumnsView(QWidget):
    """``accept`` takes the proposals for some columns (all of them if none is named), ``define`` goes to a meaning."""

    def __init__(self, accept: Callable[[str], object], define: Callable[[str], object]) -> None:
        super().__init__()
        self.setObjectName("data.columns-view")
        self._define = define
        self._dataset: Dataset | None = None
        self._told: Mapping[str, Mapping[str, Any]] = {}
        self._guesses: Mapping[str, Mapping[str, Any]] = {}
        self._findings: Sequence[Mapping[str, Any]] = ()
        self._meanings: Mapping[str, str] = {}
        self._note = Label(muted=True, wrap=True)
        self.table = CellsTable("data.columns", _("Columns of the file"), stretch=0, chosen=True)
        self.card = ColumnCard(lambda: accept(self.chosen), lambda: accept(""), self.define)
        self.table.on_keys({"a": lambda: accept(self.chosen), "d": self.define})
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self._arrange()

    def show_columns(
        self,
        engagement: Engagement,
        dataset: Dataset,
        report: Mapping[str, Any] | None,
        guesses: Mapping[str, Any] | None,
    ) -> None:
        """Show the stored columns; ``report`` adds what only the latest audit knows, ``guesses`` why a type is so."""
        self._dataset = dataset
        self._told = {column["name"]: column for column in (report or {}).get("columns", ())}
        typed = [guess for guess in (guesses or {}).get("guesses", ()) if guess["what"] == "type"]
        self._guesses = {guess["column"]: guess for guess in typed}
        self._findings = (report or {}).get("findings") or [dict(row.values) for row in dataset.findings]
        self._meanings = {
            feature.title: feature.definition
            for feature in engagement.all(Feature)
            if feature.dataset == dataset.key and feature.definition
        }
        found = Counter(str(finding["column"]) for finding in self._findings)
        heads = (_("Column"), _("Type"), _("Missing"), _("Different values"), _("Spread"), _("Findings"))
        self.table.show_rows(heads, _RowsAsSeen(len(dataset.columns), lambda place: self._row(place, found)))
        self._fit()
        self._note.setText("" if dataset.columns else _("The columns are known once the file is audited."))
        self._note.setVisible(bool(self._note.text()))
        self.table.setVisible(bool(dataset.columns))
        self._show_chosen()

    @property
    def chosen(self) -> str:
        """The name of the column that the keyboard stands on, empty without one."""
        columns = self._dataset.columns if self._dataset is not None else ()
        return str(columns[self.table.row]["name"]) if 0 <= self.table.row < len(columns) else ""

    def define(self) -> None:
        """Go to the meaning of the chosen column."""
        self._define(self.chosen)

    def _arrange(self) -> None:
        self.card.setMinimumWidth(_CARD_PIXELS)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.table, stretch=3)
        row.addWidget(self.card, stretch=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._note)
        column.addLayout(row, stretch=1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # The card says the same of the chosen column.
        for place in _IN_THE_CARD:
            hidden = self.width() < _ROOMY_PIXELS
            if self.table.isColumnHidden(place) != hidden:
                self.table.setColumnHidden(place, hidden)
                self.table.resizeColumnToContents(place)

    def _row(self, place: int, found: Counter[str]) -> Row:
        if self._dataset is None:
            return ()
        row = self._dataset.columns[place]
        missing, total = row["missing"] or 0, self._dataset.records
        share = f"{show_number(100 * missing / total, current(), 1)} %" if total and missing else "–"
        name = str(row["name"])
        return (
            Cell(name, strong=True),
            column_type(str(row["type"] or "")),
            Cell(share, note=count(missing), right=True, muted=not missing),
            Cell(count(row["distinct"]), right=True),
            _spread(self._told.get(name, {})),
            Cell(count(found[name]) if found[name] else "–", right=True, muted=not found[name]),
        )

    def _show_chosen(self) -> None:
        name = self.chosen
        self.card.setVisible(bool(name))
        if self._dataset is None or not name:
            return
        stored = self._dataset.columns[self.table.row]
        self.card.show_column(
            ColumnFacts(
                name,
                str(stored["type"] or ""),
                int(stored["missing"] or 0),
                stored["distinct"],
                self._dataset.records or 0,
                self._told.get(name, {}),
                self._guesses.get(name, {}),
                [finding for finding in self._findings if finding["column"] == name],
                self._meanings.get(" ".join(name.split()), ""),
                name == self._dataset.target,
            )
        )


def _spread(known: Mapping[str, Any]) -> Cell:
    """The column's shape; the card says the same in figures."""
    bars = tuple(known.get("spread") or ())
    if not bars:
        return Cell("–", muted=True)
    said = ", ".join(f"{show_number(100 * bar, current(), 0)} %" for bar in bars)
    return Cell(said, note=_("Heights beside the tallest bar: {heights}").format(heights=said), bars=bars)
