"""Where the table starts in a sample of records and how many of its rows are headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from string import ascii_letters, digits

from scopewright.lab.cells import DATE_LIKE, MISSING, MISSING_AMONG_NUMBERS, is_ruled, is_value

_MAX_HEADER_ROWS = 3
_BODY = 200
_MOST_TITLES = 20
_YEAR = re.compile(r"(?:19|20)\d{2}")
_TO_SHAPE = str.maketrans({**dict.fromkeys(digits, "0"), **dict.fromkeys(ascii_letters, "a")})
_NO_VALUES = MISSING | MISSING_AMONG_NUMBERS
Row = Sequence[str]


def find_header(records: Sequence[Row]) -> tuple[int, int]:
    """``(skip_rows, header_rows)`` of a sample: records before the table, then 0 to 3 rows of headings."""
    filled = [place for place, row in enumerate(records) if any(cell.strip() for cell in row) and not is_ruled(row)]
    if not filled:
        return 0, 0
    width = Counter(len(records[place]) for place in filled).most_common(1)[0][0]
    start = _below_remarks(records, _table_start(records, filled, width), width)
    rows = [[cell.strip() for cell in row] for row in records[start : start + _BODY + _MAX_HEADER_ROWS]]
    body = [row for row in rows if any(row)]
    ruled = next((place for place, row in enumerate(body[: _MAX_HEADER_ROWS + 1]) if is_ruled(row)), 0)
    found = _header_rows([row for row in body if not is_ruled(row)], width)
    return start, min(found, ruled) or ruled if ruled else found


def _below_remarks(records: Sequence[Row], start: int, width: int) -> int:
    """The first record below rows that begin with #, if headings stand there; else the # belongs to the headings."""
    below = start
    while below < len(records) - 1 and records[below] and records[below][0].lstrip().startswith("#"):
        below += 1
    rows = [[cell.strip() for cell in row] for row in records[below : below + _BODY]]
    return below if below > start and _is_header(rows[0], rows[1:], width) else start


def _table_start(records: Sequence[Row], filled: list[int], width: int) -> int:
    """The first record that is as wide as the table and not a title padded with delimiters.

    A somewhat narrower record is a part of the table, too, unless a full one follows: then it is a remark above it.
    """
    if width == 1:
        return filled[0]
    for place, following in zip(filled, [*filled[1:], filled[-1]], strict=True):
        if place > filled[0] + _MOST_TITLES:
            break
        row = records[place]
        full = len(row) >= width - (width > 3) and not _is_leader(row, records[following], width)
        ragged = len(row) > width / 2 and len(records[following]) < width
        if (full or ragged) and sum(bool(cell.strip()) for cell in row) > max(1, width // 3):
            return place
    return filled[0]


def _is_leader(row: Row, following: Row, width: int) -> bool:
    """Whether a row is too short for the table and holds values, while the one below it holds full headings."""
    if len(row) == width or len(following) < width:
        return False
    return any(is_value(cell.strip()) for cell in row) and not any(is_value(cell.strip()) for cell in following)


def _header_rows(rows: list[list[str]], width: int) -> int:
    if len(rows) == 1:
        return int(not any(is_value(cell) for cell in rows[0]))
    if not _is_header(rows[0], rows[1:], width):
        return 0
    count = 1
    while count < min(_MAX_HEADER_ROWS, len(rows) - 2) and _continues(rows[count], rows[count + 1 :], width):
        count += 1
    return count


def _columns(rows: list[list[str]], width: int) -> list[list[str]]:
    return [[row[place] for row in rows if place < len(row) and row[place] not in MISSING] for place in range(width)]


def _value_share(cells: list[str]) -> float:
    return sum(map(is_value, cells)) / len(cells) if cells else 0.0


def _is_header(first: list[str], body: list[list[str]], width: int) -> bool:
    """Headings are words over values, are no levels of their own column, and do not repeat."""
    named = [cell for cell in first if cell]
    evidence = -1.0 * sum(cell in MISSING for cell in named)
    for cell, values in zip(first, _columns(body, width), strict=False):
        if cell and values:
            evidence += _evidence(cell, values)
    if any(map(is_value, named)) and evidence < 1.0:
        return False
    distinct = len(set(named)) == len(named)
    return evidence + (0.5 if distinct else -1.0) > 0


def _evidence(cell: str, values: list[str]) -> float:
    share = _value_share(values)
    if _is_period(cell):
        return -1.5 if sum(map(_is_period, values)) > len(values) / 2 else 0.5
    if is_value(cell):
        return -1.5 * share
    if share > 0.8:
        return 1.5
    # Just below it, it is the second line of a heading over several columns.
    if cell in values[len(values) > 1 :]:
        return -1.0
    # A column of few levels that never repeats its heading speaks for a heading, the more the longer it is.
    few_levels = len(set(values)) <= max(2, len(values) // 4)
    return 0.4 if few_levels else 0.0


def _is_period(cell: str) -> bool:
    """Whether a cell is a year or a day, which tables that grow to the right have for headings."""
    return bool(_YEAR.fullmatch(cell) or DATE_LIKE.fullmatch(cell))


def _is_alike(cell: str, values: list[str]) -> bool:
    """Whether a cell with digits is written like most values of its column, as a code is and no heading."""
    shape = cell.translate(_TO_SHAPE)
    return "0" in shape and sum(value.translate(_TO_SHAPE) == shape for value in values) > len(values) / 2


def _continues(row: list[str], body: list[list[str]], width: int) -> bool:
    """Whether a row under the first heading row is one too: words where all columns of numbers have numbers."""
    numeric = [place for place, values in enumerate(_columns(body, width)) if values and _value_share(values) > 0.8]
    cells = [row[place] for place in numeric if place < len(row)]
    words = [
        cell for cell in cells if cell and cell not in _NO_VALUES and not is_value(cell) and cell[0] not in "<>≤≥~"
    ]
    # One column of numbers proves little: its first cell may say "unknown".
    enough = len(words) > len(numeric) / 2 or (len(words) > 0 and len(numeric) > 1)
    if any(map(_is_alike, row, _columns(body, width))):
        return False
    # A lone word below the first heading is the title of a group of rows.
    titles_rows = bool(row[0]) and not any(row[1:]) and width > 1
    return len(numeric) > 0 and not any(map(is_value, cells)) and enough and not titles_rows
