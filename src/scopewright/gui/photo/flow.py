"""From a photograph on the disk to a picture on the whiteboard: made by the worker, kept with the engagement."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from scopewright.gui.background import Background
from scopewright.gui.editing import Editing
from scopewright.gui.job_client import JobClient
from scopewright.gui.photo.dialog import PREVIEW, PhotoDialog
from scopewright.gui.widgets.file_dialogs import ask_open
from scopewright.language import N_, _
from scopewright.model.sections.sessions import Session
from scopewright.scenes.board_reading import board_of
from scopewright.scenes.board_things import around
from scopewright.store.attachments import Attachments
from scopewright.store.failures import StoreError

KINDS = N_("Photographs (*.jpg *.jpeg *.png *.webp *.gif *.bmp *.tif *.tiff *.heic *.heif *.avif);;All files (*)")
_WIDTH, _APART = 800.0, 60.0
_PREVIEWED = 1200
"""Pixels of what a preview is made of: of a telephone's picture it takes a tenth of the time of the whole."""
Answer = Mapping[str, Any]


class Photographing(QObject):
    """One photograph at a time; ``told`` gets a sentence about what could not be done."""

    kept = Signal()
    """A photograph is on the whiteboard."""

    def __init__(
        self,
        editing: Editing,
        attachments: Callable[[], Attachments],
        client: JobClient,
        told: Callable[[str], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._editing, self._attachments, self._client, self._told = editing, attachments, client, told
        self._window = parent
        self._session: Session | None = None
        self._jobs: dict[str, Callable[[Answer], object]] = {}
        self._original = ""
        self._wanted: Mapping[str, Any] = {}
        self._background, self._decoding = Background(self), Background(self)
        self.dialog: PhotoDialog | None = None
        client.finished.connect(self._finished)
        client.failed.connect(self._failed)

    def ask(self, session: Session | None) -> None:
        """Have a photograph chosen for the board of a session."""
        path = ask_open(self._window, "pictures", _("Photograph of a whiteboard"), _(KINDS))
        if path:
            self.open(path, session)

    def open(self, path: Path, session: Session | None) -> None:
        """Have the worker open a photograph; the dialog comes when it is there."""
        self._session = session
        self._start({"path": str(path)}, self._show)

    def _start(self, payload: dict[str, Any], then: Callable[[Answer], object]) -> None:
        self._jobs.clear()
        self._jobs[self._client.start("photo", payload)] = then

    def _show(self, answer: Answer) -> None:
        self._original = answer["data"]
        self._decoding.ask(partial(_decoded, self._original), self._open_dialog)

    def _open_dialog(self, image: QImage) -> None:
        self.dialog = PhotoDialog(self._window, image, self._use)
        self.dialog.wanted.connect(self._preview)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _preview(self, corners: list[float], clean: bool) -> None:
        asked = self._wanted = self._asked(corners, clean) | {"longest": _PREVIEWED}
        self._start(asked, partial(self._show_preview, asked))

    def _asked(self, corners: list[float], clean: bool) -> dict[str, Any]:
        return {"data": self._original, "corners": corners, "clean": clean}

    def _show_preview(self, asked: Mapping[str, Any], answer: Answer) -> None:
        """Decode it beside the window's thread; a preview of corners that were moved meanwhile is not shown."""

        def show(image: QImage) -> None:
            if self.dialog is not None and self._wanted is asked:
                self.dialog.show_preview(image)

        self._decoding.ask(partial(_decoded, answer["data"], PREVIEW), show)

    def _use(self, corners: list[float], clean: bool, alt: str) -> None:
        self._start(self._asked(corners, clean), lambda answer: self._keep(answer, corners, alt))

    def _keep(self, answer: Answer, corners: list[float], alt: str) -> None:
        """Both files go to the disk beside the window's thread, then the record is made."""
        attachments, original = self._attachments(), self._original

        def attach() -> tuple[str, str] | str:
            try:
                return (
                    attachments.add(base64.b64decode(original), ".jpg"),
                    attachments.add(base64.b64decode(answer["data"]), answer["suffix"]),
                )
            except StoreError as error:
                return str(error)

        size = (float(answer["width"]), float(answer["height"]))
        self._background.ask(attach, lambda names: self._add(names, size, corners, alt))

    def _add(self, names: tuple[str, str] | str, size: tuple[float, float], corners: list[float], alt: str) -> None:
        if isinstance(names, str):
            self._say(names)
            return
        if self.dialog is not None:
            self.dialog.accept()
        engagement = self._editing.engagement
        there = around([thing.area for thing in board_of(engagement, self._session).things])
        x, y = (there.left, there.bottom + _APART) if there is not None else (0.0, 0.0)
        with self._editing.step(_("Photograph of a whiteboard")) as step:
            step.add(
                "pictures",
                {
                    "alt": alt, "session": self._session.key if self._session else None, "original": names[0],
                    "attachment": names[1], "corners": " ".join(f"{share:.4f}" for share in corners),
                    "x": x, "y": y, "width": _WIDTH, "height": round(_WIDTH * size[1] / size[0], 1),
                },
            )  # fmt: skip
        self.kept.emit()

    def _closed(self) -> None:
        self.dialog, self._original = None, ""

    def _finished(self, job: str, answer: Answer) -> None:
        then = self._jobs.pop(job, None)
        if then is not None:
            then(answer)

    def _failed(self, job: str, sentence: str) -> None:
        if self._jobs.pop(job, None) is not None:
            self._say(sentence)

    def _say(self, sentence: str) -> None:
        if self.dialog is not None:
            self.dialog.show_problem(sentence)
        else:
            self._told(sentence)


def _decoded(data: str, largest: QSize | None = None) -> QImage:
    """The picture in base64 text, no larger than ``largest`` pixels."""
    image = QImage.fromData(base64.b64decode(data))
    if largest is None:
        return image
    return image.scaled(largest, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
