"""Which records point to the one that is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from scopewright.gui.editing import Editing
from scopewright.gui.forms.flow import FlowBox
from scopewright.gui.widgets.buttons import quiet
from scopewright.gui.widgets.label import Label, elided, tooltip
from scopewright.language import _, ngettext
from scopewright.model.change import WHOLE, Change
from scopewright.model.record import Record

_PAUSE_MS = 120
_MOST = 40
_WIDEST = 260
"""Width in logical pixels of the words of a link: one stands whole in the narrowest panel."""


class BackLinks(QWidget):
    """ "Used by" with a button for each; looked up a moment after the record changed, for it asks every record."""

    open_record = Signal(str)

    def __init__(self, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self._key = ""
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE_MS)
        self._wait.timeout.connect(self._look_up)
        self._title = Label(role="strong")
        self._flow = FlowBox()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._flow)
        self.hide()

    def show_record(self, key: str) -> None:
        """Show what points to another record."""
        if key != self._key:
            self.hide()
        self._key = key
        self._wait.start()

    def refresh(self, changes: Sequence[Change]) -> None:
        """Look again if the changes may have made or unmade a link."""
        if any(change.field == WHOLE or self._is_link(change) for change in changes):
            self._wait.start()

    def _is_link(self, change: Change) -> bool:
        section = self._editing.engagement.sections.get(change.section)
        return section is not None and change.field in section and "to" in section.spec(change.field).kind.describe()

    def _look_up(self) -> None:
        found = {record.key: record for record, _field in self._editing.engagement.pointing_to(self._key)}
        self._title.setText(
            ngettext("Used by {count} record", "Used by {count} records", len(found)).format(count=len(found))
        )
        self._flow.show_widgets([self._button(record) for record in list(found.values())[:_MOST]])
        self.setVisible(bool(found))

    def _button(self, record: Record) -> QWidget:
        shown = f"{record.id} {record.headline}".replace("\n", " ")
        short = elided(self.fontMetrics(), shown, _WIDEST)
        button = quiet(f"back-link-{record.id}", short, lambda: self.open_record.emit(record.key), "link")
        button.setAccessibleName(_("Open {id}").format(id=shown))
        button.setToolTip(tooltip(shown))
        return button
