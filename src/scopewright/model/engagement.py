"""The engagement: all records of one file, and the one door through which they change."""

from __future__ import annotations

import copy
import secrets
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Self, TypeVar

from scopewright.language import _
from scopewright.model import sections as _declared  # noqa: F401 - importing declares every section
from scopewright.model.change import WHOLE, Change, Conflict
from scopewright.model.kinds import Locale
from scopewright.model.record import SECTIONS, Doc, Record, Section
from scopewright.model.refusal import SaidToUser
from scopewright.model.scoring import Scoring
from scopewright.model.sections.risk_scale import RiskScale

R = TypeVar("R", bound=Record)
Listener = Callable[[Sequence[Change]], None]

SNAPSHOTS, BODIES, MERGED = "_snapshots", "_bodies", "_merged"
_NAMED = ("people", "sessions", "agenda")
"""Sections whose records are called by their name, as long as nothing else has it."""
KEPT = (SNAPSHOTS, BODIES, MERGED)
"""What an engagement keeps for good beside its records, by table: written by changes, too, but never undone."""


def new_key() -> str:
    """A hidden key: 32 lower-case hexadecimal digits."""
    return uuid.uuid4().hex


class Engagement:
    """Records by hidden key, the list of changes that made them, and the next spoken number of each section.

    Reading is free; every edit goes through ``apply`` (usually by way of ``Step``), which is all or nothing, appends to
    ``changes`` and tells the listeners. Reads as a ``Directory`` for links. ``kept`` holds documents by table and key
    (see ``KEPT``); ``others`` are tables of the file that are not ours to read.
    """

    read_only = False
    """Whether every change is refused, as in a snapshot or a file that is only looked at."""

    def __init__(self, key: str | None = None, sections: Mapping[str, Section] = SECTIONS) -> None:
        self.key = key or new_key()
        self.replica = secrets.token_hex(4)
        self.sections = sections
        self.changes: list[Change] = []
        self.numbers: dict[str, int] = {}
        self.kept: dict[str, dict[str, Doc]] = {table: {} for table in KEPT}
        self.others: Mapping[str, Any] = {}
        self._records: dict[str, Record] = {}
        self._ordered: dict[str, list[Record]] = {}
        self._ones: dict[str, str] = {}
        self._counter = 0
        self._since = 0
        self._listeners: list[Listener] = []

    # Reading

    def __contains__(self, key: object) -> bool:
        """Whether there is a record with this hidden key."""
        return key in self._records

    def __getitem__(self, key: str) -> Record:
        """The record with this hidden key.

        Raises:
            KeyError: there is none.
        """
        return self._records[key]

    def get(self, key: str | None) -> Record | None:
        """The record with this hidden key, if it is there."""
        return self._records.get(key) if key else None

    def records(self, section: str | None = None) -> list[Record]:
        """The records of one section in their order, or of all sections in the sections' order."""
        if section is None:
            return [record for key in self.sections for record in self.records(key)]
        if section not in self._ordered:
            found = (record for record in self._records.values() if record.section.key == section)
            self._ordered[section] = sorted(found, key=_place)
        return list(self._ordered[section])

    def last_rank(self, section: str) -> str | None:
        """The rank of a section's last record; None if it has none."""
        return max((record.rank for record in self._records.values() if record.section.key == section), default=None)

    def all(self, of: type[R]) -> list[R]:
        """The records of one section in their order, typed: ``engagement.all(Risk)``."""
        return [record for record in self.records(of.section.key) if isinstance(record, of)]

    def one(self, of: type[R]) -> R:
        """The record of a single section; an empty one if the file has none yet."""
        known = self._records.get(self._ones.get(of.section.key, ""))
        if not isinstance(known, of):
            known = next(iter(self.all(of)), None) or of(key="", id=of.section.prefix, rank="")
            self._ones[of.section.key] = known.key
        return known

    @property
    def scoring(self) -> Scoring:
        """How risks are scored here."""
        return self.one(RiskScale).scoring

    def by_id(self, spoken: str) -> Record:
        """The record with this spoken id, in any case.

        Raises:
            SaidToUser: there is none; the message is for the user.
        """
        wanted = spoken.strip().casefold()
        for record in self._records.values():
            if record.id.casefold() == wanted:
                return record
        raise SaidToUser(_("There is no record {id} in this engagement.").format(id=spoken))

    def pointing_to(self, key: str) -> Iterator[tuple[Record, str]]:
        """Every record and field that links to this record."""
        for record in self._records.values():
            for name, target in record.links():
                if target == key:
                    yield record, name

    def copied(self) -> Self:
        """The engagement as it stands, for another thread to read: what is frozen is shared, and nobody listens."""
        twin = copy.copy(self)
        twin.changes, twin.numbers, twin.others = list(self.changes), dict(self.numbers), dict(self.others)
        twin.kept = {table: dict(docs) for table, docs in self.kept.items()}
        twin._records, twin._ordered, twin._listeners = dict(self._records), {}, []
        twin._since = len(self.changes)
        return twin

    def adopt(self, twin: Self, groups: Iterable[Sequence[Change]]) -> bool:
        """Become what was made of a copy, in no time; ``groups`` is what the copy's listeners were told.

        False if anything was changed here since the copy was made; then nothing is taken over.
        """
        if len(self.changes) != twin._since:
            return False
        self.numbers, self.kept, self._records, self._ordered = twin.numbers, twin.kept, twin._records, {}
        self._counter = twin._counter
        for changes in groups:
            self.commit(changes)
        return True

    # The directory that kinds ask

    def spoken(self, key: str) -> str:
        """The spoken id; a link to a record that is gone says so."""
        record = self._records.get(key)
        return record.id if record else _("(removed)")

    def label(self, key: str) -> str:
        """The name of a person, session or topic if nothing else has it, any other record's spoken id."""
        record = self._records.get(key)
        if record is None:
            return self.spoken(key)
        name = record.headline
        section = record.section.key
        plain = section in _NAMED and name and ";" not in name and not self._is_id(name)
        return name if plain and self._named(name, section) == [key] else record.id

    def find(self, text: str, section: str) -> str:
        """The hidden key behind a spoken id or a unique exact name.

        Raises:
            SaidToUser: there is none, or more than one; the message is for the user.
        """
        wanted, title = text.strip(), _(self.sections[section].title) if section in self.sections else section
        for record in self.records(section):
            if record.id.casefold() == wanted.casefold():
                return record.key
        named = self._named(wanted, section)
        if len(named) == 1:
            return named[0]
        if named:
            raise SaidToUser(
                _("“{text}” names several records of {section}; use the id.").format(text=wanted, section=title)
            )
        raise SaidToUser(_("“{text}” is not in {section}.").format(text=wanted, section=title))

    def steps(self, scale: str) -> tuple[str, ...]:
        """The words of a scale that this engagement chose, from step 1 up."""
        return self.scoring.words(scale)

    def _named(self, name: str, section: str) -> list[str]:
        wanted = name.casefold()
        return [record.key for record in self.records(section) if record.headline.casefold() == wanted]

    def _is_id(self, text: str) -> bool:
        prefix, _dash, number = text.rpartition("-")
        return number.isdecimal() and any(prefix.casefold() == s.prefix.casefold() for s in self.sections.values())

    def locale(self, language: str) -> Locale:
        """A locale whose links are shown and read by this engagement."""
        return Locale(language, self)

    # Changing

    def next_identity(self) -> tuple[str, int]:
        """Replica and counter for the next change made here."""
        self._counter += 1
        return self.replica, self._counter

    def next_id(self, section: str) -> str:
        """The next spoken id of a section; numbers are never reused."""
        declared = self.sections[section]
        self.numbers[section] = self.numbers.get(section, 0) + 1
        return f"{declared.prefix}-{self.numbers[section]}"

    def apply(self, changes: Iterable[Change]) -> None:
        """Make the changes in order, all or none, append them to the list and tell the listeners.

        Raises:
            Conflict: one does not fit what is there; nothing was changed.
        """
        done: list[Change] = []
        try:
            for change in changes:
                self.enact(change)
                done.append(change)
        except Conflict:
            for change in reversed(done):
                self.enact(change.inverse())
            raise
        self.commit(done)

    def commit(self, changes: Sequence[Change]) -> None:
        """Append changes that were enacted already, and tell the listeners.

        The list does not repeat the bodies of a snapshot: they have a table of their own, and none is ever edited.
        """
        if not changes:
            return
        self.changes.extend(change for change in changes if change.section != BODIES)
        for listener in list(self._listeners):
            listener(changes)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have a function called after every applied group; returns the way to end it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def enact(self, change: Change) -> None:
        """Make one change without recording it.

        Raises:
            Conflict: it does not fit what is there.
        """
        if change.section in self.kept:
            self._keep(change)
            return
        if change.section not in self.sections:
            raise Conflict(f"There is no section {change.section}.")
        if change.field == WHOLE:
            self._make_or_remove(change)
            return
        record = self._records.get(change.record)
        if record is None:
            raise Conflict(_("The record was removed meanwhile."))
        self._records[change.record] = _changed(record, change)
        self._ordered.pop(change.section, None)
        if change.field == "id":
            self._count(change.section, str(change.after))

    def _keep(self, change: Change) -> None:
        table = self.kept[change.section]
        if table.get(change.record) != change.before:
            raise Conflict(f"{change.section} {change.record} is not what it was.")
        if change.after is None:
            del table[change.record]
        else:
            table[change.record] = change.after

    def _make_or_remove(self, change: Change) -> None:
        present = self._records.get(change.record)
        if (change.before is None) != (present is None):
            raise Conflict(f"Record {change.record} is {'missing' if present is None else 'already there'}.")
        if change.after is None:
            del self._records[change.record]
            self._ordered.pop(change.section, None)
            return
        self.insert(change.section, change.after)

    def insert(self, section: str, doc: Doc) -> None:
        """Take over a record as the file has it, without a change: for loading, and the end of every making.

        Raises:
            ValueError: it has no uuid or no id.
        """
        record = self.sections[section].record.from_doc(doc)
        self._put_in_order(section, record)
        self._records[record.key] = record
        self._count(section, record.id)

    def _put_in_order(self, section: str, record: Record) -> None:
        """A new record at the end keeps the order that is known: lines typed one by one never sort all before them."""
        ordered = self._ordered.get(section)
        if ordered is None:
            return
        if record.key in self._records or (ordered and _place(record) < _place(ordered[-1])):
            del self._ordered[section]
        else:
            ordered.append(record)

    def _count(self, section: str, spoken: str) -> None:
        number = spoken.rpartition("-")[2]
        if number.isdecimal():
            self.numbers[section] = max(self.numbers.get(section, 0), int(number))


def _place(record: Record) -> tuple[str, str]:
    return record.rank, record.id


def _changed(record: Record, change: Change) -> Record:
    """The record after a change of one field, or of one cell of a ``rows`` field."""
    if change.field in ("rank", "id"):
        doc = record.doc()
        if doc[change.field] != change.before:
            raise Conflict(_("The record was moved meanwhile."))
        return type(record).from_doc({**doc, change.field: change.after})
    if change.field not in record.section:
        raise Conflict(f"Section {change.section} has no field {change.field}.")
    stored, after = record.stored(change.field), change.after
    if change.row is not None:
        after = _with_cell(stored, change)
    elif stored != change.before:
        raise Conflict(_("“{title}” was changed meanwhile.").format(title=record.id))
    return record.with_stored({change.field: after})


def _with_cell(stored: Any, change: Change) -> list[dict[str, Any]]:
    rows = [dict(row) for row in stored or []]
    for row in rows:
        if row["id"] == change.row and row.get(str(change.column)) == change.before:
            row[str(change.column)] = change.after
            return rows
    raise Conflict(_("The row was changed meanwhile."))
