"""The whiteboard of a session to files of other programs and from them, as the window offers it."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from scopewright.briefs.file_name import PATTERN, file_name
from scopewright.exchange.drawing import Drawing
from scopewright.exchange.excalidraw_read import LARGEST
from scopewright.exchange.forms import READ, WRITTEN, read
from scopewright.exchange.records import attached, bring
from scopewright.gui.background import Background
from scopewright.gui.editing import Editing
from scopewright.gui.job_client import JobClient
from scopewright.gui.widgets.file_dialogs import ask_open, ask_save
from scopewright.language import N_, _, ngettext
from scopewright.model.engagement import Engagement
from scopewright.model.refusal import SaidToUser
from scopewright.model.sections.sessions import Session
from scopewright.scenes.board_payload import payload_of
from scopewright.store.attachments import Attachments
from scopewright.store.durable import export as write_export
from scopewright.store.durable import resolve
from scopewright.store.failures import StoreError
from scopewright.store.named_file import read_named, reason

_KINDS = {
    "pdf": N_("PDF, one page (*.pdf)"),
    "svg": N_("SVG (*.svg)"),
    "png": N_("PNG (*.png)"),
    "excalidraw": N_("Excalidraw (*.excalidraw)"),
    "md": N_("Markdown list (*.md)"),
}
_READABLE = N_("Boards and lists ({endings});;All files (*)")
Told = Callable[[str, bool], object]
"""Hears a sentence and whether it went well."""


@dataclass
class _Export:
    """A file that is being written, sentences about what it lacks, and the worker's job once there is one."""

    target: Path
    told: list[str] = field(default_factory=list)
    job: str = ""


class BoardFiles(QObject):
    """Files of boards, out and in; ``told`` hears what became of each."""

    def __init__(
        self,
        editing: Editing,
        attachments: Callable[[], Attachments],
        client: JobClient,
        told: Told,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._editing, self._attachments, self._client, self._told = editing, attachments, client, told
        self._window = parent
        self._exports: list[_Export] = []
        """Those under way: the worker writes one after the other."""
        self._writing, self._reading = Background(self, each=True), Background(self, each=True)
        client.finished.connect(self._finished)
        client.failed.connect(self._failed)
        client.stopped.connect(self._stopped)

    # Out

    def ask_where(self, session: Session | None) -> None:
        """Have a place and a format chosen, then write the board there."""
        title = session.title if session else _("Whiteboard")
        proposed = file_name(PATTERN, self._editing.engagement, title, "pdf")
        kinds = ";;".join(_(title) for title in _KINDS.values())
        path = ask_save(self._window, "handed-over", _("Export the board"), proposed, kinds)
        if path:
            self.write(path, session)

    def write(self, target: Path, session: Session | None) -> None:
        """Have the board written to a file whose name ends in one of ``WRITTEN``; internal notes are left out."""
        form, still, attachments = target.suffix.casefold()[1:], self._editing.engagement.copied(), self._attachments()
        if self._exports:
            self._told(_("“{name}” is written as soon as the export before it is done.").format(name=target.name), True)
        export = _Export(target)
        self._exports.append(export)

        def start(payload: dict[str, Any]) -> None:
            export.job = self._client.start(WRITTEN[form], payload)

        images = partial(_image, attachments, export.told)
        self._writing.ask(lambda: payload_of(still, session, images, form=form), start)

    def _finished(self, job: str, answer: Mapping[str, Any]) -> None:
        done = self._ended(job)
        if done is not None:
            self._writing.ask(lambda: _written(done, answer), lambda said: self._told(*said))

    def _failed(self, job: str, sentence: str) -> None:
        failed = self._ended(job)
        if failed is not None:
            self._told(f"{failed.target.name}: {sentence}", False)

    def _stopped(self, job: str) -> None:
        self._ended(job)

    def _ended(self, job: str) -> _Export | None:
        ended = next((export for export in self._exports if export.job == job), None)
        if ended is not None:
            self._exports.remove(ended)
        return ended

    # In

    def ask_which(self, session: str) -> None:
        """Have a file chosen and brought onto the board of the session with this hidden key."""
        kinds = _(_READABLE).format(endings=" ".join(f"*.{form}" for form in READ))
        path = ask_open(self._window, "received", _("Import a board or a list"), kinds)
        if path:
            self.read(path, session)

    def read(self, path: Path, session: str) -> None:
        """Read a file and keep its pictures beside the window's thread; then make its records as one step."""
        attachments = self._attachments()

        def work() -> tuple[Drawing, dict[str, str]] | str:
            try:
                drawing = _drawing(path)
                return drawing, attached(drawing, attachments.add)
            except (SaidToUser, StoreError) as error:
                return str(error)

        self._reading.ask(work, lambda found: self._bring(found, session))

    def _bring(self, found: tuple[Drawing, dict[str, str]] | str, session: str) -> None:
        if isinstance(found, str):
            self._told(found, False)
            return
        drawing, names = found
        who = self._editing.who

        def make(engagement: Engagement) -> dict[str, int]:
            return bring(engagement, session, drawing, names, who)

        def tell(made: Mapping[str, int]) -> None:
            count = made.get("notes", 0)
            text = ngettext("{count} note is in the inbox.", "{count} notes are in the inbox.", count)
            self._told(" ".join([text.format(count=count), *drawing.told]), True)

        self._editing.prepare(make, tell)


def _image(attachments: Attachments, told: list[str], name: str) -> bytes:
    """A picture of the board; what keeps it from being read goes to ``told``."""
    try:
        return attachments.read(name)
    except StoreError as error:
        told.append(str(error))
        return b""


def _written(done: _Export, answer: Mapping[str, Any]) -> tuple[str, bool]:
    """What to say of an export once the answer of its job is put down, and whether it went well."""
    try:
        write_export(resolve(done.target), base64.b64decode(answer["data"]))
    except OSError as error:
        text = _("“{name}” could not be written: {reason}. What stood there is untouched.")
        return text.format(name=done.target.name, reason=reason(error)), False
    text = _("The board was written to “{name}”, without internal notes.").format(name=done.target.name)
    return " ".join([text, *answer["told"], *answer["boxed"], *done.told]), True


def _drawing(path: Path) -> Drawing:
    data = read_named(path, LARGEST)
    try:
        return read(path.name, data)
    except SaidToUser as error:
        raise SaidToUser(_("{reason} Nothing was changed.").format(reason=error)) from error
