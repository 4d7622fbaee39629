"""Large steps, made in a copy of the engagement beside the window's thread and taken over at once.

Why so and not in slices: a step that is made bit by bit in the engagement itself would need every input held, for an
edit between two slices would land inside it; the journal, undo and every page would see half of it; and a refusal in
the middle would have to be taken back in sight of the user. What is made in a copy is seen whole or not at all, is one
step for undo, and costs the window's thread the handing over alone (``Engagement.adopt``), whatever its size.

An edit that comes while the copy is made is neither lost nor overwritten: the copy is thrown away and made anew. Who
types on and on must not keep it waiting for ever, so after the second copy it is made in the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject

from scopewright.gui.keeping.errands import Errands
from scopewright.model.change import Change
from scopewright.model.engagement import Engagement

_TRIES = 2


@dataclass(eq=False)
class _Work:
    """``make`` edits the engagement it is handed; ``done`` gets what it returns, in the window's thread."""

    make: Callable[[Engagement], Any]
    done: Callable[[Any], object]
    tries: int = 0
    groups: list[Sequence[Change]] = field(default_factory=list)


class Prepared(QObject):
    """Does one piece after another; ``refused`` is told why one does not fit, and then nothing of it was done."""

    def __init__(self, engagement: Engagement, refused: Callable[[Exception], object], parent: QObject) -> None:
        super().__init__(parent)
        self._engagement, self._refused = engagement, refused
        self._errands = Errands(self)
        self._queue: list[_Work] = []

    @property
    def idle(self) -> bool:
        """Whether everything is done."""
        return not self._queue

    def run(self, make: Callable[[Engagement], Any], done: Callable[[Any], object]) -> None:
        """Have ``make`` edit a copy, take that over, then call ``done`` with what it returned."""
        self._queue.append(_Work(make, done))
        if len(self._queue) == 1:
            self._begin()

    def settle(self) -> None:
        """Do at once whatever is still under way: before undo, before closing."""
        while self._queue:
            self._do_here(self._queue[0])

    def _begin(self) -> None:
        if not self._queue:
            return
        work, twin = self._queue[0], self._engagement.copied()
        groups: list[Sequence[Change]] = []
        work.groups = groups
        twin.subscribe(groups.append)

        def take(result: Any) -> None:
            if self._queue[:1] == [work] and work.groups is groups:
                self._take(work, twin, result)

        def fail(error: Exception) -> None:
            if self._queue[:1] == [work] and work.groups is groups:
                self._end(work, lambda: self._refused(error))

        self._errands.run(lambda: work.make(twin), take, fail)

    def _take(self, work: _Work, twin: Engagement, result: Any) -> None:
        if self._engagement.adopt(twin, work.groups):
            self._end(work, lambda: work.done(result))
            return
        work.tries += 1
        if work.tries < _TRIES:
            self._begin()
        else:
            self._do_here(work)

    def _do_here(self, work: _Work) -> None:
        try:
            result = work.make(self._engagement)
        except ValueError as error:
            refusal = error
            self._end(work, lambda: self._refused(refusal))
        else:
            self._end(work, lambda: work.done(result))

    def _end(self, work: _Work, tell: Callable[[], object]) -> None:
        self._queue.remove(work)
        try:
            tell()
        finally:
            self._begin()
