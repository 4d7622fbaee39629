"""The bundled typeface of the window, in pixels; in tables with figures of one width.

Sizes are relative to the application's own font, so that presentation mode enlarges everything by one number.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from scopewright import resources

FAMILY = "Inter"
BODY_PIXELS = 13
Role = Literal["body", "strong", "small", "heading", "title", "value"]
_SCALE: dict[Role, tuple[float, QFont.Weight]] = {
    "body": (1.0, QFont.Weight.Normal),
    "strong": (1.0, QFont.Weight.Medium),
    "small": (12 / 13, QFont.Weight.Normal),
    "heading": (15 / 13, QFont.Weight.DemiBold),
    "title": (20 / 13, QFont.Weight.DemiBold),
    "value": (24 / 13, QFont.Weight.DemiBold),
}


def register(app: QApplication, pixels: int = BODY_PIXELS) -> None:
    """Load Inter and make it the application's font; ``pixels`` is the height of body text in logical pixels."""
    if FAMILY not in QFontDatabase.families():
        for weight in ("Regular", "Medium", "SemiBold"):
            QFontDatabase.addApplicationFont(str(resources.path("fonts", f"Inter-{weight}.ttf")))
    font = QFont(FAMILY)
    font.setPixelSize(pixels)
    # What is typed as -> is shown as it is typed, and not as an arrow.
    font.setFeature(QFont.Tag("calt"), 0)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(font)


def tabular() -> QFont:
    """The application's font with figures of one width, for tables; it makes hyphens as wide, so not for other text."""
    font = QFont()
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setFeature(QFont.Tag("calt"), 0)
    return font


@cache
def of_words() -> QFont:
    """What a cell of words in such a table takes for its font, at the size of the table: hyphens as in other text."""
    font = QFont()
    font.setFeature(QFont.Tag("tnum"), 0)
    font.setFeature(QFont.Tag("calt"), 0)
    return font


def of(role: Role) -> QFont:
    """The application's font in the size and weight of a role."""
    scale, weight = _SCALE[role]
    font = QApplication.font()
    if font.pixelSize() > 0:
        font.setPixelSize(round(font.pixelSize() * scale))
    else:
        font.setPointSizeF(font.pointSizeF() * scale)
    font.setWeight(weight)
    return font
