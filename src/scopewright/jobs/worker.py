"""The worker process: ``python -m scopewright.jobs.worker``, JSON lines in, JSON lines out (see ``protocol``).

It does one job after the other and lives until its standard input closes; then it is gone at once, even in the middle
of a job, so that a window that crashed leaves nothing behind. What libraries print goes to standard error.
"""

from __future__ import annotations

import importlib
import os
import queue
import signal
import sys
import threading
from collections.abc import Mapping
from typing import BinaryIO

from scopewright.jobs.failures import explain
from scopewright.jobs.launch import MEMORY
from scopewright.jobs.protocol import (
    Answer,
    Done,
    Failed,
    NotUnderstood,
    Order,
    Request,
    Stop,
    Stopped,
    Warm,
    Warmed,
    encode,
    read_order,
)
from scopewright.jobs.publisher import Publisher
from scopewright.jobs.registry import HEAVY, JOBS, Job, resolve
from scopewright.lab.scratch import sweep
from scopewright.language import speak
from scopewright.progress import Stopped as StopAsked


class Worker:
    """Reads orders in one thread and does them in the main one, where libraries expect to run."""

    def __init__(self, jobs: Mapping[str, Job], orders: BinaryIO, answers: BinaryIO) -> None:
        self._jobs = jobs
        self._orders = orders
        self._answers = answers
        self._writing = threading.Lock()
        self._todo: queue.SimpleQueue[Request | Warm] = queue.SimpleQueue()
        self._publishers: dict[str, Publisher] = {}

    def work(self) -> None:
        """Do orders until the process ends."""
        threading.Thread(target=self._listen, name="orders", daemon=True).start()
        while True:
            order = self._todo.get()
            self._write(self._warm(order) if isinstance(order, Warm) else self._do(order))

    def _listen(self) -> None:
        for line in self._orders:
            try:
                self._take(read_order(line))
            except NotUnderstood as problem:
                sys.stderr.write(f"worker: {problem}\n")
        os._exit(0)

    def _take(self, order: Order) -> None:
        if isinstance(order, Stop):
            publisher = self._publishers.get(order.id)
            if publisher is not None:
                publisher.stop()
            return
        if isinstance(order, Request):
            self._publishers[order.id] = Publisher(order.id, self._send)
        self._todo.put(order)

    def _warm(self, order: Warm) -> bytes:
        for worker, libraries in HEAVY.items():
            if worker == order.worker:
                for library in libraries:
                    importlib.import_module(library)
        return encode(Warmed())

    def _do(self, request: Request) -> bytes:
        with self._publishers[request.id] as publisher:
            answer = self._run(request, publisher)
        del self._publishers[request.id]
        return answer

    def _run(self, request: Request, publisher: Publisher) -> bytes:
        try:
            speak(request.language)
            publisher.progress(0.0)
            run = resolve(self._jobs[request.job].function)
            return encode(Done(request.id, run(request.payload, publisher)))
        except StopAsked:
            return encode(Stopped(request.id))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - told to the asker, with its traceback
            return encode(Failed(request.id, *explain(error)))

    def _send(self, answer: Answer) -> None:
        self._write(encode(answer))

    def _write(self, line: bytes) -> None:
        with self._writing:
            try:
                self._answers.write(line)
                self._answers.flush()
            except BrokenPipeError:
                os._exit(0)


def serve(jobs: Mapping[str, Job] = JOBS) -> None:
    """Be a worker for these jobs until standard input closes; first remove what a killed one left on the disk."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is meant for the asker, who closes our input
    _limit_memory()
    orders, answers = _take_pipes()
    try:
        sweep()
    except OSError as error:
        sys.stderr.write(f"worker: what an earlier one left could not be removed: {error}\n")
    Worker(jobs, orders, answers).work()


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the two pipes for ourselves.

    A print of a library must not end up among the answers, and on Windows anything that so much as looks at the
    standard input waits for the thread that reads it.
    """
    orders, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return orders, answers


def _limit_memory() -> None:
    ceiling = os.environ.get(MEMORY)
    if ceiling and sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (int(ceiling), int(ceiling)))


if __name__ == "__main__":
    serve()
