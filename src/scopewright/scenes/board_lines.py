"""The lines of a whiteboard: the way of a connector between two boxes, and ink as strokes of one width each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import hypot

from scopewright.model.ink import Pressed
from scopewright.scenes.scene import Bounds

Point = tuple[float, float]
_SLACK = 0.4
"""Units of the board that a point of ink may lie beside the line of its neighbours and be left out."""
_PIECES = 16
_HEAD = 9.0
_STEPS = 6
"""Into how many widths the pressure of a pen is told apart."""


def way(start: Bounds, end: Bounds) -> tuple[Point, ...]:
    """The curve from the side of one box that faces the other, to the side of that one that faces back."""
    (x1, y1), (x2, y2) = start.middle, end.middle
    level = abs(x2 - x1) * (start.height + end.height) >= abs(y2 - y1) * (start.width + end.width)
    if level:
        first = (start.right if x2 >= x1 else start.left, y1)
        last = (end.left if x2 >= x1 else end.right, y2)
        bend = (last[0] - first[0]) / 2
        return _curve(first, (first[0] + bend, first[1]), (last[0] - bend, last[1]), last)
    first = (x1, start.bottom if y2 >= y1 else start.top)
    last = (x2, end.top if y2 >= y1 else end.bottom)
    bend = (last[1] - first[1]) / 2
    return _curve(first, (first[0], first[1] + bend), (last[0], last[1] - bend), last)


def _curve(a: Point, b: Point, c: Point, d: Point) -> tuple[Point, ...]:
    """A cubic Bézier curve as a polyline."""
    return tuple(_on_curve(a, b, c, d, step / _PIECES) for step in range(_PIECES + 1))


def _on_curve(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    s = 1 - t
    weights = s**3, 3 * s * s * t, 3 * s * t * t, t**3
    return (
        sum(weight * point[0] for weight, point in zip(weights, (a, b, c, d), strict=True)),
        sum(weight * point[1] for weight, point in zip(weights, (a, b, c, d), strict=True)),
    )


def head(path: tuple[Point, ...], *, at_start: bool = False) -> tuple[Point, Point, Point] | None:
    """The corners of the arrow head at an end of a polyline; none where it has no direction."""
    tip, before = (path[0], path[min(2, len(path) - 1)]) if at_start else (path[-1], path[max(-3, -len(path))])
    across, down = tip[0] - before[0], tip[1] - before[1]
    length = hypot(across, down)
    if not length:
        return None
    right, below = across / length * _HEAD, down / length * _HEAD
    foot = (tip[0] - right, tip[1] - below)
    return tip, (foot[0] - below * 0.5, foot[1] + right * 0.5), (foot[0] + below * 0.5, foot[1] - right * 0.5)


def runs(points: tuple[Pressed, ...], pen: float) -> Iterator[tuple[float, tuple[Point, ...]]]:
    """Smoothed ink as polylines of one width each; neighbours share a point. A dot is a line to itself."""
    fine = _smoothed(points)
    if len(fine) == 1:
        fine = (*fine, (fine[0][0] + 0.01, fine[0][1], fine[0][2]))
    begin = 0
    for at in range(1, len(fine)):
        last = at == len(fine) - 1
        if last or _step(fine[at][2]) != _step(fine[begin][2]):
            width = pen * (0.4 + 1.2 * _step(fine[begin][2]) / _STEPS)
            yield width, tuple((x, y) for x, y, _pressure in fine[begin : at + 1])
            begin = at


def _step(pressure: float) -> int:
    return round(pressure * _STEPS)


def _smoothed(points: tuple[Pressed, ...]) -> tuple[Pressed, ...]:
    """Corners cut twice by Chaikin's rule; the ends stay."""
    for _time in range(2):
        if len(points) < 3:
            return points
        cut = [points[0]]
        for one, other in pairwise(points):
            cut += [_between(one, other, 0.25), _between(one, other, 0.75)]
        points = (*cut, points[-1])
    return points


def _between(one: Pressed, other: Pressed, share: float) -> Pressed:
    x, y, p = (a + (b - a) * share for a, b in zip(one, other, strict=True))
    return x, y, p


def thinned(points: list[Pressed]) -> list[Pressed]:
    """The points without those that lie within ``_SLACK`` of the line between their neighbours (Douglas–Peucker)."""
    keep, todo = {0, len(points) - 1}, [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        far, at = max(
            ((_off(points[place], points[first], points[last]), place) for place in range(first + 1, last)),
            default=(0.0, -1),
        )
        if far > _SLACK:
            keep.add(at)
            todo += [(first, at), (at, last)]
    return [points[place] for place in sorted(keep)]


def _off(point: Pressed, one: Pressed, other: Pressed) -> float:
    """How far a point is from the line through two others; a change of pressure by half counts as two units."""
    across, down = other[0] - one[0], other[1] - one[1]
    length = hypot(across, down)
    pressed = 4 * abs(point[2] - (one[2] + other[2]) / 2)
    if not length:
        return max(hypot(point[0] - one[0], point[1] - one[1]), pressed)
    return max(abs(across * (one[1] - point[1]) - (one[0] - point[0]) * down) / length, pressed)
