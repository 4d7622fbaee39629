"""Which records and fields changed since the last sign-off, the own last visit or a day: what the gutter marks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap

from scopewright.gui.background import Background
from scopewright.gui.editing import Editing
from scopewright.gui.pages.memory import Memory
from scopewright.gui.theme import fonts
from scopewright.gui.theme.apply import current
from scopewright.gui.widgets.label import tooltip
from scopewright.language import _
from scopewright.model.merge import known
from scopewright.model.refusal import SaidToUser
from scopewright.model.review import signable
from scopewright.model.review_changes import Changed
from scopewright.model.since import MADE, Told, changes_since

_PAUSE_MS = 300
SIGNS: Mapping[str, str] = {"added": "+", "changed": "*", "moved": "\N{UP DOWN ARROW}"}
"""What stands in the gutter; the word is in its accessible text."""
_ORDER = tuple(SIGNS)
_SIGN = 16
"""Logical pixels of a sign."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What happened to a record, and in words what it was and why."""

    made: str
    words: str


class Since(QObject):
    """What changed; computed beside the window's thread, a moment after each edit, while it is asked for."""

    renewed = Signal()
    """The marks are others, or none is wanted any more."""
    refused = Signal(str)
    """A sentence: why there is nothing to compare with."""

    def __init__(self, editing: Editing, memory: Memory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editing, self._memory = editing, memory
        self._place = f"seen/{editing.engagement.key}"
        kept = memory.recall(self._place)
        self._seen: dict[str, int] = json.loads(kept) if kept else {}
        self._background = Background(self)
        self.wanted = ""
        self.told: Told | None = None
        self._records: dict[str, Mark] = {}
        self._fields: dict[tuple[str, str], Changed] = {}
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE_MS)
        self._wait.timeout.connect(self._ask)
        editing.changed.connect(lambda _changes: self._wait.start())
        self._keep()

    def want(self, since: str) -> None:
        """Mark what changed since a moment (see ``model.since``); empty marks nothing."""
        self.wanted = since
        if since:
            self._ask()
        else:
            self._take(None)

    def of_record(self, key: str) -> Mark | None:
        """What happened to a record."""
        return self._records.get(key)

    def of_field(self, key: str, field: str) -> str:
        """What a field was and why it changed, in words; empty if it did not."""
        found = self._fields.get((key, field))
        return "" if found is None else _words(found)

    def removed(self, section: str) -> list[str]:
        """The records of a section that are gone, each by id and headline."""
        found = (each.difference for each in self.told.changes.changed) if self.told else ()
        return [f"{d.id} {d.was_shown}" for d in found if d.made == "removed" and d.section == section]

    def head(self, key: str, role: int) -> Any:
        """What a table shows in front of a record's row."""
        mark = self._records.get(key)
        if mark is None:
            return "" if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DecorationRole:
            theme = current()
            return _sign(
                SIGNS[mark.made], {"added": theme.success, "changed": theme.accent}.get(mark.made, theme.muted)
            )
        told: dict[int, object] = {
            Qt.ItemDataRole.ToolTipRole: tooltip(mark.words),
            Qt.ItemDataRole.AccessibleTextRole: mark.words,
        }
        return told.get(role)

    def sentence(self, section: str) -> str:
        """What changed in a section, in one sentence; empty while nothing is marked."""
        if self.told is None:
            return ""
        if section not in signable(self._editing.engagement):
            return _("No signature binds this section, so no change is marked here.")
        mine = [r for r in self._editing.engagement.records(section) if r.key in self._records]
        counts = {made: sum(self._records[r.key].made == made for r in mine) for made in SIGNS}
        said = [f"{SIGNS[made]} {count} {_(MADE[made]).lower()}" for made, count in counts.items() if count]
        gone = self.removed(section)
        said += [f"{len(gone)} {_(MADE['removed']).lower()}: {'; '.join(gone)}"] if gone else []
        text = _("{what} {since}.")
        return text.format(what=", ".join(said) or _("Nothing changed here"), since=self.told.since)

    def _ask(self) -> None:
        self._keep()
        if self.wanted:
            twin, since, seen = self._editing.engagement.copied(), self.wanted, self._seen
            tag = self._editing.locale.language
            self._background.ask(lambda: _told(twin, since, seen, tag), self._deliver)

    def _deliver(self, told: Told | str) -> None:
        if not self.wanted:
            return
        if isinstance(told, str):
            self.wanted = ""
            self.refused.emit(told)
            self._take(None)
        else:
            self._take(told)

    def _take(self, told: Told | None) -> None:
        self.told = told
        self._fields = {(each.difference.record, each.difference.field): each for each in _changed(told)}
        self._records = {}
        for each in _changed(told):
            self._note(each.difference.record, each.difference.made, _words(each))
        keys = {record.id: record.key for record in self._editing.engagement.records()}
        for spoken in told.changes.moved if told else ():
            if spoken in keys:
                self._note(keys[spoken], "moved", _(MADE["moved"]))
        self.renewed.emit()

    def _note(self, key: str, made: str, words: str) -> None:
        if made not in SIGNS:
            return
        before = self._records.get(key)
        made = min((made, before.made), key=_ORDER.index) if before else made
        self._records[key] = Mark(made, f"{before.words}\n{words}" if before else words)

    def _keep(self) -> None:
        """What is here now has been seen when the engagement is opened the next time."""
        self._memory.keep(self._place, json.dumps(known(self._editing.engagement)))


@cache
def _sign(sign: str, colour: str) -> QIcon:
    """A sign in a colour of its own, which the looks of a head would take from a text."""
    drawn = QPixmap(2 * _SIGN, 2 * _SIGN)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    font = QFont(fonts.of("strong"))
    font.setPixelSize(round(1.9 * _SIGN))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(drawn.rect(), Qt.AlignmentFlag.AlignCenter, sign)
    painter.end()
    return QIcon(drawn)


def _told(engagement: Any, since: str, seen: Mapping[str, int], language: str) -> Told | str:
    try:
        return changes_since(engagement, since, seen, language)
    except SaidToUser as error:
        return str(error)


def _changed(told: Told | None) -> tuple[Changed, ...]:
    return told.changes.changed if told else ()


def _words(each: Changed) -> str:
    change = each.difference
    title = _(MADE[change.made]) if change.made != "changed" else change.title
    was = _("was “{text}”").format(text=change.was_shown) if change.was_shown else _("was empty")
    said = [title] if change.made != "changed" else [f"{title}: {was}"]
    return ". ".join([*said, each.why] if each.why else said)
