"""Where the main table of a file ends: what stands below it is another table or remarks, not more rows.

Both are told only by something a ragged row does not have: a gap, headings of their own, or words in a lone cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from scopewright.lab.cells import MISSING, is_ruled, is_value
from scopewright.lab.reader import Record

Part = Literal["main", "second table", "footer", "blank", "line"]
# More rows than this that do not fit are no end any more but a part of the table, unless they start another one.
_MOST_HELD = 5_000
_MOST_REMARKS = 50
_HEADINGS_SHOWN_BY = 0.6
_AGREEING = 0.8


class Ending:
    """Parts the records of a table and what stands below it.

    ``width`` is the table's, ``header`` its headings, ``numeric`` the columns that hold values and no words.
    """

    def __init__(self, width: int, header: list[str], numeric: list[int]) -> None:
        self._width, self._header, self._numeric = width, header, numeric
        self._held: list[Record] = []
        self._gap = False

    def parts(self, records: Iterable[Record]) -> Iterator[tuple[Part, Record]]:
        """Each record with the part it belongs to. Blank lines are left out."""
        source = iter(records)
        first = True
        for record in source:
            drawn = self._width > 1 and (first or len(record.fields) != self._width) and is_ruled(record.fields)
            first = False
            if not self._held and not drawn and self._fits(record):
                yield "main", record
                continue
            if drawn:
                yield "line", record
                continue
            part = self._hold(record)
            if part is None:
                continue
            yield from self._release(part)
            if part != "main":
                yield from ((part, rest) for rest in source if rest.fields)
        yield from self._release(self._end())

    def _fits(self, record: Record) -> bool:
        fields = record.fields
        if len(fields) != self._width or record.broken:
            return False
        return self._width < 2 or fields[-1] != "" or any(fields[1 if self._width > 2 else 0 :])

    def _hold(self, record: Record) -> Part | None:
        """Keep a record back until it is clear where it belongs; the part of all that is held once that is clear."""
        self._held.append(record)
        if self._fits(record):
            return "second table" if self._gap and self._is_heading(record.fields) else "main"
        self._gap = self._gap or not any(record.fields)
        if len(self._held) <= _MOST_HELD:
            return None
        return "second table" if self._starts_another_table() else "main"

    def _release(self, part: Part) -> Iterator[tuple[Part, Record]]:
        yield from ((part, record) for record in self._held if record.fields)
        self._held, self._gap = [], False

    def _is_heading(self, fields: list[str]) -> bool:
        """Whether a row as wide as the table is the heading of another one."""
        cells = [cell.strip() for cell in fields]
        if cells == self._header:
            return True
        under = [cells[place] for place in self._numeric if place < len(cells)]
        words = [cell for cell in under if cell not in MISSING and not is_value(cell)]
        return bool(under) and len(words) > _HEADINGS_SHOWN_BY * len(under) and not any(map(is_value, cells))

    def _end(self) -> Part:
        blank = not any(cell.strip() for record in self._held for cell in record.fields)
        # A lone row without values may be a row that has none.
        if blank and len(self._held) > 1:
            return "blank"
        if self._starts_another_table():
            return "second table"
        return "footer" if self._are_remarks() else "main"

    def _starts_another_table(self) -> bool:
        """Whether the rows held agree on another width and start with headings, below a gap or a lone caption."""
        rows = [record.fields for record in self._held if any(record.fields)]
        gap = bool(rows) and self._held[0].fields != rows[0]
        while rows and len([cell for cell in rows[0] if cell.strip()]) == 1:
            rows, gap = rows[1:], True
        if len(rows) < 2:
            return False
        width, agreeing = Counter(map(len, rows)).most_common(1)[0]
        if width < 2 or width == self._width or agreeing < _AGREEING * len(rows) or len(rows[0]) != width:
            return False
        words = not any(is_value(cell.strip()) for cell in rows[0])
        headed = words and any(is_value(cell.strip()) for row in rows[1:4] for cell in row)
        return headed if not gap else headed or len(rows) > 2

    def _are_remarks(self) -> bool:
        """Whether the rows held are a few lone cells of words below the table."""
        filled = [[cell.strip() for cell in record.fields if cell.strip()] for record in self._held]
        rows = [cells for cells in filled if cells]
        if self._width < 3 or not 0 < len(rows) <= _MOST_REMARKS or any(len(cells) > 1 for cells in rows):
            return False
        gap = not filled[0]
        return all((gap or " " in cells[0]) and not is_value(cells[0]) for cells in rows)


def value_columns(rows: Iterable[list[str]], width: int) -> list[int]:
    """The columns whose cells are values (numbers, dates) and no words."""
    table = list(rows)
    found = []
    for place in range(width):
        cells = [row[place].strip() for row in table if place < len(row)]
        known = [cell for cell in cells if cell not in MISSING]
        if known and sum(map(is_value, known)) > _AGREEING * len(known):
            found.append(place)
    return found
