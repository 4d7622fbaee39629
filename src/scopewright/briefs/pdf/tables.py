"""Tables: column widths from what stands in them, cells that can be split over pages, rules as in ``brief-spec``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, cast

from reportlab.platypus import Flowable
from reportlab.platypus import Table as ReportlabTable

from scopewright.briefs import style as look
from scopewright.briefs.blocks import Badge, Cell, Column, Score, Strong, Table, Words
from scopewright.briefs.pdf.marks import ScorePill, StatusBadge, colour
from scopewright.briefs.pdf.rows import Row, cut, guessed, set_row
from scopewright.briefs.pdf.structure import Element, place
from scopewright.briefs.pdf.text import Text, face, para, style, width
from scopewright.briefs.style import Type

_STRONG = Type(look.CELL.size, look.CELL.leading, "semibold")
_LONGEST_WORD, _WIDEST, _NARROW = 110.0, 220.0, 90.0
"""Points up to which a word keeps a column from shrinking, up to which a text makes its column wider, and up to which a
column is tight unasked."""
_TIGHTEST = 0.24
"""Share of the table that a tight column may take."""
_LOOSEST = 0.2
"""Share of the table that each of the other columns gets before tight ones grow, if it has that much to say."""
_STEPS, _SAMPLE = 12, 40
"""Steps in which spare room is given away, and rows that are looked at for it."""
_SEAM = 2.0
"""Points above a piece that goes on with a cell: next to nothing within a page, and room below a repeated head."""
_BESIDE = " \N{MIDDLE DOT} "
"""What stands between statements on one line."""
_HIGH = 65.0
"""Points, as they are guessed, from which the last row of a table may stand alone."""


class Set(ReportlabTable):
    """A table whose rows, once measured, are as high in all its pieces: reportlab measures every piece anew."""

    def wrap(self, across: float, down: float) -> tuple[float, float]:
        """Measure the rows the first time."""
        size: tuple[float, float] = super().wrap(across, down)
        self._argH = cast(Any, self)._rowHeights
        return size


class Grid(Set):
    """A table with its place in the structure. The cells of a record are one cell each, however many pieces they are
    set in; pieces after a page break are drawn by other tables of the same flowables.
    """

    head: Sequence[Sequence[Flowable]] = ()
    records: Sequence[Sequence[Sequence[Flowable]]] = ()
    caption: Sequence[Text] = ()
    kept = True
    """Whether the last two rows stand together."""

    def place(self, parent: Element) -> None:
        """Caption, head and records."""
        whole = parent.add("Table")
        for each in self.caption:
            each.place(whole, "Caption")
        row = whole.add("TR")
        for cell in self.head:
            _fill(row.add("TH", scope="Column"), cell)
        for cells in self.records:
            row = whole.add("TR")
            for cell in cells:
                _fill(row.add("TD"), cell)


def _fill(cell: Element, content: Sequence[Flowable]) -> None:
    """The content of a cell; a single paragraph is the cell's own."""
    if len(content) == 1 and isinstance(content[0], Text):
        content[0].element = cell
    else:
        place(content, cell)


class Ground(Set):
    """A tinted ground with paragraphs on it: a table to reportlab, a group to readers."""

    content: Sequence[Flowable] = ()

    def place(self, parent: Element) -> None:
        """Paragraphs of one group."""
        place(self.content, parent.add("Div"))


def text_of(cell: Cell) -> str:
    """What a cell says, without its looks."""
    match cell:
        case Strong(text=text) | Badge(word=text):
            return text
        case Score(value=value):
            return str(value)
        case str():
            return cell
        case _:
            return "".join(text_of(piece) for piece in cell)


