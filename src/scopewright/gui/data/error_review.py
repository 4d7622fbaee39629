"""Looking at wrong answers one by one: the digits count what is wrong with each, and the table says what to fix first.

Only development rows are shown. The rows of the test are locked: whoever looks at them tunes on them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from scopewright.gui.data.cells_table import Cell, CellsTable, Row, Span
from scopewright.gui.data.words import count, figure
from scopewright.gui.widgets.buttons import secondary
from scopewright.gui.widgets.label import Label
from scopewright.language import N_, _, current, ngettext, show_number, show_row
from scopewright.model.readings.error_tally import TypeShare, free_digit, rows_of, tally, toggled, types_of
from scopewright.model.sections.runs import Run

if TYPE_CHECKING:
    from scopewright.gui.editing import Editing

_HEADS = (
    N_("Key"), N_("Error type"), N_("Rows"), N_("Share (95 %)"), N_("To gain at most"), N_("Fixed"),
    N_("First"),
)  # fmt: skip
_CELL_ROWS, _TYPE_ROWS = 5, 9
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class _RowCells(CellsTable):
    """The cells of a row, one below the other; right and left go to other rows of the file."""

    def __init__(self, step: Callable[[int], object]) -> None:
        super().__init__("data.review-cells", _("Cells of the row under review"), stretch=1)
        self._step = step

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS and not event.modifiers():
            self._step(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class ErrorReview(QFrame):
    """``fetch`` is asked for cells of a run's rows by number; ``open_record`` shows an error type by its spoken id."""

    def __init__(
        self, editing: Editing, fetch: Callable[[Run, Sequence[int]], object], open_record: Callable[[str], object]
    ) -> None:
        super().__init__()
        self.setObjectName("data.error-review")
        self.setProperty("look", "card")
        self._editing, self._fetch, self._open_record = editing, fetch, open_record
        self._run: Run | None = None
        self._rows: list[int] = []
        self._place = 0
        self._told: Mapping[int, Mapping[str, Any]] = {}
        self._cells: Mapping[str, Any] = {}
        self._asked = False
        self._shown: tuple[TypeShare, ...] = ()
        self._where = Label(role="heading", elide=True)
        self._where.setObjectName("data.review-where")
        self._lock = Label(role="small", muted=True, wrap=True)
        self._lock.setObjectName("data.review-lock")
        self._told_label = Label(wrap=True)
        self._told_label.setObjectName("data.review-told")
        self.cells = _RowCells(self.step)
        self.types = CellsTable("data.review-types", _("Error types counted so far"), stretch=3)
        self.types.activated.connect(lambda index: self._open(index.row()))
        self.name = QLineEdit()
        self.name.setObjectName("data.review-name")
        self.name.setAccessibleName(_("Name of a new error type; Enter adds it"))
        self.name.setPlaceholderText(_("New error type, then Enter"))
        self.name.setAcceptDrops(False)
        self.name.returnPressed.connect(self.add_type)
        self._back = secondary("data.review-back", _("Back"), lambda: self.step(-1), "chevron-left")
        self._on = secondary("data.review-on", _("Next"), lambda: self.step(1), "chevron-right")
        self._arrange()
        digits = {str(digit): lambda digit=digit: self.count(digit) for digit in range(1, 10)}
        for table in (self.cells, self.types):
            table.on_keys(digits)

    def show_run(
        self, run: Run | None, review: Sequence[Mapping[str, Any]], told: Mapping[int, Mapping[str, Any]]
    ) -> None:
        """Show the rows to review of a run; ``told`` has truth and answer by row, where they are known."""
        rows = [int(row["row"]) for row in review]
        self.setVisible(run is not None and bool(rows))
        if run is None or not rows:
            self._run = None
            return
        if self._run is None or self._run.key != run.key or rows != self._rows:
            self._run, self._rows, self._place, self._cells = run, rows, self._first_open(run, rows), {}
            self._asked = False
        self._run, self._told = run, told
        self._show()

    def show_cells(self, found: Mapping[str, Any]) -> None:
        """Show what the file holds; see the job ``rows``."""
        self._cells = found
        self._show_row()

    def take_keyboard(self) -> None:
        """Put the keyboard on the row, or, while there is no error type to count, on the name of the first."""
        (self.cells if self._shown else self.name).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step(self, by: int) -> None:
        """Go on to another row."""
        self._place = max(0, min(len(self._rows) - 1, self._place + by))
        self._show_row()

    def count(self, digit: int) -> None:
        """Count the row under the type of a digit, or take it back; a digit without a type asks for a name."""
        record = next((each for each in self._types() if each.digit == digit), None)
        if record is None:
            self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._editing.set_stored(record.key, "tally", toggled(record, self._rows[self._place]))
            self._show()

    def add_type(self) -> None:
        """Make the typed name an error type with the next free digit, and count the row under it."""
        title = " ".join(self.name.text().split())
        digit = free_digit(self._editing.engagement, self._run) if self._run is not None else None
        if not title or digit is None or self._run is None:
            return
        row = self._rows[self._place]
        tally_of_one = [{"id": f"t{row}", "row": row}]
        values = {"title": title, "run": self._run.key, "digit": digit, "tally": tally_of_one}
        self._editing.add("error_types", values)
        self.name.clear()
        self.cells.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_row()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in _STEPS:
            self.step(_STEPS[Qt.Key(event.key())])
        elif plain and event.text() in "123456789" and event.text():
            self.count(int(event.text()))
        else:
            super().keyPressEvent(event)

    def _types(self) -> Sequence[Any]:
        return types_of(self._editing.engagement, self._run) if self._run is not None else ()

    def _first_open(self, run: Run, rows: Sequence[int]) -> int:
        """The first row that nobody has counted yet."""
        done = {row for record in types_of(self._editing.engagement, run) for row in rows_of(record)}
        return next((place for place, row in enumerate(rows) if row not in done), 0)

    def _show(self) -> None:
        self._show_types()
        self._show_row()

    def _show_row(self) -> None:
        if not self._rows or self._run is None:
            return
        row = self._rows[self._place]
        said = _("Review of errors: row {row}, {place} of {rows}")
        self._where.setText(said.format(row=show_row(row), place=self._place + 1, rows=len(self._rows)))
        self._back.setEnabled(self._place > 0)
        self._on.setEnabled(self._place < len(self._rows) - 1)
        self._told_label.setText(self._of_row(row))
        cells = (self._cells.get("cells") or {}).get(str(row))
        names, why = self._cells.get("header") or (), self._cells.get("problem")
        shown: list[Row] = [(name, cell or "–") for name, cell in zip(names, cells or (), strict=False)]
        self.cells.show_rows([_("Column"), _("Cell")], shown or [(why or _("Reading the row…"), "")])
        self.cells.setFixedHeight(self.cells.height_of_rows(_CELL_ROWS))
        if cells is None and not self._asked and self.isVisible():
            self._asked = True
            self._fetch(self._run, self._rows)

    def _of_row(self, row: int) -> str:
        """Truth and answer, and under which types the row was counted."""
        known, parts = self._told.get(row), []
        if known is not None:
            truth, told = (each if isinstance(each, str) else figure(each) for each in (known["truth"], known["told"]))
            parts.append(_("True: {truth}. Answered: {told}.").format(truth=truth, told=told))
        names = [f"{record.digit} {record.title}" for record in self._types() if row in rows_of(record)]
        parts.append(_("Counted under: {types}.").format(types=", ".join(names)) if names else _("Not counted yet."))
        return " ".join(parts)

    def _show_types(self) -> None:
        if self._run is None:
            return
        found = tally(self._editing.engagement, self._run)
        self._shown = found.types
        self.types.show_rows([_(head) for head in _HEADS], [_type_row(each) for each in found.types])
        self.types.setVisible(bool(found.types))
        self.types.setFixedHeight(self.types.height_of_rows(_TYPE_ROWS))
        rows = ngettext("{count} row was counted.", "{count} rows were counted.", found.reviewed)
        keys = _(
            "1 to 9 count, right and left go on, Ctrl+Z takes back. Rows of the test are locked: they are not here."
        )
        self._lock.setText(f"{rows.format(count=count(found.reviewed))} {keys}")

    def _open(self, place: int) -> None:
        if 0 <= place < len(self._shown):
            self._open_record(self._shown[place].record.id)

    def _arrange(self) -> None:
        keys = QHBoxLayout()
        keys.setSpacing(8)
        keys.addWidget(self._back)
        keys.addWidget(self._on)
        keys.addWidget(self.name, stretch=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        for part in (self._where, self._told_label, self.cells):
            column.addWidget(part)
        column.addLayout(keys)
        column.addWidget(self.types)
        column.addWidget(self._lock)


def _type_row(each: TypeShare) -> Row:
    def percent(share: float) -> str:
        return show_number(100 * share, current(), 0)

    text = _("{share} % [{low}–{high}]").format(
        share=percent(each.share), low=percent(each.low), high=percent(each.high)
    )
    gain = (
        "–"
        if each.ceiling is None
        else _("{points} points").format(points=show_number(100 * each.ceiling, current(), 1))
    )
    return (
        Cell("–" if each.record.digit is None else str(each.record.digit)),
        Cell(each.record.headline, strong=True),
        Cell(count(each.count), right=True),
        Cell(text, span=Span(each.low, each.share, each.high), note=text),
        Cell(gain, right=True, note=_("If every such error were gone: points of the share of wrong answers.")),
        Cell("–" if each.record.fixability is None else str(each.record.fixability), right=True,
             note=_("How easily fixed, 1 to 5; Enter opens the record.")),
        Cell("–" if each.record.fixability is None else show_number(each.priority, current(), 2), right=True,
             note=_("Share times how easily it is fixed.")),
    )  # fmt: skip
