"""An engagement from tables that another program, a merge tool or a bad disk may have touched.

One bad document hides no other: what is no record is set aside in a table of its own, which every later saving keeps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count

from scopewright.language import _, ngettext
from scopewright.model.change import Change, Conflict
from scopewright.model.engagement import KEPT, Engagement
from scopewright.model.record import SECTIONS, Section
from scopewright.model.tables import CHANGES, NUMBERS, from_tables
from scopewright.store.failures import Unreadable
from scopewright.store.snapshot import Document, Tables

ASIDE = "_aside"
"""The table of documents that could not be read as what they should be: each with its table, number and content."""

_UNFIT = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
_LINKS = ("parent", "origin")
_NAMED = 5
_DRAFT, _PLACE = "draft", "place"
_TEXTS = ("replica", "group", "name", "source", "who", "when", "section", "record", "field")
_MAYBE_TEXTS = ("row", "column", "undoes", "redoes")


def load(key: str, tables: Tables, entries: Iterable[Document], name: str) -> tuple[Engagement, Tables, list[str]]:
    """The engagement that the tables and the journal's entries of the file called ``name`` describe.

    With it come the tables as they are to be handed to the next saving, and sentences on what was found amiss.

    Raises:
        Unreadable: not even the sound part of it makes an engagement.
    """
    sieve = _Sieve(tables)
    try:
        engagement, sound = _loaded(key, sieve)
    except _UNFIT as error:
        text = _(
            "“{name}” holds a record that is not one ({reason}); it was not touched. Open a backup or a copy of it."
        )
        raise Unreadable(text.format(name=name, reason=error)) from error
    return engagement, sound, sieve.notices() + _apply(engagement, entries)


def draft_line(text: str, place: str = "") -> Document:
    """A journal entry that holds a half-typed line; it is no change, and no table ever has it.

    ``place`` says where it is typed: in the capture line if it is empty.
    """
    return {_DRAFT: text} | ({_PLACE: place} if place else {})


def last_drafts(entries: Iterable[Document]) -> dict[str, str]:
    """The half-typed lines that the last sitting broke off in, by place; what was kept or emptied is not among them."""
    found: dict[str, str] = {}
    for entry in entries:
        text, place = entry.get(_DRAFT), entry.get(_PLACE, "")
        if isinstance(text, str) and isinstance(place, str):
            found[place] = text
    return {place: text for place, text in found.items() if text}


def _loaded(key: str, sieve: _Sieve) -> tuple[Engagement, Tables]:
    """The engagement and the tables it was made of; every record is tried by itself only if something is wrong."""
    sound = sieve.sifted(strictly=False)
    try:
        return from_tables(key, sound), sound
    except _UNFIT:
        sound = sieve.sifted(strictly=True)
        return from_tables(key, sound), sound


def _is_record(section: Section, document: Document, strictly: bool) -> bool:
    if not isinstance(document.get("uuid"), str) or not isinstance(document.get("id"), str):
        return False
    try:
        return not strictly or bool(section.record.from_doc(document).key)
    except _UNFIT:
        return False


def _apply(engagement: Engagement, entries: Iterable[Document]) -> list[str]:
    unfit = 0
    for entry in entries:
        if _DRAFT in entry:
            continue
        try:
            if not _is_change(entry):
                raise Conflict
            engagement.apply([Change.from_json(entry)])
        except _UNFIT:
            unfit += 1
    if not unfit:
        return []
    text = ngettext(
        "{count} change of the journal does not fit the file and was left out; the journal is kept.",
        "{count} changes of the journal do not fit the file and were left out; the journal is kept.",
        unfit,
    )
    return [text.format(count=unfit)]


def _is_change(document: Document) -> bool:
    said = document.get
    return (
        type(said("counter")) is int
        and {"before", "after"} <= document.keys()
        and all(type(said(name)) is str for name in _TEXTS)
        and all(said(name) is None or type(said(name)) is str for name in _MAYBE_TEXTS)
    )


class _Sieve:
    """Parts the documents that are what they should be from those that are not."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._begin()

    def _begin(self) -> None:
        self._set_aside: list[Document] = []
        self._renumbered: list[tuple[str, str]] = []
        self._keys: set[str] = set()
        self._ids: set[str] = set()

    def sifted(self, strictly: bool) -> Tables:
        """Tables in which every document is sound; the others are in the table ``ASIDE``."""
        self._begin()
        sound = dict(self._tables)
        for key, section in SECTIONS.items():
            if key in self._tables:
                sound[key] = self._records(section, self._tables[key], strictly)
        for key, is_sound in {CHANGES: _is_change, NUMBERS: _is_number, **dict.fromkeys(KEPT, _is_kept)}.items():
            if key in self._tables:
                sound[key] = self._only(key, is_sound)
        if self._set_aside:
            before = list(self._tables.get(ASIDE, {}).values())
            news = [document for document in self._set_aside if document not in before]
            sound[ASIDE] = {str(number): document for number, document in enumerate(before + news, 1)}
        return sound

    def notices(self) -> list[str]:
        """What was found amiss, as sentences."""
        notices = []
        if self._set_aside:
            text = ngettext(
                "{count} document of the file cannot be read as it stands ({places}). It was set aside and stays in "
                "the file; everything else is here.",
                "{count} documents of the file cannot be read as they stand ({places}). They were set aside and stay "
                "in the file; everything else is here.",
                len(self._set_aside),
            )
            places = [f"{document['table']} {document['number']}" for document in self._set_aside]
            notices.append(text.format(count=len(places), places=_listed(places)))
        if self._renumbered:
            text = _("Some records had the id of another one and got a new id: {changes}.")
            notices.append(text.format(changes=_listed([f"{old} → {new}" for old, new in self._renumbered])))
        return notices

    def _only(self, table: str, is_sound: Callable[[Document], bool]) -> dict[str, Document]:
        sound = {}
        for number, document in self._tables.get(table, {}).items():
            if is_sound(document):
                sound[number] = document
            else:
                self._put_aside(table, number, document)
        return sound

    def _records(self, section: Section, table: dict[str, Document], strictly: bool) -> dict[str, Document]:
        sound: dict[str, Document] = {}
        for number, document in table.items():
            if _is_record(section, document, strictly) and document["uuid"] not in self._keys:
                self._keys.add(document["uuid"])
                sound[number] = self._with_sound_links(section, number, document)
            else:
                self._put_aside(section.key, number, document)
        for number, document in sound.items():
            if document["id"] in self._ids:
                sound[number] = {**document, "id": self._free_id(section, table)}
                self._renumbered.append((document["id"], sound[number]["id"]))
            self._ids.add(sound[number]["id"])
        return sound

    def _with_sound_links(self, section: Section, number: str, document: Document) -> Document:
        wrong = [name for name in _LINKS if not isinstance(document.get(name), str | None)]
        if not wrong:
            return document
        self._put_aside(section.key, number, document)
        return {name: value for name, value in document.items() if name not in wrong}

    def _free_id(self, section: Section, table: dict[str, Document]) -> str:
        taken = self._ids | {str(document.get("id")) for document in table.values()}
        given = [doc["last"] for doc in self._tables.get(NUMBERS, {}).values() if _is_last(doc, section.key)]
        names = (f"{section.prefix}-{number}" for number in count(max(given, default=0) + 1))
        return next(name for name in names if name not in taken)

    def _put_aside(self, table: str, number: str, document: Document) -> None:
        self._set_aside.append({"table": table, "number": number, "document": document})


def _is_number(document: Document) -> bool:
    return type(document.get("section")) is str and type(document.get("last")) is int


def _is_kept(document: Document) -> bool:
    return type(document.get("key")) is str


def _is_last(document: Document, section: str) -> bool:
    return _is_number(document) and document["section"] == section


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:_NAMED])
    return (
        shown if len(names) <= _NAMED else _("{names} and {count} more").format(names=shown, count=len(names) - _NAMED)
    )
