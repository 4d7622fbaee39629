"""The form beside a table, under a head that says which record it is and leads to the next one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scopewright.gui.editing import Editing
from scopewright.gui.findings import Findings
from scopewright.gui.forms.form import RecordForm
from scopewright.gui.widgets.buttons import quiet
from scopewright.gui.widgets.label import Label
from scopewright.language import _
from scopewright.model.record import Section

_AROUND = 56
"""Logical pixels of a form's width that are no room for the text of a line."""


class RecordPanel(QWidget):
    """``stepped`` asks for the record so many rows further, ``closed`` that the panel go away."""

    stepped = Signal(int)
    closed = Signal()

    def __init__(
        self, editing: Editing, section: Section, findings: Findings | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"panel-{section.key}")
        self._editing = editing
        self._section = section
        self.form = RecordForm(editing, section, findings)
        self.form.shown.connect(self._name)
        self._head = Label(role="heading", elide=True)
        self._whole = Label(wrap=True)
        self._whole.setObjectName(f"headline-{section.key}")
        self._whole.setContentsMargins(20, 0, 20, 6)
        self._whole.hide()
        editing.changed.connect(lambda _changes: self._say_whole())
        row = QHBoxLayout()
        row.setContentsMargins(20, 0, 6, 0)
        row.setSpacing(0)
        row.addWidget(self._head, stretch=1)
        for part, text, icon, run in (
            ("previous", _("Previous record"), "chevron-up", lambda: self.stepped.emit(-1)),
            ("next", _("Next record"), "chevron-down", lambda: self.stepped.emit(1)),
            ("close", _("Hide details"), "x", self.closed.emit),
        ):
            row.addWidget(quiet(f"{part}-{section.key}", text, run, icon, icon_only=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._whole)
        column.addWidget(self.form, stretch=1)

    def _name(self, key: str) -> None:
        if key:
            self.setFocusProxy(next(iter(self.form.fields.values())).editor)
        record = self._editing.engagement[key] if key else None
        self._head.setText(f"{record.id} · {_(self._section.one).capitalize()}" if record else "")
        self._say_whole()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_whole()

    def _say_whole(self) -> None:
        """Say the headline in as many lines as it needs where its one line in the form is too short for it."""
        record = self._editing.engagement.get(self.form.key)
        text = record.headline if record else ""
        cut = self._whole.fontMetrics().horizontalAdvance(text) > self.form.viewport().width() - _AROUND
        self._whole.setText(text)
        self._whole.setVisible(cut)
