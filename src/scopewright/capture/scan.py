"""The marks in a line: where each stands and what it says. A backslash before a mark makes it text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from scopewright.capture.grammar import ESCAPE

QUOTED = r'"(?:[^"\\]|\\.)*"'
_TAKEN, _LITERAL = " ", "\N{OBJECT REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the line that was understood: the mark it is, the field it fills, and how that reads.

    ``kept`` marks stay in the text of the record.
    """

    start: int
    end: int
    mark: str
    field: str = ""
    shown: str = ""
    kept: bool = False


@dataclass
class Scan:
    """A line while its marks are being found; no character belongs to two of them."""

    line: str
    start: int = 0
    spans: list[Span] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Hide what stands before the body."""
        self.open = _TAKEN * self.start + self.line[self.start :]

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Where the pattern occurs in what is not taken yet; escaped ones become text and are passed over.

        The pattern begins with ``AT``, which names the escape.
        """
        for found in list(pattern.finditer(self.open)):
            if self._free(found.start(), found.end()):
                if found["escape"]:
                    self.spare(found.start(), found.end())
                else:
                    yield found

    def take(self, start: int, end: int, mark: str, name: str = "", shown: str = "", *, kept: bool = False) -> None:
        """A mark was understood."""
        self.spans.append(Span(start, end, mark, name, shown, kept))
        self._hide(start, end, _LITERAL if kept else _TAKEN)

    def spare(self, start: int, end: int) -> None:
        """A mark was escaped: the backslash goes, the rest is text."""
        self.spans.append(Span(start, start + len(ESCAPE), "escape"))
        self._hide(start, end, _LITERAL)

    def text(self, start: int, end: int) -> tuple[str, list[int]]:
        """What is left of a stretch of the line, blanks joined, and where each of its characters stood."""
        gone = {place for span in self.spans if not span.kept for place in range(span.start, span.end)}
        gaps = {span.start for span in self.spans if not span.kept and span.mark != "escape"}
        said: list[tuple[str, int]] = []
        behind = -1
        for place in range(start, end):
            if place in gaps:
                _drop_comma(said)
                behind = len(said)
            if place not in gone:
                _join(said, self.line[place], place)
        if end in gaps or (behind >= 0 and all(mark in _COMMAS for mark, _place in said[behind:])):
            _drop_comma(said)
        while said and said[-1][0] == " ":
            said.pop()
        return "".join(mark for mark, _place in said), [place for _mark, place in said]

    def is_text(self, place: int) -> bool:
        """Whether nothing, an escape included, has claimed this character."""
        return self.open[place] == self.line[place]

    def _free(self, start: int, end: int) -> bool:
        taken = any(span.start < end and start < span.end for span in self.spans)
        return not taken and _LITERAL not in self.open[start:end]

    def _hide(self, start: int, end: int, filler: str) -> None:
        self.open = self.open[:start] + filler * (end - start) + self.open[end:]


AT = r"(?<!\S)(?P<escape>\\*)"
"""Marks stand behind a blank, or at the beginning."""


_COMMAS = " ,;:"


def _join(said: list[tuple[str, int]], mark: str, place: int) -> None:
    if not mark.isspace():
        said.append((mark, place))
    elif said and said[-1][0] != " ":
        said.append((" ", place))


def _drop_comma(said: list[tuple[str, int]]) -> None:
    """Before a mark that goes, a comma goes too; a blank stays in its place."""
    last = None
    while said and said[-1][0] in _COMMAS:
        last = said.pop()
    if said and last is not None:
        said.append((" ", last[1]))


def unquoted(value: str) -> str:
    """What a value says, without its quotation marks."""
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return re.sub(r"\\(.)", lambda escaped: "\n" if escaped[1] == "n" else escaped[1], value[1:-1])
    return value


def quoted(value: str) -> str:
    """The inverse of ``unquoted``."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
