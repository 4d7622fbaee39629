"""Merging two copies of one engagement, by what each of them changed since they parted.

A change's identity (replica and counter) is for ever, and each replica counts upwards: so the highest counter a copy
knows of each replica says which changes of the other copy are new to it. Compacting keeps the last identity of what it
joins, so this holds for compacted histories, too. From the first *before* of the new changes of each copy follows what
a field was when they parted; whoever alone changed it since then is right, and where both did, it is a ``Clash``.

Order and layout never clash: the later change holds. Without clashes it is the same which copy is merged into which.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scopewright.language import _
from scopewright.model import merge_ids
from scopewright.model.change import WHOLE, Change, now
from scopewright.model.engagement import BODIES, MERGED, SNAPSHOTS, Engagement
from scopewright.model.merge_choice import Clash, Side
from scopewright.model.merge_values import Contested, merged_value
from scopewright.model.record import Doc, Section
from scopewright.model.refusal import SaidToUser
from scopewright.model.step import Step


@dataclass(frozen=True)
class Merged:
    """What came of a merge.

    ``engagement`` is ours with theirs taken in; where both changed the same, ours stands and ``conflicts`` tells both.
    ``renumbered`` has hidden key, old and new spoken id of the records that gave way to an older or signed one.
    """

    engagement: Engagement
    conflicts: list[Clash]
    renumbered: list[tuple[str, str, str]]


def merge(ours: Engagement, theirs: Engagement, who: str = "") -> Merged:
    """Take what another copy changed into ours, as one step that is logged under the names of who changed it.

    Raises:
        SaidToUser: the copies are of different engagements; the message is for the user.
    """
    if ours.key != theirs.key:
        raise SaidToUser(_("These are two different engagements, not two copies of one; nothing was merged."))
    mine, other = _Copy(ours, known(theirs)), _Copy(theirs, known(ours))
    born = merge_ids.ages((ours.changes, theirs.changes))
    with Step(ours, _("Merge another copy"), who=who, source="merge") as step:
        conflicts = [clash for record in _keys(mine, other) for clash in _merge_record(step, record, mine, other)]
        _keep(step, theirs)
        merge_ids.merged_numbers(ours, theirs)
        renumbered = merge_ids.renumber(step, born)
        merge_ids.separate(step, born)
    return Merged(ours, conflicts, renumbered)


def known(engagement: Engagement) -> dict[str, int]:
    """The highest counter of each replica whose changes this engagement holds."""
    kept = engagement.kept[MERGED].items()
    found = {replica: doc["through"] for replica, doc in kept if isinstance(doc.get("through"), int)}
    for change in engagement.changes:
        found[change.replica] = max(change.counter, found.get(change.replica, 0))
    return found


class _Copy:
    """One side of a merge: its records now and when the copies parted, and who last changed what since."""

    def __init__(self, engagement: Engagement, known_to_other: dict[str, int]) -> None:
        self.engagement = engagement
        self.sections: dict[str, str] = {}
        self.docs: dict[str, Doc] = {}
        for record in engagement.records():
            self.sections[record.key] = record.section.key
            self.docs[record.key] = record.doc()
        new = [
            change
            for change in engagement.changes
            if change.section in engagement.sections and change.counter > known_to_other.get(change.replica, 0)
        ]
        self.base = {key: dict(doc) for key, doc in self.docs.items()}
        for change in reversed(new):
            _take_back(self.base, change)
        self.last = {(change.record, change.field): change for change in new}

    def side(self, record: str, field: str, value: Any) -> Side:
        """What this copy holds in a field, and who is behind it."""
        changes = [self.last[key] for key in ((record, field), (record, WHOLE)) if key in self.last]
        if field == WHOLE:
            changes += [change for (changed, _field), change in self.last.items() if changed == record]
        last = max(changes, key=lambda change: change.when, default=None)
        return Side(value, last.who, last.when) if last else Side(value, "", "")

    def later(self, record: str, field: str) -> tuple[str, str, int]:
        """By what the last change of a field is compared with that of the other copy."""
        change = self.last.get((record, field))
        return (change.when, *change.identity) if change else ("", "", 0)


def _take_back(docs: dict[str, Doc], change: Change) -> None:
    """Undo one change in plain documents; what a damaged history does not explain stays as it is."""
    if change.field == WHOLE:
        docs.pop(change.record, None)
        if change.before is not None:
            docs[change.record] = dict(change.before)
    elif change.record in docs:
        doc = docs[change.record]
        if change.row is not None:
            rows = [dict(row) for row in doc.get(change.field) or []]
            for row in rows:
                if row.get("id") == change.row:
                    row[str(change.column)] = change.before
            doc[change.field] = [{name: cell for name, cell in row.items() if cell is not None} for row in rows]
        elif change.before is None:
            doc.pop(change.field, None)
        else:
            doc[change.field] = change.before


def _keys(mine: _Copy, other: _Copy) -> list[str]:
    return list(dict.fromkeys([*mine.docs, *other.docs]))


def _merge_record(step: Step, record: str, mine: _Copy, other: _Copy) -> Iterator[Clash]:
    ours, theirs = mine.docs.get(record), other.docs.get(record)
    if ours is not None and theirs is not None:
        yield from _merge_fields(step, record, mine, other)
        return
    holder, missing = (mine, other) if theirs is None else (other, mine)
    doc = holder.docs[record]
    was_removed = record in missing.base or (record in holder.base and (record, WHOLE) in missing.last)
    if was_removed and not _same(doc, (holder.base.get(record), missing.base.get(record))):
        section = holder.sections[record]
        sides = (mine.side(record, WHOLE, ours), other.side(record, WHOLE, theirs))
        yield Clash(section, record, str(doc["id"]), WHOLE, *sides)
    elif was_removed and ours is not None:
        step.bring(_change(other, record, WHOLE, mine.sections[record], ours, None))
    elif not was_removed and theirs is not None:
        step.bring(_change(other, record, WHOLE, other.sections[record], None, theirs))


def _same(doc: Doc, bases: tuple[Doc | None, ...]) -> bool:
    return any(base is not None and _content(doc) == _content(base) for base in bases)


def _content(doc: Doc) -> Doc:
    return {name: data for name, data in doc.items() if name not in ("rank", "id")}


def _merge_fields(step: Step, record: str, mine: _Copy, other: _Copy) -> Iterator[Clash]:
    section = step.engagement.sections[mine.sections[record]]
    ours, theirs = mine.docs[record], other.docs[record]
    our_base, their_base = mine.base.get(record, {}), other.base.get(record, {})
    for field in ("id", "rank", *(spec.name for spec in section.specs)):
        values = ours.get(field), theirs.get(field)
        try:
            value = merged_value(*values, our_base.get(field), their_base.get(field))
        except Contested:
            if not _outside(section, field):
                sides = (mine.side(record, field, values[0]), other.side(record, field, values[1]))
                yield Clash(section.key, record, str(ours["id"]), field, *sides)
                continue
            value = values[mine.later(record, field) < other.later(record, field)]
        if value != values[0]:
            step.bring(_change(other, record, field, section.key, values[0], value))


def _outside(section: Section, field: str) -> bool:
    """Whether a field is about place and looks only."""
    return field in ("id", "rank") or section.spec(field).layout


def _change(other: _Copy, record: str, field: str, section: str, before: Any, after: Any) -> Change:
    """A change of ours that stands for what the other copy did; identity and group are given by the step."""
    last = other.last.get((record, field)) or other.last.get((record, WHOLE))
    template = last or Change(
        replica="", counter=0, group="", name="", source="merge", who="", when=now(), section=section, record=record,
        field=field, before=None, after=None,
    )  # fmt: skip
    return dataclasses.replace(
        template, section=section, field=field, before=before, after=after, row=None, column=None
    )


def _keep(step: Step, theirs: Engagement) -> None:
    """Take over snapshots, and remember what the other copy knew."""
    ours = step.engagement
    before = known(ours)
    heard = {replica: through for replica, through in known(theirs).items() if through > before.get(replica, 0)}
    for table in (BODIES, SNAPSHOTS):
        for key, doc in theirs.kept[table].items():
            if key not in ours.kept[table]:
                step.keep(table, key, doc)
    for replica, through in heard.items():
        step.keep(MERGED, replica, {"through": through})
