"""The records as the palette lists them; the words in their fields are gathered while the user pauses."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from scopewright.gui.command_palette import Entry
from scopewright.gui.editing import Editing
from scopewright.language import _
from scopewright.model.record import Record

_SLICE_S = 0.01
"""Seconds of gathering between two looks at what the user does."""
_PAUSE_MS = 400
"""How long nothing must have changed before the changed records are read anew."""


class RecordEntries(QObject):
    """Called, it returns an entry for every record; ``open_`` shows a record of a section by its spoken id.

    A record whose words are not gathered yet is found by its id and headline, or by the words it had.
    """

    filled = Signal()
    """The words of all records are gathered."""

    def __init__(self, editing: Editing, open_: Callable[[str, str], object]) -> None:
        super().__init__()
        self._editing, self._open = editing, open_
        self._known: dict[str, tuple[Record, str]] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._fill_some)
        editing.changed.connect(lambda _changes: self.fill())

    def __call__(self) -> Sequence[Entry]:
        if self._missing() and not self._pause.isActive():
            self.fill(0)
        return [self._entry(record) for record in self._editing.engagement.records()]

    def fill(self, pause_ms: int = _PAUSE_MS) -> None:
        """Gather the words of new and changed records, beginning ``pause_ms`` from now."""
        self._pause.start(pause_ms)

    def _missing(self) -> list[Record]:
        nothing = (None, "")
        return [
            record
            for record in self._editing.engagement.records()
            if self._known.get(record.key, nothing)[0] is not record
        ]

    def _fill_some(self) -> None:
        end = time.monotonic() + _SLICE_S
        missing = self._missing()
        for place, record in enumerate(missing, start=1):
            self._known[record.key] = (record, record.words(self._editing.locale))
            if time.monotonic() > end and place < len(missing):
                self._pause.start(0)
                return
        self.filled.emit()

    def _entry(self, record: Record) -> Entry:
        return Entry(
            key=record.id,
            title=f"{record.id}  {record.headline}",
            group=_(record.section.title),
            run=partial(self._open, record.section.key, record.id),
            icon=record.section.icon,
            words=self._known[record.key][1] if record.key in self._known else "",
        )
