"""The gutter of a section's page: a sign in front of each row that changed, what a field was, and since when."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from scopewright.gui.forms.form import RecordForm
from scopewright.gui.since import Since
from scopewright.gui.tables.record_table import RecordTable
from scopewright.gui.widgets.label import Label

_WIDTH = 30


class Gutter(QObject):
    """Keeps table, form and a label above them up to date with what changed."""

    def __init__(self, table: RecordTable, form: RecordForm, since: Since) -> None:
        super().__init__(table)
        self._table, self._form, self._since = table, form, since
        self._section = table.records.section.key
        self.label = Label(role="small", muted=True, wrap=True)
        self.label.setObjectName(f"since-{self._section}")
        self.label.hide()
        head = table.verticalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        head.setFixedWidth(_WIDTH)
        table.records.mark_with(since)
        since.renewed.connect(self.renew)
        form.shown.connect(lambda _key: self._show_fields())
        self.renew()

    def renew(self) -> None:
        """Show what changed now."""
        said = self._since.sentence(self._section)
        self.label.setText(said)
        self.label.setVisible(bool(said))
        self._table.verticalHeader().setVisible(self._since.told is not None)
        self._table.records.tell_marks()
        self._show_fields()

    def _show_fields(self) -> None:
        if not self._form.key:  # whose fields need not be there yet
            return
        for name, field in self._form.fields.items():
            field.show_change(self._since.of_field(self._form.key, name))
