"""Keeps an open engagement saved: every change goes to the journal off the window's thread, at once."""

from __future__ import annotations

import datetime as dt
import queue
import threading
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

from scopewright.language import _, current
from scopewright.model.change import Change
from scopewright.store.failures import NotSaved
from scopewright.store.opened import OpenEngagement

FOLD_AFTER_MS = 20_000
"""How long the hands must rest before the journal is folded into the plain file."""
FOLD_FROM = 64_000
"""Bytes of journal that are worth folding."""
RETRY_MS = 4_000


class Autosave(QObject):
    """Saves in the order of the changes; what could not be saved is kept and tried again.

    ``open`` is whether it still holds the file.
    """

    state = Signal(str, bool)
    """What the status bar says, and whether something is not safe."""
    trouble = Signal(str)
    """A sentence of the store: what happened, what was kept, what to do next."""
    _done = Signal(object)

    def __init__(self, work: OpenEngagement, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._pending: list[Change] = []
        self._busy = False
        self.open = True
        self._queue: queue.SimpleQueue[Callable[[], object] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="autosave", daemon=True)
        self._thread.start()
        self._done.connect(self._finished)
        self._stop_listening = work.engagement.subscribe(self._changed)
        self._retry = self._timer(RETRY_MS, self._start)
        self._quiet = self._timer(FOLD_AFTER_MS, self._fold)

    @property
    def safe(self) -> bool:
        """Whether everything is on the disk."""
        return not self._pending and not self._busy

    def close(self) -> None:
        """Wait for what is under way, save the rest, fold and let go of the file.

        Raises:
            NotSaved: something is not on the disk; the file is still open and saving goes on.
        """
        self._retry.stop()
        self._quiet.stop()
        self._flush()
        if self._pending:
            self._work.save(self._pending)
            self._pending.clear()
        self._work.close()
        self._end()

    def leave(self) -> None:
        """Let go of the file although something could not be saved; the journal keeps what it has."""
        self._retry.stop()
        self._quiet.stop()
        self._flush()
        self._work.file.leave()
        self._end()

    def _end(self) -> None:
        self.open = False
        self._retry.stop()
        self._quiet.stop()
        self._stop_listening()
        self._queue.put(None)
        self._thread.join(timeout=5)

    def _timer(self, wait: int, run: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait)
        timer.timeout.connect(run)
        return timer

    def _changed(self, changes: Sequence[Change]) -> None:
        self._pending.extend(changes)
        self._quiet.start()
        self._start()

    def _start(self) -> None:
        if self._busy or not self._pending:
            return
        batch = list(self._pending)
        self._busy = True
        self.state.emit(_("Saving…"), False)
        self._queue.put(lambda: self._attempt(lambda: self._work.save(batch), len(batch)))

    def _fold(self) -> None:
        if self._busy or self._pending or self._work.file.journal_size < FOLD_FROM:
            return
        tables = self._work.tables()
        self._busy = True
        self._queue.put(lambda: self._attempt(lambda: self._work.file.fold(tables), 0))

    def _attempt(self, run: Callable[[], None], count: int) -> None:
        try:
            run()
        except NotSaved as error:
            self._done.emit((str(error), 0))
        else:
            self._done.emit(("", count))

    def _finished(self, outcome: tuple[str, int]) -> None:
        sentence, count = outcome
        self._busy = False
        if sentence:
            self.state.emit(_("Not saved"), True)
            self.trouble.emit(sentence)
            self._retry.start()
            return
        del self._pending[:count]
        self.state.emit(_("Saved {time}").format(time=_time()), False)
        self._start()

    def _flush(self) -> None:
        """Wait until the thread is idle, then take in what it said."""
        idle = threading.Event()
        self._queue.put(idle.set)
        idle.wait(timeout=30)
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)

    def _serve(self) -> None:
        while (task := self._queue.get()) is not None:
            task()


def _time() -> str:
    pattern = "%I:%M %p" if current() == "en_US" else "%H:%M"
    return dt.datetime.now().astimezone().strftime(pattern)
