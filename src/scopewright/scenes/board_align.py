"""Lining things up on a whiteboard, and spreading them evenly; boxes in, boxes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from scopewright.scenes.board_things import around
from scopewright.scenes.scene import Bounds

Edge = Literal["left", "centre", "right", "top", "middle", "bottom"]
Axis = Literal["across", "down"]


def aligned(areas: Mapping[str, Bounds], edge: Edge) -> dict[str, Bounds]:
    """The boxes with that edge, or that middle line, of all of them in common."""
    whole = around(list(areas.values()))
    if whole is None:
        return {}
    return {key: area.moved(*_shift(area, whole, edge)) for key, area in areas.items()}


def _shift(area: Bounds, whole: Bounds, edge: Edge) -> tuple[float, float]:
    match edge:
        case "left":
            return whole.left - area.left, 0
        case "centre":
            return whole.middle[0] - area.middle[0], 0
        case "right":
            return whole.right - area.right, 0
        case "top":
            return 0, whole.top - area.top
        case "middle":
            return 0, whole.middle[1] - area.middle[1]
        case "bottom":
            return 0, whole.bottom - area.bottom


def distributed(areas: Mapping[str, Bounds], axis: Axis) -> dict[str, Bounds]:
    """The boxes with equal gaps between them; the first and the last stay."""
    if len(areas) < 3:
        return dict(areas)
    if axis == "down":
        turned = distributed({key: _turned(area) for key, area in areas.items()}, "across")
        return {key: _turned(area) for key, area in turned.items()}
    order = sorted(areas, key=lambda key: (areas[key].left, areas[key].right))
    room = max(area.right for area in areas.values()) - areas[order[0]].left
    gap = (room - sum(area.width for area in areas.values())) / (len(areas) - 1)
    placed, left = {}, areas[order[0]].left
    for key in order:
        placed[key] = areas[key].moved(left - areas[key].left, 0)
        left += areas[key].width + gap
    return placed


def _turned(area: Bounds) -> Bounds:
    return Bounds(area.top, area.left, area.bottom, area.right)


def tidied(areas: Mapping[str, Bounds], gap: float, columns: int) -> dict[str, Bounds]:
    """The boxes row by row from the upper left corner of all of them, in reading order, a gap between them."""
    whole = around(list(areas.values()))
    if whole is None:
        return {}
    order = sorted(areas, key=lambda key: (round(areas[key].top / 60), areas[key].left))
    placed, top = {}, whole.top
    for begin in range(0, len(order), columns):
        row, left = order[begin : begin + columns], whole.left
        for key in row:
            placed[key] = areas[key].moved(left - areas[key].left, top - areas[key].top)
            left = placed[key].right + gap
        top = max(placed[key].bottom for key in row) + gap
    return placed
