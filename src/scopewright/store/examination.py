"""Everything that can be said to be wrong with an engagement file, without changing it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scopewright.language import _
from scopewright.model.change import WHOLE
from scopewright.model.engagement import Engagement
from scopewright.store import recovery
from scopewright.store.attachments import Attachments, is_name
from scopewright.store.durable import resolve
from scopewright.store.failures import Unreadable
from scopewright.store.loading import load
from scopewright.store.sealing import Secret


def examine(path: Path | str, passphrase: Secret | str | None = None) -> list[str]:
    """What is wrong, as sentences; nothing if the file is whole, its records are records and its links lead somewhere.

    Raises:
        Locked, WrongPassphrase: it is sealed, so nothing can be said without the passphrase.
        NotOpened: the folder of its attachments cannot be looked into.
    """
    whole, once = resolve(path), Secret.of(passphrase)
    problems = recovery.verify(whole, once)
    if problems:
        return problems
    found = recovery.find_unlocked(whole, once)
    try:
        engagement, _tables, notices = load(found.meta.uuid, found.tables, found.entries, whole.name)
    except Unreadable as error:
        return [str(error)]
    attached = Attachments(whole, found.meta.uuid, found.storage.seal)
    return notices + list(_broken_links(engagement)) + list(_lost(attached)) + list(_missing(engagement, attached))


def _lost(attached: Attachments) -> Iterator[str]:
    for name in attached.damaged():
        text = _("The attachment “{name}” is damaged or under another passphrase. Put a copy of it there.")
        yield text.format(name=name)


def _missing(engagement: Engagement, attached: Attachments) -> Iterator[str]:
    """Attachments that a record names and that are not there; without a suffix a name may be any other digest."""
    there = set(attached.names())
    for record in engagement.records():
        for value in record.doc().values():
            if isinstance(value, str) and "." in value and is_name(value) and value not in there:
                text = _("{id}: its attachment “{name}” is missing. Put a copy of it there.")
                yield text.format(id=record.id, name=value)


def _broken_links(engagement: Engagement) -> Iterator[str]:
    """Links to what was never here; a link to a record that was removed is in order, and says so where it is shown."""
    removed = {change.record for change in engagement.changes if change.field == WHOLE and change.after is None}
    for record in engagement.records():
        for name, key in record.links():
            if key not in engagement and key not in removed:
                text = _("{id}: “{field}” leads to a record that is not in the file.")
                yield text.format(id=record.id, field=_(record.section.spec(name).title))
