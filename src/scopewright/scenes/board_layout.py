"""Where on a whiteboard stands what nobody has placed: topics side by side as frames, their notes in rows in them.

What was placed by hand is never moved and never covered. Adding a note moves no other one of its topic, but for the
few times when a frame has become so long that it is made broader.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from scopewright.scenes.board_things import STICKY_HEIGHT, STICKY_WIDTH
from scopewright.scenes.scene import Bounds

GAP = 16.0
"""Between two stickies that were laid out."""
HEAD = 44.0
"""Room for a frame's title above its notes."""
_LEAST_ROWS, _FRAMES_A_ROW = 2, 3
_BROADER = ((18, 3), (60, 5), (160, 8))
"""Up to how many notes a frame has how many columns."""
_MOST_COLUMNS = 12
_APART = 48.0
_BLOCK_COLUMNS, _BLOCK_ROWS, _BLOCKS_A_ROW = 3, 8, 8
_CELL = 200.0
_RING_STEP, _RINGS = 32.0, 80


@dataclass(frozen=True, slots=True)
class FrameSpot:
    """A frame to be laid out, or with an ``area`` one that stands; ``slot``: its place in the rows stays empty then."""

    key: str
    area: Bounds | None = None
    slot: bool = True


@dataclass(frozen=True, slots=True)
class NoteSpot:
    """A note to be laid out in the frame ``home`` (empty: beside the frames), or with an ``area`` one that stands."""

    key: str
    home: str = ""
    area: Bounds | None = None
    width: float = STICKY_WIDTH
    height: float = STICKY_HEIGHT


class _Taken:
    """Which boxes are taken; looked up by the cells of a coarse grid."""

    def __init__(self, areas: Iterable[Bounds]) -> None:
        self._cells: dict[tuple[int, int], list[Bounds]] = defaultdict(list)
        for area in areas:
            self.add(area)

    def add(self, area: Bounds) -> None:
        for cell in _cells(area):
            self._cells[cell].append(area)

    def meets(self, area: Bounds) -> bool:
        return any(area.meets(other) for cell in _cells(area) for other in self._cells.get(cell, ()))


