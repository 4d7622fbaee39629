"""What a picture is made of: a closed set of shapes in points, each with its record, role and alternative text.

Coordinates are points (1/72 inch) from the top left corner, y downwards. A painter draws the items in order and
decides nothing: every position, line break and shortening is already made. Colours are tokens that the painter looks
up in a palette (``scenes.palette``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scopewright.scenes import measure
from scopewright.scenes.measure import Font
from scopewright.scenes.palette import Token

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """An upright box; ``right`` and ``bottom`` are coordinates, not sizes."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def moved(self, right: float, down: float) -> Bounds:
        """The box, so far to the right and down."""
        return Bounds(self.left + right, self.top + down, self.right + right, self.bottom + down)

    def grown(self, by: float) -> Bounds:
        """The box, larger by so much on every side."""
        return Bounds(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: Bounds) -> bool:
        """Whether the two boxes have more than an edge in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def contains(self, other: Bounds, slack: float = 0.01) -> bool:
        """Whether the other box lies inside this one, give or take ``slack`` points."""
        return (
            other.left >= self.left - slack
            and other.top >= self.top - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What every item carries beside its shape.

    ``record`` is the spoken id (``R-7``) or a key of the picture (``3x4`` for a heat map cell) or empty; ``role`` says
    what the item stands for (``cell``, ``pill``, ``bar``, ``milestone`` …); ``alt`` is read aloud and shown as a
    tooltip.
    """

    record: str = ""
    role: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rect(Mark):
    """A rectangle; the stroke is centred on its edge."""

    x: float
    y: float
    width: float
    height: float
    fill: Token | None = None
    stroke: Token | None = None
    stroke_width: float = 0.0
    dash: tuple[float, ...] = ()
    radius: float = 0.0

    @property
    def bounds(self) -> Bounds:
        return Bounds(self.x, self.y, self.x + self.width, self.y + self.height)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Mark):
    """A straight line with flat ends."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: Token
    stroke_width: float
    dash: tuple[float, ...] = ()

    @property
    def bounds(self) -> Bounds:
        return Bounds(min(self.x1, self.x2), min(self.y1, self.y2), max(self.x1, self.x2), max(self.y1, self.y2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Polygon(Mark):
    """A filled outline, or with ``closed=False`` a polyline (ticks, arrows, ink); ``soft`` rounds ends and joins."""

    points: tuple[tuple[float, float], ...]
    fill: Token | None = None
    stroke: Token | None = None
    stroke_width: float = 0.0
    dash: tuple[float, ...] = ()
    closed: bool = True
    soft: bool = False

    @property
    def bounds(self) -> Bounds:
        across, down = [x for x, _ in self.points], [y for _, y in self.points]
        return Bounds(min(across), min(down), max(across), max(down))


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle(Mark):
    """A circle around (x, y)."""

    x: float
    y: float
    radius: float
    fill: Token | None = None
    stroke: Token | None = None
    stroke_width: float = 0.0
    dash: tuple[float, ...] = ()

    @property
    def bounds(self) -> Bounds:
        return Bounds(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Mark):
    """One line of text: ``x`` is its anchor, ``y`` its baseline, ``size`` in points.

    ``rotation`` -90 reads upwards: the text turns about (x, y), and the anchor works along the turned baseline.
    """

    x: float
    y: float
    text: str
    size: float
    fill: Token
    font: Font = "regular"
    anchor: Anchor = "start"
    rotation: Literal[0, -90] = 0

    @property
    def width(self) -> float:
        """The advance width in points, by the bundled font's tables, without kerning."""
        return measure.width(self.text, self.font, self.size)

    @property
    def bounds(self) -> Bounds:
        before = {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor] * self.width
        after = self.width - before
        above, below = measure.ASCENT * self.size, measure.DESCENT * self.size
        if self.rotation:
            return Bounds(self.x - above, self.y - after, self.x + below, self.y + before)
        return Bounds(self.x - before, self.y - above, self.x + after, self.y + below)


@dataclass(frozen=True, slots=True, kw_only=True)
class Image(Mark):
    """A photograph stretched over a box; ``name`` is that of its attachment, whose bytes the painter is handed."""

    x: float
    y: float
    width: float
    height: float
    name: str

    @property
    def bounds(self) -> Bounds:
        return Bounds(self.x, self.y, self.x + self.width, self.y + self.height)


Item = Rect | Line | Polygon | Circle | Text | Image


@dataclass(frozen=True, slots=True)
class Table:
    """The same content in full as a plain table; it stands beside every picture for whoever cannot see the picture."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """A laid-out picture. ``title`` names it, ``alt`` says in a sentence or two what it shows."""

    width: float
    height: float
    items: tuple[Item, ...]
    title: str
    alt: str
    table: Table

    def of_role(self, role: str) -> tuple[Item, ...]:
        """The items that stand for ``role``, in painting order."""
        return tuple(item for item in self.items if item.role == role)
