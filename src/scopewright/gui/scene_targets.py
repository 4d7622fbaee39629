"""Where the keyboard can stand in a scene: the items that carry a record, and the way from one to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF

from scopewright.gui.scene_painter import box
from scopewright.scenes.scene import Scene

Direction = Literal["left", "right", "up", "down"]
_STEP: dict[Direction, tuple[int, int]] = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


@dataclass(frozen=True, slots=True)
class Target:
    """A record's place in the picture; ``area`` is in points."""

    record: str
    alt: str
    area: QRectF


def targets(scene: Scene) -> list[Target]:
    """The places in painting order; neighbouring items of one record (a bar and its text) are one place."""
    found: list[Target] = []
    for item in scene.items:
        if not item.record:
            continue
        area = box(item.bounds)
        if found and found[-1].record == item.record:
            last = found.pop()
            found.append(Target(item.record, last.alt or item.alt, last.area.united(area)))
        else:
            found.append(Target(item.record, item.alt, area))
    return found


def at_point(places: list[Target], point: QPointF) -> int | None:
    """The index of the topmost place under a point, in points."""
    return next((index for index in reversed(range(len(places))) if places[index].area.contains(point)), None)


def neighbour(places: list[Target], index: int, direction: Direction) -> int:
    """The nearest place in a direction, or the same when there is none; being off the axis counts double."""
    right, down = _STEP[direction]
    start = places[index].area.center()
    best, nearest = index, float("inf")
    for other, place in enumerate(places):
        way = place.area.center() - start
        along = way.x() * right + way.y() * down
        across = abs(way.x() * down) + abs(way.y() * right)
        if other != index and along > 0.5 and along + 2 * across < nearest:
            best, nearest = other, along + 2 * across
    return best