def table(block: Table, room: float) -> Grid:
    """The table ``room`` points wide; its caption is its last row, so that they stay together."""
    widths = column_widths(block, room)
    head: list[Any] = [
        para(column.title, style(look.CELL_HEAD, column.align, spaced=False)) for column in block.columns
    ]
    titles = [column.title for column in block.columns]
    rows, commands = [head], []
    ends, records = [], []
    for row in block.rows:
        cells = [_cell(cell, column, across) for cell, column, across in zip(row, block.columns, widths, strict=True)]
        made_of = set_row(cells, titles, widths)
        commands += _joined(made_of, len(rows))
        rows += made_of.pieces
        records.append(made_of.cells)
        ends.append(len(rows) - 1)
    commands = [*_commands(block.columns, ends), *commands]
    caption = cut(para(block.caption, style(look.CAPTION, spaced=False)), room) if block.caption else []
    if caption:
        rows += [[piece, *[""] * (len(widths) - 1)] for piece in caption]
        commands += _caption_commands(len(caption))
    elif len(rows) > 2 and not _is_high(rows[-1], widths):
        commands.append(("NOSPLIT", (0, -2), (-1, -1)))
    after = look.space(look.CAPTION.after)
    made = Grid(rows, colWidths=widths, style=commands, repeatRows=1, hAlign="LEFT", spaceAfter=after, spaceBefore=2)
    made.kept = any(command[0] == "NOSPLIT" for command in commands)
    made.head, made.records, made.caption = head, records, [cast(Text, each) for piece in caption for each in piece]
    return made


def _is_high(row: Sequence[Any], widths: Sequence[float]) -> bool:
    """Whether a row alone is enough below a head."""
    cells = [(cell, across) for cell, across in zip(row, widths, strict=True) if isinstance(cell, list)]
    return any(sum(guessed(each, across - 2 * look.CELL_PAD_X) for each in cell) > _HIGH for cell, across in cells)


def _cell(cell: Cell, column: Column, across: float) -> Any:
    inner = across - 2 * look.CELL_PAD_X
    match cell:
        case Badge():
            return StatusBadge(cell, inner)
        case Score():
            return ScorePill(cell)
        case Strong():
            return para(cell.text, style(_STRONG, column.align, spaced=False))
        case _:
            return para(_stuck(cell, inner), style(look.CELL, column.align, spaced=False))


def _stuck(words: Words, inner: float) -> Words:
    """Statements side by side end their lines between each other, where one has room on a line."""
    if not isinstance(words, str):
        return tuple(each if isinstance(each, Strong) else cast(str, _stuck(each, inner)) for each in words)
    return "\n".join(_filled(line, inner) for line in words.split("\n")) if _BESIDE in words else words


def _filled(line: str, inner: float) -> str:
    """The statements of a line on as many lines as they need."""
    first, *rest = (_on_one_line(each, inner) for each in line.split(_BESIDE))
    lines = [first]
    for each in rest:
        longer = f"{lines[-1]}{_BESIDE}{each}"
        lines[-1:] = [longer] if width(longer, look.CELL) <= inner else [lines[-1], each]
    return "\n".join(lines)


def _on_one_line(statement: str, inner: float) -> str:
    return statement.replace(" ", "\N{NO-BREAK SPACE}") if width(statement, look.CELL) <= inner else statement


def _commands(columns: Sequence[Column], ends: Sequence[int]) -> list[tuple[Any, ...]]:
    """The looks; ``ends`` are the rows at which records end. The head's rule comes last, over lines of split rows."""
    whole, last = ((0, 0), (-1, -1)), max(ends, default=0)
    commands: list[tuple[Any, ...]] = [
        ("FONTNAME", *whole, face("regular")),
        ("FONTSIZE", *whole, look.CELL.size),
        ("VALIGN", *whole, "TOP"),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LEFTPADDING", *whole, look.CELL_PAD_X),
        ("RIGHTPADDING", *whole, look.CELL_PAD_X),
        ("TOPPADDING", *whole, look.space(look.CELL_PAD_Y)),
        ("BOTTOMPADDING", *whole, look.space(look.CELL_PAD_Y) + 0.5),
        *(("LINEBELOW", (0, end), (-1, end), look.HAIRLINE, colour("hairline")) for end in ends),
        ("LINEBELOW", (0, 0), (-1, 0), look.HEAD_RULE, colour("brand1")),
    ]
    for number, column in enumerate(columns):
        if column.tinted:
            commands.append(("BACKGROUND", (number, 0), (number, last), colour("callout")))
            commands.append(("LINEABOVE", (number, 0), (number, 0), look.RECOMMENDED_RULE, colour("brand2")))
    return commands


