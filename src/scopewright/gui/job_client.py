"""The window's end of a worker process: starts it, hands it jobs one after the other, stops or replaces it.

The window never waits: answers come as signals. A crash costs the job, never the window;
the next job gets a new worker.
"""

from __future__ import annotations

import itertools
import logging
from collections import deque
from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QProcessEnvironment, QTimer, Signal

from scopewright import language
from scopewright.gui.fault_trace import without_messages
from scopewright.jobs import launch, protocol
from scopewright.jobs.registry import WorkerName
from scopewright.language import _

GRACE_MS = 400
"""How long a job may take to stop by itself before its worker is killed."""
WARM_UP_MS = 1500
"""How long after the first quiet moment a worker is started ahead of need."""
_SERIAL = itertools.count(1)


_LOG = logging.getLogger(__name__)


class _Queued(NamedTuple):
    """A job with its line for the worker, encoded once, when it was asked for."""

    id: str
    job: str
    line: bytes


class JobClient(QObject):
    """One worker. Each signal's first argument is the id that ``start`` returned; the last three end the job."""

    progressed = Signal(str, float, str)
    """Id, fraction 0 to 1, a few words."""
    partial = Signal(str, object)
    """Id and a finished part that stays valid whatever follows."""
    finished = Signal(str, object)
    """Id and the result."""
    failed = Signal(str, str)
    """Id and a sentence: what happened and what to do."""
    stopped = Signal(str)
    """Id of a job that was cancelled."""

    def __init__(
        self, worker_name: WorkerName, command: Sequence[str] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"worker.{worker_name}")
        self._name: WorkerName = worker_name
        self._command = list(command or launch.command())
        self._waiting: deque[_Queued] = deque()
        self._running: _Queued | None = None
        self._stopping = False
        self._process: QProcess | None = None
        self._rest: list[bytes] = []
        self._grace = QTimer(self)
        self._grace.setSingleShot(True)
        self._grace.setInterval(GRACE_MS)
        self._grace.timeout.connect(self._kill)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.close)

    def start(self, job: str, payload: dict[str, Any], *, language_tag: str | None = None) -> str:
        """Queue a job by its name in the registry; returns its id.

        Raises:
            TypeError: something in the payload is no JSON value.
            ValueError: a number in the payload is infinite or not a number.
        """
        new = protocol.Request(f"{job}-{next(_SERIAL)}", job, payload, language_tag or language.current())
        self._waiting.append(_Queued(new.id, job, protocol.encode(new)))
        # later, so that whoever started it knows the id before the first signal
        QTimer.singleShot(0, self, self._next)
        return new.id

    def cancel(self, job_id: str) -> None:
        """Stop a job: a waiting one at once, a running one by asking, then by killing a worker that does not listen."""
        for job in self._waiting:
            if job.id == job_id:
                self._waiting.remove(job)
                self.stopped.emit(job_id)
                return
        if self._running is not None and self._running.id == job_id and not self._stopping:
            self._stopping = True
            self._write(protocol.Stop(job_id))
            self._grace.start()

    def warm_up(self, pause_ms: int = WARM_UP_MS) -> None:
        """Start the worker ahead of need, some time from now, and have it import its heavy libraries."""
        QTimer.singleShot(pause_ms, self, self._warm_up)

    @property
    def busy(self) -> bool:
        """Whether a job runs or waits."""
        return self._running is not None or bool(self._waiting)

    @property
    def doing(self) -> frozenset[str]:
        """The names, as in the registry, of the jobs that run or wait."""
        running = [self._running] if self._running is not None else []
        return frozenset(job.job for job in (*running, *self._waiting))

    def stop_all(self) -> None:
        """End every job at once, without asking the worker; each is told as stopped."""
        running = [self._running] if self._running is not None else []
        jobs = [*running, *self._waiting]
        self.close()
        for job in jobs:
            self.stopped.emit(job.id)

    def close(self) -> None:
        """End the worker and forget what waits; no signal comes any more."""
        self._waiting.clear()
        self._running = None
        self._grace.stop()
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.closeWriteChannel()
            process.kill()
            process.waitForFinished(1000)
            process.deleteLater()

    def _next(self) -> None:
        if self._running is None and self._waiting:
            job = self._running = self._waiting.popleft()
            self._stopping = False
            self._ensure_worker()
            self._send(job.line)

    def _warm_up(self) -> None:
        if self._process is None:
            self._ensure_worker()
            self._write(protocol.Warm(self._name))

    def _ensure_worker(self) -> None:
        if self._process is not None:
            return
        process = QProcess(self)
        process.setProcessEnvironment(_environment())
        process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(process.readAllStandardError)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._went_wrong)
        self._rest = []
        self._process = process
        process.start(self._command[0], self._command[1:])

    def _write(self, message: protocol.Order) -> None:
        self._send(protocol.encode(message))

    def _send(self, line: bytes) -> None:
        if self._process is not None:
            self._process.write(line)

    def _read(self) -> None:
        if self._process is None:
            return
        first, *more = bytes(self._process.readAllStandardOutput().data()).split(b"\n")
        # joined only once its end is there: a brief comes as one long line in many pieces
        self._rest.append(first)
        if not more:
            return
        lines = [b"".join(self._rest), *more[:-1]]
        self._rest = [more[-1]]
        for line in lines:
            try:
                self._answer(protocol.read_answer(line))
            except protocol.NotUnderstood as error:
                # what runs there cannot be trusted with the job
                _LOG.error("%s: %s", self.objectName(), error)
                self._kill()

    def _answer(self, answer: protocol.Answer) -> None:
        job = self._running
        if isinstance(answer, protocol.Warmed) or job is None or answer.id != job.id:
            return
        match answer:
            case protocol.Progress():
                self.progressed.emit(job.id, answer.fraction, answer.text)
            case protocol.Partial():
                self.partial.emit(job.id, answer.result)
            case protocol.Done():
                self._over()
                self.finished.emit(job.id, answer.result)
            case protocol.Failed():
                self._over()
                if not answer.expected:
                    _LOG.error("%s failed: %s", job.id, without_messages(answer.traceback))
                self.failed.emit(job.id, answer.message)
            case protocol.Stopped():
                self._over()
                self.stopped.emit(job.id)

    def _over(self) -> None:
        self._running = None
        self._grace.stop()
        QTimer.singleShot(0, self, self._next)

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()

    def _went_wrong(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._ended()

    def _ended(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        job = self._running
        if job is None:
            return
        stopping = self._stopping
        self._over()
        if stopping:
            self.stopped.emit(job.id)
        else:
            self.failed.emit(job.id, _crashed())


class Jobs(QObject):
    """The two workers, so that a preview never waits for an audit. The composition place makes one."""

    def __init__(self, command: Sequence[str] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lab = JobClient("lab", command, self)
        self.brief = JobClient("brief", command, self)

    @property
    def busy(self) -> bool:
        """Whether any job runs or waits."""
        return self.lab.busy or self.brief.busy

    def warm_up(self) -> None:
        """Start both workers some time from now, one after the other."""
        self.lab.warm_up()
        self.brief.warm_up(2 * WARM_UP_MS)

    def close(self) -> None:
        """End both workers."""
        self.lab.close()
        self.brief.close()


def _environment() -> QProcessEnvironment:
    environment = QProcessEnvironment()
    for name, value in launch.environment().items():
        environment.insert(name, value)
    return environment


def _crashed() -> str:
    return _(
        "The calculation ended unexpectedly, perhaps for lack of memory. Your engagement is untouched; "
        "try again, or with fewer rows."
    )
