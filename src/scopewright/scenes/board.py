"""The whiteboard as a scene: the same shapes for the window, for a PDF and for an SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import cast

from scopewright.language import _, ngettext
from scopewright.scenes import board_lines, measure
from scopewright.scenes.board_layout import HEAD
from scopewright.scenes.board_things import Board, Frame, Ink, Link, Photo, Sticky, Thing
from scopewright.scenes.palette import Token
from scopewright.scenes.paragraph import Style, paragraph
from scopewright.scenes.scene import Circle, Image, Item, Line, Polygon, Rect, Scene, Table, Text

PAD = 12.0
"""Between the edge of a sticky and its text."""
_FOOT = 15.0
_RADIUS = 6.0
_SIZES = (20.0, 17.0, 14.5, 12.5, 11.0)
"""In which the text of a sticky is tried, the largest that fits being taken; in the last it is shortened."""
_LEADING = 1.22
_TITLE, _LARGEST_TITLE = 17.0, 32.0
_MARGIN = 36.0


def items(thing: Thing) -> tuple[Item, ...]:
    """What one thing is drawn with, in board units."""
    match thing:
        case Sticky():
            return _sticky(thing)
        case Frame():
            return _frame(thing)
        case Photo():
            return _photo(thing)
        case Ink():
            return tuple(_ink(thing))
        case Link():
            return tuple(_link(thing))
    raise TypeError(type(thing).__name__)


def scene(board: Board) -> Scene:
    """The whole board as a picture, one point a unit; an empty one is an empty sheet."""
    extent = board.extent()
    table = table_of(board)
    count = len(table.rows)
    alt = ngettext("A whiteboard with {count} note.", "A whiteboard with {count} notes.", count).format(count=count)
    if extent is None:
        return Scene(400, 200, (), board.title, alt, table)
    room = extent.grown(_MARGIN)
    drawn = tuple(_shifted(item, -room.left, -room.top) for thing in board.things for item in items(thing))
    return Scene(room.width, room.height, drawn, board.title, alt, table)


def table_of(board: Board) -> Table:
    """The notes with their topics, in the order of the frames: the same board for whoever cannot see it."""
    topics = {thing.key: thing.title for thing in board.things if isinstance(thing, Frame)}
    order = {key: place for place, key in enumerate(topics)}
    notes = [thing for thing in board.things if isinstance(thing, Sticky)]
    notes.sort(key=lambda note: order.get(note.home, len(order)))
    rows = tuple((note.id, topics.get(note.home, ""), note.text, note.said) for note in notes)
    return Table((_("ID"), _("Topic"), _("Note"), _("Became")), rows)


def note_token(colour: str) -> Token:
    """The ground of a sticky of that colour."""
    return cast(Token, f"note-{colour}")


def line_token(colour: str) -> Token:
    """The ink of that colour: lines, edges of frames."""
    return cast(Token, f"line-{colour}")


def _sticky(note: Sticky) -> tuple[Item, ...]:
    area = note.area
    common = {"record": note.id, "role": "sticky", "alt": note.alt}
    box = {"x": area.left, "width": area.width, "height": area.height, "radius": _RADIUS}
    fill = note_token("grey" if note.struck else note.colour)
    return (
        Rect(y=area.top + 2, fill="shadow", role="shadow", **box),  # type: ignore[arg-type] # numbers all
        Rect(y=area.top, fill=fill, **box, **common),  # type: ignore[arg-type] # as above
        *_words(note),
        *_foot(note),
    )


def _words(note: Sticky) -> list[Item]:
    area = note.area
    fill: Token = "on-note-muted" if note.struck else "on-note"
    room, high = area.width - 2 * PAD, area.height - 2 * PAD - (_FOOT if note.said else 0)
    size, lines = fitting(note.text, room, high)
    top = area.top + PAD
    drawn: list[Item] = []
    for row, line in enumerate(lines):
        base = top + measure.ASCENT * size + row * size * _LEADING
        drawn.append(Text(x=area.left + PAD, y=base, text=line, size=size, fill=fill, record=note.id, role="words"))
        if note.struck:
            wide = measure.width(line, "regular", size)
            drawn.append(
                Line(x1=area.left + PAD, x2=area.left + PAD + wide, y1=base - size * 0.28, y2=base - size * 0.28,
                     stroke=fill, stroke_width=1, role="struck")
            )  # fmt: skip
    return drawn


@lru_cache(maxsize=4096)
def fitting(text: str, room: float, high: float) -> tuple[float, tuple[str, ...]]:
    """The largest size in which a text fits into a box, and its lines; in the smallest one it is shortened."""
    for size in _SIZES:
        most = max(1, int((high - 0.14 * size) / (size * _LEADING)))
        lines = measure.wrap(text, "regular", size, room, most + 1)
        longest = max((measure.width(word, "regular", size) for word in text.split()), default=0)
        if len(lines) <= most and longest <= room:
            return size, lines
    return size, measure.wrap(text, "regular", size, room, most)


def _foot(note: Sticky) -> tuple[Item, ...]:
    style = Style(9.5, 12, "on-note-muted", "semibold")
    top = note.area.bottom - PAD - 9
    room = note.area.width - 2 * PAD
    return paragraph(note.said, note.area.left + PAD, top, room, style, record=note.id, role="said")


def frame_title(frame: Frame, size: float = _TITLE) -> tuple[Item, ...]:
    """A frame's title; a window that shows the board small asks for a larger size, and gets what fits its head."""
    fits = min(max(size, _TITLE), _LARGEST_TITLE)
    style = Style(fits, fits * _LEADING, "ink", "semibold")
    top = frame.area.top + (HEAD - (measure.ASCENT + measure.DESCENT) * fits) / 2
    return paragraph(
        frame.title, frame.area.left + 16, top, frame.area.width - 32, style, record=frame.id, role="title"
    )


