"""Dress the application: our style, a palette out of the tokens, the bundled typeface.

The palette is our own because without a desktop's theme plug-in Qt's colour scheme changes nothing; the scheme is set
as well, for native title bars and dialogs. A theme is a palette and nothing else, so changing it costs a repaint.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from scopewright.gui.theme import fonts
from scopewright.gui.theme.style import Style
from scopewright.gui.theme.tokens import DARK, LIGHT, THEMES, Theme

Choice = Literal["light", "dark", "system"]


def dress(app: QApplication, choice: Choice = "system", pixels: int = fonts.BODY_PIXELS) -> Theme:
    """Set style, typeface and colours before the first window; returns the theme in force.

    ``pixels`` is the height of body text in logical pixels.
    """
    if not isinstance(app.style(), Style):
        app.setStyle(Style())
    fonts.register(app, pixels)
    return switch(app, choice)


def switch(app: QApplication, choice: Choice) -> Theme:
    """Change the colours of the running application; ``system`` follows the desktop's own choice."""
    hints = app.styleHints()
    hints.setColorScheme(_SCHEMES[choice])
    theme = THEMES.get(choice) or (DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT)
    app.setPalette(palette(theme))
    return theme


def current() -> Theme:
    """The theme whose palette the application wears; widgets that paint themselves ask for it while painting."""
    window = QApplication.palette().color(QPalette.ColorRole.Window).name()
    return DARK if window == DARK.window else LIGHT


def palette(theme: Theme) -> QPalette:
    """Qt's palette out of the tokens."""
    result = QPalette()
    for role, color in _roles(theme).items():
        result.setColor(role, QColor(color))
    faint = QColor(theme.muted)
    faint.setAlphaF(0.65)
    for role in (_Role.Text, _Role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    for role in (_Role.WindowText, _Role.HighlightedText):
        result.setColor(QPalette.ColorGroup.Disabled, role, faint)
    return result


def sidebar_palette(theme: Theme) -> QPalette:
    """What of the palette the sidebar has of its own."""
    result = QPalette()
    for role, color in {
        _Role.Window: theme.sidebar,
        _Role.Base: theme.sidebar,
        _Role.WindowText: theme.sidebar_text,
        _Role.Text: theme.sidebar_text,
        _Role.ButtonText: theme.sidebar_text,
        _Role.Light: theme.sidebar_hover,
        _Role.Mid: theme.input_border,
        _Role.Midlight: theme.sidebar_hover,
        _Role.Accent: theme.sidebar_focus,
    }.items():
        result.setColor(role, QColor(color))
    return result


_Role = QPalette.ColorRole
_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "system": Qt.ColorScheme.Unknown}


def _roles(theme: Theme) -> dict[QPalette.ColorRole, str]:
    return {
        _Role.Window: theme.window,
        _Role.WindowText: theme.text,
        _Role.Base: theme.surface,
        _Role.AlternateBase: theme.surface_alt,
        _Role.Text: theme.text,
        _Role.PlaceholderText: theme.muted,
        _Role.Button: theme.surface,
        _Role.ButtonText: theme.text,
        _Role.BrightText: theme.on_accent,
        _Role.ToolTipBase: theme.surface,
        _Role.ToolTipText: theme.text,
        _Role.Highlight: theme.selection,
        _Role.HighlightedText: theme.text,
        _Role.Accent: theme.accent,
        _Role.Link: theme.accent,
        _Role.LinkVisited: theme.accent,
        _Role.Light: theme.hover,
        _Role.Midlight: theme.border,
        _Role.Mid: theme.input_border,
        _Role.Dark: theme.muted,
        _Role.Shadow: theme.text,
    }
