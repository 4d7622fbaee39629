"""A program that types a session into the real window, key by key, until it is killed or done.

``python -m tests.gui.typed_session FILE KEYS_A_SECOND LINES``; it goes on where the file stands. After each
Enter it writes how many lines were entered, so that whoever killed it knows what had been committed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from scopewright.gui.desk import Desk
from scopewright.gui.job_client import Jobs
from scopewright.gui.pages.session import SessionPage
from scopewright.gui.settings import Settings
from scopewright.gui.theme.apply import dress
from scopewright.gui.window import Window
from scopewright.model.sections.notes import Note

KINDS = (
    "they say number {n} twice",
    "k: data {n} comes late p3 i4 @mia -> ask again",
    "o: cut tickets of team {n} by 20% by 12 mar @tom v1",
    "? who owns list {n} @cfo",
    "r: screen {n} polls the service !must",
    "c: limit {n} because DPA #privacy",
    "d: freeze field {n} D:@ana A:@cto due:fri",
    "[DATA] table {n} of billing",
)
LINES = [KINDS[number % len(KINDS)].format(n=number) for number in range(120)]


class Typist:
    """Types the lines; ``wanted`` is how many of them."""

    def __init__(self, page: SessionPage, wanted: int, done: Path) -> None:
        self._page, self._wanted, self._done = page, wanted, done
        self._kept = len(page._editing.engagement.all(Note))

    def key(self) -> None:
        """Press the next key."""
        if self._kept >= self._wanted:
            self._page._editing.flush()
            if self._page.line.text():
                raise SystemExit("something is left in the line")
            self._tell("all")
            return
        line, typed = LINES[self._kept], self._page.line.text()
        self._page.line.suggestions.hide()
        if typed == line:
            QTest.keyClick(self._page.line, Qt.Key.Key_Return)
            self._kept += 1
            self._tell(str(self._kept))
        else:
            QTest.keyClicks(self._page.line, line[len(typed)])

    def _tell(self, entered: str) -> None:
        """In one piece: a kill may come at any moment here, too."""
        beside = self._done.with_suffix(".new")
        beside.write_text(entered, encoding="utf-8")
        beside.replace(self._done)


def in_the_window(path: Path, begin: Callable[[Window], Callable[[], object]], speed: float) -> int:
    """Open the file in the window of the product; what ``begin`` answers is done ``speed`` times a second."""
    app = QApplication([])
    app.setApplicationName("scopewright")
    dress(app)
    desk = Desk(Settings(), Jobs(parent=app))
    desk.open_file(path)
    keys, waiting = QTimer(), QTimer()
    keys.setTimerType(Qt.TimerType.PreciseTimer)

    def start() -> None:
        if desk.idle and desk.window.editing is not None:
            waiting.stop()
            key = begin(desk.window)
            keys.timeout.connect(lambda: key())  # noqa: PLW0108 - a bound method would not keep the typist alive
            keys.start(round(1000 / speed))

    waiting.timeout.connect(start)
    waiting.start(20)
    return app.exec()


def session_page(window: Window) -> SessionPage:
    """The page with the capture line, in front and with the keyboard."""
    window.capture_line()
    page = window.page("session")
    if not isinstance(page, SessionPage):
        raise TypeError("There is no capture line in this window.")
    return page


def main() -> int:
    """Open the file in the window of the product and type."""
    path, speed, wanted = Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
    return in_the_window(
        path, lambda window: Typist(session_page(window), wanted, path.with_name("entered")).key, speed
    )


if __name__ == "__main__":
    sys.exit(main())
