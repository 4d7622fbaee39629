"""Kinds that point to other records: a person, several people, one record, several records.

A link holds the hidden key of its target, so renaming or renumbering the target changes nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, ClassVar

from scopewright.language import _
from scopewright.model.kinds.base import Kind, Locale

_KEY = re.compile(r"[0-9a-f]{32}")


def is_key(data: Any) -> bool:
    """Whether the data is a hidden key: 32 lower-case hexadecimal digits."""
    return isinstance(data, str) and _KEY.fullmatch(data) is not None


def _key(data: Any) -> str:
    if not is_key(data):
        raise ValueError(_("“{text}” is not in this engagement.").format(text=data))
    return str(data)


@dataclass(frozen=True)
class Ref(Kind[str | None]):
    """A link to one record of the section ``to``, or of one of the sections ``also``."""

    name: ClassVar[str] = "ref"
    to: str
    also: tuple[str, ...] = ()

    @property
    def empty(self) -> None:
        return None

    def from_json(self, data: Any) -> str:
        return _key(data)

    def show(self, value: str | None, locale: Locale) -> str:
        return "" if value is None else locale.directory.label(value)

    def read(self, text: str, locale: Locale) -> str | None:
        wanted = text.strip()
        if not wanted:
            return None
        for section in self.also:
            with suppress(ValueError):
                return locale.directory.find(wanted, section)
        return locale.directory.find(wanted, self.to)

    def links(self, value: str | None) -> Iterator[str]:
        if value is not None:
            yield value

    def relink(self, value: str | None, change: Callable[[str], str]) -> str | None:
        return None if value is None else change(value)

    def describe(self) -> dict[str, Any]:
        return {"to": self.to} | ({"also": list(self.also)} if self.also else {})


@dataclass(frozen=True)
class Person(Ref):
    """A link to a person, a team or a role of the section ``people``.

    ``sort`` is what somebody is who is named here for the first time; empty where that is not known.
    """

    name: ClassVar[str] = "person"
    to: str = "people"
    sort: str = ""


@dataclass(frozen=True)
class Refs(Kind[tuple[str, ...]]):
    """Links to several records of the section ``to``, in order, none twice."""

    name: ClassVar[str] = "refs"
    to: str

    @property
    def empty(self) -> tuple[str, ...]:
        return ()

    def to_json(self, value: tuple[str, ...]) -> Any:
        return list(value)

    def from_json(self, data: Any) -> tuple[str, ...]:
        if not isinstance(data, list):
            raise ValueError(_("A list was expected."))
        return tuple(dict.fromkeys(_key(item) for item in data))

    def show(self, value: tuple[str, ...], locale: Locale) -> str:
        return "; ".join(locale.directory.label(key) for key in value)

    def read(self, text: str, locale: Locale) -> tuple[str, ...]:
        parts = [part.strip() for part in text.split(";") if part.strip()]
        return tuple(dict.fromkeys(locale.directory.find(part, self.to) for part in parts))

    def links(self, value: tuple[str, ...]) -> Iterator[str]:
        yield from value

    def relink(self, value: tuple[str, ...], change: Callable[[str], str]) -> tuple[str, ...]:
        return tuple(change(key) for key in value)

    def describe(self) -> dict[str, Any]:
        return {"to": self.to}


@dataclass(frozen=True)
class People(Refs):
    """Links to several people, teams or roles."""

    name: ClassVar[str] = "people"
    to: str = "people"
