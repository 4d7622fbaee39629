"""One step of the user: several changes under one name, made together or not at all, undone together."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from scopewright.language import _
from scopewright.model import ranks
from scopewright.model.change import WHOLE, Change, now
from scopewright.model.engagement import Engagement, new_key
from scopewright.model.kinds import Locale
from scopewright.model.refusal import SaidToUser


class Step:
    """``with Step(engagement, "Add risk", who="Ana") as step: step.add("risks", {"title": "…"})``.

    Each call takes effect at once, so later calls see it; leaving the block records the step, an exception takes all
    of it back. Values are stored JSON (``set``), or text as people write it (``write``). ``group`` continues an earlier
    step, so that typing merges into one undo.
    """

    def __init__(
        self, engagement: Engagement, name: str, *, who: str = "", source: str = "user", group: str | None = None
    ) -> None:
        self.engagement = engagement
        self.changes: list[Change] = []
        self._ends: dict[str, str | None] = {}
        """The rank of a section's last record, known while nothing but adding at its end has moved anything."""
        self._common = {
            "group": group or secrets.token_hex(6), "name": name, "source": source, "who": who, "when": now()
        }  # fmt: skip

    @property
    def group(self) -> str:
        """What joins the changes of this step."""
        return self._common["group"]

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Record the step, or take it back if the block raised."""
        if kind is None:
            self.engagement.commit(self.changes)
            return
        for change in reversed(self.changes):
            self.engagement.enact(change.inverse())

    def add(
        self, section: str, values: Mapping[str, Any] | None = None, *, origin: str | None = None, key: str = ""
    ) -> str:
        """Make a record at the end of its section from stored values; returns its hidden key.

        ``origin`` is the record it is carried forward from; ``key`` is a new key that others were linked to already.

        Raises:
            SaidToUser: the section has no such field.
        """
        declared, key = self.engagement.sections[section], key or new_key()
        wrong = [name for name in values or {} if name not in declared]
        if wrong:
            raise SaidToUser(_("{section} has no field “{name}”.").format(section=_(declared.title), name=wrong[0]))
        last = self._ends[section] if section in self._ends else self.engagement.last_rank(section)
        rank = ranks.between(last, None)
        blank = declared.record(key=key, id=self.engagement.next_id(section), rank=rank, origin=origin)
        self._change(section, key, WHOLE, None, blank.with_stored(values or {}).doc())
        self._ends[section] = rank
        return key

    def set(self, key: str, field: str, stored: Any) -> None:
        """Set one field to a stored value; the same value again is no change.

        Raises:
            SaidToUser: the section has no such field.
        """
        record = self.engagement[key]
        if field not in record.section:
            raise SaidToUser(_("{section} has no field “{name}”.").format(section=_(record.section.title), name=field))
        after = record.with_stored({field: stored}).stored(field)
        if after != record.stored(field):
            self._change(record.section.key, key, field, record.stored(field), after)

    def write(self, key: str, field: str, text: str, locale: Locale) -> None:
        """Set one field from text as people write it; what cannot be read is kept as typed."""
        self.set(key, field, read_stored(self.engagement, self.engagement[key].section.key, field, text, locale))

    def remove(self, key: str) -> None:
        """Remove a record; links to it stay and are shown as removed until they are changed."""
        record = self.engagement[key]
        self._change(record.section.key, key, WHOLE, record.doc(), None)

    def move(self, key: str, *, after: str | None) -> None:
        """Move a record behind another of its section, or to the top."""
        record = self.engagement[key]
        others = [other for other in self.engagement.records(record.section.key) if other.key != key]
        place = next((n for n, other in enumerate(others, 1) if other.key == after), 0)
        low = others[place - 1].rank if place else None
        high = others[place].rank if place < len(others) else None
        self.set_fixed(key, "rank", ranks.between(low, high))

    def take(self, change: Change, *, undoes: str | None = None, redoes: str | None = None) -> None:
        """Make a ready change (an inverse, a merged one) part of this step.

        Raises:
            Conflict: it does not fit what is there.
        """
        args = (change.section, change.record, change.field, change.before, change.after)
        self._change(*args, row=change.row, column=change.column, undoes=undoes, redoes=redoes)

    def set_fixed(self, key: str, field: str, value: str) -> None:
        """Give a record another place (``rank``) or spoken id (``id``)."""
        record = self.engagement[key]
        self._change(record.section.key, key, field, record.doc()[field], value)

    def restore(self, section: str, doc: dict[str, Any]) -> None:
        """Make a record that was removed again as it was, hidden key and spoken id included.

        Raises:
            Conflict: it is there.
        """
        self._change(section, doc["uuid"], WHOLE, None, doc)

    def bring(self, change: Change) -> None:
        """Make what was changed in another copy part of this step, under the name and time of whoever changed it.

        Raises:
            Conflict: it does not fit what is there.
        """
        args = (change.section, change.record, change.field, change.before, change.after)
        self._change(*args, who=change.who, when=change.when)

    def keep(self, table: str, key: str, doc: dict[str, Any]) -> None:
        """Keep a document for good in one of the tables beside the records (``engagement.KEPT``)."""
        self._change(table, key, WHOLE, self.engagement.kept[table].get(key), doc)

    def _change(self, section: str, record: str, field: str, before: Any, after: Any, **more: Any) -> None:
        replica, counter = self.engagement.next_identity()
        change = Change(
            replica=replica, counter=counter, section=section, record=record, field=field, before=before, after=after,
            **(self._common | more),
        )  # fmt: skip
        self.engagement.enact(change)
        self.changes.append(change)
        if field in ("rank", WHOLE):
            self._ends.pop(section, None)


def read_stored(engagement: Engagement, section: str, field: str, text: str, locale: Locale) -> Any:
    """Text as people write it, as a stored value: what the kind cannot read stays the text itself."""
    kind = engagement.sections[section].spec(field).kind
    try:
        value = kind.read(text, locale)
    except ValueError:
        return text.strip()
    return None if value == kind.empty else kind.to_json(value)
