"""How long the window's thread is held at a stretch, beside a bare form of the same toolkit.

    python -m tests.benchmarks.held [--pages 20] [--platform offscreen|xcb]

A timer that wants to run every 5 ms tells how long it had to wait: the gap. Printed is, for the sample and for an
engagement with 300 requirements, the longest gap of the window's thread while a page is opened for the first time (the
median page and the slowest), while one comes back to a page, and while the theme changes after all of them. Gaps are
counted in the thread's processor time, which others on the machine hardly change. The yardstick is the median gap of
making, showing and painting a bare form: a QScrollArea of 40 QLabel and 40 QLineEdit. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

LABELS = 40
SETTLE_S = 0.35
"""How long after a call gaps are still its."""


class Gaps:
    """Collects how long the event loop of this thread was away."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(5)
        self._last = time.thread_time()
        self._longest = 0.0

    def of(self, run: Callable[[], object]) -> float:
        """The longest gap in milliseconds while ``run`` is called out of the event loop, and a moment after it."""
        from PySide6.QtCore import QTimer

        pump(0.05)
        self._longest, self._last = 0.0, time.thread_time()
        done: list[object] = []
        QTimer.singleShot(0, lambda: done.append(run()))
        while not done:
            pump(0.01)
        pump(SETTLE_S)
        return self._longest * 1000

    def _tick(self) -> None:
        now = time.thread_time()
        self._longest, self._last = max(self._longest, now - self._last), now


def pump(seconds: float) -> None:
    """Let the event loop run."""
    from PySide6.QtWidgets import QApplication

    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QApplication.processEvents()
        time.sleep(0.0005)


def bare_form() -> None:
    """The yardstick."""
    from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QLineEdit, QScrollArea, QWidget

    area, page = QScrollArea(), QWidget()
    grid = QGridLayout(page)
    for row in range(LABELS):
        grid.addWidget(QLabel(f"Label {row}"), row, 0)
        grid.addWidget(QLineEdit(f"Text {row}"), row, 1)
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.resize(1280, 800)
    area.show()
    QApplication.processEvents()
    area.grab()
    area.hide()
    area.deleteLater()


def measured(folder: Path, large: bool, pages: int) -> dict[str, float]:
    """Longest gaps in milliseconds by what was done."""
    from PySide6.QtWidgets import QApplication

    from scopewright.gui.desk import Desk, _made_sample
    from scopewright.gui.job_client import Jobs
    from scopewright.gui.settings import Settings
    from scopewright.store.opened import OpenEngagement
    from tests.benchmarks import checking

    path = folder / f"{large}.scope"
    work = OpenEngagement.create(path, checking.large()) if large else _made_sample(path)
    work.file.leave()
    jobs = Jobs()
    desk = Desk(Settings(), jobs)
    desk.open_file(path)
    while desk._keeper is None:
        pump(0.02)
    pump(1.5)
    gaps, window = Gaps(), desk.window
    names = [name for name in window._specs if name not in ("home", "overview")][:pages]
    first = [gaps.of(lambda name=name: window.open(name)) for name in names]  # type: ignore[misc]
    again = [gaps.of(lambda name=name: window.open(name)) for name in names]  # type: ignore[misc]
    switched = max(gaps.of(lambda look=look: window._look(look)) for look in ("dark", "light"))  # type: ignore[misc]
    yardstick = median(gaps.of(bare_form) for _turn in range(5))
    print(f"slowest to open first: {names[first.index(max(first))]}; {len(QApplication.allWidgets())} widgets")
    desk.may_close()
    window.close()
    jobs.close()
    return {
        "bare form": yardstick, "page, first time": median(first), "slowest page": max(first),
        "page, again": median(again), "slowest again": max(again), "theme": switched,
    }  # fmt: skip


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--platform", default="xcb" if os.environ.get("DISPLAY") else "offscreen")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = home
        os.environ["QT_QPA_PLATFORM"] = options.platform
        from PySide6.QtWidgets import QApplication

        from scopewright.gui import singletons
        from scopewright.gui.theme.apply import dress

        singletons.keep_alive()
        app = QApplication(["held"])
        dress(app, "light")
        for name, large in (("sample", False), ("300 requirements", True)):
            found = measured(Path(home), large, options.pages)
            print(f"{name:<20}{'longest gap':>12}{'ratio':>8}")
            for done, gap in found.items():
                print(f"  {done:<18}{gap:>9.0f} ms{gap / found['bare form']:>8.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
