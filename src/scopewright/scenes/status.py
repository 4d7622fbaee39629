"""The five states a planned thing can be in, each with a shape and a word, so that colour never stands alone."""

from __future__ import annotations

from typing import Literal

from scopewright.language import N_, _
from scopewright.scenes.palette import Token
from scopewright.scenes.scene import Circle, Item, Polygon, Rect

Status = Literal["on-track", "at-risk", "off-track", "not-started", "complete"]

_WORDS: dict[Status, str] = {
    "complete": N_("Complete"),
    "on-track": N_("On track"),
    "at-risk": N_("At risk"),
    "off-track": N_("Off track"),
    "not-started": N_("Not started"),
}
STATUSES: tuple[Status, ...] = tuple(_WORDS)
"""The states in the order of a legend."""
SOLID: dict[Status, Token] = {
    "complete": "status-complete",
    "on-track": "status-on-track",
    "at-risk": "status-at-risk",
    "off-track": "status-off-track",
    "not-started": "status-not-started",
}
TINT: dict[Status, Token] = {
    "complete": "status-complete-tint",
    "on-track": "status-on-track-tint",
    "at-risk": "status-at-risk-tint",
    "off-track": "status-off-track-tint",
    "not-started": "status-not-started-tint",
}
DARK: dict[Status, Token] = {
    "complete": "status-complete-text",
    "on-track": "status-on-track-text",
    "at-risk": "status-at-risk-text",
    "off-track": "status-off-track-text",
    "not-started": "status-not-started-text",
}
"""The colour of outlines, and of words on the tint."""


def word(status: Status) -> str:
    """The state in the language of the present block."""
    return _(_WORDS[status])


def shape(status: Status, x: float, y: float, size: float, record: str = "") -> tuple[Item, ...]:
    """The state's shape, ``size`` points high, centred on (x, y)."""
    half = size / 2
    solid, dark, alt = SOLID[status], DARK[status], word(status)
    match status:
        case "on-track":
            disc = Circle(x=x, y=y, radius=half, fill=solid, role="status", record=record, alt=alt)
            return (disc,)
        case "at-risk":
            corners = ((x, y - half), (x + half, y + half), (x - half, y + half))
            return (_outlined(corners, solid, dark, record, alt),)
        case "off-track":
            return (
                Rect(
                    x=x - half, y=y - half, width=size, height=size, fill=solid, role="status", record=record, alt=alt
                ),
            )
        case "not-started":
            ring = Circle(
                x=x,
                y=y,
                radius=half - 0.5,
                fill="paper",
                stroke=dark,
                stroke_width=1,
                role="status",
                record=record,
                alt=alt,
            )
            return (ring,)
        case "complete":
            disc = Circle(x=x, y=y, radius=half, fill=solid, role="status", record=record, alt=alt)
            tick = ((x - 0.5 * half, y), (x - 0.1 * half, y + 0.42 * half), (x + 0.55 * half, y - 0.4 * half))
            return disc, Polygon(
                points=tick, stroke="paper", stroke_width=0.17 * size, closed=False, role="status-tick"
            )


def _outlined(corners: tuple[tuple[float, float], ...], solid: Token, dark: Token, record: str, alt: str) -> Polygon:
    return Polygon(points=corners, fill=solid, stroke=dark, stroke_width=0.8, role="status", record=record, alt=alt)
