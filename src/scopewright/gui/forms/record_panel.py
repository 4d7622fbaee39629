"""The form beside a table, under a head that says which record it is and leads to the next one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from scopewright.gui.editing import Editing
from scopewright.gui.findings import Findings
from scopewright.gui.forms.form import RecordForm
from scopewright.gui.widgets.buttons import quiet
from scopewright.gui.widgets.label import Label
from scopewright.language import _
from scopewright.model.record import Section

_NARROWEST, _WIDEST = 300, 480
_PART = 0.37
"""The panel's part of the page, within the two widths in logical pixels."""


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
        column.addWidget(self.form, stretch=1)

    def _name(self, key: str) -> None:
        if key:
            self.setFocusProxy(next(iter(self.form.fields.values())).editor)
        record = self._editing.engagement[key] if key else None
        self._head.setText(f"{record.id} · {_capital(_(self._section.one))}" if record else "")


class PanelSplitter(QSplitter):
    """A table and the panel beside it, which has its part of the width until the user says otherwise."""

    def __init__(self, table: QWidget, panel: RecordPanel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        table.setMinimumWidth(220)
        panel.setMinimumWidth(_NARROWEST)
        self.addWidget(table)
        self.addWidget(panel)
        self._dragged = False
        self.splitterMoved.connect(self._keep)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._dragged:
            panel = max(_NARROWEST, min(_WIDEST, round(self.width() * _PART)))
            self.setSizes([self.width() - panel, panel])

    def _keep(self, _position: int, _index: int) -> None:
        self._dragged = True
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)


def _capital(words: str) -> str:
    """Words as they begin a line; what stands behind keeps its letters, as German nouns and abbreviations do."""
    return words[:1].upper() + words[1:]
