"""A character that no font has: its code point in a box, of the width that the scene counted for it."""

from __future__ import annotations

from dataclasses import dataclass

from scopewright.scenes import measure
from scopewright.scenes.measure import MISSING_WIDTH, Font
from scopewright.scenes.scene import Bounds

FONT: Font = "semibold"
_RISE, _EDGE, _DIGITS = 0.8, 1 / 16, 0.4
_BASELINES = (0.46, 0.86)


@dataclass(frozen=True, slots=True)
class CodeBox:
    """The middle of a line of ``edge`` points width, and two lines of digits, each with its left end and baseline."""

    box: Bounds
    edge: float
    size: float
    digits: tuple[tuple[str, float, float], ...]


def code_box(character: str, left: float, size: float) -> CodeBox:
    """The box of a character at a place on a baseline at 0, y downwards; ``size`` is that of the text around it."""
    code, wide, edge = f"{ord(character):04X}", MISSING_WIDTH * size, size * _EDGE
    box = Bounds(left + edge, edge - _RISE * size, left + wide - edge, (1 - _RISE) * size - edge)
    halves = zip((code[:-2], code[-2:]), _BASELINES, strict=True)
    digits = tuple(
        (half, left + (wide - measure.width(half, FONT, _DIGITS * size)) / 2, (base - _RISE) * size)
        for half, base in halves
    )
    return CodeBox(box, edge, _DIGITS * size, digits)
