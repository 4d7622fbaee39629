"""A logo as briefs carry it: one opaque PNG, whatever it was before.

Transparency is laid on white and the colours are sRGB, so that the file stays archival; an SVG becomes pixels here,
once, so that nothing in it can run, fetch or name a file when a brief is made.
"""

from __future__ import annotations

import base64
import binascii
import re
from io import BytesIO
from typing import Any

from PIL import Image, UnidentifiedImageError

from scopewright.briefs.house_style import LARGEST_FILE
from scopewright.language import _
from scopewright.model.refusal import SaidToUser
from scopewright.progress import Report

_MOST_PIXELS = 40_000_000
_WIDEST, _HIGHEST = 900, 300
"""Pixels; on paper a logo is at most 170 x 40 points."""
_SVG = re.compile(rb"<svg[\s>]", re.IGNORECASE)
_REFUSED = re.compile(
    rb"<!DOCTYPE|<!ENTITY|<\?xml-stylesheet|<(?:\w+:)?(?:script|foreignObject|image|feImage|iframe|animate|set)\b"
    rb"|\bon\w+\s*=|@import|url\(\s*['\"]?(?!#)|href\s*=\s*['\"](?!#)",
    re.IGNORECASE,
)
_REMARK = re.compile(rb"<!--.*?-->", re.DOTALL)


def run(payload: dict[str, Any], _report: Report) -> dict[str, Any]:
    """Take a logo: ``data`` is the file as base64 text, of the payload as of the result."""
    try:
        data = base64.b64decode(payload["data"], validate=True)
    except binascii.Error as error:
        raise SaidToUser(_refusal()) from error
    return {"data": base64.b64encode(taken(data)).decode("ascii")}


def taken(data: bytes) -> bytes:
    """The picture in a PNG, JPEG or SVG file as an opaque PNG of a size that print needs.

    Raises:
        SaidToUser: it is none of these, is damaged or too large, or an SVG that runs or fetches something.
    """
    if len(data) > LARGEST_FILE:
        text = _("This picture is larger than {limit} MB; save it smaller and choose it again.")
        raise SaidToUser(text.format(limit=LARGEST_FILE // 2**20))
    if _SVG.search(data[:4000]):
        data = _drawn(_REMARK.sub(b"", data))
    return _flattened(data)


def _drawn(data: bytes) -> bytes:
    import resvg_py

    if _REFUSED.search(data):
        raise SaidToUser(
            _("This SVG holds a script, a picture or a link to something else; save it as plain SVG or as PNG.")
        )
    try:
        text = data.decode("utf-8-sig")
        return bytes(resvg_py.svg_to_bytes(svg_string=text, width=_WIDEST, background="#FFFFFF"))
    except (ValueError, RuntimeError) as error:
        raise SaidToUser(_refusal()) from error


def _flattened(data: bytes) -> bytes:
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as found:
            if found.width * found.height > _MOST_PIXELS:
                raise SaidToUser(_("This picture has more than 40 million pixels; save it smaller, choose it again."))
            seen = found.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        if isinstance(error, SaidToUser):
            raise
        raise SaidToUser(_refusal()) from error
    white = Image.new("RGBA", seen.size, "#FFFFFF")
    flat = Image.alpha_composite(white, seen).convert("RGB")
    flat.thumbnail((_WIDEST, _HIGHEST))
    out = BytesIO()
    flat.save(out, "PNG", optimize=True)
    return out.getvalue()


def _refusal() -> str:
    return _("This is no picture that a brief can carry; choose a PNG, a JPEG or an SVG.")
