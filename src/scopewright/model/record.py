"""A record, and the declaration that turns a frozen dataclass of fields into a section of the scope."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any, ClassVar, Self, TypeVar, dataclass_transform

from scopewright.language import N_
from scopewright.model import fields
from scopewright.model.fields import Spec, computed_of, specs_of
from scopewright.model.kinds import Locale, clean

Doc = dict[str, Any]
"""A record as plain JSON, flat, as it stands in the file; links are hidden keys and empty fields are left out."""

FIXED = ("uuid", "id", "rank", "parent", "origin")
"""What every document has beside its section's declared fields."""


@dataclass(frozen=True)
class Section:
    """What is declared about a section, beside its fields.

    ``key`` names it in files and on the command line, ``one`` is what one of its records is called, ``many`` what
    several are called where the title does not say it (else empty), ``prefix`` starts the spoken ids, ``place`` orders
    the sections, ``phase`` is the group in the sidebar, ``hint`` tells in an empty page what to do, ``headline`` is
    the field that stands for the record in a line. ``single`` sections have exactly one record, made with the
    engagement. ``document`` is the part of the document tree (overview, requirements, design, planning) that the
    section is printed in. ``drawn`` sections are what the whiteboard shows beside the notes: like a layout they stand
    outside approval, fingerprint, diff and documents, and have no page of their own. ``computed`` is what follows from
    the fields of a record. ``begun_at`` is the page, by key and title, where the first record is made if that is not
    the section's own.
    """

    key: str
    title: str
    one: str
    many: str
    prefix: str
    place: int
    phase: str
    icon: str
    hint: str
    document: str
    record: type[Record]
    headline: str
    single: bool
    drawn: bool
    specs: tuple[Spec, ...]
    computed: tuple[Spec, ...] = ()
    begun_at: tuple[str, str] | None = None

    @cached_property
    def columns(self) -> tuple[Spec, ...]:
        """What a table shows of a record: the section's own fields, each with what follows from it, those all have."""
        own = [spec for spec in self.specs if spec.name not in _COMMON]
        beside = [(spec, *(each for each in self.computed if each.after == spec.name)) for spec in own]
        return (*chain.from_iterable(beside), *(spec for spec in self.specs if spec.name in _COMMON))

    def spec(self, name: str) -> Spec:
        """The declaration of one field, or of what is computed from fields.

        Raises:
            KeyError: the section has no such field.
        """
        return self._by_name.get(name) or self._computed[name]

    @cached_property
    def _computed(self) -> dict[str, Spec]:
        return {spec.name: spec for spec in self.computed}

    @cached_property
    def _by_name(self) -> dict[str, Spec]:
        return {spec.name: spec for spec in self.specs}

    def __contains__(self, name: object) -> bool:
        """Whether there is a field of this name, which can be typed and is stored."""
        return name in self._by_name

    def __hash__(self) -> int:
        """Sections are told apart by key."""
        return hash(self.key)


@dataclass(frozen=True, kw_only=True, eq=False)
class Record:
    """One record of a section: what all have in common, then the fields its section declares.

    ``key`` is hidden and for ever; ``id`` is spoken (``R-7``). ``unread`` keeps, by field, what was typed and could
    not be understood ("by XX" in a date): it is shown and printed as typed, and is a finding. ``unknown`` keeps what a
    newer version wrote.
    """

    section: ClassVar[Section]

    key: str
    id: str
    rank: str
    parent: str | None = None
    origin: str | None = None
    unread: Mapping[str, str] = field(default_factory=dict)
    unknown: Mapping[str, Any] = field(default_factory=dict)

    def __hash__(self) -> int:
        """Records are compared by content and found by key."""
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        """Whether the other is a record of the same section with the same content."""
        return type(self) is type(other) and vars(self) == vars(other)

    owner: str | None = fields.person(
        N_("Owner (DRI)"), help=N_("The one person directly responsible, whoever does the work.")
    )
    release: str | None = fields.ref(N_("Release"), "releases", help=N_("Empty: it holds for the whole engagement."))
    note: str | None = fields.ref(
        N_("From note"), "notes", column=False, help=N_("The line of a session this came from.")
    )
    tags: str = fields.text(
        N_("Tags"),
        column=False,
        help=N_("Words to find it by, parted by blanks; a captured line writes #word."),
    )
    internal: bool = fields.flag(
        N_("Internal only"), column=False, help=N_("Stays on this laptop: no brief ever prints it.")
    )
    remark: str = fields.prose(
        N_("Internal remark"),
        internal=True,
        help=N_("For ourselves: no brief ever prints it, whatever else it prints."),
    )

    @property
    def headline(self) -> str:
        """The one line that stands for this record."""
        name = self.section.headline
        return self.unread.get(name) or str(getattr(self, name) or "")

    def shown(self, name: str, locale: Locale) -> str:
        """A field as people read it: the value in their language, or what was typed if it could not be read."""
        if name in self.unread:
            return self.unread[name]
        return self.section.spec(name).kind.show(getattr(self, name), locale)

    def stored(self, name: str) -> Any:
        """A field as the file holds it: plain JSON, the typed text if it could not be read, null if empty."""
        if name in self.unread:
            return self.unread[name]
        kind, value = self.section.spec(name).kind, getattr(self, name)
        return None if value == kind.empty else kind.to_json(value)

    def words(self, locale: Locale) -> str:
        """Everything this record says, as people read it: what a search looks into."""
        said = (self.shown(spec.name, locale) for spec in self.section.specs if not self.is_empty(spec.name))
        return "\n".join([self.id, *said])

    def is_empty(self, name: str) -> bool:
        """Whether nothing was said in a field."""
        return name not in self.unread and getattr(self, name) == self.section.spec(name).kind.empty

    def said(self) -> Iterator[Spec]:
        """The declared fields in which something was said; layout is no content."""
        return (spec for spec in self.section.specs if not spec.layout and not self.is_empty(spec.name))

    def links(self) -> Iterator[tuple[str, str]]:
        """The field names and hidden keys of everything this record points to."""
        for spec in self.section.specs:
            for key in spec.kind.links(getattr(self, spec.name)):
                yield spec.name, key

    def doc(self) -> Doc:
        """The record as it stands in the file."""
        fixed = {"uuid": self.key, "id": self.id, "rank": self.rank, "parent": self.parent, "origin": self.origin}
        said = {spec.name: self.stored(spec.name) for spec in self.section.specs}
        return {name: data for name, data in {**fixed, **said}.items() if data is not None} | dict(self.unknown)

    @classmethod
    def from_doc(cls, doc: Mapping[str, Any]) -> Self:
        """The record a document describes; whatever is not understood is kept.

        Raises:
            ValueError: the document has no hidden key or no spoken id.
        """
        if not isinstance(doc.get("uuid"), str) or not isinstance(doc.get("id"), str):
            raise ValueError(f"A record of {cls.section.key} has no uuid or no id.")
        blank = cls(
            key=doc["uuid"],
            id=doc["id"],
            rank=str(doc.get("rank") or "m"),
            parent=doc.get("parent"),
            origin=doc.get("origin"),
            unknown={n: data for n, data in doc.items() if n not in FIXED and n not in cls.section},
        )
        return blank.with_stored({n: data for n, data in doc.items() if n in cls.section})

    def with_stored(self, data: Mapping[str, Any]) -> Self:
        """This record with fields replaced by stored values; what a kind cannot read is kept as unread text."""
        values: dict[str, Any] = {}
        unread = {name: text for name, text in self.unread.items() if name not in data}
        for name, stored in data.items():
            kind = self.section.spec(name).kind
            try:
                values[name] = kind.empty if stored in (None, "") else kind.from_json(stored)
            except (ValueError, TypeError):
                values[name] = kind.empty
                typed = clean(stored if isinstance(stored, str) else json.dumps(stored, ensure_ascii=False))
                if typed:
                    unread[name] = typed
        return dataclasses.replace(self, unread=unread, **values)


