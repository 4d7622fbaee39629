"""Pages of a PDF as pictures, rendered beside the window's thread; an old picture stays until the new one is there."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer


@dataclass(frozen=True, slots=True)
class _Picture:
    image: QImage
    size: QSize
    document: int


class PageImages(QObject):
    """Pictures of the pages of one document after the other."""

    ready = Signal(int)
    """The number, from 0, of a page that has a new picture."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures: dict[int, _Picture] = {}
        self._asked: dict[int, QSize] = {}
        self._number = 0
        self._renderer: QPdfPageRenderer | None = None

    def show_document(self, document: QPdfDocument) -> None:
        """Take another document; the pictures of the one before serve until theirs are there."""
        if self._renderer is not None:
            self._renderer.pageRendered.disconnect(self._take)
            self._renderer.deleteLater()
        self._number += 1
        self._asked.clear()
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.setDocument(document)
        self._renderer.pageRendered.connect(self._take)

    def image(self, page: int, size: QSize) -> QImage | None:
        """The picture of a page, asked for in ``size`` (device pixels) if it is not there in that size yet."""
        known = self._pictures.get(page)
        fits = known is not None and known.size == size and known.document == self._number
        if not fits and self._asked.get(page) != size and self._renderer is not None:
            self._asked[page] = size
            self._renderer.requestPage(page, size)
        return known.image if known is not None else None

    def forget_but(self, pages: Container[int]) -> None:
        """Let go of the pictures of all other pages."""
        self._pictures = {page: picture for page, picture in self._pictures.items() if page in pages}
        self._asked = {page: size for page, size in self._asked.items() if page in pages}

    def _take(self, page: int, size: QSize, image: QImage, _options: QPdfDocumentRenderOptions, _request: int) -> None:
        if self._asked.get(page) == size:
            self._pictures[page] = _Picture(image, size, self._number)
            self.ready.emit(page)
