"""What is painted over the board in the window alone: rings round what is chosen, handles, rubber band, guides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from scopewright.gui.board.sight import Sight
from scopewright.gui.board.snapping import Guide
from scopewright.gui.theme import fonts
from scopewright.gui.theme.apply import current
from scopewright.scenes.board_layout import HEAD
from scopewright.scenes.board_things import Frame, Link, Photo, Sticky, Thing
from scopewright.scenes.scene import Bounds

HANDLE = 9.0
_TITLES_BELOW, _LEAST_TITLE = 0.3, 50.0
_MANY = 150
"""Rings that are no longer painted one by one: so many would take a frame of their own."""
_CORNERS = ((0, 0), (1, 0), (0, 1), (1, 1))


def on_screen(area: Bounds, sight: Sight) -> QRectF:
    """An area of the board in logical pixels."""
    left, top = sight.to_pixels(area.left, area.top)
    right, bottom = sight.to_pixels(area.right, area.bottom)
    return QRectF(left, top, right - left, bottom - top)


def in_units(painter: QPainter, sight: Sight) -> None:
    """Have a painter that stands in logical pixels stand in units of the board."""
    painter.translate(sight.across, sight.down)
    painter.scale(sight.scale, sight.scale)


def paint_chosen(painter: QPainter, things: Sequence[Thing], sight: Sight, *, focused: bool) -> None:
    """Two rings, so that one of them stands out on any ground; handles where one thing can be resized."""
    theme = current()
    ring = QColor(theme.accent if focused else theme.muted)
    seen = sight.area(painter.device().width(), painter.device().height()).grown(8 / sight.scale)
    shown = [thing for thing in things if thing.area.grown(1).meets(seen)]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ring, 3.5))
    for link in shown:
        if isinstance(link, Link):
            painter.drawPolyline(QPolygonF([QPointF(*sight.to_pixels(*point)) for point in link.path]))
    boxes = [on_screen(each.area, sight).adjusted(-2, -2, 2, 2) for each in shown if not isinstance(each, Link)]
    _paint_rings(painter, boxes, QColor(theme.surface), ring)
    for box, _corner in handles(things, sight):
        painter.setPen(QPen(ring, 1.5))
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(box, 2.5, 2.5)


def _paint_rings(painter: QPainter, boxes: Sequence[QRectF], ground: QColor, ring: QColor) -> None:
    """Two rounded rings round each; where there are many, one that is square and painted all at once."""
    if len(boxes) > _MANY:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(ring, 2.0))
        painter.drawRects(boxes)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return
    for width, ink in ((4.0, ground), (2.0, ring)):
        painter.setPen(QPen(ink, width))
        for box in boxes:
            painter.drawRoundedRect(box, 7, 7)


def handles(things: Sequence[Thing], sight: Sight) -> Iterator[tuple[QRectF, tuple[int, int]]]:
    """The corners of the one chosen thing, by which it is resized: where they are seen, and which ones."""
    if len(things) != 1 or not isinstance(things[0], Sticky | Frame | Photo):
        return
    box = on_screen(things[0].area, sight)
    if box.width() < 3 * HANDLE:
        return
    for right, below in _CORNERS:
        x, y = (box.right() if right else box.left()), (box.bottom() if below else box.top())
        yield QRectF(x - HANDLE / 2, y - HANDLE / 2, HANDLE, HANDLE), (right, below)


def paint_band(painter: QPainter, box: QRectF) -> None:
    """The rubber band."""
    theme = current()
    fill = QColor(theme.accent)
    fill.setAlphaF(0.10)
    painter.setPen(QPen(QColor(theme.accent), 1))
    painter.setBrush(fill)
    painter.drawRect(box)


def paint_guides(painter: QPainter, guides: Sequence[Guide], sight: Sight) -> None:
    """The lines that edges have in common."""
    painter.setPen(QPen(QColor(current().accent), 1))
    for guide in guides:
        one = (guide.at, guide.begin) if guide.upright else (guide.begin, guide.at)
        other = (guide.at, guide.end) if guide.upright else (guide.end, guide.at)
        painter.drawLine(QLineF(QPointF(*sight.to_pixels(*one)), QPointF(*sight.to_pixels(*other))))


def paint_hint(painter: QPainter, text: str, width: float, top: float) -> None:
    """A sentence at the top of the canvas: what the keyboard is about to do."""
    theme = current()
    wide = painter.fontMetrics().horizontalAdvance(text) + 28
    box = QRectF((width - wide) / 2, top, wide, painter.fontMetrics().height() + 12)
    painter.setPen(QPen(QColor(theme.accent), 1))
    painter.setBrush(QColor(theme.surface))
    painter.drawRoundedRect(box, 8, 8)
    painter.setPen(QColor(theme.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def titled_on_screen(frame: Frame, scale: float) -> bool:
    """Whether a frame is seen so small that its title stands on the screen, in its own size, and not on the board."""
    return scale < _TITLES_BELOW and frame.area.width * scale >= _LEAST_TITLE


def paint_titles(painter: QPainter, things: Sequence[Thing], sight: Sight) -> None:
    """The titles of frames where the board is seen so small that those in it cannot be read; they cover no sticky."""
    theme = current()
    painter.setFont(fonts.of("strong"))
    metrics = painter.fontMetrics()
    for frame in things:
        if not isinstance(frame, Frame) or not titled_on_screen(frame, sight.scale):
            continue
        box = on_screen(frame.area, sight)
        title = metrics.elidedText(frame.title, Qt.TextElideMode.ElideRight, round(box.width()) - 16)
        tall = metrics.height() + 2
        top = box.top() + min(3, HEAD * sight.scale - tall)
        card = QRectF(box.left() + 3, top, metrics.horizontalAdvance(title) + 10, tall)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(card, 4, 4)
        painter.setPen(QColor(theme.text))
        painter.drawText(card, Qt.AlignmentFlag.AlignCenter, title)
