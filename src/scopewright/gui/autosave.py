"""Keeps an open engagement saved: every change goes to the journal off the window's thread, at once."""

from __future__ import annotations

import datetime as dt
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer, Signal

from scopewright.language import _, current
from scopewright.model.change import Change
from scopewright.model.engagement import Engagement
from scopewright.model.tables import to_tables
from scopewright.store.failures import ChangedOutside, NotSaved, StoreError
from scopewright.store.opened import OpenEngagement
from scopewright.store.sealing import Seal
from scopewright.store.snapshot import Tables

FOLD_AFTER_MS = 20_000
"""How long the hands must rest before the journal is folded into the plain file."""
FOLD_FROM = 64_000
"""Bytes of journal that are worth folding."""
RETRY_MS = 4_000

_Then = Callable[[], object]
"""What is left to do in the window's thread."""
_Write = Callable[[Callable[[], Tables]], _Then]
"""Writes the whole file, off the window's thread; what it is handed builds the tables."""
_Told = Callable[[str], object]


class Autosave(QObject):
    """Saves in the order of the changes; what could not be saved is kept and tried again.

    ``open`` is whether it still holds the file, ``divided`` whether another program changed the file and the user has
    not said yet what becomes of it: steps then go to the journal only. ``closing`` is whether it is being let go.
    """

    state = Signal(str, bool)
    """What the status bar says, and whether something is not safe."""
    trouble = Signal(str)
    """A sentence of the store: what happened, what was kept, what to do next."""
    news = Signal(str)
    """A sentence of the store about what came up although everything was saved."""
    changed_outside = Signal(str)
    """Another program changed the file; a sentence of the store. Nothing was overwritten."""
    _done = Signal(object)

    def __init__(self, work: OpenEngagement, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._pending: list[Change] = []
        self._drafts: dict[str, str] = {}
        self._waiting: list[tuple[_Write, _Told]] = []
        self._busy = False
        self.open, self.divided, self.closing = True, False, False
        self._on_disk = _stamp(work.file.path)
        self._queue: queue.SimpleQueue[Callable[[], object] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="autosave", daemon=True)
        self._thread.start()
        self._done.connect(self._finished)
        self._stop_listening = work.engagement.subscribe(self._changed)
        self._retry = self._timer(RETRY_MS, self._try_again)
        self._quiet = self._timer(FOLD_AFTER_MS, self._fold)

    @property
    def safe(self) -> bool:
        """Whether everything is on the disk."""
        return not self._pending and not self._busy and not self._drafts

    def keep_draft(self, text: str, place: str) -> None:
        """Have a half-typed line survive a crash, in the order it came in; only its latest text at a place matters."""
        self._drafts[place] = text
        self._start()

    def look_outside(self) -> None:
        """The file may have been changed by another program: find out, by saving all of it if it looks another."""
        if self.open and not self.divided and _stamp(self._work.file.path) not in (None, self._on_disk):
            self._write(self._folding, self._failed)

    def when_safe(self, run: _Then, failed: _Told) -> None:
        """Do something in the window's thread when every step made so far is on the disk."""
        self._write(lambda _tables: run, failed)

    def reseal(self, seal: Callable[[], Seal | None], done: Callable[[list[Path]], object], failed: _Told) -> None:
        """Put file and copies under what ``seal`` makes, once everything before is saved; ``done`` gets what is left.

        Steps made meanwhile wait and are saved after it, under the new seal.
        """
        self._write(lambda tables: partial(done, self._work.file.reseal(tables(), seal())), failed)

    def keep_both(self, done: Callable[[Path], object], failed: _Told) -> None:
        """After ``changed_outside``: keep the other version beside and save ours; ``done`` gets where theirs is."""
        self._write(lambda tables: partial(self._join, self._work.file.keep_both(tables()), done), failed)

    def close(self) -> None:
        """Wait for what is under way, save the rest, fold and let go of the file.

        The writing is done in the thread; here the window goes on being drawn and takes no input.

        Raises:
            NotSaved: something is not on the disk; the file is still open and saving goes on.
        """
        self.closing = True
        try:
            self._settle()
        finally:
            self.closing = False
        self._work.file.leave()
        self._end()

    def _settle(self) -> None:
        """Have everything in one plain file, also what a job brings while that is being written."""
        folded = -1
        while not self.safe or folded != len(self._work.engagement.changes):
            self._retry.stop()
            self._quiet.stop()
            self._wait()
            if not self.safe:
                self._work.save(self._pending, self._drafts)
                self._pending.clear()
                self._drafts = {}
            folded = len(self._work.engagement.changes)
            still, others = self._work.engagement.copied(), self._work.file.tables
            self._do(partial(self._settle_file, still, others))

    def _do(self, task: Callable[[], object]) -> None:
        """Do something in the thread; what it raises is raised here."""
        outcome: Future[object] = Future()

        def step() -> _Then:
            try:
                outcome.set_result(task())
            except Exception as error:  # noqa: BLE001 - raised again by ``result``
                outcome.set_exception(error)
            return lambda: None

        self._hand_over(step)
        self._wait()
        outcome.result()

    def _wait(self) -> None:
        loop = QEventLoop()
        while self._busy:
            loop.processEvents(
                QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
            )

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

    def _try_again(self) -> None:
        self._start()
        self._fold()

    def _start(self) -> None:
        if self._busy or not self.open:
            return
        if self._pending or self._drafts:
            batch, drafts = list(self._pending), self._drafts
            self._drafts = {}
            self._hand_over(lambda: self._save(batch, drafts))
        elif self._waiting:
            write, failed = self._waiting.pop(0)
            # Of this very moment: a step made later is not in the journal yet, and must not be in the tables twice.
            still, others = self._work.engagement.copied(), self._work.file.tables
            self._hand_over(lambda: self._attempt(write, failed, lambda: to_tables(still, others)))

    def _hand_over(self, task: Callable[[], _Then]) -> None:
        self._busy = True
        self.state.emit(_("Saving…"), False)
        self._queue.put(lambda: self._done.emit(_outcome(task)))

    def _fold(self) -> None:
        if self.safe and not self.divided and self._work.file.journal_size >= FOLD_FROM:
            self._write(self._folding, self._failed)

    def _write(self, write: _Write, failed: _Told) -> None:
        """Write the whole file as soon as every step is in the journal."""
        self._waiting.append((write, failed))
        self._start()

    # In the thread; each answers with what the window's thread is to do then

    def _save(self, batch: list[Change], drafts: dict[str, str]) -> _Then:
        try:
            self._work.save(batch, drafts)
        except NotSaved as error:
            return partial(self._not_saved, drafts, str(error))
        return partial(self._saved, len(batch))

    def _attempt(self, write: _Write, failed: _Told, tables: Callable[[], Tables]) -> _Then:
        try:
            then = write(tables)
        except ChangedOutside as error:
            return partial(self._divide, str(error))
        except StoreError as error:
            return partial(failed, str(error))
        finally:
            self._on_disk = _stamp(self._work.file.path)
        return then

    def _settle_file(self, still: Engagement, others: Tables) -> None:
        self._work.file.settle(to_tables(still, others))
        self._work.keep_drafts()

    def _folding(self, tables: Callable[[], Tables]) -> _Then:
        self._work.file.fold(tables())
        self._work.keep_drafts()
        return partial(self._saved, 0)

    # Back in the window's thread

    def _finished(self, then: _Then) -> None:
        self._busy = False
        then()
        for sentence in self._work.file.news():
            self.news.emit(sentence)
        if self.safe and not self.divided and not self._retry.isActive():
            self.state.emit(_("Saved {time}").format(time=_time()), False)
        if not self._retry.isActive():
            self._start()

    def _saved(self, count: int) -> None:
        self._retry.stop()
        del self._pending[:count]

    def _not_saved(self, drafts: dict[str, str], sentence: str) -> None:
        self._drafts = drafts | self._drafts
        self._failed(sentence)

    def _failed(self, sentence: str) -> None:
        self.state.emit(_("Not saved"), True)
        self.trouble.emit(sentence)
        self._retry.start()
        waiting, self._waiting = self._waiting, []
        for _write, failed in waiting:
            failed(sentence)

    def _divide(self, sentence: str) -> None:
        self.divided = True
        self.state.emit(_("Changed by another program"), True)
        self.changed_outside.emit(sentence)

    def _join(self, kept: Path, done: Callable[[Path], object]) -> None:
        self.divided = False
        done(kept)

    def _flush(self) -> None:
        """Wait until the thread is idle, then take in what it said."""
        idle = threading.Event()
        self._queue.put(idle.set)
        idle.wait(timeout=30)
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)

    def _serve(self) -> None:
        while (task := self._queue.get()) is not None:
            task()


def _outcome(task: Callable[[], _Then]) -> _Then:
    """What to do next; of a fault, that it is raised in the window's thread, so that this one lives on."""
    try:
        return task()
    except Exception as error:  # noqa: BLE001 - raised again there
        return partial(_raise, error)


def _raise(error: Exception) -> None:
    raise error


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """By what the system would tell that a file is another one; ``None`` if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _time() -> str:
    pattern = "%I:%M %p" if current() == "en_US" else "%H:%M"
    return dt.datetime.now().astimezone().strftime(pattern)
