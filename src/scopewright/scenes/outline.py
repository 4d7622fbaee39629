"""The shape of a word as curves, for where letters are drawn and not read."""

from __future__ import annotations

from functools import cache
from typing import Any

from scopewright.scenes import measure

Outline = tuple[tuple[str, tuple[Any, ...]], ...]
"""Steps of a path (moveTo, lineTo, curveTo, closePath), each with its points."""


@cache
def outline(word: str) -> tuple[Outline, float]:
    """The word's outline in bold with cubic curves, one unit high, and its length; what the font lacks is left out."""
    from fontTools.pens.qu2cuPen import Qu2CuPen  # type: ignore[import-untyped] # fontTools ships no types
    from fontTools.pens.recordingPen import DecomposingRecordingPen  # type: ignore[import-untyped] # the same
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # the same

    steps: list[tuple[str, tuple[Any, ...]]] = []
    left = 0.0
    with TTFont(measure.font_path("bold")) as font:
        glyphs, names, size = font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm
        for character in word:
            if ord(character) not in names:
                continue
            pen = DecomposingRecordingPen(glyphs)
            glyphs[names[ord(character)]].draw(Qu2CuPen(pen, 1.0, all_cubic=True))
            steps += [(name, tuple((left + x / size, y / size) for x, y in points)) for name, points in pen.value]
            left += glyphs[names[ord(character)]].width / size
    return tuple(steps), left
