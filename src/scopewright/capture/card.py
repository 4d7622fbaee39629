"""The grammar as people read it: rows for the F1 card, the command line and ``docs/capture.md``."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from scopewright.capture.grammar import ESCAPE, SIGNS, TYPES
from scopewright.language import _, current
from scopewright.model import sections as _declared  # noqa: F401 - importing declares every section
from scopewright.model.kinds import Locale
from scopewright.model.record import SECTIONS


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the card: what is typed, and what it says."""

    typed: str
    says: str


def types() -> Iterator[Row]:
    """Every type with an example."""
    for type_ in TYPES:
        section = SECTIONS[type_.section]
        said = [section.spec(name).kind.show(value, Locale(current())) for name, value in type_.fixed.items()]
        yield Row(type_.example, ": ".join([_(section.one), *said]))


def signs() -> Iterator[Row]:
    """Every mark that may stand behind the type, and the escape."""
    for mark in SIGNS.values():
        yield Row(mark.form, _(mark.meaning))
    yield Row("field:value", _("any other field of the type, such as team:ML; in quotation marks with blanks"))
    yield Row(f"{ESCAPE}@  {ESCAPE}o:", _("a backslash before a mark makes it text"))


def words() -> Iterator[Row]:
    """By what full words each type is offered."""
    for type_ in TYPES:
        if type_.words:
            yield Row(type_.prefix, ", ".join(f"{word}:" for word in type_.words))


def help_text() -> str:
    """The card for a terminal."""
    offered = _("A full word and a colon is no mark: the line is a note. The window offers the mark for these:")
    return "\n".join([*map(_filled, types()), *map(_filled, signs()), "", f"  {offered}", *map(_filled, words())])


def _filled(row: Row) -> str:
    return textwrap.fill(f"  {row.typed:<38} {row.says}", 110, subsequent_indent=" " * 41, break_on_hyphens=False)
