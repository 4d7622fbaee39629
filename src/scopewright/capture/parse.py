"""One typed line, read by the grammar: pure, so that what is shown before Enter is what is stored after it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from scopewright.capture import marks
from scopewright.capture.context import Context
from scopewright.capture.grammar import NEEDS, NOTE, PREFIXED, Type
from scopewright.capture.scan import Scan, Span
from scopewright.language import _
from scopewright.model import sections as _declared  # noqa: F401 - importing declares every section
from scopewright.model.kinds import clean
from scopewright.model.record import SECTIONS

_PREFIXES = {type_.prefix.rstrip(":"): type_ for type_ in PREFIXED}
_LETTERS = "|".join(re.escape(mark) for mark in sorted(_PREFIXES, key=len, reverse=True) if mark != "?")
_TAGS = {type_.prefix.casefold(): type_ for type_ in NEEDS}
_TAG = "|".join(re.escape(type_.prefix) for type_ in NEEDS)
_BEGIN = re.compile(
    rf"\s*(?P<escape>\\*)(?:(?P<letters>{_LETTERS})\s*:|(?P<question>\?)(?!\?)\s*:?|(?P<tag>{_TAG}))", re.IGNORECASE
)
_INSIDE = re.compile(rf"(?P<escape>\\*)(?P<tag>{_TAG})", re.IGNORECASE)


@dataclass(frozen=True)
class Item:
    """A record that a line makes: its section and its fields, links by label, everything else as stored JSON."""

    section: str
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class Parsed:
    """What a line says.

    ``fields`` are stored JSON, except that a link is the label of the person or release, who may not exist yet
    (``names_new``). ``also`` are further records: what [DATA], [EXPLORE] and [MOCK] ask for. ``blank`` lines make
    nothing. A date that could not be read is its text.
    """

    line: str
    type: Type
    fields: Mapping[str, Any]
    spans: tuple[Span, ...] = ()
    also: tuple[Item, ...] = field(default=())

    @property
    def section(self) -> str:
        """The key of the section that the line becomes a record of."""
        return self.type.section

    @property
    def blank(self) -> bool:
        """Whether there is nothing in the line."""
        return not self.line.strip()

    @property
    def title(self) -> str:
        """What the line becomes, in the present language."""
        return _(SECTIONS[self.section].one)


def parse(line: str, context: Context) -> Parsed:
    """What a line says; any text at all is at least a note, and none of its words is lost."""
    said = clean(line).replace("\n", " ")
    begin = _BEGIN.match(said)
    type_ = _type_of(begin) if begin else NOTE
    if begin is None or begin["escape"] or not said[begin.end() :].strip():
        return _note(said, begin, context)
    scan = Scan(said, begin.end())
    scan.spans.append(Span(len(said) - len(said.lstrip()), begin.end(), "type", shown=_(SECTIONS[type_.section].one)))
    return _parsed(scan, type_, context)


def _type_of(begin: re.Match[str]) -> Type:
    if begin["tag"]:
        return _TAGS[begin["tag"].casefold()]
    letters = (begin["letters"] or "?").casefold()
    return _PREFIXES[letters]


def _note(said: str, begin: re.Match[str] | None, context: Context) -> Parsed:
    scan = Scan(said)
    if begin is not None and begin["escape"]:
        scan.spare(begin.start("escape"), begin.end())
    return _parsed(scan, NOTE, context)


def _parsed(scan: Scan, type_: Type, context: Context) -> Parsed:
    marks.read(scan, type_, context)
    tags = _tags(scan, type_)
    ends = [place for place, _tag in tags] + [len(scan.line)]
    leading = type_ in NEEDS
    stop = ends[0] if leading else len(scan.line)
    scan.fields = {**type_.fixed, **marks.body(scan, type_, context, stop), **scan.fields}
    also = [
        Item(tag.section, {tag.body: _words(scan, place, end) or str(scan.fields.get(type_.body, "")), **tag.fixed})
        for (place, tag), end in zip(tags, ends[1:], strict=True)
    ]
    said = {name: value for name, value in scan.fields.items() if value not in (None, "", [])}
    return Parsed(scan.line, type_, said, tuple(sorted(scan.spans, key=lambda span: span.start)), tuple(also))


def _tags(scan: Scan, type_: Type) -> list[tuple[int, Type]]:
    """Where the marks of needs stand behind the beginning of the line, and what each asks for."""
    found = []
    for match in scan.matches(_INSIDE):
        tag = _TAGS[match["tag"].casefold()]
        shown = _(SECTIONS[tag.section].one)
        scan.take(match.start(), match.end(), "type", shown=shown, kept=type_ not in NEEDS)
        found.append((match.start(), tag))
    return found


def _words(scan: Scan, start: int, end: int) -> str:
    text, _places = scan.text(start, end)
    return _INSIDE.sub("", text, count=1).strip()