def _cells(area: Bounds) -> Iterator[tuple[int, int]]:
    for across in range(int(area.left // _CELL), int(area.right // _CELL) + 1):
        for down in range(int(area.top // _CELL), int(area.bottom // _CELL) + 1):
            yield across, down


def laid_out(
    frames: Sequence[FrameSpot], notes: Sequence[NoteSpot], others: Sequence[Bounds] = ()
) -> dict[str, Bounds]:
    """The place of every frame and note by key; ``others`` are pictures and the like, which are not covered either."""
    standing = [note.area for note in notes if note.area is not None]
    taken = _Taken([*standing, *others])
    homes: Mapping[str, list[NoteSpot]] = _by_home(frames, notes)
    places = {note.key: note.area for note in notes if note.area is not None}
    places |= _frames(frames, homes, others)
    for frame in frames:
        area = places[frame.key]
        inside, bottom = _placed(homes[frame.key], _inside(area), taken)
        places |= inside
        if inside and bottom + GAP > area.bottom:
            places[frame.key] = Bounds(area.left, area.top, area.right, bottom + GAP)
    walls = _Taken([*standing, *others, *(places[frame.key] for frame in frames)])
    left = min((places[frame.key].left for frame in frames), default=0.0)
    loose, _bottom = _placed(homes[""], _beside(left, by_frames=bool(frames)), walls)
    return places | loose


def free_spot(x: float, y: float, frames: Sequence[Bounds], taken: Sequence[Bounds]) -> tuple[float, float]:
    """The middle, nearest to a point, for a sticky that covers nothing and stands in a frame or beside all of them."""
    walls, borders = _Taken([area.grown(GAP / 4) for area in taken]), list(frames)
    for ring in range(_RINGS):
        for across, down in _ring(ring):
            middle = x + across * _RING_STEP, y + down * _RING_STEP
            area = Bounds(
                middle[0] - STICKY_WIDTH / 2, middle[1] - STICKY_HEIGHT / 2,
                middle[0] + STICKY_WIDTH / 2, middle[1] + STICKY_HEIGHT / 2,
            )  # fmt: skip
            inside = all(not frame.meets(area) or _body(frame).contains(area) for frame in borders)
            if inside and not walls.meets(area):
                return middle
    return x, y


def _body(frame: Bounds) -> Bounds:
    return Bounds(frame.left, frame.top + HEAD, frame.right, frame.bottom)


def _ring(radius: int) -> Iterator[tuple[int, int]]:
    """The points of a grid at that distance from its middle, counted as a king walks; the nearest first."""
    spots = [
        (across, down)
        for across in range(-radius, radius + 1)
        for down in range(-radius, radius + 1)
        if max(abs(across), abs(down)) == radius
    ]
    yield from sorted(spots, key=lambda spot: spot[0] ** 2 + spot[1] ** 2)


def _by_home(frames: Sequence[FrameSpot], notes: Sequence[NoteSpot]) -> dict[str, list[NoteSpot]]:
    homes: dict[str, list[NoteSpot]] = {key: [] for key in ("", *(frame.key for frame in frames))}
    for note in notes:
        homes[note.home if note.home in homes else ""].append(note)
    return homes


def _frames(
    frames: Sequence[FrameSpot], homes: Mapping[str, list[NoteSpot]], others: Sequence[Bounds]
) -> dict[str, Bounds]:
    """The frames, those that are to be laid out in rows; each is moved down until it covers no other and no picture.

    A note that stands on a frame does not move it: all that is in it would jump.
    """
    places = {frame.key: frame.area for frame in frames if frame.area is not None}
    walls = _Taken([*places.values(), *others])
    slots = [frame for frame in frames if frame.slot]
    top = 0.0
    for begin in range(0, len(slots), _FRAMES_A_ROW):
        left, bottom = 0.0, top
        for frame in slots[begin : begin + _FRAMES_A_ROW]:
            width, height = _frame_size(homes[frame.key])
            if frame.area is None:
                places[frame.key] = _first_free(left, top, width, height, walls)
                walls.add(places[frame.key])
                bottom = max(bottom, places[frame.key].bottom)
            left, bottom = left + width + _APART, max(bottom, top + height)
        top = bottom + _APART
    return places


def columns_for(notes: int) -> int:
    """How many columns a frame has that holds so many notes."""
    return next((columns for most, columns in _BROADER if notes <= most), _MOST_COLUMNS)


def _frame_size(inside: Sequence[NoteSpot]) -> tuple[float, float]:
    columns = columns_for(len(inside))
    rows = max(_LEAST_ROWS, -(-len(inside) // columns))
    tallest = max([note.height for note in inside if note.area is None], default=STICKY_HEIGHT)
    return columns * (STICKY_WIDTH + GAP) + GAP, HEAD + rows * (max(STICKY_HEIGHT, tallest) + GAP)


def _first_free(left: float, top: float, width: float, height: float, walls: _Taken) -> Bounds:
    while True:
        area = Bounds(left, top, left + width, top + height)
        if not walls.meets(area):
            return area
        top += _APART


def _inside(frame: Bounds) -> Iterator[tuple[float, float]]:
    """The corners of the cells of a frame, row by row; they go on below it."""
    columns = max(1, int((frame.width - GAP) // (STICKY_WIDTH + GAP)))
    for place in count():
        row, column = divmod(place, columns)
        yield (
            frame.left + GAP + column * (STICKY_WIDTH + GAP),
            frame.top + HEAD + row * (STICKY_HEIGHT + GAP),
        )


def _beside(left: float, *, by_frames: bool) -> Iterator[tuple[float, float]]:
    """The corners of cells left of the frames: blocks that read row by row, beside each other leftwards, then down."""
    across, down = STICKY_WIDTH + GAP, STICKY_HEIGHT + GAP
    edge = left - _APART if by_frames else left + _BLOCK_COLUMNS * across
    for place in count():
        block, inside = divmod(place, _BLOCK_COLUMNS * _BLOCK_ROWS)
        block_row, block_column = divmod(block, _BLOCKS_A_ROW)
        row, column = divmod(inside, _BLOCK_COLUMNS)
        begin = edge - (block_column + 1) * (_BLOCK_COLUMNS * across + GAP)
        yield begin + column * across, block_row * (_BLOCK_ROWS * down + GAP) + row * down


def _placed(
    notes: Sequence[NoteSpot], corners: Iterator[tuple[float, float]], taken: _Taken
) -> tuple[dict[str, Bounds], float]:
    """The notes that are to be laid out in the first cells that are free, and how far down they reach.

    A note that was moved away keeps its cell empty, so that the others stay where they are.
    """
    places, bottom = {}, float("-inf")
    for note in notes:
        if note.area is not None:
            next(corners)
            continue
        for left, top in corners:
            area = Bounds(left, top, left + note.width, top + note.height)
            if not taken.meets(area):
                taken.add(area)
                places[note.key] = area
                bottom = max(bottom, area.bottom)
                break
    return places, bottom
