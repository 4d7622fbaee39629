"""Work of the store beside the window's thread: reading, unlocking, merging, packing. Every piece is done, in order."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from scopewright.model.change import Conflict
from scopewright.model.refusal import SaidToUser
from scopewright.store.failures import StoreError

T = TypeVar("T")
Failed = Callable[[Exception], object]
FAILURES = (StoreError, OSError, SaidToUser, Conflict)
"""What is told to the user as a sentence; anything else is a fault, raised again in the window's thread."""
_Then = Callable[[], object]


class Errands(QObject):
    """Runs pieces of work that touch neither widgets nor the open engagement: each is handed what it needs.

    Nothing is delivered once ``owner`` is gone. ``idle`` is whether nothing is under way.
    """

    _ended = Signal(object)

    def __init__(self, owner: QObject) -> None:
        super().__init__()
        self._owner = owner
        self._under_way = 0
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="errands")
        self._ended.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return self._under_way == 0

    def run(self, work: Callable[[], T], deliver: Callable[[T], object], failed: Failed) -> None:
        """Do ``work`` elsewhere, then ``deliver`` its result here, or say here how it ``failed``."""

        def step() -> _Then:
            try:
                return partial(deliver, work())
            except FAILURES as error:
                return partial(failed, error)

        self._under_way += 1
        self._thread.submit(copy_context().run, step).add_done_callback(self._ended.emit)

    def _finish(self, done: Future[_Then]) -> None:
        self._under_way -= 1
        if isValid(self._owner):
            done.result()()
