"""A scene's texts in glyphs of the bundled brief font's very file, unkerned, unhinted, as ``scenes.measure`` counts.

Sizes and positions are points; the painter's transformation makes pixels of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGlyphRun, QPainter, QPen, QRawFont

from scopewright.scenes.measure import MISSING_WIDTH, Font, font_path
from scopewright.scenes.scene import Text

_ANCHOR = {"start": 0.0, "middle": 0.5, "end": 1.0}


@dataclass(frozen=True, slots=True)
class Line:
    """One line in glyphs from (0, 0) on its baseline; ``missing`` are characters the font lacks, with their place."""

    run: QGlyphRun
    missing: tuple[tuple[float, str], ...]
    width: float


def set_line(text: str, font: Font, size: float) -> Line:
    """Set one line of text; ``size`` and the width are points."""
    face = _face(font, size)
    glyphs, places, missing = [], [], []
    across = 0.0
    for character in text:
        found = face.glyphIndexesForString(character)
        if found and found[0]:
            glyphs.append(found[0])
            places.append(QPointF(across, 0))
            across += face.advancesForGlyphIndexes(found[:1])[0].x()
        else:
            missing.append((across, character))
            across += MISSING_WIDTH * size
    run = QGlyphRun()
    run.setRawFont(face)
    run.setGlyphIndexes(glyphs)
    run.setPositions(places)
    return Line(run, tuple(missing), across)


def draw_text(painter: QPainter, item: Text, color: QColor) -> None:
    """Draw a text item where the scene has put it."""
    line = _line(item.text, item.font, item.size)
    painter.save()
    painter.translate(item.x, item.y)
    painter.rotate(item.rotation)
    painter.translate(-_ANCHOR[item.anchor] * line.width, 0)
    painter.setPen(color)
    painter.drawGlyphRun(QPointF(0, 0), line.run)
    for across, character in line.missing:
        _draw_missing(painter, QRectF(across, -0.8 * item.size, item.size, item.size), character)
    painter.restore()


@lru_cache(maxsize=64)
def _face(font: Font, size: float) -> QRawFont:
    return QRawFont(str(font_path(font)), size, QFont.HintingPreference.PreferNoHinting)


@lru_cache(maxsize=4096)
def _line(text: str, font: Font, size: float) -> Line:
    return set_line(text, font, size)


def _draw_missing(painter: QPainter, box: QRectF, character: str) -> None:
    """Another font's glyph where the system has one, else the code point in a box."""
    font = QFont(painter.font())
    font.setPixelSize(max(1, round(box.height() * 0.9)))
    if QFontMetrics(font).inFontUcs4(ord(character)):
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, character)
        return
    _draw_code_point(painter, box, f"{ord(character):04X}")


def _draw_code_point(painter: QPainter, box: QRectF, code: str) -> None:
    edge = box.width() / 16
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(painter.pen().color(), edge))
    painter.drawRect(box.adjusted(edge, edge, -edge, -edge))
    for half, share in ((code[:-2], 0.46), (code[-2:], 0.86)):
        line = _line(half, "semibold", box.width() * 0.4)
        left = box.center().x() - line.width / 2
        painter.drawGlyphRun(QPointF(left, box.top() + share * box.height()), line.run)
