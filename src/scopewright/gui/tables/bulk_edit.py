"""One field of many records, set at once."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QComboBox, QVBoxLayout

from scopewright.gui.forms.editor import Editor
from scopewright.gui.forms.editors import make_editor
from scopewright.gui.forms.form import surroundings
from scopewright.gui.keeping.dialog import Dialog
from scopewright.gui.tables.record_table import RecordTable
from scopewright.gui.widgets.label import Label
from scopewright.language import _, ngettext
from scopewright.model.step import read_stored


class BulkEdit(Dialog):
    """Asks for a field and its value, and gives it to all selected records in one step for undo."""

    def __init__(self, table: RecordTable) -> None:
        self._table, self._keys = table, table.selected_keys()
        self._editing, self._section = table.records.editing, table.records.section
        count = len(self._keys)
        title = ngettext("Set a field of {count} record", "Set a field of {count} records", count)
        text = _("What stands there is replaced; nothing said clears it. Undo brings all of it back in one step.")
        super().__init__(table, "bulk", "list-checks", title.format(count=count), text)
        self._value: Any = None
        self.field = QComboBox()
        self.field.setObjectName("bulk.field")
        self.field.setAccessibleName(_("Field"))
        for spec in self._section.specs:
            if not spec.layout:
                self.field.addItem(_(spec.title), spec.name)
        place = table.records.spec(table.currentIndex().column()) if table.currentIndex().isValid() else None
        self.field.setCurrentIndex(max(0, self.field.findData(place.name) if place else 0))
        self.field.currentIndexChanged.connect(lambda _place: self._show_editor())
        label = Label(_("Field"), "strong")
        label.setBuddy(self.field)
        self.body.addWidget(label)
        self.body.addWidget(self.field)
        self.body.addWidget(Label(_("New value"), "strong"))
        self._at = QVBoxLayout()
        self.body.addLayout(self._at)
        self.editor: Editor | None = None
        self._show_editor()
        self.offer_cancel()
        self.offer("apply", ngettext("Set {count} record", "Set {count} records", count).format(count=count),
                   self._apply, main=True)  # fmt: skip

    @property
    def _name(self) -> str:
        return str(self.field.currentData())

    def _show_editor(self) -> None:
        if self.editor is not None:
            self._at.removeWidget(self.editor)
            self.editor.deleteLater()
        self._value = None
        self.editor = make_editor(self._section.spec(self._name), surroundings(self._editing))
        self.editor.show_value(None, "")
        self.editor.typed.connect(self._typed)
        self.editor.picked.connect(self._picked)
        self._at.addWidget(self.editor)

    def _typed(self, text: str) -> None:
        self._value = read_stored(self._editing.engagement, self._section.key, self._name, text, self._editing.locale)

    def _picked(self, stored: Any) -> None:
        """An editor of several links or rows goes on from what it has chosen."""
        self._value = stored
        kind = self._section.spec(self._name).kind
        value = kind.empty if stored is None else kind.from_json(stored)
        if self.editor is not None:
            self.editor.show_value(stored, kind.show(value, self._editing.locale))

    def _apply(self) -> None:
        if self.editor is not None:
            self.editor.flush()
        count, title = len(self._keys), self.field.currentText()
        name = ngettext("Set {field} of {count} record", "Set {field} of {count} records", count)
        with self._editing.step(name.format(field=title, count=count)) as step:
            for key in self._keys:
                step.set(key, self._name, self._value)
        self.accept()


def ask_bulk_edit(table: RecordTable) -> BulkEdit | None:
    """Open the dialog for the selected records; with none selected there is nothing to ask."""
    if not table.selected_keys():
        table.said.emit(_("Select the records whose field you want to set: Shift and arrows, or Ctrl+A for all."))
        return None
    dialog = BulkEdit(table)
    dialog.open()
    dialog.field.setFocus()
    return dialog
