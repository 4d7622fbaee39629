"""A scene's texts in glyphs of the bundled fonts' very files, unkerned, unhinted, as ``scenes.measure`` counts.

What the font of a role lacks comes from the fallback files, as on paper; what none of them has from a font of the
system, whole words at once, for its letters may join and run from right to left; what not even that has is its code
point in a box. Sizes and positions are points; the painter's transformation makes pixels of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGlyphRun, QPainter, QPen, QRawFont

from scopewright.scenes import measure
from scopewright.scenes.code_box import FONT, code_box
from scopewright.scenes.measure import Font
from scopewright.scenes.scene import Text

_ANCHOR = {"start": 0.0, "middle": 0.5, "end": 1.0}


@dataclass(frozen=True, slots=True)
class Line:
    """One line in glyphs from (0, 0) on its baseline; ``missing`` are runs no bundled font has, each with its place."""

    runs: tuple[QGlyphRun, ...]
    missing: tuple[tuple[float, str], ...]
    width: float


def set_line(text: str, font: Font, size: float) -> Line:
    """Set one line of text; ``size`` and the width are points."""
    runs: list[QGlyphRun] = []
    missing: list[tuple[float, str]] = []
    across = 0.0
    for path, run in _joined([*measure.runs(text, font)]):
        if path is None:
            missing.append((across, run))
            across += measure.width(run, font, size)
        else:
            glyphs, wide = _glyphs(_face(path, size), run, across)
            runs.append(glyphs)
            across += wide
    return Line(tuple(runs), tuple(missing), across)


def _joined(runs: list[tuple[Path | None, str]]) -> Iterator[tuple[Path | None, str]]:
    """The runs, words that no bundled font has in one with the blank between them: their order may be turned."""
    held = ""
    for place, (path, run) in enumerate(runs):
        follows = place + 1 < len(runs) and runs[place + 1][0] is None
        if path is None or (held and run.isspace() and follows):
            held += run
            continue
        if held:
            yield None, held
        held = ""
        yield path, run
    if held:
        yield None, held


def _glyphs(face: QRawFont, text: str, left: float) -> tuple[QGlyphRun, float]:
    indexes = [index for character in text for index in face.glyphIndexesForString(character)[:1]]
    places, across = [], 0.0
    for advance in face.advancesForGlyphIndexes(indexes):
        places.append(QPointF(left + across, 0))
        across += advance.x()
    run = QGlyphRun()
    run.setRawFont(face)
    run.setGlyphIndexes(indexes)
    run.setPositions(places)
    return run, across


def draw_text(painter: QPainter, item: Text, color: QColor) -> None:
    """Draw a text item where the scene has put it."""
    line = _line(item.text, item.font, item.size)
    painter.save()
    painter.translate(item.x, item.y)
    painter.rotate(item.rotation)
    painter.translate(-_ANCHOR[item.anchor] * line.width, 0)
    painter.setPen(color)
    for run in line.runs:
        painter.drawGlyphRun(QPointF(0, 0), run)
    for across, text in line.missing:
        _draw_missing(painter, across, item.size, text)
    painter.restore()


@lru_cache(maxsize=256)
def _face(path: Path, size: float) -> QRawFont:
    return QRawFont(str(path), size, QFont.HintingPreference.PreferNoHinting)


@lru_cache(maxsize=4096)
def _line(text: str, font: Font, size: float) -> Line:
    return set_line(text, font, size)


def _draw_missing(painter: QPainter, left: float, size: float, text: str) -> None:
    """Another font's glyphs where the system has them, else each code point in a box."""
    font = QFont(painter.font())
    font.setPixelSize(max(1, round(size * 0.9)))
    metrics = QFontMetrics(font)
    if all(metrics.inFontUcs4(ord(character)) for character in text if not character.isspace()):
        painter.setFont(font)
        box = QRectF(left, -0.8 * size, measure.width(text, "regular", size), size)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text)
        return
    for place, character in enumerate(text):
        if not character.isspace():
            _draw_code_point(painter, left + measure.width(text[:place], "regular", size), size, character)


def _draw_code_point(painter: QPainter, left: float, size: float, character: str) -> None:
    shown = code_box(character, left, size)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(painter.pen().color(), shown.edge))
    painter.drawRect(QRectF(shown.box.left, shown.box.top, shown.box.width, shown.box.height))
    for digits, across, base in shown.digits:
        for run in _line(digits, FONT, shown.size).runs:
            painter.drawGlyphRun(QPointF(across, base), run)
