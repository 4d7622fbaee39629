"""Scenes on a PDF page: each item as vectors where the scene has put it, text in the bundled font, never wrapped.

What the font of a role lacks comes from the fallback fonts; what none of them has is its code point in a box.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from scopewright.briefs.pdf.text import face
from scopewright.scenes import measure
from scopewright.scenes.absent import absent
from scopewright.scenes.code_box import FONT, code_box
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
    """The photograph itself, or a box that names it where it is missing or no picture."""
    reader = _readable(content)
    if reader is not None:
        canvas.drawImage(reader, item.x, -item.y - item.height, item.width, item.height, mask="auto")
        return
    for each in absent(item):
        paint_item(canvas, each, palette)


def _readable(content: bytes | None) -> ImageReader | None:
    try:
        return ImageReader(BytesIO(content)) if content else None
    except OSError:
        return None


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
    for path, run in measure.runs(item.text, item.font):
        if path is None:
            _boxes(canvas, run, across, item.size)
        else:
            canvas.setFont(face(item.font), item.size)
            canvas.drawString(across, 0, run)
        across += measure.width(run, item.font, item.size)
    canvas.restoreState()


def _boxes(canvas: Canvas, characters: str, left: float, size: float) -> None:
    canvas.setDash([])
    for place, character in enumerate(characters):
        shown = code_box(character, left + place * measure.MISSING_WIDTH * size, size)
        box = shown.box
        canvas.setLineWidth(shown.edge)
        canvas.rect(box.left, -box.bottom, box.width, box.height, stroke=1, fill=0)
        canvas.setFont(face(FONT), shown.size)
        for digits, across, base in shown.digits:
            canvas.drawString(across, -base, digits)
