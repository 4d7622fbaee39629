"""Which column of a table is which field: asked with its first values in sight, before anything is changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QScrollArea, QWidget

from scopewright.gui.keeping.dialog import Dialog
from scopewright.gui.widgets.label import Label
from scopewright.language import _, ngettext
from scopewright.model.engagement import Engagement
from scopewright.model.record import Section
from scopewright.model.refusal import SaidToUser
from scopewright.model.sheet_text import plain
from scopewright.model.table_import import ID, TablePlan, match_heads, plan_table

_WIDTH, _HEIGHT = 680, 340
_SAMPLES, _LONGEST = 3, 80


class ImportDialog(Dialog):
    """Shows a column a line; ``sheet_chosen`` asks for another sheet of the workbook."""

    sheet_chosen = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        engagement: Engagement,
        section: Section,
        name: str,
        agreed: Callable[[TablePlan], object],
    ) -> None:
        title = _("Import “{name}” into {section}").format(name=name, section=_(section.title))
        text = _("A line whose ID is known changes that record; any other line adds one. Nothing is removed.")
        super().__init__(parent, "import", "file-spreadsheet", title, text, width=_WIDTH)
        self._engagement, self._section, self._agreed = engagement, section, agreed
        self._rows: list[list[str]] = []
        self._heads: list[str] = []
        self.plan: TablePlan | None = None
        self.fields: list[QComboBox] = []
        self.sheets = QComboBox()
        self.sheets.setObjectName("import.sheet")
        self.sheets.setAccessibleName(_("Sheet"))
        self.sheets.textActivated.connect(self.sheet_chosen)
        self._columns = QScrollArea()
        self._columns.setObjectName("import.columns")
        self._columns.setAccessibleName(_("Columns of the table"))
        self._columns.setWidgetResizable(True)
        self._columns.setFrameShape(QFrame.Shape.NoFrame)
        self._columns.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._columns.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._columns.setFixedHeight(_HEIGHT)
        self._told = Label("", wrap=True)
        self._told.setObjectName("import.told")
        for widget in (self.sheets, self._columns, self._told):
            self.body.addWidget(widget)
        self.offer_cancel()
        self._import = self.offer("apply", _("Import"), self._apply, main=True)

    def show_table(self, table: Mapping[str, Any]) -> None:
        """Show a table as the worker read it, its columns matched to fields as far as they tell."""
        self._heads = list(table["heads"])
        rows, sheets = table["rows"], table["sheets"]
        self._rows = rows if sheets else [[plain(cell) for cell in row] for row in rows]
        self.sheets.setVisible(len(sheets) > 1)
        if self.sheets.count() != len(sheets):
            self.sheets.addItems(sheets)
        self._show_columns(match_heads(self._heads, self._section))
        self._look()

    def _show_columns(self, matched: Sequence[str]) -> None:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(14)
        grid.setColumnStretch(1, 1)
        for column, text in enumerate((_("Column"), _("First values"), _("Field"))):
            grid.addWidget(Label(text, "small", muted=True), 0, column)
        self.fields = []
        for place, (head, field) in enumerate(zip(self._heads, matched, strict=True)):
            box = self._field_box(place, head, field)
            label = Label(head or _("(no head)"), "strong", elide=True)
            label.setBuddy(box)
            label.setFixedWidth(160)
            grid.addWidget(label, place + 1, 0)
            grid.addWidget(Label(self._samples(place), "small", muted=True, elide=True), place + 1, 1)
            grid.addWidget(box, place + 1, 2)
            self.fields.append(box)
        grid.setRowStretch(len(self._heads) + 1, 1)
        self._columns.setWidget(page)

    def _field_box(self, place: int, head: str, field: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"import.field-{place}")
        box.setAccessibleName(_("Field of the column {head}").format(head=head))
        box.setFixedWidth(200)
        box.addItem(_("(leave out)"), "")
        box.addItem(_("ID"), ID)
        for spec in self._section.specs:
            if not spec.layout:
                box.addItem(_(spec.title), spec.name)
        box.setCurrentIndex(max(0, box.findData(field)))
        box.currentIndexChanged.connect(lambda _place: self._look())
        return box

    def _samples(self, place: int) -> str:
        said = (row[place] for row in self._rows if place < len(row) and row[place].strip())
        return "  ·  ".join(" ".join(text.split())[:_LONGEST] for text, _n in zip(said, range(_SAMPLES), strict=False))

    def _look(self) -> None:
        """Say what would be done, or why it cannot."""
        fields = [str(box.currentData()) for box in self.fields]
        try:
            self.plan = plan_table(self._engagement, self._section.key, self._heads, self._rows, fields)
        except SaidToUser as error:
            self.plan = None
            self._told.setText(str(error))
        else:
            self._told.setText(_would(self.plan, fields))
        self._import.setEnabled(self.plan is not None and bool(self.plan.lines))

    def _apply(self) -> None:
        plan = self.plan
        if plan is not None:
            self.accept()
            self._agreed(plan)


def _would(plan: TablePlan, fields: Sequence[str]) -> str:
    known = len(plan.lines) - plan.new
    new = ngettext("{count} line is new", "{count} lines are new", plan.new).format(count=plan.new)
    text = ngettext("{new}, {count} belongs to a record.", "{new}, {count} belong to records.", known)
    said = text.format(new=new, count=known)
    if plan.new and plan.section.headline not in fields:
        title = _(plan.section.spec(plan.section.headline).title)
        said += " " + _("No column is “{field}”, so new records have none.").format(field=title)
    if plan.left_out:
        said += " " + _("Left out: {heads}.").format(heads=", ".join(plan.left_out))
    return said
