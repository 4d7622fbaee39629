"""A word that stands large behind a page. It is drawn as outlines: a search or a screen reader meets the text alone."""

from __future__ import annotations

from functools import cache
from typing import Any

from fontTools.pens.qu2cuPen import Qu2CuPen  # type: ignore[import-untyped] # ships no types
from fontTools.pens.recordingPen import DecomposingRecordingPen  # type: ignore[import-untyped] # ships no types
from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # ships no types
from reportlab.lib.colors import HexColor

from scopewright.briefs.pdf.canvas import PageCanvas
from scopewright.scenes import measure

_ANGLE, _SHARE, _HUE = 50.0, 0.6, "#F0F2F5"
"""Degrees from the lower edge, share of the page's diagonal that the word takes, and a grey that text is read on."""

Outline = tuple[tuple[str, tuple[Any, ...]], ...]


def draw_behind(canvas: PageCanvas, word: str) -> None:
    """Draw the word behind what stands on the page."""
    across, down = canvas.size
    outline, length = _outline(word)
    scale = _SHARE * (across**2 + down**2) ** 0.5 / length if length else 0.0
    with canvas.behind():
        canvas.saveState()
        canvas.setFillColor(HexColor(_HUE))
        canvas.translate(across / 2, down / 2)
        canvas.rotate(_ANGLE if across < down else 90 - _ANGLE)
        canvas.scale(scale, scale)
        canvas.translate(-length / 2, -0.33)
        path: Any = canvas.beginPath()
        steps = {"moveTo": path.moveTo, "lineTo": path.lineTo, "curveTo": path.curveTo, "closePath": path.close}
        for name, points in outline:
            steps[name](*(number for point in points for number in point))
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.restoreState()


@cache
def _outline(word: str) -> tuple[Outline, float]:
    """The word's outline with cubic curves, one unit high, and its length; characters the font lacks are left out."""
    steps: list[tuple[str, tuple[Any, ...]]] = []
    left = 0.0
    with TTFont(measure.font_path("bold")) as font:
        glyphs, names, size = font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm
        for character in word.upper():
            if ord(character) not in names:
                continue
            pen = DecomposingRecordingPen(glyphs)
            glyphs[names[ord(character)]].draw(Qu2CuPen(pen, 1.0, all_cubic=True))
            steps += [(name, tuple((left + x / size, y / size) for x, y in points)) for name, points in pen.value]
            left += glyphs[names[ord(character)]].width / size
    return tuple(steps), left
