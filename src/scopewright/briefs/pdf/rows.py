"""A row of a table as the rows it is set in: cells in pieces that fit a page, and what is long below the others.

A text of many lines in a narrow column would leave the page beside it empty for pages on end; it stands below the rest
of its row over the whole width, under the title of its column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, cast

from reportlab.platypus import Flowable, Paragraph

from scopewright.briefs import style as look
from scopewright.briefs.pdf.text import para, style

_WHOLE, _PIECE, _WIDE_PIECE = 150.0, 120.0, 60.0
"""Points up to which a cell is not parted, and those of the pieces of a higher one, and of one over the whole width, of
which the first stays with its row; the last two rows, caption and head fit a page with any."""
_NARROW, _SLIM = 0.45, 0.15
"""Shares of the table: of a column that is too narrow for a high cell, and of a first column that stays free below."""
BELOW = "\N{DOWNWARDS ARROW}"
"""Stands in a cell whose text is below."""


@dataclass(frozen=True, slots=True)
class Row:
    """The rows of reportlab's table, the places of those over the whole width, what each cell consists of, and the
    column in which the whole width begins.
    """

    pieces: list[list[Any]]
    wide: tuple[int, ...]
    cells: list[list[Flowable]]
    start: int = 0


def set_row(cells: list[Any], titles: Sequence[str], widths: Sequence[float]) -> Row:
    """The row of cells in columns with these titles and widths."""
    rooms = [across - 2 * look.CELL_PAD_X for across in widths]
    long = long_cells(cells, widths)
    if not long:
        pieces = in_pieces(cells, rooms)
        return Row(pieces, (), [content(pieces, number) for number in range(len(cells))])
    start = start_below(widths)
    beside = [para(BELOW, style(look.CELL, spaced=False)) if n in long else cell for n, cell in enumerate(cells)]
    pieces = in_pieces(beside, rooms)
    said = [[] if n in long else content(pieces, n) for n in range(len(cells))]
    first = len(pieces)
    room = sum(widths[start:]) - 2 * look.CELL_PAD_X
    for place in long:
        stretches = in_pieces([cells[place]], [room], _WIDE_PIECE)
        said[place] = content(stretches, 0)
        title = para(titles[place], style(look.LABEL, spaced=False))
        for number, (stretch,) in enumerate(stretches):
            shown = stretch if number else [*title, *stretch]
            pieces.append([*[""] * start, shown, *[""] * (len(cells) - start - 1)])
    return Row(pieces, tuple(range(first, len(pieces))), said, start)


def long_cells(cells: Sequence[Any], widths: Sequence[float]) -> list[int]:
    """The places of the cells of paragraphs that are better set below their row."""
    rooms = [across - 2 * look.CELL_PAD_X for across in widths]
    return [
        place for place, cell in enumerate(cells)
        if isinstance(cell, list) and rooms[place] <= _NARROW * sum(widths) and _is_high(cell, rooms[place])
    ]  # fmt: skip


def start_below(widths: Sequence[float]) -> int:
    """The column in which what stands below a row begins: behind a slim first one, so that ids stand out."""
    return int(len(widths) > 1 and widths[0] <= _SLIM * sum(widths))


def _is_high(made: Sequence[Paragraph], room: float) -> bool:
    return sum(guessed(each, room) for each in made) > _WHOLE and _height(made, room) > _WHOLE


def _height(made: Sequence[Paragraph], room: float) -> float:
    return sum(float(each.wrap(room, 100_000)[1]) for each in made)


def content(pieces: Sequence[Sequence[Any]], number: int) -> list[Flowable]:
    """What stands in one column of the pieces of a row."""
    cells = [row[number] for row in pieces if row[number]]
    return [each for cell in cells for each in (cell if isinstance(cell, list) else [cell])]


def in_pieces(cells: list[Any], rooms: Sequence[float], piece: float = _PIECE) -> list[list[Any]]:
    """The row as rows that each fit a page; reportlab refuses a higher one, and repeats the head inside the page
    where it may split rows itself.
    """
    both = zip(cells, rooms, strict=True)
    columns = [cut(cell, room, piece) if isinstance(cell, list) else [cell] for cell, room in both]
    return [list(row) for row in zip_longest(*columns, fillvalue="")]


def cut(made: Sequence[Paragraph], room: float, piece: float = _PIECE) -> list[list[Paragraph]]:
    """Paragraphs in stretches of at most ``piece`` points, if they are high."""
    if not _is_high(made, room):
        return [list(made)]
    pieces: list[list[Paragraph]] = [[]]
    left = piece
    for each in made:
        rest = each
        while True:
            height = rest.wrap(room, 100_000)[1]
            if height <= left or (not pieces[-1] and not rest.split(room, left)):
                pieces[-1].append(rest)
                left -= height
                break
            parts = cast(list[Paragraph], rest.split(room, left))
            if len(parts) == 2:
                pieces[-1].append(parts[0])
                rest = parts[1]
            pieces.append([])
            left = piece
    return [stretch for stretch in pieces if stretch]


def guessed(paragraph: Paragraph, room: float) -> float:
    """A height that a paragraph hardly ever exceeds, without setting it; its own if it was set before."""
    if hasattr(paragraph, "blPara"):
        return _height([paragraph], room)
    text = "".join(getattr(fragment, "text", "") for fragment in paragraph.frags)
    breaks = sum(bool(getattr(fragment, "lineBreak", False)) for fragment in paragraph.frags)
    size, leading = paragraph.style.fontSize, paragraph.style.leading
    return float(leading * (1 + breaks + len(text) * size * 0.6 / max(room, 1.0)))
