"""A word as the outlines of its letters, for where it is a picture and no text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from scopewright.scenes.measure import Font, font_path


@dataclass(frozen=True, slots=True)
class Outline:
    """A word one unit high on its baseline, y upwards.

    ``steps`` are ``moveTo``, ``lineTo``, ``curveTo`` (cubic) and ``closePath`` with their coordinates one after the
    other; ``length`` is how far the word runs.
    """

    steps: tuple[tuple[str, tuple[float, ...]], ...]
    length: float


def outline(word: str, font: Font) -> Outline:
    """The outlines of a word; characters that the font lacks are left out."""
    return _outline(word, font_path(font))


@cache
def _outline(word: str, path: Path) -> Outline:
    from fontTools.pens.qu2cuPen import Qu2CuPen  # type: ignore[import-untyped] # ships no types
    from fontTools.pens.recordingPen import DecomposingRecordingPen  # type: ignore[import-untyped] # ships no types
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # ships no types

    steps: list[tuple[str, tuple[float, ...]]] = []
    left = 0.0
    with TTFont(path) as file:
        glyphs, names, size = file.getGlyphSet(), file.getBestCmap(), file["head"].unitsPerEm
        for code in (ord(character) for character in word if ord(character) in names):
            pen = DecomposingRecordingPen(glyphs)
            glyphs[names[code]].draw(Qu2CuPen(pen, 1.0, all_cubic=True))
            steps += [(name, _flat(points, left, size)) for name, points in pen.value]
            left += glyphs[names[code]].width / size
    return Outline(tuple(steps), left)


def _flat(points: Any, left: float, size: float) -> tuple[float, ...]:
    return tuple(number for x, y in points for number in (left + x / size, y / size))
