"""The board as it was painted last: moving it blits, a change paints what changed, a zoom sharpens bit by bit.

What a hand drags is a layer of the same make over it, with nothing between its things: dragging scrolls the layer.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import cast

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion

from scopewright.gui.board.dots import Dots
from scopewright.gui.board.overlay import titled_on_screen
from scopewright.gui.board.sight import Sight
from scopewright.gui.scene_painter import Images, paint_item
from scopewright.scenes.board import frame_title, items, note_token
from scopewright.scenes.board_things import Frame, Ink, Link, Sticky, Thing
from scopewright.scenes.palette import Palette
from scopewright.scenes.scene import Bounds, Item, Polygon

BUDGET_S = 0.007
"""Seconds of painting in one frame; what is left then is painted in the next one."""
_TILE = 320
_CELL = 600.0
_SPREAD = 6.0
"""Units that the ink of a thing may reach beyond its area: shadow, edge, arrow head."""
_BARE = 34.0
"""Width in pixels under which a sticky is a plain box: neither rounding nor shadow would be seen."""
_TITLE_PIXELS = 12.0
_MANY = 200
"""Things that change at once, from which on everything is painted again: a region of so many parts is slow."""


class Backing:
    """Paints things into a pixmap of the view's size and keeps it; ``lifted`` things, being dragged, are left out.

    ``bare``: there is no ground under the things, for they are painted over another one's.
    """

    def __init__(self, images: Images, *, bare: bool = False) -> None:
        self._images, self._bare = images, bare
        self._dots = Dots()
        self._things: Sequence[Thing] = ()
        self._drawn: dict[str, tuple[Thing, tuple[Item, ...]]] = {}
        self._cells: dict[tuple[int, int], list[int]] = {}
        self._lifted: frozenset[str] = frozenset()
        self._sight = Sight()
        self._pixmap = QPixmap()
        self._invalid, self._blank = QRegion(), QRegion()
        """What is to be painted; and of that what the pixmap shows nothing true of, not even what was there before."""
        self._stale: tuple[QPixmap, Sight] | None = None

    # What is shown

    def show_things(self, things: Sequence[Thing]) -> None:
        """Show other things; only where they differ from those before is painted again."""
        before, self._things = self._drawn, things
        self._drawn = {
            thing.key: kept if (kept := before.get(thing.key)) and kept[0] == thing else (thing, ()) for thing in things
        }
        gone = [thing for key, (thing, _items) in before.items() if self._drawn.get(key, (None,))[0] != thing]
        new = [thing for thing in things if before.get(thing.key, (None,))[0] != thing]
        self._cells = _cells(things)
        self._spoil_things([*gone, *new])
        if not gone and not new and [*before] != [*self._drawn]:
            self.spoil_all()

    def lift(self, keys: Collection[str]) -> None:
        """Leave these out from now on; nothing puts all back."""
        changed = self._lifted ^ frozenset(keys)
        self._lifted = frozenset(keys)
        self._spoil_things([self._drawn[key][0] for key in changed if key in self._drawn])

    def layer_of(self, things: Sequence[Thing]) -> Backing:
        """A layer of these things alone, which shows at once what is painted of them here."""
        layer = Backing(self._images, bare=True)
        layer._drawn = {thing.key: self._drawn[thing.key] for thing in things}
        layer._things, layer._cells = things, _cells(things)
        layer._sight = self._sight
        layer._renew(self._size(), self._pixmap.devicePixelRatio())
        layer._stale = (self._cut_out(things), self._sight)
        return layer

    def _cut_out(self, things: Sequence[Thing]) -> QPixmap:
        """The boxes of things as they are painted here, on nothing."""
        picture, ratio = _empty(self._size(), self._pixmap.devicePixelRatio()), self._pixmap.devicePixelRatio()
        painter = QPainter(picture)
        for thing in things:
            if not isinstance(thing, Link | Ink) and not (box := self._pixels(thing.area)).isEmpty():
                source = QRect((box.topLeft() * ratio), box.size() * ratio)
                painter.drawPixmap(box, self._pixmap, source)
        painter.end()
        return picture

    def _spoil_things(self, things: Sequence[Thing]) -> None:
        if len(things) > _MANY:
            self._invalid = QRegion(QRect(QPoint(0, 0), self._size()))
            return
        for thing in things:
            self.spoil(thing.area)

    def spoil(self, area: Bounds) -> None:
        """Have an area of the board painted again."""
        self._invalid += QRegion(self._pixels(area.grown(_SPREAD)))

    def spoil_all(self) -> None:
        """Have everything painted again, as when the colours changed."""
        self._invalid = self._blank = QRegion(QRect(QPoint(0, 0), self._size()))
        self._stale = None

    def items_of(self, thing: Thing) -> tuple[Item, ...]:
        """What a thing is drawn with; laid out once."""
        kept = self._drawn.get(thing.key)
        if kept is None or kept[0] != thing:
            return items(thing)
        if not kept[1]:
            kept = self._drawn[thing.key] = (thing, items(thing))
        return kept[1]

    def within(self, area: Bounds) -> list[Thing]:
        """The things that meet an area, the rearmost first."""
        found = {at for cell in _cells_of(area.grown(_SPREAD)) for at in self._cells.get(cell, ())}
        return [self._things[at] for at in sorted(found) if self._things[at].area.grown(_SPREAD).meets(area)]

    # Painting

    def bring(self, sight: Sight, size: QSize, ratio: float) -> None:
        """Turn to another sight or size."""
        if self._pixmap.size() != size * ratio:
            self._renew(size, ratio)
        elif sight.scale != self._sight.scale:
            self._rescale(sight, ratio)
        elif sight != self._sight:
            self._scroll(sight.across - self._sight.across, sight.down - self._sight.down, ratio)
        self._sight = sight

    def paint(self, painter: QPainter, palette: Palette, *, budget: float = BUDGET_S) -> bool:
        """Paint the board; False when some of it is not painted sharply yet, ``budget`` seconds being used up."""
        end = time.perf_counter() + budget
        for tile in self._tiles() if budget else ():
            self._paint_tile(tile, palette)
            self._invalid -= QRegion(tile)
            self._blank -= QRegion(tile)
            if time.perf_counter() > end:
                break
        painter.drawPixmap(0, 0, self._pixmap)
        if not self._blank.isEmpty():
            self._paint_stale(painter, palette)
        if self._invalid.isEmpty():
            self._stale = None
        return self._invalid.isEmpty()

    def paint_things(
        self, painter: QPainter, things: Sequence[Thing], palette: Palette, *, within: Bounds | None = None
    ) -> None:
        """Paint things with a painter that stands in board units; of long lines only what is ``within`` an area."""
        bare = _BARE / painter.worldTransform().m11()
        for thing in things:
            if isinstance(thing, Sticky) and thing.area.width < bare:
                area, colour = thing.area, "grey" if thing.struck else thing.colour
                box = QRectF(area.left, area.top, area.width, area.height)
                painter.fillRect(box, QColor(palette[note_token(colour)]))
                continue
            drawn = self._items_at(thing, painter.worldTransform().m11())
            for item in _pieces(drawn, within) if within and isinstance(thing, Link | Ink) else drawn:
                paint_item(painter, item, palette, self._images)

    def _items_at(self, thing: Thing, scale: float) -> Sequence[Item]:
        """What a thing is drawn with at a scale: the titles of frames stay readable when the board is seen small."""
        drawn = self.items_of(thing)
        if not isinstance(thing, Frame) or scale > 0.75:
            return drawn
        untitled = tuple(item for item in drawn if item.role != "title")
        if titled_on_screen(thing, scale):
            return untitled
        return (*untitled, *frame_title(thing, _TITLE_PIXELS / scale))

    def _paint_stale(self, painter: QPainter, palette: Palette) -> None:
        painter.save()
        painter.setClipRegion(self._blank)
        if not self._bare:
            painter.fillRect(QRect(QPoint(0, 0), self._size()), QColor(palette["paper"]))
        if self._stale is not None:
            picture, sight = self._stale
            factor = self._sight.scale / sight.scale
            left, top = self._sight.to_pixels(*sight.to_units(0, 0))
            size = QRectF(QPointF(left, top), picture.deviceIndependentSize() * factor)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
            painter.drawPixmap(size, picture, QRectF(picture.rect()))
        painter.restore()

    def _paint_tile(self, tile: QRect, palette: Palette) -> None:
        painter = QPainter(self._pixmap)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.setClipRect(tile)
        if self._bare:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
            painter.fillRect(tile, Qt.GlobalColor.transparent)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        else:
            painter.fillRect(tile, QColor(palette["paper"]))
            self._dots.paint(painter, tile, self._sight, palette)
        painter.translate(self._sight.across, self._sight.down)
        painter.scale(self._sight.scale, self._sight.scale)
        seen = self._units(tile)
        shown = [one for one in self.within(seen) if one.key not in self._lifted]
        self.paint_things(painter, shown, palette, within=seen)
        painter.end()

    # The pixmap

    def _renew(self, size: QSize, ratio: float) -> None:
        self._pixmap = _empty(size, ratio)
        self.spoil_all()

    def _rescale(self, sight: Sight, ratio: float) -> None:
        """Everything is to be painted at another scale; until then the last whole picture is stretched."""
        if self._stale is None:
            self._stale = (self._pixmap, self._sight)
            self._pixmap = _empty(self._size(), ratio)
        self._sight = sight
        self._invalid = self._blank = QRegion(QRect(QPoint(0, 0), self._size()))

    def _scroll(self, right: int, below: int, ratio: float) -> None:
        """Move what was painted already; what comes into sight is to be painted."""
        view = QRect(QPoint(0, 0), self._size())
        out_of_sight = abs(right) >= view.width() or abs(below) >= view.height()
        if out_of_sight or not (right * ratio).is_integer() or not (below * ratio).is_integer():
            self._invalid = self._blank = QRegion(view)
            return
        self._pixmap.scroll(round(right * ratio), round(below * ratio), self._pixmap.rect())
        kept = QRegion(view.translated(right, below) & view)
        fresh = QRegion(view) - kept
        self._invalid = (self._invalid.translated(right, below) & kept) + fresh
        self._blank = (self._blank.translated(right, below) & kept) + fresh

    def _tiles(self) -> Iterator[QRect]:
        view = QRect(QPoint(0, 0), self._size())
        self._invalid &= QRegion(view)
        # a region is iterable, which its type does not say
        for rect in list(cast(Iterable[QRect], self._invalid)):
            for left in range(rect.left(), rect.right() + 1, _TILE):
                for top in range(rect.top(), rect.bottom() + 1, _TILE):
                    yield QRect(left, top, _TILE, _TILE) & rect

    def _size(self) -> QSize:
        return self._pixmap.deviceIndependentSize().toSize()

    def _pixels(self, area: Bounds) -> QRect:
        left, top = self._sight.to_pixels(area.left, area.top)
        right, bottom = self._sight.to_pixels(area.right, area.bottom)
        return QRectF(left, top, right - left, bottom - top).toAlignedRect() & QRect(QPoint(0, 0), self._size())

    def _units(self, tile: QRect) -> Bounds:
        left, top = self._sight.to_units(tile.left(), tile.top())
        right, bottom = self._sight.to_units(tile.right() + 1, tile.bottom() + 1)
        return Bounds(left, top, right, bottom)


def _empty(size: QSize, ratio: float) -> QPixmap:
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


def _pieces(drawn: Sequence[Item], area: Bounds) -> Iterator[Item]:
    """The items of a long line without what is far from an area: a thick curve is slow to paint, seen or not."""
    for item in drawn:
        if not isinstance(item, Polygon) or item.closed:
            yield item
            continue
        room, run = area.grown(item.stroke_width), [item.points[0]]
        for one, other in pairwise(item.points):
            if _stretch(one, other).meets(room):
                run.append(other)
                continue
            if len(run) > 1:
                yield replace(item, points=tuple(run))
            run = [other]
        if len(run) > 1:
            yield replace(item, points=tuple(run))


def _stretch(one: tuple[float, float], other: tuple[float, float]) -> Bounds:
    """The box around a stretch; never without any width, for that would meet nothing."""
    (x1, y1), (x2, y2) = one, other
    return Bounds(min(x1, x2) - 0.5, min(y1, y2) - 0.5, max(x1, x2) + 0.5, max(y1, y2) + 0.5)


def _cells(things: Sequence[Thing]) -> dict[tuple[int, int], list[int]]:
    """Which things lie in each cell of a coarse grid, by their place in the painting order."""
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for at, thing in enumerate(things):
        for cell in _cells_on(thing.path) if isinstance(thing, Link) else _cells_of(thing.area):
            cells[cell].append(at)
    return cells


def _cells_on(path: Sequence[tuple[float, float]]) -> set[tuple[int, int]]:
    """The cells that a line may pass: not those of its box, which may be the whole board."""
    spots = [(int(x // _CELL), int(y // _CELL)) for x, y in path]
    found = set(spots)
    for (x1, y1), (x2, y2) in pairwise(spots):
        if abs(x2 - x1) + abs(y2 - y1) > 1:
            across, down = range(min(x1, x2), max(x1, x2) + 1), range(min(y1, y2), max(y1, y2) + 1)
            found |= {(column, row) for column in across for row in down}
    return found


def _cells_of(area: Bounds) -> Iterator[tuple[int, int]]:
    for across in range(int(area.left // _CELL), int(area.right // _CELL) + 1):
        for down in range(int(area.top // _CELL), int(area.bottom // _CELL) + 1):
            yield across, down
