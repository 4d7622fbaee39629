"""The brief as the worker renders it: asked for a moment after the last change, never more than one at a time.

Its bytes come through the worker's pipe and stay in memory: of a sealed engagement nothing readable reaches the disk.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from scopewright.gui.background import Background
from scopewright.gui.job_client import JobClient
from scopewright.language import _
from scopewright.model.releases import as_exported
from scopewright.model.sections.releases import Release
from scopewright.model.tables import Tables, to_tables
from scopewright.store.opened import OpenEngagement

PAUSE_MS = 200
"""How long nothing must change before the brief is rendered again."""
State = Literal["updating", "fresh", "failed"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which brief: its kind, ``a4`` or ``letter``, its language, empty for that of the document control.

    ``release`` is the hidden key of the release that is shown, as it was frozen if it is; empty for everything.
    ``reader`` is the spoken id of whom it is for, empty for the usual one.
    """

    kind: str
    paper: str
    language: str = ""
    release: str = ""
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A brief: the bytes of the PDF and what the worker says of them (see ``briefs.render.run``)."""

    choice: Choice
    data: bytes
    report: Mapping[str, Any]


class Rendering(QObject):
    """Renders the open engagement whenever ``ask`` is called."""

    rendered = Signal(object)
    """A new ``Rendered``."""
    moved = Signal(str, str)
    """The state, and for a failure the sentence."""

    def __init__(
        self,
        work: OpenEngagement,
        client: JobClient,
        style: Callable[[], dict[str, Any] | None],
        parent: QObject,
    ) -> None:
        """``style`` gives the house style that is worn."""
        super().__init__(parent)
        self._work, self._client, self._style = work, client, style
        self._decoding = Background(self)
        self._wanted: Choice | None = None
        self._job, self._choice = "", Choice("", "")
        self._again = False
        self.state: State = "updating"
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._start)
        client.finished.connect(self._finished)
        client.failed.connect(self._failed)
        client.stopped.connect(self._stopped)

    def ask(self, choice: Choice, pause_ms: int = PAUSE_MS) -> None:
        """Render the engagement as it is ``pause_ms`` from now, unless asked again meanwhile."""
        self._wanted = choice
        self._move("updating")
        self._pause.start(pause_ms)

    def _start(self) -> None:
        if self._wanted is None:
            return
        if self._job:
            self._again = True
            return
        self._again, self._choice = False, self._wanted
        self._job = self._client.start("brief", self.payload(self._choice))

    def payload(self, choice: Choice) -> dict[str, Any]:
        """What the worker is told of a brief."""
        return {
            "tables": self._tables(choice.release),
            "key": self._work.engagement.key,
            "kind": choice.kind,
            "paper": choice.paper,
            "language": choice.language or None,
            "for": choice.reader or None,
            "release": self._work.engagement.spoken(choice.release) if choice.release else None,
            "style": self._style(),
        }

    def _tables(self, release: str) -> Tables:
        frozen = {each.key: each for each in self._work.engagement.all(Release)}
        if release not in frozen:
            return self._work.tables()
        return to_tables(as_exported(self._work.engagement, frozen[release]))

    def _finished(self, job: str, report: Mapping[str, Any]) -> None:
        if job == self._job:
            self._decoding.ask(lambda: base64.b64decode(report["data"]), lambda data: self._show(data, report))

    def _show(self, data: bytes, report: Mapping[str, Any]) -> None:
        self._job = ""
        said = {name: value for name, value in report.items() if name != "data"}
        self.rendered.emit(Rendered(self._choice, data, said))
        self._end("fresh")

    def _failed(self, job: str, sentence: str) -> None:
        if job == self._job:
            self._job = ""
            self._end("failed", sentence)

    def _stopped(self, job: str) -> None:
        self._failed(job, _("The rendering was stopped."))

    def _end(self, state: State, sentence: str = "") -> None:
        if self._again:
            self._start()
        elif not self._pause.isActive():
            self._move(state, sentence)

    def _move(self, state: State, sentence: str = "") -> None:
        self.state = state
        self.moved.emit(state, sentence)
