"""The print palette of a house: two brand colours, dark enough to be read on white, and what follows from them."""

from __future__ import annotations

import re
from types import MappingProxyType

from scopewright.scenes.palette import LIGHT_PRINT, Palette, contrast

LEAST_FIRST, LEAST_SECOND = 7.0, 4.5
"""Contrast to white (WCAG 2.2) that headings and grounds, and that small accents need."""
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_STEP = 0.97


def is_colour(text: str) -> bool:
    """Whether a text is a colour as ``#RRGGBB``."""
    return bool(_COLOUR.fullmatch(text))


def darkened(colour: str, least: float) -> str:
    """The colour, made darker step by step until it has the contrast on white."""
    while contrast(colour, "#FFFFFF") < least:
        colour = mixed("#000000", colour, _STEP)
    return colour.upper()


def mixed(ground: str, colour: str, share: float) -> str:
    """So much of a colour on a ground, channel by channel."""
    parts = (int(int(ground[at : at + 2], 16) * (1 - share) + int(colour[at : at + 2], 16) * share) for at in (1, 3, 5))
    return "#" + "".join(f"{part:02X}" for part in parts)


def palette(first: str, second: str) -> Palette:
    """The palette of a brief; status and heat colours stay what they are."""
    if (first, second) == (LIGHT_PRINT["brand1"], LIGHT_PRINT["brand2"]):
        return LIGHT_PRINT
    return MappingProxyType(
        {**LIGHT_PRINT, "brand1": first, "brand2": second, "callout": mixed("#FFFFFF", second, 0.08)}
    )