def _frame(frame: Frame) -> tuple[Item, ...]:
    area = frame.area
    edge = "rule" if frame.colour == "grey" else line_token(frame.colour)
    return (
        Rect(
            x=area.left, y=area.top, width=area.width, height=area.height, fill="panel", stroke=edge,
            stroke_width=1.25, radius=10, record=frame.id, role="frame", alt=frame.alt,
        ),
        *frame_title(frame),
    )  # fmt: skip


def _photo(photo: Photo) -> tuple[Item, ...]:
    area = photo.area
    return (
        Image(
            x=area.left, y=area.top, width=area.width, height=area.height, name=photo.name, record=photo.id,
            role="picture", alt=photo.alt,
        ),
        Rect(x=area.left, y=area.top, width=area.width, height=area.height, stroke="rule", stroke_width=1),
    )  # fmt: skip


def _ink(ink: Ink) -> list[Item]:
    token, left, top = line_token(ink.colour), ink.area.left, ink.area.top
    common = {"record": ink.id, "role": "ink", "alt": ink.alt}
    return [
        Polygon(
            points=tuple((left + x, top + y) for x, y in run), stroke=token, stroke_width=width, closed=False,
            soft=True, **common,  # type: ignore[arg-type] # texts all
        )
        for width, run in board_lines.runs(ink.points, ink.pen)
    ]  # fmt: skip


def _link(link: Link) -> list[Item]:
    token = line_token(link.colour)
    common = {"record": link.id, "role": "connector", "alt": link.alt}
    drawn: list[Item] = [
        Polygon(points=link.path, stroke=token, stroke_width=1.75, closed=False, soft=True, **common)  # type: ignore[arg-type] # texts all
    ]
    ends = {"none": (), "both": (False, True)}.get(link.heads, (False,))
    heads = [board_lines.head(link.path, at_start=at_start) for at_start in ends]
    drawn += [Polygon(points=corners, fill=token, role="head") for corners in heads if corners]
    return drawn + _link_label(link)


def _link_label(link: Link) -> list[Item]:
    if not link.label:
        return []
    text = measure.ellipsize(link.label, "regular", 11, 180)
    wide = measure.width(text, "regular", 11) + 10
    x, y = link.path[len(link.path) // 2]
    return [
        Rect(x=x - wide / 2, y=y - 9, width=wide, height=18, radius=4, fill="paper", role="label"),
        Text(x=x, y=y + 4, text=text, size=11, fill="ink", anchor="middle", record=link.id, role="label"),
    ]


def _shifted(item: Item, right: float, down: float) -> Item:
    match item:
        case Line():
            return replace(item, x1=item.x1 + right, x2=item.x2 + right, y1=item.y1 + down, y2=item.y2 + down)
        case Polygon():
            return replace(item, points=tuple((x + right, y + down) for x, y in item.points))
        case Rect() | Circle() | Text() | Image():
            return replace(item, x=item.x + right, y=item.y + down)


def in_order(things: Sequence[Thing]) -> tuple[Thing, ...]:
    """Frames rearmost, then pictures, connectors, stickies, ink; within these by depth, else as they are given."""
    layers = (Frame, Photo, Link, Sticky, Ink)
    return tuple(sorted(things, key=lambda thing: (layers.index(type(thing)), thing.depth)))
