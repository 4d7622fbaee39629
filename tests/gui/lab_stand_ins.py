"""Stand-ins for what the pages that start jobs are handed: a window that takes notes, a worker that does as told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scopewright.gui.job_client import JobClient
from scopewright.gui.widgets.notice import Notice


class WindowOfNotes:
    """Remembers where a page wanted to go, what it said, and which jobs it showed."""

    def __init__(self) -> None:
        self.places: list[tuple[str, str, str]] = []
        self.notices: list[Notice] = []
        self.jobs: dict[str, tuple[str, float | None, str]] = {}
        self.cancels: dict[str, Callable[[], object]] = {}

    def go_to(self, section: str, record: str, field: str = "") -> None:
        self.places.append((section, record, field))

    def notify(self, notice: Notice) -> None:
        self.notices.append(notice)

    def show_job(self, key: str, title: str, fraction: float | None, cancel: Callable[[], object], text: str) -> None:
        self.jobs[key] = (title, fraction, text)
        self.cancels[key] = cancel

    def end_job(self, key: str) -> None:
        self.jobs.pop(key, None)


class ToldClient(JobClient):
    """A job client without a worker: ``asked`` are the jobs, the test emits the answers."""

    def __init__(self) -> None:
        super().__init__("lab")
        self.asked: list[tuple[str, str, dict[str, Any]]] = []
        self.languages: list[str | None] = []

    def start(self, job: str, payload: dict[str, Any], *, language_tag: str | None = None) -> str:
        self.languages.append(language_tag)
        self.asked.append((f"{job}-{len(self.asked)}", job, payload))
        return self.asked[-1][0]

    def cancel(self, job_id: str) -> None:
        self.stopped.emit(job_id)

    def last(self, job: str) -> tuple[str, dict[str, Any]]:
        """Id and payload of the latest job of that name."""
        return next((id_, payload) for id_, name, payload in reversed(self.asked) if name == job)
