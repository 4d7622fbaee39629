"""The colours of the window, named by what they mean, once for light and once for dark.

By WCAG 2.2's contrast ratio text stands at 7:1 or more, muted text at 4.5:1, the borders of inputs at 3:1 on every
ground they are used on; ``border`` is decoration and carries no meaning.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours, each ``#rrggbb``."""

    name: str
    window: str
    surface: str
    surface_alt: str
    hover: str
    text: str
    muted: str
    border: str
    input_border: str
    accent: str
    on_accent: str
    selection: str
    sidebar: str
    sidebar_text: str
    sidebar_muted: str
    sidebar_active: str
    sidebar_hover: str
    sidebar_focus: str
    danger: str
    danger_soft: str
    warning: str
    warning_soft: str
    success: str
    success_soft: str

    @property
    def dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        return self.name == "dark"


LIGHT = Theme(
    name="light",
    window="#f6f7f9",
    surface="#ffffff",
    surface_alt="#f6f7f9",
    hover="#e9edf3",
    text="#18202f",
    muted="#5a6577",
    border="#dde2ea",
    input_border="#7f8a9c",
    accent="#2f63e6",
    on_accent="#ffffff",
    selection="#dbe7ff",
    sidebar="#121a2b",
    sidebar_text="#c9d3e3",
    sidebar_muted="#93a0b8",
    sidebar_active="#263a66",
    sidebar_hover="#1b2640",
    sidebar_focus="#7ea6ff",
    danger="#b42318",
    danger_soft="#fdecea",
    warning="#8a5200",
    warning_soft="#fff4dc",
    success="#17663a",
    success_soft="#e6f5ec",
)

DARK = Theme(
    name="dark",
    window="#12161d",
    surface="#1a2029",
    surface_alt="#161c24",
    hover="#232b37",
    text="#e8ecf3",
    muted="#a3aebf",
    border="#2a323f",
    input_border="#7b8597",
    accent="#7ea6ff",
    on_accent="#0d1424",
    selection="#2a4173",
    sidebar="#0c1018",
    sidebar_text="#c9d3e3",
    sidebar_muted="#93a0b8",
    sidebar_active="#24365f",
    sidebar_hover="#182033",
    sidebar_focus="#7ea6ff",
    danger="#ff9a90",
    danger_soft="#3a1a1a",
    warning="#f2c063",
    warning_soft="#33270f",
    success="#7fd6a1",
    success_soft="#12301f",
)

THEMES = {theme.name: theme for theme in (LIGHT, DARK)}


def worn(palette: QPalette) -> Theme:
    """The theme that a palette was made of."""
    return DARK if palette.color(QPalette.ColorRole.WindowText) == QColor(DARK.text) else LIGHT
