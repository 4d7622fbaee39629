"""The whiteboard of a session to files of other programs and from them, as the window offers it."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
from scopewright.store.durable import export, resolve
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


@dataclass(frozen=True)
class _Export:
    """A file that is being written, and sentences about what it lacks."""

    target: Path
    told: list[str]


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
        self._exports: dict[str, _Export] = {}
        """Those under way, by their job: the worker writes one after the other."""
        self._background = Background(self)
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
        form, engagement, told = target.suffix.casefold()[1:], self._editing.engagement, list[str]()

        def image(name: str) -> bytes:
            try:
                return self._attachments().read(name)
            except StoreError as error:
                told.append(str(error))
                return b""

        payload = payload_of(engagement, session, image, form=form)
        waiting = len(self._exports)
        self._exports[self._client.start(WRITTEN[form], payload)] = _Export(target, told)
        if waiting:
            self._told(_("“{name}” is written as soon as the export before it is done.").format(name=target.name), True)

    def _finished(self, job: str, answer: Mapping[str, Any]) -> None:
        done = self._exports.pop(job, None)
        if done is None:
            return
        try:
            export(resolve(done.target), base64.b64decode(answer["data"]))
        except OSError as error:
            text = _("“{name}” could not be written: {reason}. What stood there is untouched.")
            self._told(text.format(name=done.target.name, reason=reason(error)), False)
            return
        text = _("The board was written to “{name}”, without internal notes.").format(name=done.target.name)
        self._told(" ".join([text, *answer["told"], *answer["boxed"], *done.told]), True)

    def _failed(self, job: str, sentence: str) -> None:
        failed = self._exports.pop(job, None)
        if failed is not None:
            self._told(f"{failed.target.name}: {sentence}", False)

    def _stopped(self, job: str) -> None:
        self._exports.pop(job, None)

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

        self._background.ask(work, lambda found: self._bring(found, session))

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


def _drawing(path: Path) -> Drawing:
    data = read_named(path, LARGEST)
    try:
        return read(path.name, data)
    except SaidToUser as error:
        raise SaidToUser(_("{reason} Nothing was changed.").format(reason=error)) from error