_COMMON = specs_of({field.name: field for field in dataclasses.fields(Record)})

SECTIONS: dict[str, Section] = {}
"""Every declared section by key; ``sections/__init__.py`` puts them in the order in which people work through them."""


def section_titles() -> Mapping[str, str]:
    """The untranslated titles of the sections by key, for a field that names sections."""
    return {key: each.title for key, each in SECTIONS.items()}


R = TypeVar("R", bound=Record)


@dataclass_transform(
    kw_only_default=True,
    frozen_default=True,
    field_specifiers=(
        fields.text,
        fields.prose,
        fields.choice,
        fields.flag,
        fields.day,
        fields.number,
        fields.scale,
        fields.chosen_scale,
        fields.money,
        fields.person,
        fields.people,
        fields.ref,
        fields.refs,
        fields.rows,
    ),
)
def section(
    key: str,
    title: str,
    *,
    one: str,
    many: str = "",
    prefix: str,
    place: int,
    phase: str,
    icon: str,
    hint: str,
    document: str = "overview",
    headline: str = "title",
    single: bool = False,
    drawn: bool = False,
    begun_at: tuple[str, str] | None = None,
    without: tuple[str, ...] = (),
    into: dict[str, Section] = SECTIONS,
) -> Callable[[type[R]], type[R]]:
    """Declare a section: ``@section("risks", N_("Risks"), …) class Risk(Record): title: str = text(…)``.

    ``without`` names fields of ``Record`` that make no sense here.

    Raises:
        ValueError: the key or prefix is taken, or the headline is not a field.
    """

    def declared(cls: type[R]) -> type[R]:
        own = [spec for name, spec in specs_of(vars(cls)).items() if name not in _COMMON]
        common = [spec for name, spec in _COMMON.items() if name not in without]
        specs = (*own, *common)
        follows = computed_of(vars(cls))
        about = (key, title, one, many, prefix, place, phase, icon, hint, document)
        cls.section = Section(*about, cls, headline, single, drawn, specs, follows, begun_at)
        _check(cls.section, into)
        into[key] = cls.section
        _make_when_needed(cls)
        return cls

    return declared


def _make_when_needed(cls: type[Record]) -> None:
    """Leave making the dataclass to its first record: sixty of them cost the window a third of its start."""

    def first(self: Record, **values: Any) -> None:
        del cls.__init__
        dataclass(frozen=True, kw_only=True, eq=False, repr=False)(cls)
        cls.__init__(self, **values)

    cls.__init__ = first  # type: ignore[method-assign] # until then; the real one is made from the fields


def _check(new: Section, into: Mapping[str, Section]) -> None:
    if new.key in into or new.prefix in {other.prefix for other in into.values()}:
        raise ValueError(f"Section key {new.key} or prefix {new.prefix} is taken.")
    if new.headline not in new:
        raise ValueError(f"Section {new.key} has no field {new.headline} to be its headline.")
    for each in new.computed:
        if each.after not in new:
            raise ValueError(f"Section {new.key} has no field {each.after} that {each.name} stands beside.")
