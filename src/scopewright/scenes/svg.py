"""A scene as an SVG file, for export only: the window and the PDF paint scenes themselves.

Equal scenes give equal text. Fonts are named, not embedded; text stays text.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

from scopewright.scenes.absent import absent
from scopewright.scenes.measure import FALLBACK_FAMILIES, FAMILY, Font, one_line
from scopewright.scenes.palette import Palette, Token
from scopewright.scenes.scene import Circle, Image, Item, Line, Polygon, Rect, Scene, Text

_FACES: dict[Font, tuple[int, str]] = {
    "regular": (400, "normal"),
    "semibold": (600, "normal"),
    "bold": (700, "normal"),
    "italic": (400, "italic"),
}


NO_IMAGES: Mapping[str, bytes] = MappingProxyType({})
_MEDIA = ((b"\x89PNG", "image/png"), (b"\xff\xd8", "image/jpeg"), (b"GIF8", "image/gif"), (b"RIFF", "image/webp"))


def paint(scene: Scene, palette: Palette, images: Mapping[str, bytes] = NO_IMAGES) -> str:
    """The scene as an SVG document with its title and description; ``images`` are photographs by name, whole."""
    size = f'width="{_number(scene.width)}pt" height="{_number(scene.height)}pt"'
    view = f'viewBox="0 0 {_number(scene.width)} {_number(scene.height)}"'
    family = f"font-family={quoteattr(f'{FAMILY}, {FALLBACK_FAMILIES}, sans-serif')}"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view} {family} role="img" font-kerning="none">',
        f"<title>{_said(scene.title)}</title>",
        f"<desc>{_said(scene.alt)}</desc>",
        f'<rect width="100%" height="100%" fill="{palette["paper"]}"/>',
        *(_element(item, palette, images) for item in scene.items),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _element(item: Item, palette: Palette, images: Mapping[str, bytes]) -> str:
    if isinstance(item, Image) and not _media(images.get(item.name, b"")):
        return "\n".join(_element(each, palette, images) for each in absent(item))
    tag, attributes, content = _image(item, images) if isinstance(item, Image) else _shape(item, palette)
    shown = " ".join(f"{name}={quoteattr(value)}" for name, value in attributes.items())
    inside = (f"<title>{_said(item.alt)}</title>" if item.alt else "") + _said(content)
    return f"<{tag} {shown}>{inside}</{tag}>" if inside else f"<{tag} {shown}/>"


def _media(content: bytes) -> str:
    return next((media for head, media in _MEDIA if content.startswith(head)), "")


def _image(item: Image, images: Mapping[str, bytes]) -> tuple[str, dict[str, str], str]:
    at, content = _numbers(x=item.x, y=item.y, width=item.width, height=item.height), images[item.name]
    data = f"data:{_media(content)};base64,{base64.b64encode(content).decode('ascii')}"
    return "image", at | {"preserveAspectRatio": "none", "href": data}, ""


def _shape(item: Rect | Line | Polygon | Circle | Text, palette: Palette) -> tuple[str, dict[str, str], str]:
    match item:
        case Rect():
            at = _numbers(x=item.x, y=item.y, width=item.width, height=item.height, rx=item.radius)
            return "rect", at | _paint(item.fill, item.stroke, item.stroke_width, item.dash, palette), ""
        case Circle():
            at = _numbers(cx=item.x, cy=item.y, r=item.radius)
            return "circle", at | _paint(item.fill, item.stroke, item.stroke_width, item.dash, palette), ""
        case Line():
            at = _numbers(x1=item.x1, y1=item.y1, x2=item.x2, y2=item.y2)
            return "line", at | _paint(None, item.stroke, item.stroke_width, item.dash, palette), ""
        case Polygon():
            points = " ".join(f"{_number(x)},{_number(y)}" for x, y in item.points)
            tag = "polygon" if item.closed else "polyline"
            look = _paint(item.fill, item.stroke, item.stroke_width, item.dash, palette)
            ends = {"stroke-linecap": "round", "stroke-linejoin": "round"} if item.soft else {}
            return tag, {"points": points, **look, **ends}, ""
        case Text():
            return "text", _text(item, palette), item.text


def _text(item: Text, palette: Palette) -> dict[str, str]:
    weight, style = _FACES[item.font]
    look = {"font-weight": str(weight), "font-style": style, "text-anchor": item.anchor, "fill": palette[item.fill]}
    turned = {}
    if item.rotation:
        turned["transform"] = f"rotate({item.rotation} {_number(item.x)} {_number(item.y)})"
    return _numbers(x=item.x, y=item.y) | {"font-size": _number(item.size)} | look | turned


def _paint(
    fill: Token | None, stroke: Token | None, width: float, dash: tuple[float, ...], palette: Palette
) -> dict[str, str]:
    look = {"fill": palette[fill] if fill else "none"}
    if stroke:
        look |= {"stroke": palette[stroke], "stroke-width": _number(width)}
    if stroke and dash:
        look["stroke-dasharray"] = " ".join(map(_number, dash))
    return look


def _said(text: str) -> str:
    """The text as XML can hold it: a record's control characters would make the file malformed."""
    return escape(one_line(text))


def _numbers(**values: float) -> dict[str, str]:
    return {name: _number(value) for name, value in values.items()}


def _number(value: float) -> str:
    positive_zero = round(value, 3) + 0.0
    return f"{positive_zero:.3f}".rstrip("0").rstrip(".")