def _joined(row: Row, first: int) -> list[tuple[Any, ...]]:
    """Pieces of a row, of which this is the first, without a gap; wide ones over their columns, the first of them with
    what it belongs to.
    """
    commands: list[tuple[Any, ...]] = []
    for number in range(first + 1, first + len(row.pieces)):
        commands.append(("TOPPADDING", (0, number), (-1, number), _SEAM))
        commands.append(("BOTTOMPADDING", (0, number - 1), (-1, number - 1), 0))
    if row.wide:
        commands.append(("NOSPLIT", (0, first + row.wide[0] - 1), (-1, first + row.wide[0])))
    return [*commands, *(("SPAN", (row.start, first + number), (-1, first + number)) for number in row.wide)]


def _caption_commands(pieces: int) -> list[tuple[Any, ...]]:
    """The looks of a caption in the last rows, of which the first stays with the last two records."""
    return [
        *(("SPAN", (0, -place), (-1, -place)) for place in range(1, pieces + 1)),
        ("LEFTPADDING", (0, -pieces), (-1, -1), 0),
        ("TOPPADDING", (0, -pieces), (-1, -1), look.CAPTION.before),
        ("NOSPLIT", (0, -pieces - 2), (-1, -pieces)),
    ]


def column_widths(block: Table, room: float) -> list[float]:
    """Widths that sum to ``room``: tight columns as their content asks, the rest by how much the others have to say."""
    return [*_widths(block, room, face("regular"))]


@lru_cache(maxsize=256)
def _widths(block: Table, room: float, _family: str) -> list[float]:
    shares = [column.share * room for column in block.columns]
    if all(share >= _least(block, place) for place, share in enumerate(shares)):
        return shares
    whole = [_natural(block, place) for place in range(len(block.columns))]
    if sum(whole) <= room:
        return _stretched(block, whole, room - sum(whole))
    natural = _wished(block, room, 1)
    if sum(natural) > room:
        natural = _wished(block, room, 2)
    least = [_least(block, place) for place in range(len(block.columns))]
    if sum(least) >= room:
        return [each * room / sum(least) for each in least]
    loose = [
        small if column.tight else max(small, min(wish, _LOOSEST * room))
        for small, wish, column in zip(least, natural, block.columns, strict=True)
    ]
    if sum(loose) <= room:
        least = loose
    spare = room - sum(least)
    tight = [column.tight or wish <= _NARROW for column, wish in zip(block.columns, natural, strict=True)]
    if all(tight):
        tight = [column.tight for column in block.columns]
    grown = _grow(least, natural, [*tight], spare)
    return _levelled(block, grown, [not each for each in tight], room - sum(grown))


def _wished(block: Table, room: float, head_lines: int) -> list[float]:
    """The widths that columns would have, within what one may take; heads on so many lines."""
    most = [_TIGHTEST * room if column.tight else _WIDEST for column in block.columns]
    return [min(_natural(block, place, head_lines), limit) for place, limit in enumerate(most)]


def _stretched(block: Table, widths: list[float], spare: float) -> list[float]:
    """Columns that hold every cell on one line, with the spare room in those that are not tight, by their width."""
    loose = [0.0 if column.tight else wide for wide, column in zip(widths, block.columns, strict=True)]
    shares = loose if any(loose) else [0.0] * (len(widths) - 1) + [1.0]
    return [wide + spare * share / sum(shares) for wide, share in zip(widths, shares, strict=True)]


