"""Where what is dragged snaps to: its edges and middles to those of what stands near."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scopewright.scenes.scene import Bounds


@dataclass(frozen=True, slots=True)
class Guide:
    """A line that edges have in common, in units; ``upright`` ones stand at x = ``at``, others at y = ``at``."""

    upright: bool
    at: float
    begin: float
    end: float


def snapped(
    area: Bounds, right: float, down: float, others: Sequence[Bounds], slack: float
) -> tuple[tuple[float, float], list[Guide]]:
    """The shift, mended by at most ``slack`` so that edges meet, and the lines that then meet."""
    there = area.moved(right, down)
    near = [other for other in others if _is_near(there, other)]
    across = _best((there.left, there.middle[0], there.right), [_across(other) for other in near], slack)
    below = _best((there.top, there.middle[1], there.bottom), [_down(other) for other in near], slack)
    shift = (right + across, down + below)
    return shift, list(_guides(area.moved(*shift), near))


def _is_near(area: Bounds, other: Bounds) -> bool:
    return area.grown(max(area.width, area.height, 400)).meets(other)


def _across(area: Bounds) -> tuple[float, float, float]:
    return area.left, area.middle[0], area.right


def _down(area: Bounds) -> tuple[float, float, float]:
    return area.top, area.middle[1], area.bottom


def _best(own: tuple[float, float, float], others: Sequence[tuple[float, float, float]], slack: float) -> float:
    steps = [theirs - mine for other in others for theirs in other for mine in own if abs(theirs - mine) <= slack]
    return min(steps, key=abs, default=0.0)


def _guides(area: Bounds, others: Sequence[Bounds]) -> Iterator[Guide]:
    for other in others:
        for mine in _across(area):
            if any(abs(mine - theirs) < 0.01 for theirs in _across(other)):
                yield Guide(True, mine, min(area.top, other.top), max(area.bottom, other.bottom))
        for mine in _down(area):
            if any(abs(mine - theirs) < 0.01 for theirs in _down(other)):
                yield Guide(False, mine, min(area.left, other.left), max(area.right, other.right))
