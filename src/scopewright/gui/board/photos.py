"""Photographs of the board, read and decoded beside the window's thread and kept as long as they are shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from scopewright.gui.background import Background
from scopewright.store.failures import StoreError

_LARGEST = QSize(2400, 2400)


class Photos(QObject):
    """Called with the name of an attachment, gives its picture: empty until it is decoded, none if it is missing.

    ``came`` tells when it is known.
    """

    came = Signal(str)

    def __init__(self, read: Callable[[str], bytes], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._known: dict[str, QImage | None] = {}
        self._background = Background(self, each=True)

    def __call__(self, name: str) -> QImage | None:
        if name and name not in self._known:
            self._known[name] = QImage()
            self._background.ask(lambda: _decoded(self._read, name), lambda image: self._keep(name, image))
        return self._known.get(name)

    def _keep(self, name: str, image: QImage | None) -> None:
        self._known[name] = image
        self.came.emit(name)


def _decoded(read: Callable[[str], bytes], name: str) -> QImage | None:
    """The picture, no larger than a screen needs; none if it is missing or no picture."""
    try:
        image = QImage.fromData(read(name))
    except StoreError:
        return None
    if image.isNull():
        return None
    if image.width() > _LARGEST.width() or image.height() > _LARGEST.height():
        image = image.scaled(_LARGEST, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