def _levelled(block: Table, widths: list[float], allowed: list[bool], spare: float) -> list[float]:
    """The spare room, step by step to the allowed column that makes the most rows higher than they need be.

    A line that was begun on purpose is no line that room would save.
    """
    step = max(0, len(block.rows) - 1) // _SAMPLE + 1
    rows = [[_lengths(cell) for cell in row] for row in block.rows[::step]]
    made = list(widths)
    places = [place for place, ok in enumerate(allowed) if ok] or list(range(len(widths)))
    for _share in range(_STEPS):
        heights = [[_lines(row[place], made[place]) for place in places] for row in rows]
        over = [
            sum(min(_over(high, n), high[n] - len(row[place])) for high, row in zip(heights, rows, strict=True))
            for n, place in enumerate(places)
        ]
        most = max(over)
        chosen = places[over.index(most)] if most else min(places, key=lambda place: made[place])
        made[chosen] += spare / _STEPS
    return made


def _over(heights: Sequence[int], place: int) -> int:
    """By how many lines a cell is higher than the others of its row."""
    return max(0, heights[place] - max((*heights[:place], *heights[place + 1 :]), default=1))


def _lengths(cell: Cell) -> list[float]:
    """The lengths of the lines that a cell would be set in without a limit."""
    if isinstance(cell, Badge | Score):
        return [_cell_width(cell)]
    return [width(line[:600], look.CELL) for line in text_of(cell).split("\n")]


def _lines(lengths: Sequence[float], across: float) -> int:
    """How many lines a cell takes in a column."""
    inner = max(1.0, across - 2 * look.CELL_PAD_X)
    return sum(1 + int(length / inner) for length in lengths)


def _grow(widths: list[float], wishes: list[float], allowed: list[bool], spare: float) -> list[float]:
    """The widths grown towards the wishes of the allowed columns, shared by need, within ``spare``."""
    if not any(allowed):
        allowed = [True] * len(widths)
    needs = [max(0.0, wish - now) if ok else 0.0 for now, wish, ok in zip(widths, wishes, allowed, strict=True)]
    total = sum(needs)
    if not total:
        return widths
    used = min(spare, total)
    return [now + used * need / total for now, need in zip(widths, needs, strict=True)]


def _natural(block: Table, place: int, head_lines: int = 1) -> float:
    """The width at which no cell of the column breaks, up to a limit, and its head into at most so many lines."""
    cells = [_cell_width(row[place]) for row in block.rows]
    return max([_head_width(block.columns[place].title, head_lines), *cells]) + 2 * look.CELL_PAD_X + 0.5


def _head_width(title: str, lines: int) -> float:
    """The width at which a head takes at most so many lines, one or two."""
    words = title.split()
    parted = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))] if lines > 1 else []
    whole = width(title, look.CELL_HEAD)
    return min([whole, *(max(width(part, look.CELL_HEAD) for part in parts) for parts in parted)])


def _cell_width(cell: Cell) -> float:
    match cell:
        case Badge(word=word):
            return StatusBadge.room(word)
        case Score():
            return look.SCORE_WIDTH
        case _:
            return max(width(line[:200], _STRONG) for line in text_of(cell).split("\n"))


def _least(block: Table, place: int) -> float:
    """The width at which no ordinary word of the column breaks."""
    texts = [text_of(row[place])[:2000] for row in block.rows if not isinstance(row[place], Badge)]
    words = {word for text in texts for word in text.split()}
    longest = max((width(word[:60], _STRONG) for word in words), default=0.0)
    head = max(width(word, look.CELL_HEAD) for word in (block.columns[place].title.split() or [""]))
    drawn = [_cell_width(row[place]) for row in block.rows if isinstance(row[place], Badge | Score)]
    return max([min(_LONGEST_WORD, longest), min(_LONGEST_WORD, head), *drawn]) + 2 * look.CELL_PAD_X + 0.5
