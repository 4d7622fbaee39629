"""Scenes on a PDF page: each item as vectors where the scene has put it, text in the bundled font, never wrapped.

A character the font lacks is a box of the width the scene counted for it; the table beside the picture spells it out.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from itertools import groupby

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from scopewright.briefs.pdf.text import face
from scopewright.scenes import measure
from scopewright.scenes.palette import Palette, Token
from scopewright.scenes.scene import Circle, Image, Item, Line, Polygon, Rect, Scene, Text
from scopewright.scenes.svg import NO_IMAGES

_ANCHOR = {"start": 0.0, "middle": 0.5, "end": 1.0}


def paint(
    canvas: Canvas, scene: Scene, palette: Palette, x: float, y: float, images: Mapping[str, bytes] = NO_IMAGES
) -> None:
    """Draw the scene with its lower left corner at (x, y); ``images`` are photographs by name, whole."""
    canvas.saveState()
    canvas.translate(x, y + scene.height)
    for item in scene.items:
        paint_item(canvas, item, palette, images)
    canvas.restoreState()


def paint_item(canvas: Canvas, item: Item, palette: Palette, images: Mapping[str, bytes] = NO_IMAGES) -> None:
    """Draw one item; the canvas has its origin at the scene's upper left corner, y upwards."""
    if isinstance(item, Text):
        _text(canvas, item, palette)
        return
    if isinstance(item, Image):
        _image(canvas, item, palette, images.get(item.name))
        return
    fill = item.fill if not isinstance(item, Line) else None
    stroked = _dress(canvas, fill, item.stroke, item.stroke_width, item.dash, palette)
    how = {"stroke": stroked, "fill": int(fill is not None)}
    match item:
        case Line():
            canvas.line(item.x1, -item.y1, item.x2, -item.y2)
        case Rect(radius=0):
            canvas.rect(item.x, -item.y - item.height, item.width, item.height, **how)
        case Rect():
            radius = min(item.radius, item.width / 2, item.height / 2)
            canvas.roundRect(item.x, -item.y - item.height, item.width, item.height, radius, **how)
        case Circle():
            canvas.circle(item.x, -item.y, item.radius, **how)
        case Polygon():
            _polygon(canvas, item, how)


def _image(canvas: Canvas, item: Image, palette: Palette, content: bytes | None) -> None:
    """The photograph itself, or an empty box where its bytes are not at hand."""
    if content:
        reader = ImageReader(BytesIO(content))
        canvas.drawImage(reader, item.x, -item.y - item.height, item.width, item.height, mask="auto")
        return
    _dress(canvas, "panel", "rule", 1, (), palette)
    canvas.rect(item.x, -item.y - item.height, item.width, item.height, stroke=1, fill=1)


def _polygon(canvas: Canvas, item: Polygon, how: dict[str, int]) -> None:
    path = canvas.beginPath()
    (left, top), *others = item.points
    path.moveTo(left, -top)
    for across, down in others:
        path.lineTo(across, -down)
    if item.closed:
        path.close()
    if item.soft:
        _soften(canvas, on=True)
    canvas.drawPath(path, **how)
    if item.soft:
        _soften(canvas, on=False)


def _soften(canvas: Canvas, *, on: bool) -> None:
    canvas.setLineCap(int(on))
    canvas.setLineJoin(int(on))


def _dress(
    canvas: Canvas, fill: Token | None, stroke: Token | None, width: float, dash: tuple[float, ...], palette: Palette
) -> int:
    """Set the colours; whether there is a stroke, as reportlab counts."""
    if fill:
        canvas.setFillColor(HexColor(palette[fill]))
    if not stroke or width <= 0:
        return 0
    canvas.setStrokeColor(HexColor(palette[stroke]))
    canvas.setLineWidth(width)
    canvas.setDash(list(dash))
    return 1


def _text(canvas: Canvas, item: Text, palette: Palette) -> None:
    canvas.saveState()
    canvas.translate(item.x, -item.y)
    canvas.rotate(-item.rotation)
    canvas.setFillColor(HexColor(palette[item.fill]))
    canvas.setStrokeColor(HexColor(palette[item.fill]))
    across = -_ANCHOR[item.anchor] * item.width
    lacking = set(measure.uncovered(item.text, item.font))
    for missing, group in groupby(item.text, lambda character: character in lacking):
        run = "".join(group)
        if missing:
            _boxes(canvas, len(run), across, item.size)
        else:
            canvas.setFont(face(item.font), item.size)
            canvas.drawString(across, 0, run)
        across += measure.width(run, item.font, item.size)
    canvas.restoreState()


def _boxes(canvas: Canvas, count: int, left: float, size: float) -> None:
    canvas.setLineWidth(size / 16)
    canvas.setDash([])
    for place in range(count):
        canvas.rect(left + (place + 0.1) * size, -0.12 * size, 0.8 * size, 0.9 * size, stroke=1, fill=0)
