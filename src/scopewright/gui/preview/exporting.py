"""A brief as the worker writes it for a file: another format than the one shown, or under a password.

The password goes to the worker in memory and is kept nowhere.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject

from scopewright.gui.job_client import JobClient
from scopewright.language import _


class Exporting(QObject):
    """One file at a time; ``done`` gets the bytes, ``failed`` a sentence."""

    def __init__(self, client: JobClient, parent: QObject) -> None:
        super().__init__(parent)
        self._client = client
        self._job = ""
        self._done: Callable[[bytes], object] = lambda _data: None
        self._refused: Callable[[str], object] = lambda _sentence: None
        client.finished.connect(self._finish)
        client.failed.connect(self._fail)
        client.stopped.connect(lambda job: self._fail(job, _("The export was stopped.")))

    @property
    def busy(self) -> bool:
        """Whether a file is being made."""
        return bool(self._job)

    def start(
        self, payload: Mapping[str, Any], done: Callable[[bytes], object], failed: Callable[[str], object]
    ) -> None:
        """Have the brief of a payload made (see ``briefs.render.run``)."""
        self._done, self._refused = done, failed
        self._job = self._client.start("brief", dict(payload))

    def _finish(self, job: str, report: Mapping[str, Any]) -> None:
        if job == self._job:
            self._job = ""
            self._done(base64.b64decode(report["data"]))

    def _fail(self, job: str, sentence: str) -> None:
        if job == self._job:
            self._job = ""
            self._refused(sentence)
