"""From a key to the painted capture line, offscreen at 1440 x 900, beside a bare QLineEdit.

``python -m tests.benchmarks.keystroke`` prints milliseconds at the median and the 95th percentile.
"""

from __future__ import annotations

import os
import statistics
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from scopewright.capture.keep import Place, capture_all
from scopewright.gui.editing import Editing
from scopewright.gui.pages.alone import sample_engagement
from scopewright.gui.pages.session import SessionPage
from scopewright.gui.theme.apply import dress

LINES = (
    "k: labels drift because nobody looks p3 i4 @mia -> weekly QA by 12 mar",
    "o: cut weekly search tickets by 20% by 2027-06 @mia #search v1",
    "they rebuild the list every monday by hand",
)


class Nothing:
    """No window around the page."""

    def show_quiet(self, on: bool, *, large: bool = False) -> None:
        """Nothing to take away."""


def measured(app: QApplication, host: QWidget, line: QWidget) -> list[float]:
    """Milliseconds of each key, until everything that waits is painted."""
    times = []
    for _round in range(4):
        for text in LINES:
            for letter in text:
                started = time.perf_counter()
                QTest.keyClicks(line, letter)
                app.sendPostedEvents()
                app.processEvents()
                host.grab(line.geometry())
                times.append((time.perf_counter() - started) * 1000)
            getattr(line, "clear")()  # noqa: B009 - both have it, their common class has not
    return times


def main() -> None:
    """Measure both."""
    app = QApplication([])
    dress(app, "light")
    engagement = sample_engagement()
    page = SessionPage(Editing(engagement), lambda _section, _record: None, Nothing())
    page.begin()
    notes = [f"k: thought {number} p3 i4" for number in range(1000)]
    capture_all(engagement, notes, page._reading.context, Place(page.title()), "")
    page.refresh(())
    bare = QWidget()
    line = QLineEdit(bare)
    for host in (page, bare):
        host.resize(1440, 900)
        host.show()
    app.processEvents()
    page.focus_line()
    for name, host, edit in (("QLineEdit", bare, line), ("capture line", page, page.line)):
        measured(app, host, edit)
        times = sorted(measured(app, host, edit))
        high = times[int(len(times) * 0.95)]
        print(f"{name:<14} median {statistics.median(times):.2f} ms, 95 % {high:.2f} ms, of {len(times)} keys")


if __name__ == "__main__":
    main()
