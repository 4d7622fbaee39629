"""Dress the application: Fusion, a palette out of the tokens, one style sheet, the bundled typeface.

The palette is our own because without a desktop's theme plug-in Qt's colour scheme changes nothing; the scheme is set
as well, for native title bars and dialogs.
"""

from __future__ import annotations

from dataclasses import asdict
from string import Template
from typing import Literal

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from scopewright import resources
from scopewright.gui.theme import fonts
from scopewright.gui.theme.tokens import DARK, LIGHT, THEMES, Theme

Choice = Literal["light", "dark", "system"]


def dress(app: QApplication, choice: Choice = "system", pixels: int = fonts.BODY_PIXELS) -> Theme:
    """Set style, typeface and colours before the first window; returns the theme in force.

    ``pixels`` is the height of body text in logical pixels.
    """
    QDir.setSearchPaths("theme", [str(resources.path("themes"))])
    app.setStyle("Fusion")
    fonts.register(app, pixels)
    return switch(app, choice)


def switch(app: QApplication, choice: Choice) -> Theme:
    """Change the colours of the running application; ``system`` follows the desktop's own choice."""
    hints = app.styleHints()
    hints.setColorScheme(_SCHEMES[choice])
    theme = THEMES.get(choice) or (DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT)
    app.setPalette(palette(theme))
    sheet = Template(resources.text("themes", "app.qss")).substitute(asdict(theme))
    app.setStyleSheet(sheet)
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
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.HighlightedText):
        result.setColor(QPalette.ColorGroup.Disabled, role, faint)
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
        _Role.Light: theme.surface,
        _Role.Midlight: theme.border,
        _Role.Mid: theme.input_border,
        _Role.Dark: theme.muted,
        _Role.Shadow: theme.text,
    }
