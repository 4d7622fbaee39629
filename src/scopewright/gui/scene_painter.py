"""Scenes on the screen: draws each item where the scene has put it, and decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from scopewright.gui.scene_glyphs import draw_text
from scopewright.scenes.absent import absent
from scopewright.scenes.palette import Palette
from scopewright.scenes.scene import Bounds, Circle, Image, Item, Line, Polygon, Rect, Text

_SMALLEST_READABLE = 4.5
"""Height in logical pixels under which a text is left out: it would be a grey smear."""


Images = Callable[[str], QImage | None]
"""Where a photograph comes from by its name: none if its file is missing, an empty one while it is being read."""


def paint_item(painter: QPainter, item: Item, palette: Palette, images: Images = lambda _name: None) -> None:
    """Draw one item; the painter's unit is the point."""
    match item:
        case Text():
            if item.size * painter.worldTransform().m11() >= _SMALLEST_READABLE:
                draw_text(painter, item, _color(palette[item.fill]))
        case Image():
            _paint_image(painter, item, palette, images(item.name))
        case Line():
            _dress(painter, item, palette)
            painter.drawLine(QPointF(item.x1, item.y1), QPointF(item.x2, item.y2))
        case Rect():
            _dress(painter, item, palette)
            painter.drawRoundedRect(QRectF(item.x, item.y, item.width, item.height), item.radius, item.radius)
        case Circle():
            _dress(painter, item, palette)
            painter.drawEllipse(QPointF(item.x, item.y), item.radius, item.radius)
        case Polygon():
            _dress(painter, item, palette)
            if item.soft:
                _soften(painter)
            outline = QPolygonF([QPointF(x, y) for x, y in item.points])
            if item.closed:
                painter.drawPolygon(outline)
            else:
                painter.drawPolyline(outline)


def inked(item: Item) -> QRectF:
    """The box that an item's ink may touch, in points: its bounds, its stroke and a little for smooth edges."""
    spread = 1.0 + (0.0 if isinstance(item, Text | Image) else item.stroke_width)
    return box(item.bounds).adjusted(-spread, -spread, spread, spread)


def box(bounds: Bounds) -> QRectF:
    """A scene's bounds as Qt's rectangle."""
    return QRectF(bounds.left, bounds.top, bounds.width, bounds.height)


def _dress(painter: QPainter, item: Rect | Circle | Polygon | Line, palette: Palette) -> None:
    fill = None if isinstance(item, Line) else item.fill
    painter.setBrush(_color(palette[fill]) if fill else Qt.BrushStyle.NoBrush)
    width, dash = item.stroke_width, item.dash
    if item.stroke is None or width <= 0:
        painter.setPen(Qt.PenStyle.NoPen)
        return
    pen = QPen(_color(palette[item.stroke]), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if dash:
        # Qt counts dashes in widths of the pen, a scene in points
        pen.setDashPattern([part / width for part in (dash if len(dash) % 2 == 0 else dash * 2)])
    painter.setPen(pen)


def _soften(painter: QPainter) -> None:
    pen = painter.pen()
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)


def _paint_image(painter: QPainter, item: Image, palette: Palette, picture: QImage | None) -> None:
    if picture is None:
        for each in absent(item):
            paint_item(painter, each, palette)
        return
    area = box(item.bounds)
    if not picture.isNull():
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(area, picture)
        return
    painter.setBrush(_color(palette["panel"]))
    painter.setPen(QPen(_color(palette["rule"]), 1))
    painter.drawRect(area)


@cache
def _color(name: str) -> QColor:
    return QColor(name)
