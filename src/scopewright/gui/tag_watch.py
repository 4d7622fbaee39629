"""Asks when a mark such as [DATA] was typed into a text, or taken out of one from which a need had been made (M12)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from scopewright.gui.editing import Editing
from scopewright.gui.record_actions import RecordActions
from scopewright.gui.widgets.notice import Notice
from scopewright.language import _, ngettext
from scopewright.model.change import WHOLE, Change
from scopewright.model.marked_needs import SECTIONS, left_over, missing
from scopewright.model.record import Record
from scopewright.model.record_actions import record_actions_of

PAUSE_MS = 1200
"""Half a mark asks for nothing: this long nobody has typed on."""


class TagWatch:
    """Tells by notices with a button each; nothing is made and nothing removed unless somebody presses it."""

    def __init__(
        self, window: QWidget, editing: Editing, notify: Callable[[Notice], None], close: Callable[[str], None],
        go_to: Callable[[str, str], object],
    ) -> None:  # fmt: skip
        self._window, self._editing, self._notify, self._close = window, editing, notify, close
        self._go_to = go_to
        self._touched: dict[str, None] = {}
        self._pause = QTimer(window)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.look)
        editing.changed.connect(self._note)

    def _note(self, changes: Sequence[Change]) -> None:
        for change in changes:
            said = (change.before, change.after)
            if change.field == WHOLE or change.section not in SECTIONS:
                continue
            if any(isinstance(text, str) and "[" in text for text in said):
                self._touched[change.record] = None
        if self._touched:
            self._pause.start()

    def look(self) -> None:
        """Ask about every record that was touched since."""
        touched, self._touched = list(self._touched), {}
        for key in touched:
            record = self._editing.engagement.get(key)
            if record is not None:
                self._ask_to_make(record)
                self._ask_to_settle(record)

    def _ask_to_make(self, record: Record) -> None:
        name, wanted = f"tags-{record.id}", missing(self._editing.engagement, record)
        if not wanted:
            self._close(name)
            return
        asked = ", ".join(f"{mark.tag} {mark.title}" for mark in wanted[:3])
        said = ngettext("{id} asks for something: {asked}.", "{id} asks for {n} things: {asked}.", len(wanted))
        happened = said.format(id=record.id, n=len(wanted), asked=asked)
        button = (_("Make needs of them"), partial(self._do, record.section.key, "needs", record.key))
        self._notify(Notice(name, "info", happened, action=button))

    def _ask_to_settle(self, record: Record) -> None:
        name, left = f"tags-left-{record.id}", left_over(self._editing.engagement, record)
        if not left:
            self._close(name)
            return
        need = left[0]
        text = _("The tag that {need} “{title}” was made of is no longer in {id}.")
        happened = text.format(need=need.id, title=need.headline, id=record.id)
        button = (_("Keep or remove {need}…").format(need=need.id), partial(self._do, "needs", "settle", need.key))
        self._notify(Notice(name, "warning", happened, _("Nothing was removed."), action=button))

    def _do(self, section: str, action: str, key: str) -> None:
        found = next(each for each in record_actions_of(section) if each.name == action)
        RecordActions(self._window, self._editing, lambda: key, self._open).ask(found)

    def _open(self, key: str) -> None:
        record = self._editing.engagement[key]
        self._go_to(record.section.key, record.id)
