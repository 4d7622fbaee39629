"""The fields that say where and how a thing stands on the whiteboard; all of them are layout.

Lengths are in board units: a sticky is 160 wide, and a board has no edges.
"""

from __future__ import annotations

from typing import Any

from scopewright.language import N_
from scopewright.model.fields import choice, number, text

COLOURS = (
    ("yellow", N_("Yellow")),
    ("orange", N_("Orange")),
    ("rose", N_("Rose")),
    ("violet", N_("Violet")),
    ("blue", N_("Blue")),
    ("teal", N_("Teal")),
    ("green", N_("Green")),
    ("grey", N_("Grey")),
)
"""What may be coloured in; each theme has its own shades of them."""


def left() -> Any:
    """The place of the left edge, growing to the right."""
    return number(N_("Left on the board"), column=False, layout=True)


def top() -> Any:
    """The place of the upper edge, growing downwards."""
    return number(N_("Top on the board"), column=False, layout=True)


def width() -> Any:
    """How wide it is."""
    return number(N_("Width on the board"), low=0, column=False, layout=True)


def height() -> Any:
    """How high it is."""
    return number(N_("Height on the board"), low=0, column=False, layout=True)


def colour() -> Any:
    """One of ``COLOURS``, by name."""
    return choice(N_("Colour on the board"), COLOURS, column=False, layout=True)


def group() -> Any:
    """A word: what has the same one is chosen and moved together."""
    return text(N_("Group on the board"), column=False, layout=True)


def depth() -> Any:
    """A number: what has the larger one stands in front."""
    return number(N_("Depth on the board"), column=False, layout=True)
