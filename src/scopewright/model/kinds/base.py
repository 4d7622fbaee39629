"""What every kind of field can do.

A kind is a small frozen object with six verbs (``problems``, ``to_json``, ``from_json``, ``show``, ``read``, ``empty``)
and ``plain`` for spreadsheets. Table, form, search, storage, diff, PDF and command line ask the kind and never look at
the type of the value themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Protocol, TypeVar

Value = TypeVar("Value")
Plain = str | int | float | bool | None
"""What a spreadsheet cell can hold."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Directory(Protocol):
    """Who and what a link can point to; the engagement is one."""

    def label(self, key: str) -> str:
        """How the record with this hidden key is written: a name nobody else has, or its spoken id."""

    def spoken(self, key: str) -> str:
        """The spoken id of the record with this hidden key, such as ``R-7``."""

    def find(self, text: str, section: str) -> str:
        """The hidden key of the record of that section with this spoken id, label or unique exact name.

        Raises:
            ValueError: there is none, or more than one.
        """

    def steps(self, scale: str) -> tuple[str, ...]:
        """The words of a scale that an engagement chooses itself, from step 1 up; none if there is no such scale."""


class Nobody:
    """A directory of no records: a link is read and shown as it stands; ``words`` gives the steps of scales."""

    def __init__(self, words: Callable[[str], tuple[str, ...]] = lambda _scale: ()) -> None:
        self._words = words

    def label(self, key: str) -> str:
        return key

    def spoken(self, key: str) -> str:
        return key

    def find(self, text: str, section: str) -> str:  # noqa: ARG002 - the protocol's signature
        return text

    def steps(self, scale: str) -> tuple[str, ...]:
        return self._words(scale)


@dataclass(frozen=True)
class Locale:
    """For whom a value is shown or read: the language, and the directory that names the records it links to."""

    language: str = "en"
    directory: Directory = Nobody()  # noqa: RUF009 - stateless


class Kind(Generic[Value]):
    """The base of all kinds; ``name`` is the word that ``sections --json`` and the docs use."""

    name: ClassVar[str]

    @property
    def empty(self) -> Value:
        """The value that means "nothing was said"; it is null in JSON and an en dash in a brief."""
        raise NotImplementedError

    def problems(self, value: Value) -> list[str]:  # noqa: ARG002 - most kinds accept all they can read
        """What is wrong with one value by itself, in sentences; rules across fields live in ``lint``."""
        return []

    def to_json(self, value: Value) -> Any:
        """The value as plain JSON; never called with the empty value."""
        return value

    def from_json(self, data: Any) -> Value:
        """The inverse of ``to_json``.

        Raises:
            ValueError: the data is not of this kind.
        """
        raise NotImplementedError

    def show(self, value: Value, locale: Locale) -> str:
        """The value as people of that locale write it; the empty value is the empty text."""
        raise NotImplementedError

    def read(self, text: str, locale: Locale) -> Value:
        """The inverse of ``show``, forgiving where people write the same thing in several ways.

        Raises:
            ValueError: the text is not of this kind; the message is a sentence for the user.
        """
        raise NotImplementedError

    def plain(self, value: Value, locale: Locale) -> Plain:
        """The value for a spreadsheet cell: numbers stay numbers."""
        return self.show(value, locale) or None

    def links(self, value: Value) -> Iterator[str]:  # noqa: ARG002 - only linking kinds have any
        """The hidden keys this value points to."""
        yield from ()

    def relink(self, value: Value, change: Callable[[str], str]) -> Value:  # noqa: ARG002 - as above
        """The value with each link replaced by ``change(link)``."""
        return value

    def describe(self) -> dict[str, Any]:
        """What ``sections --json`` says of this kind beyond its name, such as the choices."""
        return {}


def clean(text: str) -> str:
    """User text without what no file, PDF or widget can carry: NUL and other controls, lone surrogates."""
    whole = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if not text.isascii() else text
    whole = whole.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", whole)
