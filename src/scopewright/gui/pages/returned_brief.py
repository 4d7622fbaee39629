"""A brief that came back with comments: read by the worker, taken over as open questions in one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from scopewright.gui.editing import Editing
from scopewright.gui.job_client import JobClient
from scopewright.gui.widgets.file_dialogs import ask_open
from scopewright.gui.widgets.notice import Notice
from scopewright.language import _, ngettext
from scopewright.model.review_comments import to_questions


class ReturnedBrief(QObject):
    """What the action *Read the comments of a returned brief* does."""

    def __init__(self, editing: Editing, client: JobClient, page: QWidget, notify: Callable[[Notice], object]) -> None:
        super().__init__(page)
        self._editing, self._client, self._page, self._notify = editing, client, page, notify
        self._path, self._job = Path(), ""
        client.finished.connect(self._finished)
        client.failed.connect(self._failed)

    def ask(self) -> None:
        """Have a file chosen and read it."""
        kinds = _("Briefs with comments (*.pdf *.docx)")
        path = ask_open(self._page, "received", _("Comments of a returned brief"), kinds)
        if path:
            self.read(path)

    def read(self, path: Path) -> None:
        """Have the worker read a file."""
        self._path = path
        self._job = self._client.start("comments", {"path": str(path)})

    def _finished(self, job: str, result: Mapping[str, Any]) -> None:
        if job != self._job:
            return
        self._job = ""
        said = [(author, text, beside) for author, text, beside in result["comments"]]
        made = to_questions(self._editing.engagement, said, self._path.name, self._editing.who)
        text = ngettext("{n} comment became a question.", "{n} comments became questions.", len(made))
        left = len(said) - len(made)
        known = (
            ngettext("{n} was taken over before.", "{n} were taken over before.", left).format(n=left) if left else ""
        )
        self._notify(Notice("comments", "success", text.format(n=len(made)), known))

    def _failed(self, job: str, sentence: str) -> None:
        if job == self._job:
            self._job = ""
            self._notify(Notice("comments", "error", sentence))
