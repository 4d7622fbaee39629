"""How pages edit: every edit is a named step that undo takes back, and a refusal is a sentence."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from scopewright import language
from scopewright.language import _, ngettext
from scopewright.model.change import WHOLE, Change
from scopewright.model.engagement import Engagement
from scopewright.model.kinds import Locale
from scopewright.model.step import Step
from scopewright.model.undo import Undo

if TYPE_CHECKING:
    from scopewright.gui.prepared import Prepared

T = TypeVar("T")
MERGE_WITHIN_S = 1.5
"""Seconds between two edits of one field that are still one piece of typing."""


@dataclass(frozen=True)
class _Typing:
    key: str
    field: str
    group: str
    until: float


class Editing(QObject):
    """What a page is handed to edit an engagement; ``locale`` shows and reads values in the window's language."""

    changed = Signal(object)
    """Emitted with the list of changes after every step, whoever made it."""
    refused = Signal(str)
    """A sentence: why an edit was not made."""
    drafted = Signal(str, str)
    """Text that is typed and not kept yet, empty when it is, and where: in the capture line if that is empty."""
    flushing = Signal()
    """Whoever holds text that is still being typed hands it in before this returns."""

    def __init__(
        self, engagement: Engagement, who: str = "", tag: str | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.engagement = engagement
        self.who = who
        self._labels = _Labels(engagement)
        self.locale = Locale(tag or language.current(), self._labels)
        self._undo = Undo(engagement)
        self._typing: _Typing | None = None
        self._gesture: tuple[str, str] | None = None
        engagement.subscribe(self._note)
        self._prepared: Prepared | None = None

    @property
    def read_only(self) -> bool:
        """Whether every edit would be refused."""
        return self.engagement.read_only

    # Steps

    @contextmanager
    def step(self, name: str, group: str | None = None) -> Iterator[Step]:
        """A block of edits that are made and undone together; one that does not fit is refused with a sentence."""
        if self._gesture is not None:
            group, name = self._gesture
        try:
            with Step(self.engagement, name, who=self.who, group=group) as step:
                yield step
        except ValueError as error:
            self._refuse(error)
        except KeyError:
            self.refused.emit(_("The record was removed meanwhile. Nothing was changed."))

    @contextmanager
    def gesture(self, name: str) -> Iterator[None]:
        """Make all steps in the block one for undo."""
        before, self._gesture = self._gesture, self._gesture or (secrets.token_hex(6), name)
        try:
            yield
        finally:
            self._gesture = before

    def add(self, section: str, values: Mapping[str, Any] | None = None) -> str:
        """Make a record at the end of a section from stored values; returns its hidden key, empty when refused."""
        one = _(self.engagement.sections[section].one)
        with self.step(_("Add {one}").format(one=one)) as step:
            return step.add(section, values)
        return ""

    def set_text(self, key: str, field: str, text: str) -> None:
        """Set a field from text as people write it; typing on in the same field is one step for undo."""
        now, group = time.monotonic(), None
        typing = self._typing
        if typing is not None and (typing.key, typing.field) == (key, field) and now < typing.until:
            group = typing.group
        with self.step(self._edit_name(key, field), group) as step:
            step.write(key, field, text, self.locale)
            self._typing = _Typing(key, field, step.group, now + MERGE_WITHIN_S)

    def set_stored(self, key: str, field: str, stored: Any) -> None:
        """Set a field to a stored value."""
        with self.step(self._edit_name(key, field)) as step:
            step.set(key, field, stored)

    def remove(self, keys: Sequence[str]) -> None:
        """Remove records."""
        count = len(keys)
        name = ngettext("Remove {id}", "Remove {count} records", count)
        with self.step(name.format(id=self._spoken(keys), count=count)) as step:
            for key in keys:
                step.remove(key)

    def move(self, keys: Sequence[str], after: str | None) -> None:
        """Put records, in the order given, behind another record of their section, or at its top."""
        count = len(keys)
        with self.step(
            ngettext("Move {id}", "Move {count} records", count).format(id=self._spoken(keys), count=count)
        ) as step:
            for key in keys:
                step.move(key, after=after)
                after = key

    def paste(
        self, section: str, fields: Sequence[str], cells: Sequence[Sequence[str]], over: Sequence[str] = ()
    ) -> list[str]:
        """Write lines of cells into the records ``over`` and, when those are used up, into new ones.

        A cell goes into the field at its place; an empty name passes it over. Returns the hidden keys of all lines.
        """
        count, keys = len(cells), list(over[: len(cells)])
        with self.step(ngettext("Paste {count} row", "Paste {count} rows", count).format(count=count)) as step:
            keys += [step.add(section) for _line in cells[len(keys) :]]
            for key, line in zip(keys, cells, strict=True):
                for field, text in zip(fields, line, strict=False):
                    if field:
                        step.write(key, field, text, self.locale)
        return [key for key in keys if key in self.engagement]

    def prepare(self, make: Callable[[Engagement], T], done: Callable[[T], object]) -> None:
        """Have ``make`` edit a copy beside the window's thread and take that over; ``done`` gets what it returned.

        For steps of many changes. ``make`` must use nothing but what it is handed; see ``prepared``.
        """
        if self._prepared is None:
            from scopewright.gui.prepared import Prepared

            self._prepared = Prepared(self.engagement, self._refuse, self)
        self._prepared.run(make, done)

    # Undo

    @property
    def undo_name(self) -> str:
        """The name of the step that ``undo`` takes back; empty if there is none."""
        return self._undo.undo_name

    @property
    def earlier_name(self) -> str:
        """The name of the step of an earlier sitting that undo comes to next; empty unless the user is to be asked."""
        return self._undo.earlier_name

    def allow_earlier(self) -> None:
        """The user agreed that undo goes on into earlier sittings."""
        self._undo.allow_earlier()

    @property
    def redo_name(self) -> str:
        """The name of the step that ``redo`` makes again; empty if there is none."""
        return self._undo.redo_name

    def undo(self) -> str:
        """Take back the last step; returns its name, empty if there was none or it was refused."""
        self.flush()
        return self._reverse(self._undo.undo)

    def redo(self) -> str:
        """Make the last undone step again; returns its name, empty if there was none or it was refused."""
        self.flush()
        return self._reverse(self._undo.redo)

    def flush(self) -> None:
        """Have all text that is still being typed handed in, and large steps ended: before undo, before closing."""
        self.flushing.emit()
        if self._prepared is not None:
            self._prepared.settle()

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(_("{reason} Nothing was changed.").format(reason=error))

    def _reverse(self, run: Callable[[str], str]) -> str:
        try:
            return run(self.who)
        except ValueError as error:
            self._refuse(error)
            return ""

    def _edit_name(self, key: str, field: str) -> str:
        if key not in self.engagement:
            return ""
        record = self.engagement[key]
        title = record.section.spec(field).title if field in record.section else field
        return _("Edit {id}: {field}").format(id=record.id, field=_(title))

    def _spoken(self, keys: Sequence[str]) -> str:
        return self.engagement.spoken(keys[0]) if keys else ""

    def _note(self, changes: Sequence[Change]) -> None:
        if self._typing is not None and changes[0].group != self._typing.group:
            self._typing = None
        self._labels.note(changes)
        self.changed.emit(list(changes))


class _Labels:
    """The engagement as a directory that remembers labels: naming a person looks at everybody's name."""

    def __init__(self, engagement: Engagement) -> None:
        self._engagement = engagement
        self._known: dict[str, str] = {}

    def note(self, changes: Sequence[Change]) -> None:
        headlines = {key: section.headline for key, section in self._engagement.sections.items()}
        if any(change.field in (WHOLE, headlines.get(change.section)) for change in changes):
            self._known.clear()

    def label(self, key: str) -> str:
        if key not in self._known:
            self._known[key] = self._engagement.label(key)
        return self._known[key]

    def spoken(self, key: str) -> str:
        return self._engagement.spoken(key)

    def find(self, text: str, section: str) -> str:
        return self._engagement.find(text, section)

    def steps(self, scale: str) -> tuple[str, ...]:
        return self._engagement.steps(scale)
