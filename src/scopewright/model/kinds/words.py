"""Kinds made of words: one line, several lines, one of a list, yes or no."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from scopewright.language import N_, _, read_rows, show_rows, speaking
from scopewright.model.kinds.base import Kind, Locale, Plain, clean


@dataclass(frozen=True)
class Text(Kind[str]):
    """One line; longer than ``longest`` characters is said, never cut."""

    name: ClassVar[str] = "text"
    longest: int = 300
    reads: Callable[[str], list[str]] | None = None
    """Says of a text with a form of its own what in it has not."""
    titles: Callable[[], Mapping[str, str]] | None = None
    """Untranslated titles by stored text: people see the title, and may type either."""
    several: bool = False
    """Whether it is a list of such texts: stored with blanks between them, shown with commas."""
    of_rows: bool = False
    """Whether its numbers are rows of a file: stored from 0 as in JSON, shown and typed from 1 as people count."""

    @property
    def empty(self) -> str:
        return ""

    def problems(self, value: str) -> list[str]:
        found = self.reads(value) if self.reads else []
        if len(value) <= self.longest:
            return found
        text = _("{count} characters; up to {longest} fit a table.")
        return [*found, text.format(count=len(value), longest=self.longest)]

    def from_json(self, data: Any) -> str:
        if not isinstance(data, str):
            raise ValueError(_("Text was expected."))
        return " ".join(clean(data).split())

    def show(self, value: str, locale: Locale) -> str:  # noqa: ARG002 - text is the same in every language
        if self.titles is None:
            return show_rows(value) if self.of_rows else value
        named = self.titles()
        if self.several:
            return _list(value, named)
        return _(named[value]) if value in named else value

    def read(self, text: str, locale: Locale) -> str:  # noqa: ARG002 - as above
        typed = self.from_json(text)
        if self.titles is None:
            return read_rows(typed) if self.of_rows else typed
        named = {word.casefold(): key for key, title in self.titles().items() for word in (_(title), title, key)}
        if not self.several:
            return named.get(typed.casefold(), typed)
        found = [key for part in typed.split(",") for key in _keys(part.strip(), named)]
        return " ".join(found) if set(found) & set(named.values()) else typed

    def describe(self) -> dict[str, Any]:
        return {"rows_from": 0} if self.of_rows else {}


def _list(value: str, titles: Mapping[str, str]) -> str:
    """A list of stored texts with the titles of those that have one; what has none is shown as it stands."""
    shown: list[str] = []
    plain = False
    for word in value.replace(",", " ").split():
        if word in titles:
            shown.append(_(titles[word]))
        elif plain:
            shown[-1] += f" {word}"
        else:
            shown.append(word)
        plain = word not in titles
    return ", ".join(shown) if titles.keys() & value.replace(",", " ").split() else value


def _keys(part: str, named: Mapping[str, str]) -> list[str]:
    """What one part of a typed list names: by its whole title, else word by word."""
    whole = named.get(part.casefold())
    return [whole] if whole else [named.get(word.casefold(), word) for word in part.split()]


@dataclass(frozen=True)
class Prose(Text):
    """Several lines or paragraphs."""

    name: ClassVar[str] = "prose"
    longest: int = 20_000

    def from_json(self, data: Any) -> str:
        if not isinstance(data, str):
            raise ValueError(_("Text was expected."))
        return clean(data).strip()


@dataclass(frozen=True)
class Choice(Kind[str | None]):
    """One of a fixed list; ``options`` maps the stored word to its title."""

    name: ClassVar[str] = "choice"
    options: tuple[tuple[str, str], ...]

    @property
    def empty(self) -> None:
        return None

    def from_json(self, data: Any) -> str:
        if data not in dict(self.options):
            raise ValueError(_not_one_of(str(data), dict(self.options)))
        return str(data)

    def show(self, value: str | None, locale: Locale) -> str:
        if value is None:
            return ""
        with speaking(locale.language):
            return _(dict(self.options)[value])

    def read(self, text: str, locale: Locale) -> str | None:
        wanted = text.strip().casefold()
        if not wanted:
            return None
        for word, title in self.options:
            if wanted in (word.casefold(), title.casefold(), self.show(word, locale).casefold()):
                return word
        raise ValueError(_not_one_of(text.strip(), [self.show(word, locale) for word, _title in self.options]))

    def describe(self) -> dict[str, Any]:
        return {"choices": [word for word, _title in self.options]}


def _not_one_of(text: str, words: Iterable[str]) -> str:
    return _("“{text}” is not one of: {words}.").format(text=text, words=", ".join(words))


_FLAG = Choice((("yes", N_("Yes")), ("no", N_("No"))))


@dataclass(frozen=True)
class Flag(Kind[bool]):
    """Yes, or nothing said; there is no third state."""

    name: ClassVar[str] = "flag"

    @property
    def empty(self) -> bool:
        return False

    def from_json(self, data: Any) -> bool:
        if not isinstance(data, bool):
            raise ValueError(_("Yes or no was expected."))
        return data

    def show(self, value: bool, locale: Locale) -> str:
        return _FLAG.show("yes", locale) if value else ""

    def read(self, text: str, locale: Locale) -> bool:
        if text.strip().casefold() in ("true", "1", "x"):
            return True
        if text.strip().casefold() in ("false", "0"):
            return False
        return _FLAG.read(text, locale) == "yes"

    def plain(self, value: bool, locale: Locale) -> Plain:  # noqa: ARG002 - a truth value needs no words
        return value
