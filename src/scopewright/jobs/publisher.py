"""The report that a job in a worker is given: progress in bearable doses, partial results at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any

from scopewright.jobs.protocol import Answer, Partial, Progress
from scopewright.progress import Stopped

PAUSE = 0.1
"""Seconds between two progress answers; a job may report as often as it likes."""


class Publisher:
    """A ``Report`` for one job; as a context it sends the latest progress every ``PAUSE`` seconds."""

    def __init__(self, job_id: str, send: Callable[[Answer], None]) -> None:
        self._id = job_id
        self._send = send
        self._latest: Progress | None = None
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._publish, name=f"progress of {job_id}", daemon=True)

    def __enter__(self) -> Publisher:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def stop(self) -> None:
        """Let the next report raise ``Stopped``."""
        self._stop.set()

    def progress(self, fraction: float, text: str = "") -> None:
        """Take note of how far the job is; see ``scopewright.progress.Report``."""
        self._look_for_stop()
        self._latest = Progress(self._id, min(1.0, max(0.0, float(fraction))), text)

    def partial(self, result: dict[str, Any]) -> None:
        """Send a finished part at once; see ``scopewright.progress.Report``.

        A part that is finished is sent even if the job is to stop: it is paid for.
        """
        self._flush()
        self._send(Partial(self._id, result))
        self._look_for_stop()

    def _look_for_stop(self) -> None:
        if self._stop.is_set():
            raise Stopped

    def _publish(self) -> None:
        while not self._over.wait(PAUSE):
            self._flush()

    def _flush(self) -> None:
        with self._lock:
            latest, self._latest = self._latest, None
            if latest is not None:
                self._send(latest)
