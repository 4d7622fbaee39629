"""A square field of cells in which things with two levels stand as pills; what a cell means is the caller's.

A cell shows a few pills and then ``+n``; the table beside the picture lists everything, also what has no place yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Protocol, TypeVar

from scopewright.language import _
from scopewright.scenes import measure
from scopewright.scenes.palette import Token
from scopewright.scenes.paragraph import Style, height, paragraph
from scopewright.scenes.scene import Bounds, Item, Rect, Text

LEVELS = range(1, 6)
"""The levels of a field whose scales nobody chose."""
AXIS_TITLE = Style(8.5, 11, "brand1", "semibold")
SMALL = Style(8, 10.5, "muted")
_GAP = 1.6
_LABEL = Style(8, 9.5)
_SCORE_SIZE = 7.5
_PILL_SIZE, _PILL_HEIGHT, _PILL_GAP = 7.5, 11.2, 1.6
_TITLE_ROOM, _LABEL_ROOM = 14.0, 92.0


class Placed(Protocol):
    """Something with a spoken id and a title; ``placed`` is its level upwards and across, if it has both."""

    @property
    def id(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def placed(self) -> tuple[int, int] | None: ...


class Look(Protocol):
    """The colours of a cell and what it is called."""

    @property
    def fill(self) -> Token: ...

    @property
    def ink(self) -> Token: ...

    @property
    def edge(self) -> Token | None: ...

    @property
    def word(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis: its title and the word of each level, from level 1 up."""

    title: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """What the cells mean: two axes of as many levels, the look of a cell, the figure in its corner (may be empty)."""

    up: Scale
    across: Scale
    look: Callable[[int, int], Look]
    corner: Callable[[int, int], str]

    @property
    def levels(self) -> range:
        """The levels of both axes."""
        return range(1, len(self.up.words) + 1)


T = TypeVar("T", bound=Placed)


def cell_key(up: int, across: int) -> str:
    """The ``record`` of a cell's items, such as ``4x3``: the level upwards first."""
    return f"{up}x{across}"


def cell_contents(things: Iterable[T], levels: range = LEVELS) -> dict[tuple[int, int], tuple[T, ...]]:
    """What stands in each of the cells by (level upwards, level across), in the order given."""
    cells: dict[tuple[int, int], tuple[T, ...]] = dict.fromkeys(product(levels, levels), ())
    for thing in things:
        if thing.placed:
            cells[thing.placed] += (thing,)
    return cells


@dataclass(frozen=True, slots=True)
class _Grid:
    left: float
    cell_width: float
    cell_height: float
    levels: int

    def cell(self, up: int, across: int) -> Bounds:
        left = self.left + (across - 1) * self.cell_width
        top = (self.levels - up) * self.cell_height
        return Bounds(
            left + _GAP / 2, top + _GAP / 2, left + self.cell_width - _GAP / 2, top + self.cell_height - _GAP / 2
        )

    @property
    def right(self) -> float:
        return self.left + self.levels * self.cell_width

    @property
    def bottom(self) -> float:
        return self.levels * self.cell_height


def level_grid(
    field: Field, things: Sequence[Placed], cell_width: float, cell_height: float, most_pills: int
) -> tuple[list[Item], float]:
    """The cells with their pills, and both axes; with the right edge of the cells."""
    words = [f"{level}  {word}" for level, word in enumerate(field.up.words, 1)]
    label_room = min(_LABEL_ROOM, max(measure.width(word, _LABEL.font, _LABEL.size) for word in words))
    grid = _Grid(_TITLE_ROOM + label_room + 7, cell_width, cell_height, len(field.levels))
    items: list[Item] = []
    for (up, across), inside in cell_contents(things, field.levels).items():
        items += _cell(field, grid.cell(up, across), (up, across), inside, most_pills)
    items += _axis_up(grid, field.up, words, label_room)
    items += _axis_across(grid, field.across)
    return items, grid.right


def unplaced(things: Iterable[Placed], text: str, width: float, top: float) -> tuple[Text, ...]:
    """A line that names what has no place; ``text`` says so with ``{ids}``."""
    ids = [thing.id for thing in things if not thing.placed]
    return paragraph(text.format(ids=", ".join(ids)), 0, top, width, SMALL, most=2, role="unscored") if ids else ()


