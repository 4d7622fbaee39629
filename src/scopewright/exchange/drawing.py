"""What is on a whiteboard, in plain values between a foreign format and the records: nothing of either is known here.

Places are in board units, which are the pixels of other programs. Names (``key``) hold within one drawing only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Place = tuple[float, float, float, float]
"""Left, top, width, height."""
Pressed = tuple[float, float, float]
"""A point of ink from its stroke's left and top, and the pressure from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame with its title; ``place`` may be missing, as in a list."""

    key: str
    title: str
    place: Place | None = None
    colour: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A sticky; ``frame`` is the key of the frame that it is in, ``parent`` that of the note it is a part of."""

    key: str
    text: str
    place: Place | None = None
    colour: str = ""
    group: str = ""
    frame: str = ""
    parent: str = ""
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture; ``file`` names its content in ``Drawing.files``."""

    key: str
    file: str
    place: Place
    alt: str = ""
    group: str = ""


Solid = Frame | Note | Picture
"""What a line may connect."""


@dataclass(frozen=True, slots=True)
class Ink:
    """A stroke."""

    x: float
    y: float
    points: tuple[Pressed, ...]
    pen: float = 3.0
    colour: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A line between two notes, frames or pictures; ``heads`` is ``arrow``, ``none`` or ``both``."""

    start: str
    end: str
    heads: str = "arrow"
    label: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything; ``files`` are pictures by name, ``told`` says in sentences what the format had and is not here."""

    title: str = ""
    frames: tuple[Frame, ...] = ()
    notes: tuple[Note, ...] = ()
    pictures: tuple[Picture, ...] = ()
    ink: tuple[Ink, ...] = ()
    links: tuple[Link, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    told: tuple[str, ...] = ()

    @property
    def solid(self) -> tuple[Solid, ...]:
        """Everything that a line may connect."""
        return (*self.frames, *self.notes, *self.pictures)
