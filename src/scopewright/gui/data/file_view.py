"""How the file was read: its columns as they were understood, and its first rows as they stand there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scopewright.gui.data.cells_table import Cell, CellsTable, Row
from scopewright.gui.data.words import bad_rows, column_type, count, date_format, dialect, rows_of
from scopewright.gui.widgets.buttons import secondary
from scopewright.gui.widgets.label import Label
from scopewright.language import _, current, show_number
from scopewright.model.kinds import Row as Stored
from scopewright.model.sections.datasets import Dataset


class ColumnsView(QWidget):
    """A row per column of the file: type, what is missing, how many values differ."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("data.columns-view")
        self._note = Label(muted=True, wrap=True)
        self.table = CellsTable("data.columns", _("Columns of the file"), stretch=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._note)
        column.addWidget(self.table, stretch=1)

    def show_columns(self, dataset: Dataset, report: Mapping[str, Any] | None) -> None:
        """Show the stored columns; ``report`` adds what only the latest audit knows."""
        told = {column["name"]: column for column in (report or {}).get("columns", ())}
        heads = (_("Column"), _("Type"), _("Missing"), _("Share"), _("Different values"), _("Spread"), _("Written as"))
        total = dataset.records or 0
        self.table.show_rows(heads, [_column(row, total, told) for row in dataset.columns])
        empty = _("The columns are known once the file is audited.")
        target = _("The target is “{name}”.").format(name=dataset.target) if dataset.target else ""
        self._note.setText(target if dataset.columns else empty)
        self._note.setVisible(bool(self._note.text()))


class RowsView(QWidget):
    """The first rows, trimmed but otherwise as written, with their numbers from 0; ``export`` writes those not read."""

    def __init__(self, export: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("data.rows-view")
        self._export = secondary("data.unread", _("Export the rows not read…"), export, "file-down")
        self._note = Label(muted=True, wrap=True)
        self._note.setObjectName("data.read-note")
        self.table = CellsTable("data.rows", _("First rows of the file"), numbered=True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._note, stretch=1)
        head.addWidget(self._export, alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.table, stretch=1)

    def show_read(self, read: Mapping[str, Any] | None, trouble: str) -> None:
        """Show what was read, or why nothing could be."""
        self._export.setVisible(bool(read and (read["bad_rows"]["count"] or read["dialect"]["skip_rows"])))
        if read is None:
            self._note.setText(trouble or _("Reading the first rows…"))
            self.table.show_rows((), ())
            return
        how, rest = dialect(read)
        said = _("{how}; {rest}; {bad}. The first {shown} of {records} rows, numbered from 0:")
        shown, records = count(len(read["rows"])), rows_of(read)
        self._note.setText(
            said.format(how=how[:1].upper() + how[1:], rest=rest, bad=bad_rows(read), shown=shown, records=records)
        )
        self.table.show_rows(read["header"], read["rows"])


def _column(row: Stored, total: int, told: Mapping[str, Mapping[str, Any]]) -> Row:
    missing = row["missing"] or 0
    share = f"{show_number(100 * missing / total, current(), 1)} %" if total and missing else "–"
    known = told.get(str(row["name"]), {})
    return (
        Cell(str(row["name"]), strong=True),
        column_type(str(row["type"] or "")),
        Cell(count(missing) if missing else "–", right=True, muted=not missing),
        Cell(share, right=True, muted=not missing),
        Cell(count(row["distinct"]), right=True),
        _spread(known),
        Cell(_written(known), muted=True),
    )


def _written(known: Mapping[str, Any]) -> str:
    levels = known.get("levels") or ()
    if levels:
        some = ", ".join(f"{level['name']} ({count(level['count'])})" for level in levels[:6])
        return some + (", …" if len(levels) > 6 else "")
    if known.get("personal"):
        return _("looks personal: values are not shown")
    parts = [date_format(str(form)) for form in known.get("formats") or ()]
    if known.get("decimal") == ",":
        parts.append(_("decimal comma"))
    return ", ".join(parts) or "–"


def _spread(known: Mapping[str, Any]) -> Cell:
    """The column's shape; the table says the same of levels under "written as"."""
    bars = tuple(known.get("spread") or ())
    if not bars:
        return Cell("–", muted=True)
    said = ", ".join(f"{show_number(100 * bar, current(), 0)} %" for bar in bars)
    return Cell(said, note=_("Heights beside the tallest bar: {heights}").format(heights=said), bars=bars)
