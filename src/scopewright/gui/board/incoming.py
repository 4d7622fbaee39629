"""What is pasted or dropped on the board: lines become notes in one step, pictures attachments of the engagement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject, Signal
from PySide6.QtGui import QImage

from scopewright.gui.background import Background
from scopewright.gui.board.edits import BoardEdits
from scopewright.lab.phone_picture import SUFFIXES as UNREAD
from scopewright.lab.phone_picture import refusal
from scopewright.language import _
from scopewright.model.refusal import SaidToUser
from scopewright.scenes.scene import Bounds
from scopewright.store.durable import LARGEST
from scopewright.store.failures import StoreError
from scopewright.store.named_file import read_named

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp")
_WIDEST = 640.0
_APART = 40.0
Attach = Callable[[bytes, str], str]
"""Keeps a file with the engagement, given its content and suffix; returns the attachment's name."""


@dataclass(frozen=True)
class _Kept:
    """A picture that is on the disk: its attachment's name and its size in pixels."""

    name: str
    width: int
    height: int


class Incoming(QObject):
    """Takes in what comes from outside, at a point of the board in units."""

    refused = Signal(str)
    made = Signal(list)
    """The hidden keys of what was put on the board."""

    def __init__(self, edits: BoardEdits, attach: Attach, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._edits, self._attach = edits, attach
        self._background = Background(self, each=True)

    @staticmethod
    def takes(data: QMimeData) -> bool:
        """Whether there is something in it for the board."""
        return data.hasImage() or data.hasText() or bool(_pictures(data))

    def take(self, data: QMimeData, x: float, y: float) -> None:
        """Put it on the board: files of pictures, else a picture, else every line as a note."""
        files = _pictures(data)
        if files:
            for number, path in enumerate(files):
                self.add_file(path, x + number * _APART, y + number * _APART)
        elif data.hasImage():
            image = QImage(data.imageData())
            self._wait(lambda: _png(image), ".png", "", x, y)
        elif data.hasText():
            lines = [line for line in data.text().splitlines() if line.strip()]
            if lines:
                self.made.emit(self._edits.add_notes(lines, x, y))

    def add_file(self, path: Path, x: float, y: float) -> None:
        """Put a picture from a file on the board."""
        self._wait(partial(read_named, path, LARGEST), path.suffix, path.stem, x, y)

    def _wait(self, read: Callable[[], bytes], suffix: str, alt: str, x: float, y: float) -> None:
        self._background.ask(lambda: _kept(read, suffix, self._attach), lambda found: self._put(found, alt, x, y))

    def _put(self, found: _Kept | str, alt: str, x: float, y: float) -> None:
        if isinstance(found, str):
            self.refused.emit(found)
        else:
            width = min(_WIDEST, float(found.width))
            height = width * found.height / found.width
            area = Bounds(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            key = self._edits.add_picture(found.name, alt, area)
            self.made.emit([key] if key else [])


def _kept(read: Callable[[], bytes], suffix: str, attach: Attach) -> _Kept | str:
    """Keep a picture, or a sentence that says why it was not kept."""
    try:
        content = read()
    except SaidToUser as error:
        return str(error)
    image = QImage.fromData(content)
    if image.isNull():
        return refusal(content) or _(
            "This is not a picture that can be read here. Nothing was added; PNG and JPEG files work."
        )
    try:
        return _Kept(attach(content, suffix), image.width(), image.height())
    except StoreError as error:
        return str(error)


def _pictures(data: QMimeData) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in (*SUFFIXES, *UNREAD)]


def _png(image: QImage) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # the stub names bytes, Qt takes text
    return bytes(held.data())
