"""The job that paints a whiteboard as a PNG, with the painter of the screen but without a screen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from scopewright.gui.scene_painter import paint_item
from scopewright.progress import Report
from scopewright.scenes.board import scene
from scopewright.scenes.board_glyphs import lacking
from scopewright.scenes.board_payload import answer, board_in
from scopewright.scenes.board_reading import board_of
from scopewright.scenes.palette import LIGHT_SCREEN
from scopewright.scenes.scene import Scene

_PER_POINT = 2.0
_LARGEST = 12_000
"""Pixels of the longer side; a larger board is drawn smaller."""


def run(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Paint the board of the payload, internal notes left out; answers with ``data``, the file as base64.

    The process may have no screen: Qt is told to draw into memory.
    """
    report.progress(0.0)
    app = QGuiApplication.instance() or QGuiApplication(["scopewright", "-platform", "offscreen"])
    engagement, session, images = board_in(payload)
    board = board_of(engagement, session, internal=False)
    data = painted(scene(board), images)
    del app
    return answer(data, boxed=lacking(engagement, board, "png"))


def painted(picture: Scene, images: dict[str, bytes]) -> bytes:
    """A scene as PNG, two pixels a point."""
    scale = min(_PER_POINT, _LARGEST / max(picture.width, picture.height))
    width, height = round(picture.width * scale), round(picture.height * scale)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT_SCREEN["paper"]))
    photos = {name: image for name, content in images.items() if not (image := QImage.fromData(content)).isNull()}
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    for item in picture.items:
        paint_item(painter, item, LIGHT_SCREEN, photos.get)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # the stub knows bytes only, Qt takes text
    return bytes(buffer.data().data())
