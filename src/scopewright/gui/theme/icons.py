"""Icons out of ``resources/icons``, drawn as vectors at the very size and in the colour of the moment.

An icon takes its colour from the application's palette when it is drawn, so it follows a change of theme by itself.
"""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QImage, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from scopewright import resources

Ink = QPalette.ColorRole | QColor


def icon(name: str, ink: Ink = QPalette.ColorRole.ButtonText) -> QIcon:
    """An icon by its file's name without ``.svg``; ``ink`` is a palette role (follows the theme) or a fixed colour.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    _svg(name)
    return QIcon(_Engine(name, ink))


def image(name: str, color: QColor, pixels: int, ratio: float = 1.0) -> QImage:
    """One icon as a square picture of ``pixels`` logical pixels at the given device pixel ratio."""
    return _image(name, color.name(QColor.NameFormat.HexArgb), pixels, ratio)


def draw(painter: QPainter, name: str, rect: QRect, color: QColor) -> None:
    """Draw an icon, centred in ``rect`` and as large as its shorter side."""
    side = min(rect.width(), rect.height())
    device = painter.device()
    picture = image(name, color, side, device.devicePixelRatioF() if device else 1.0)
    corner = rect.center() - QPoint((side - 1) // 2, (side - 1) // 2)
    painter.drawImage(corner, picture)


@cache
def _svg(name: str) -> str:
    return resources.text("icons", f"{name}.svg")


@lru_cache(maxsize=1024)
def _image(name: str, color: str, pixels: int, ratio: float) -> QImage:
    ink = QColor(color)
    text = _svg(name).replace("currentColor", ink.name())
    side = max(1, round(pixels * ratio))
    picture = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setOpacity(ink.alphaF())
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


class _Engine(QIconEngine):
    def __init__(self, name: str, ink: Ink) -> None:
        super().__init__()
        self._name = name
        self._ink = ink

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._ink)

    def key(self) -> str:
        return "scopewright"

    def iconName(self) -> str:
        return self._name

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        draw(painter, self._name, rect, self._color(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float) -> QPixmap:
        return QPixmap.fromImage(image(self._name, self._color(mode), min(size.width(), size.height()), scale))

    def _color(self, mode: QIcon.Mode) -> QColor:
        if isinstance(self._ink, QColor):
            return self._ink
        palette = QGuiApplication.palette()
        if mode == QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, self._ink)
        return palette.color(QPalette.ColorGroup.Active, self._ink)
