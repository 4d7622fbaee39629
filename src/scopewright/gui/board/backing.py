"""The board as it was painted last: moving it blits, a change paints what changed, a zoom sharpens bit by bit."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import cast

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QRegion

from scopewright.gui.board.sight import Sight
from scopewright.gui.scene_painter import Images, paint_item
from scopewright.scenes.board import frame_title, items, note_token
from scopewright.scenes.board_things import Frame, Ink, Link, Sticky, Thing
from scopewright.scenes.palette import Palette
from scopewright.scenes.scene import Bounds, Item, Polygon

_BUDGET_S = 0.007
"""Seconds of painting in one frame; what is left then is painted in the next one."""
_TILE = 320
_CELL = 600.0
_BARE = 34.0
"""Width in pixels under which a sticky is a plain box: neither rounding nor shadow would be seen."""
_TITLE_PIXELS = 12.0
_DOTS, _DOTS_FROM = 32.0, 0.45


class Backing:
    """Paints things into a pixmap of the view's size and keeps it; ``lifted`` things, being dragged, are left out."""

    def __init__(self, images: Images) -> None:
        self._images = images
        self._things: Sequence[Thing] = ()
        self._drawn: dict[str, tuple[Thing, tuple[Item, ...]]] = {}
        self._cells: dict[tuple[int, int], list[int]] = {}
        self._lifted: frozenset[str] = frozenset()
        self._sight = Sight()
        self._pixmap = QPixmap()
        self._invalid = QRegion()
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
        for thing in (*gone, *new):
            self.spoil(thing.area)
        if not gone and not new and [*before] != [*self._drawn]:
            self.spoil_all()

    def lift(self, keys: Collection[str]) -> None:
        """Leave these out from now on; nothing puts all back."""
        changed = self._lifted ^ frozenset(keys)
        self._lifted = frozenset(keys)
        for key in changed:
            if key in self._drawn:
                self.spoil(self._drawn[key][0].area)

    def spoil(self, area: Bounds) -> None:
        """Have an area of the board painted again."""
        self._invalid += QRegion(self._pixels(area.grown(6)))

    def spoil_all(self) -> None:
        """Have everything painted again, as when the colours changed."""
        self._invalid = QRegion(QRect(QPoint(0, 0), self._size()))
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
        found = {at for cell in _cells_of(area) for at in self._cells.get(cell, ())}
        return [self._things[at] for at in sorted(found) if self._things[at].area.grown(6).meets(area)]

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

    def paint(self, painter: QPainter, palette: Palette, *, whole: bool = False) -> bool:
        """Paint the board; False when some of it is not painted sharply yet. ``whole`` takes the time it needs."""
        end = time.perf_counter() + (3600 if whole else _BUDGET_S)
        for tile in self._tiles():
            self._paint_tile(tile, palette)
            self._invalid -= QRegion(tile)
            if time.perf_counter() > end:
                break
        painter.drawPixmap(0, 0, self._pixmap)
        if self._invalid.isEmpty():
            self._stale = None
            return True
        self._paint_stale(painter, palette)
        return False

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
        return (*(item for item in drawn if item.role != "title"), *frame_title(thing, _TITLE_PIXELS / scale))

    def _paint_stale(self, painter: QPainter, palette: Palette) -> None:
        painter.save()
        painter.setClipRegion(self._invalid)
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
        painter.fillRect(tile, QColor(palette["paper"]))
        self._paint_dots(painter, tile, palette)
        painter.translate(self._sight.across, self._sight.down)
        painter.scale(self._sight.scale, self._sight.scale)
        seen = self._units(tile)
        shown = [one for one in self.within(seen) if one.key not in self._lifted]
        self.paint_things(painter, shown, palette, within=seen)
        painter.end()

    def _paint_dots(self, painter: QPainter, tile: QRect, palette: Palette) -> None:
        """A faint grid, from a scale on at which it does not tire the eye."""
        sight = self._sight
        if sight.scale < _DOTS_FROM:
            return
        step, seen = _DOTS * sight.scale, self._units(tile)
        first, last = int(seen.left // _DOTS), int(seen.right // _DOTS) + 1
        top, bottom = int(seen.top // _DOTS), int(seen.bottom // _DOTS) + 1
        painter.setPen(QPen(QColor(palette["dots"]), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        points = [
            QPointF(sight.across + column * step, sight.down + row * step)
            for column in range(first, last + 1)
            for row in range(top, bottom + 1)
        ]
        painter.drawPoints(points)

    # The pixmap

    def _renew(self, size: QSize, ratio: float) -> None:
        self._pixmap = QPixmap(size * ratio)
        self._pixmap.setDevicePixelRatio(ratio)
        self.spoil_all()

    def _rescale(self, sight: Sight, ratio: float) -> None:
        """Everything is to be painted at another scale; until then the last whole picture is stretched."""
        if self._stale is None:
            size = self._pixmap.size()
            self._stale = (self._pixmap, self._sight)
            self._pixmap = QPixmap(size)
            self._pixmap.setDevicePixelRatio(ratio)
        self._sight = sight
        self._invalid = QRegion(QRect(QPoint(0, 0), self._size()))

    def _scroll(self, right: int, below: int, ratio: float) -> None:
        """Move what was painted already; what comes into sight is to be painted."""
        size = self._size()
        if abs(right) >= size.width() or abs(below) >= size.height():
            self._invalid = QRegion(QRect(QPoint(0, 0), size))
            return
        if not (right * ratio).is_integer() or not (below * ratio).is_integer():
            self._invalid = QRegion(QRect(QPoint(0, 0), size))
            return
        self._pixmap.scroll(round(right * ratio), round(below * ratio), self._pixmap.rect())
        kept = QRect(QPoint(0, 0), size).translated(right, below) & QRect(QPoint(0, 0), size)
        self._invalid = self._invalid.translated(right, below) & QRegion(kept)
        self._invalid += QRegion(QRect(QPoint(0, 0), size)) - QRegion(kept)

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
        for cell in {cell for area in _areas_of(thing) for cell in _cells_of(area.grown(6))}:
            cells[cell].append(at)
    return cells


def _areas_of(thing: Thing) -> Iterator[Bounds]:
    """The area of a thing; of a connector, whose box may be the whole board, that of each stretch."""
    if isinstance(thing, Link):
        yield from (_stretch(one, other) for one, other in pairwise(thing.path))
    else:
        yield thing.area


def _cells_of(area: Bounds) -> Iterator[tuple[int, int]]:
    for across in range(int(area.left // _CELL), int(area.right // _CELL) + 1):
        for down in range(int(area.top // _CELL), int(area.bottom // _CELL) + 1):
            yield across, down
