"""Short pure-Python work beside the window's thread, such as laying out a large picture."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from functools import cache
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

T = TypeVar("T")
_Delivery = Callable[[], object]


class Background(QObject):
    """One piece of work at a time; of what is asked for meanwhile only the latest is done and delivered, or ``each``.

    The work must touch neither widgets nor the engagement: it is handed what it needs. It speaks the caller's language.
    What it raises is raised again in the window's thread. Nothing is delivered once ``owner`` is gone.
    """

    _ended = Signal(object)

    def __init__(self, owner: QObject, *, each: bool = False) -> None:
        super().__init__()
        self._owner = owner
        self._running = False
        self._waiting: deque[Callable[[], _Delivery]] = deque(maxlen=None if each else 1)
        self._each = each
        self._ended.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    def ask(self, work: Callable[[], T], deliver: Callable[[T], object]) -> None:
        """Do ``work`` elsewhere, then ``deliver`` its result here."""

        def step() -> _Delivery:
            result = work()
            return lambda: deliver(result)

        self._waiting.append(step)
        self._start()

    def _start(self) -> None:
        if self._running or not self._waiting:
            return
        self._running = True
        _thread().submit(copy_context().run, self._waiting.popleft()).add_done_callback(self._ended.emit)

    def _finish(self, done: Future[_Delivery]) -> None:
        self._running = False
        if not isValid(self._owner):
            return
        outdated = bool(self._waiting) and not self._each
        self._start()
        deliver = done.result()
        if not outdated:
            deliver()


@cache
def _thread() -> ThreadPoolExecutor:
    """One thread for all, for two would only take turns."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="layout")
