"""Which part of the board is seen, and how large: plain numbers between board units and logical pixels."""

from __future__ import annotations

from dataclasses import dataclass

from scopewright.scenes.scene import Bounds

SMALLEST, LARGEST = 0.03, 4.0
_ROOM = 48.0


@dataclass(frozen=True, slots=True)
class Sight:
    """``scale`` is logical pixels a unit; the unit (0, 0) stands at the pixel (``across``, ``down``), whole numbers."""

    scale: float = 1.0
    across: int = 0
    down: int = 0

    def to_pixels(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the board is seen."""
        return x * self.scale + self.across, y * self.scale + self.down

    def to_units(self, x: float, y: float) -> tuple[float, float]:
        """Which point of the board is seen at a pixel."""
        return (x - self.across) / self.scale, (y - self.down) / self.scale

    def area(self, width: float, height: float) -> Bounds:
        """What a view of that size in pixels shows of the board."""
        return Bounds(*self.to_units(0, 0), *self.to_units(width, height))

    def panned(self, right: float, below: float) -> Sight:
        """The board moved by so many pixels."""
        return Sight(self.scale, self.across + round(right), self.down + round(below))

    def zoomed(self, factor: float, x: float, y: float) -> Sight:
        """The board enlarged, the point under the pixel (x, y) staying there."""
        scale = min(LARGEST, max(SMALLEST, self.scale * factor))
        left, top = self.to_units(x, y)
        return Sight(scale, round(x - left * scale), round(y - top * scale))

    def on_grid(self, step: int) -> Sight:
        """The nearest sight whose places in pixels are multiples of ``step``."""
        return Sight(self.scale, round(self.across / step) * step, round(self.down / step) * step)

    def showing(self, area: Bounds, width: float, height: float) -> Sight:
        """The board moved as little as brings an area into a view of that size; the scale stays."""
        seen = self.area(width, height).grown(-_ROOM / self.scale)
        right = min(0.0, seen.right - area.right) or max(0.0, seen.left - area.left)
        below = min(0.0, seen.bottom - area.bottom) or max(0.0, seen.top - area.top)
        if area.width > seen.width:
            right = seen.left - area.left
        if area.height > seen.height:
            below = seen.top - area.top
        return self.panned(right * self.scale, below * self.scale)


def fitting(area: Bounds | None, width: float, height: float, most: float = 1.25) -> Sight:
    """The sight that shows an area whole and in the middle of a view; nothing to show is seen in full size."""
    if area is None:
        return Sight(1.0, round(width / 2), round(height / 2))
    room = max(1.0, width - 2 * _ROOM), max(1.0, height - 2 * _ROOM)
    scale = min(most, room[0] / max(1.0, area.width), room[1] / max(1.0, area.height))
    scale = min(LARGEST, max(SMALLEST, scale))
    x, y = area.middle
    return Sight(scale, round(width / 2 - x * scale), round(height / 2 - y * scale))


def grid_of(ratio: float) -> int:
    """The fewest logical pixels that are whole pixels of a screen with that ratio, such as 2 at 150 %; at most 4."""
    return next((step for step in (1, 2, 3, 4) if (step * ratio).is_integer()), 4)
