"""The colours of a picture by token: for print, for the light window and for the dark window.

Status and heat colours never follow the client's brand; only ``brand1`` and ``brand2`` do.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Token = Literal[
    "paper", "ink", "muted", "rule", "hairline", "panel", "band", "callout", "plan",
    "brand1", "on-brand1", "brand2",
    "pill", "on-pill", "pill-edge",
    "heat-low", "on-heat-low", "heat-low-edge",
    "heat-moderate", "on-heat-moderate",
    "heat-high", "on-heat-high",
    "heat-critical", "on-heat-critical",
    "status-on-track", "status-on-track-tint", "status-on-track-text",
    "status-at-risk", "status-at-risk-tint", "status-at-risk-text",
    "status-off-track", "status-off-track-tint", "status-off-track-text",
    "status-not-started", "status-not-started-tint", "status-not-started-text",
    "status-complete", "status-complete-tint", "status-complete-text",
    "daci-driver-tint", "daci-driver-text", "daci-approver-tint", "daci-approver-text",
    "category-1", "category-2", "category-3", "category-4",
    "note-yellow", "note-orange", "note-rose", "note-violet", "note-blue", "note-teal", "note-green", "note-grey",
    "line-yellow", "line-orange", "line-rose", "line-violet", "line-blue", "line-teal", "line-green", "line-grey",
    "on-note", "on-note-muted", "shadow", "dots",
]  # fmt: skip

Palette = Mapping[Token, str]
"""Each token's colour as ``#RRGGBB``."""

_LIGHT: dict[Token, str] = {
    "paper": "#FFFFFF", "ink": "#1A2433", "muted": "#52606D", "rule": "#C9D2DC", "hairline": "#E3E8EE",
    "panel": "#F4F6F9", "band": "#E1E7EE", "callout": "#EAF4F4", "plan": "#A9B5C3",
    "brand1": "#12355B", "on-brand1": "#FFFFFF", "brand2": "#0B6E75",
    "pill": "#FFFFFF", "on-pill": "#1A2433", "pill-edge": "#1A2433",
    "heat-low": "#EEF3F8", "on-heat-low": "#1A2433", "heat-low-edge": "#B4BEC9",
    "heat-moderate": "#F5D061", "on-heat-moderate": "#1A2433",
    "heat-high": "#DB7426", "on-heat-high": "#1A2433",
    "heat-critical": "#8E1420", "on-heat-critical": "#FFFFFF",
    "status-on-track": "#009E73", "status-on-track-tint": "#E2F4EE", "status-on-track-text": "#00634A",
    "status-at-risk": "#F0C000", "status-at-risk-tint": "#FFF5CC", "status-at-risk-text": "#6B5200",
    "status-off-track": "#A3152A", "status-off-track-tint": "#FBE9EB", "status-off-track-text": "#8C1023",
    "status-not-started": "#9AA5B1", "status-not-started-tint": "#EDF0F3", "status-not-started-text": "#46525E",
    "status-complete": "#1F5FA8", "status-complete-tint": "#E6EFF8", "status-complete-text": "#174A84",
    "daci-driver-tint": "#E6EFF8", "daci-driver-text": "#12355B",
    "daci-approver-tint": "#FBE9EB", "daci-approver-text": "#8C1023",
    "category-1": "#12436D", "category-2": "#F46A25", "category-3": "#28A197", "category-4": "#A285D1",
    "note-yellow": "#FFEFA8", "note-orange": "#FFD9B3", "note-rose": "#FFD3DA", "note-violet": "#E4D9FF",
    "note-blue": "#D0E4FF", "note-teal": "#C6EFEA", "note-green": "#D6F2CB", "note-grey": "#E9EDF2",
    "line-yellow": "#A67C00", "line-orange": "#C2570C", "line-rose": "#C22B4E", "line-violet": "#6D4BC9",
    "line-blue": "#2360C5", "line-teal": "#0B7A75", "line-green": "#2F7D32", "line-grey": "#5B6675",
    "on-note": "#1A2433", "on-note-muted": "#4A5665", "shadow": "#DCE1E8", "dots": "#D5DBE3",
}  # fmt: skip

_DARK: dict[Token, str] = {
    "paper": "#11161D", "ink": "#E6EBF2", "muted": "#9FACBB", "rule": "#3A4656", "hairline": "#252E3A",
    "panel": "#1A212B", "band": "#283341", "callout": "#12292B", "plan": "#6B7888",
    "brand1": "#9CC4F2", "on-brand1": "#11161D", "brand2": "#5CC3C9",
    "pill": "#F4F6F9", "on-pill": "#1A2433", "pill-edge": "#11161D",
    "heat-low": "#232C38", "on-heat-low": "#E6EBF2", "heat-low-edge": "#4A5768",
    "heat-moderate": "#E3BE4F", "on-heat-moderate": "#11161D",
    "heat-high": "#D2701F", "on-heat-high": "#11161D",
    "heat-critical": "#A3202D", "on-heat-critical": "#FFFFFF",
    "status-on-track": "#1DB488", "status-on-track-tint": "#11332A", "status-on-track-text": "#6FD9B8",
    "status-at-risk": "#F0C000", "status-at-risk-tint": "#3A3110", "status-at-risk-text": "#F2D666",
    "status-off-track": "#E0566A", "status-off-track-tint": "#3F1A21", "status-off-track-text": "#F6A5B0",
    "status-not-started": "#7C8997", "status-not-started-tint": "#27303B", "status-not-started-text": "#B7C2CE",
    "status-complete": "#4F93E0", "status-complete-tint": "#172C45", "status-complete-text": "#9CC4F2",
    "daci-driver-tint": "#1A324F", "daci-driver-text": "#B5D4F7",
    "daci-approver-tint": "#461D25", "daci-approver-text": "#F8B4BD",
    "category-1": "#6FA8DC", "category-2": "#F58A55", "category-3": "#3DBDB2", "category-4": "#B9A2E0",
    "note-yellow": "#584912", "note-orange": "#4E3219", "note-rose": "#4E2430", "note-violet": "#382B5C",
    "note-blue": "#1E3A61", "note-teal": "#14423F", "note-green": "#23401F", "note-grey": "#2C3643",
    "line-yellow": "#E8C95A", "line-orange": "#F5A262", "line-rose": "#F58BA1", "line-violet": "#B7A0FA",
    "line-blue": "#7FB2FA", "line-teal": "#5ED0C6", "line-green": "#8AD47E", "line-grey": "#A3AEBF",
    "on-note": "#F1F4F9", "on-note-muted": "#B9C4D3", "shadow": "#0B0F15", "dots": "#2A3340",
}  # fmt: skip

LIGHT_PRINT: Palette = MappingProxyType(_LIGHT)
"""Briefs: white paper."""
LIGHT_SCREEN: Palette = MappingProxyType({**_LIGHT, "paper": "#FFFFFF", "rule": "#BCC6D1", "hairline": "#DDE3EA"})
"""The light window: hairlines a step darker, for screens draw them thinner than paper does."""
DARK_SCREEN: Palette = MappingProxyType(_DARK)
"""The dark window."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two ``#RRGGBB`` colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