def _cell(field: Field, box: Bounds, at: tuple[int, int], inside: Sequence[Placed], most_pills: int) -> list[Item]:
    look, key = field.look(*at), cell_key(*at)
    ids = ", ".join(thing.id for thing in inside) or _("none")
    said = _("{up} {level}, {across} {other}, {band}: {ids}")
    rect = Rect(
        x=box.left, y=box.top, width=box.width, height=box.height, fill=look.fill, stroke=look.edge,
        stroke_width=0.5 if look.edge else 0, role="cell", record=key,
        alt=said.format(
            up=field.up.title, level=at[0], across=field.across.title, other=at[1], band=look.word, ids=ids
        ),
    )  # fmt: skip
    figure = field.corner(*at)
    corner = Text(
        x=box.left + 3.5, y=box.top + 8.6, text=figure, size=_SCORE_SIZE, fill=look.ink, role="score", record=key
    )
    return [rect, *([corner] if figure else []), *_pills(box, look, key, inside, most_pills)]


def _pills(box: Bounds, look: Look, key: str, inside: Sequence[Placed], most: int) -> list[Item]:
    if not inside:
        return []
    labels = [measure.ellipsize(thing.id, "semibold", _PILL_SIZE, box.width - 13) for thing in inside]
    pill_width = 9 + max(measure.width(label, "semibold", _PILL_SIZE) for label in labels)
    area_top, area_height = box.top + 10, box.height - 11
    columns = max(1, int((box.width - 4 + _PILL_GAP) // (pill_width + _PILL_GAP)))
    rows = max(1, int((area_height + _PILL_GAP) // (_PILL_HEIGHT + _PILL_GAP)))
    shown = min(most, rows * columns, len(inside))
    columns = min(columns, shown)
    used_rows = -(-shown // columns)
    top = area_top + (area_height - used_rows * (_PILL_HEIGHT + _PILL_GAP) + _PILL_GAP) / 2
    items: list[Item] = []
    for place, thing in enumerate(inside[:shown]):
        row, column = divmod(place, columns)
        in_row = min(columns, shown - row * columns)
        across = (column - (in_row - 1) / 2) * (pill_width + _PILL_GAP)
        middle = (box.left + box.right) / 2 + across
        items += _pill(thing, labels[place], middle, top + row * (_PILL_HEIGHT + _PILL_GAP), pill_width)
    if len(inside) > shown:
        items.append(_more(box, look, key, inside[shown:]))
    return items


def _pill(thing: Placed, label: str, middle: float, top: float, width: float) -> tuple[Item, Item]:
    alt = f"{thing.id} {thing.title}".strip()
    return (
        Rect(
            x=middle - width / 2, y=top, width=width, height=_PILL_HEIGHT, radius=_PILL_HEIGHT / 2, fill="pill",
            stroke="pill-edge", stroke_width=0.8, role="pill", record=thing.id, alt=alt,
        ),
        Text(
            x=middle, y=top + 8.2, text=label, size=_PILL_SIZE, font="semibold", fill="on-pill", anchor="middle",
            role="pill-text", record=thing.id, alt=alt,
        ),
    )  # fmt: skip


def _more(box: Bounds, look: Look, key: str, hidden: Sequence[Placed]) -> Text:
    return Text(
        x=box.right - 3.5, y=box.top + 8.6, text=f"+{len(hidden)}", size=_SCORE_SIZE, font="bold", fill=look.ink,
        anchor="end", role="more", record=key, alt=", ".join(thing.id for thing in hidden),
    )  # fmt: skip


def _axis_up(grid: _Grid, scale: Scale, words: Sequence[str], room: float) -> list[Item]:
    middle = grid.bottom / 2
    title = measure.ellipsize(scale.title, "semibold", AXIS_TITLE.size, grid.bottom)
    items: list[Item] = [
        Text(
            x=9, y=middle, text=title, size=AXIS_TITLE.size, font="semibold", fill="brand1", anchor="middle",
            rotation=-90, role="axis",
        )
    ]  # fmt: skip
    for level, word in enumerate(words, 1):
        box = grid.cell(level, 1)
        count = len(measure.wrap(word, _LABEL.font, _LABEL.size, room, 3))
        top = (box.top + box.bottom - height(count, _LABEL)) / 2
        items += paragraph(word, _TITLE_ROOM + room, top, room, _LABEL, most=3, anchor="end", role="axis")
    return items


def _axis_across(grid: _Grid, scale: Scale) -> list[Item]:
    items: list[Item] = []
    for level, word in enumerate(scale.words, 1):
        box = grid.cell(1, level)
        middle = (box.left + box.right) / 2
        text = f"{level}  {word}"
        items += paragraph(text, middle, grid.bottom + 3, box.width, _LABEL, most=3, anchor="middle", role="axis")
    below = max(item.bounds.bottom for item in items) + 2
    middle = (grid.left + grid.right) / 2
    room = grid.right - grid.left
    items += paragraph(scale.title, middle, below, room, AXIS_TITLE, anchor="middle", role="axis")
    return items
