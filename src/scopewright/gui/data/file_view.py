"""The first rows of a file as they stand there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scopewright.gui.data.cells_table import CellsTable
from scopewright.gui.data.words import bad_rows, count, dialect, rows_of
from scopewright.gui.widgets.buttons import secondary
from scopewright.gui.widgets.label import Label
from scopewright.language import _


class RowsView(QWidget):
    """The first rows, trimmed but otherwise as written, with their numbers from 1; ``export`` writes those not read."""

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
        said = _("{how}; {rest}; {bad}. The first {shown} of {records} rows; row 1 is line {line} of the file:")
        numbers = {"shown": count(len(read["rows"])), "records": rows_of(read), "line": count(read["first_line"])}
        self._note.setText(said.format(how=how[:1].upper() + how[1:], rest=rest, bad=bad_rows(read), **numbers))
        self.table.show_rows(read["header"], read["rows"])
