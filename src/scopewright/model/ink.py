"""The points of a stroke as its record holds them: ``x y pressure`` parted by commas, pressure from 0 to 100."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite

from scopewright.language import _, ngettext

Pressed = tuple[float, float, float]
"""Right and down from the stroke's corner in units of the board, and the pressure from 0 to 1."""


def to_text(points: Iterable[Pressed]) -> str:
    """Points as a stroke's record holds them."""
    return ",".join(f"{x:.1f} {y:.1f} {round(100 * p)}".replace(".0 ", " ") for x, y, p in points)


def from_text(text: str) -> tuple[tuple[Pressed, ...], tuple[str, ...]]:
    """The points that can be read, and the parts that are none: another program may have touched the text."""
    found: list[Pressed] = []
    bad: list[str] = []
    for part in text.split(",") if text else ():
        point = _point(part)
        if point is None:
            bad.append(part)
        else:
            found.append(point)
    return tuple(found), tuple(bad)


def problems(text: str) -> list[str]:
    """A sentence if there are parts that are no points."""
    _points, bad = from_text(text)
    if not bad:
        return []
    said = ngettext("“{first}” is no point.", "“{first}” and {more} more are no points.", len(bad))
    return [said.format(first=bad[0].strip()[:40], more=len(bad) - 1)]


def unread(text: str) -> str:
    """What is said of ink of which not everything can be drawn; nothing of any other."""
    return " ".join([_("Not all of this ink can be read."), *found]) if (found := problems(text)) else ""


def _point(part: str) -> Pressed | None:
    try:
        x, y, pressure = map(float, part.split())
    except ValueError:
        return None
    return (x, y, min(1.0, max(0.0, pressure / 100))) if isfinite(x + y + pressure) else None
