"""The first rows of a file as they stand there, or as they are understood."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from scopewright.gui.data.cells_table import Cell, CellsTable
from scopewright.gui.data.words import bad_rows, count, dialect, rows_of
from scopewright.gui.widgets.buttons import secondary
from scopewright.gui.widgets.label import Label
from scopewright.language import _


class RowsView(QWidget):
    """The first rows, trimmed but otherwise as written, with their numbers from 1; ``export`` writes those not read.

    A tick shows what each cell is understood as, row for row.
    """

    def __init__(self, export: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("data.rows-view")
        self._export = secondary("data.unread", _("Export the rows not read…"), export, "file-down")
        self._note = Label(muted=True, wrap=True)
        self._note.setObjectName("data.read-note")
        self.table = CellsTable("data.rows", _("First rows of the file"), numbered=True)
        self.typed = QCheckBox(_("As &understood"))
        self.typed.setObjectName("data.rows-understood")
        self.typed.setAccessibleName(_("Show what each cell is understood as"))
        self.typed.toggled.connect(lambda _on: self._show_rows())
        self._read: Mapping[str, Any] | None = None
        self._understood: Sequence[Sequence[str | None]] = ()
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._note, stretch=1)
        head.addWidget(self.typed, alignment=Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._export, alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.table, stretch=1)

    def show_read(
        self, read: Mapping[str, Any] | None, trouble: str, understood: Sequence[Sequence[str | None]] = ()
    ) -> None:
        """Show what was read, or why nothing could be; ``understood`` are the same rows by the types of columns."""
        self._read, self._understood = read, understood
        self.typed.setVisible(bool(read and understood))
        self._export.setVisible(bool(read and (read["bad_rows"]["count"] or read["dialect"]["skip_rows"])))
        if read is None:
            self._note.setText(trouble or _("Reading the first rows…"))
            self._show_rows()
            return
        how, rest = dialect(read)
        said = _("{how}; {rest}; {bad}. The first {shown} of {records} rows; row 1 is line {line} of the file:")
        numbers = {"shown": count(len(read["rows"])), "records": rows_of(read), "line": count(read["first_line"])}
        self._note.setText(said.format(how=how[:1].upper() + how[1:], rest=rest, bad=bad_rows(read), **numbers))
        self._show_rows()

    def _show_rows(self) -> None:
        if self._read is None:
            self.table.show_rows((), ())
        elif self.typed.isChecked() and self._understood:
            self.table.show_rows(self._read["header"], [[_cell(cell) for cell in row] for row in self._understood])
        else:
            self.table.show_rows(self._read["header"], self._read["rows"])


def _cell(value: str | None) -> str | Cell:
    return Cell("–", muted=True, note=_("No value, or none of the column's type.")) if value is None else value
