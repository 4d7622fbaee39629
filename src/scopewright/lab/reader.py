"""A streaming record reader that keeps every record of a CSV, however broken.

``csv`` swallows the rest of a file after a stray quote and ``pandas`` drops or pads rows without a word. Here a quote
that never closes costs one record, which is marked, and reading goes on with the next line.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scopewright.lab.dialect import Dialect

# A quoted cell may hold line breaks; a quote that stays open for longer is taken for a stray one.
_MAX_LINES_IN_A_CELL = 2_000
_MAX_CHARACTERS_IN_A_CELL = 1 << 26
csv.field_size_limit(min(sys.maxsize, 2**31 - 1))


@dataclass(frozen=True)
class Record:
    """One record: its fields as written, the physical line (from 1) it starts on, whether its quotes are broken."""

    fields: list[str]
    line: int
    broken: bool = False


def parse(lines: Iterable[str], dialect: Dialect, width: int | None = None) -> Iterator[Record]:
    """The records in physical lines (line ends included). ``width``, if known, tells stray quotes from real ones."""
    return iter(_Parser(lines, dialect, width))


class _Parser:
    def __init__(self, lines: Iterable[str], dialect: Dialect, width: int | None) -> None:
        self._source = iter(lines)
        self._returned: deque[str] = deque()
        self._dialect = dialect
        self._width = width
        self._line = 0
        # Without a quote none of these patterns is ever used.
        quote = re.escape(dialect.quote or '"')
        backslash = dialect.escape == "\\"
        inside = rf"(?:[^{quote}\\]+|{quote}{quote}|\\.)*+" if backslash else rf"(?:[^{quote}]+|{quote}{quote})*+"
        self._blanks = re.compile(" *" if dialect.delimiter != " " else "")
        self._inside = re.compile(inside, re.DOTALL)
        self._late_quote = re.compile(rf"{re.escape(dialect.delimiter)}[ \t]+{quote}") if quote else None

    def __iter__(self) -> Iterator[Record]:
        quote, delimiter = self._dialect.quote, self._dialect.delimiter
        while (line := self._next()) is not None:
            start = self._line
            body = line.rstrip("\r\n")
            if not body:
                yield Record([], start)
            elif quote is None or quote not in body:
                # Columns that are set out with blanks have many between two cells.
                yield Record(body.split() if delimiter == " " and "  " in body else body.split(delimiter), start)
            else:
                yield self._quoted(line, body, start)

    def _next(self) -> str | None:
        line = self._returned.popleft() if self._returned else next(self._source, None)
        self._line += line is not None
        return line

    def _give_back(self, lines: list[str]) -> None:
        self._returned.extendleft(reversed(lines))
        self._line -= len(lines)

    def _quoted(self, line: str, body: str, start: int) -> Record:
        if fields := self._quick(body):
            return Record(fields, start)
        taken: list[str] = []
        fields, closed = self._fields(line, taken)
        plain = body.split(self._dialect.delimiter)
        swallowed = bool(taken) and self._width is not None and len(fields) != self._width == len(plain)
        if closed and not swallowed:
            return Record(fields, start)
        self._give_back(taken)
        return Record(plain, start, broken=True)

    def _quick(self, body: str) -> list[str] | None:
        """The fields by the C parser where it is sure to agree: quotes that pair up and hug the delimiters."""
        quote = self._dialect.quote or ""
        if body.count(quote) % 2 or "\\" in body or (self._late_quote and self._late_quote.search(body)):
            return None
        fields = next(csv.reader([body], delimiter=self._dialect.delimiter, quotechar=quote), None)
        return fields if fields and (self._width is None or len(fields) == self._width) else None

    def _fields(self, line: str, taken: list[str]) -> tuple[list[str], bool]:
        """The fields of the record that starts in ``line``, and whether its last quote closes; adds lines it takes."""
        fields: list[str] = []
        place = 0
        while True:
            opening = self._opening(line, place)
            if opening is None:
                cell, place = self._bare(line, place)
            else:
                found = self._closing(line, opening, taken)
                if found is None:
                    return fields, False
                cell, line, place = found
            fields.append(cell)
            if place >= len(line) or line[place] in "\r\n":
                return fields, True
            place += len(self._dialect.delimiter)

    def _opening(self, line: str, place: int) -> int | None:
        blanks = self._blanks.match(line, place)
        after = blanks.end() if blanks else place
        return after + 1 if line.startswith(self._dialect.quote or "\0", after) else None

    def _bare(self, line: str, place: int) -> tuple[str, int]:
        end = line.find(self._dialect.delimiter, place)
        end = len(line.rstrip("\r\n")) if end < 0 else end
        return line[place:end], end

    def _closing(self, line: str, place: int, taken: list[str]) -> tuple[str, str, int] | None:
        """The content of a quoted cell, the line it ends on and the place behind it; None if it never closes."""
        quote = self._dialect.quote or ""
        parts: list[str] = []
        size = 0
        while True:
            match = self._inside.match(line, place)
            end = match.end() if match else place
            parts.append(line[place:end])
            if end < len(line) and line[end] == quote:
                tail, behind = self._bare(line, end + 1)
                if taken and tail.strip():
                    # Lines later a quote is followed by text: it opened another cell, and the first was a stray one.
                    return None
                return self._plain("".join(parts)) + tail.strip(" \t"), line, behind
            parts.append(line[end:])
            following = self._next() if len(taken) < _MAX_LINES_IN_A_CELL else None
            if following is None or (size := size + len(following)) > _MAX_CHARACTERS_IN_A_CELL:
                taken += [] if following is None else [following]
                return None
            taken.append(following)
            line, place = following, 0

    def _plain(self, content: str) -> str:
        quote = self._dialect.quote or ""
        if self._dialect.escape == "\\":
            content = re.sub(r"\\(.)", r"\1", content, flags=re.DOTALL)
        return content.replace(quote * 2, quote)


def sample_records(text: str, dialect: Dialect, limit: int) -> list[Record]:
    """The first records of a text."""
    return list(islice(parse(io.StringIO(text, newline=""), dialect), limit))
