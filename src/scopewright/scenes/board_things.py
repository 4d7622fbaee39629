"""What lies on a whiteboard, in board units: stickies, frames, connectors, ink, pictures; plain numbers, no colours."""

from __future__ import annotations

from dataclasses import dataclass

from scopewright.scenes.scene import Bounds

STICKY_WIDTH, STICKY_HEIGHT = 160.0, 120.0
"""How large a sticky is that nobody resized; a board unit is a point where a board is printed in full size."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What all have in common.

    ``key`` is the record's hidden key, ``id`` the spoken one, ``alt`` what is read aloud, ``colour`` one of the names
    in ``model.placing``, ``group`` the word that it shares with what is moved together with it. ``stored`` says whether
    its place is kept in the record; else it was laid out and would move with what is added.
    """

    key: str
    id: str
    alt: str
    area: Bounds
    colour: str = "grey"
    group: str = ""
    depth: float = 0.0
    stored: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sticky(Thing):
    """A note; ``said`` stands at its foot, ``home`` is the key of the frame of its topic, empty for none."""

    text: str
    said: str = ""
    struck: bool = False
    home: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame(Thing):
    """A frame; ``topic`` is the hidden key of what notes in it are about.

    ``own`` says whether it is a record and not only the place of a topic.
    """

    title: str
    topic: str = ""
    own: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo(Thing):
    """A picture; ``name`` is that of its attachment."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink(Thing):
    """A stroke: points from its area's upper left corner, each with a pressure from 0 to 1; ``pen`` is its width."""

    points: tuple[tuple[float, float, float], ...]
    pen: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Thing):
    """A connector between the things with the keys ``start`` and ``end``; its area is what its line covers."""

    start: str
    end: str
    path: tuple[Point, ...]
    heads: str = "arrow"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """The things in painting order, the rearmost first."""

    title: str
    things: tuple[Thing, ...]

    def extent(self) -> Bounds | None:
        """The box around everything; none for an empty board."""
        return around([thing.area for thing in self.things])


def around(areas: list[Bounds]) -> Bounds | None:
    """The smallest box around all of these."""
    if not areas:
        return None
    return Bounds(
        min(area.left for area in areas),
        min(area.top for area in areas),
        max(area.right for area in areas),
        max(area.bottom for area in areas),
    )
