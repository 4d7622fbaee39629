"""What typing waits for: nothing of the disk. From a key to the paint with many notes, and edits beside a disk hog.

    python -m tests.benchmarks.waiting [--notes 10000] [--edits 500] [FOLDER]

In one run and on one disk, each with and without a process beside it that writes and syncs 8 MB again and again: (a) an
edit to the synced journal, beside the same bytes written and synced bare; (b) from a key to the painted window, into
the capture line and into a field of a form, of an engagement with that many notes, beside the same window with ten.
Printed are p50 and p99 in milliseconds and the ratios. Nothing is judged: other work on the machine is in the figures.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median, quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from scopewright.capture.keep import Place, capture_all
from scopewright.gui.desk import Desk
from scopewright.gui.job_client import Jobs
from scopewright.gui.settings import Settings
from scopewright.gui.theme.apply import dress
from scopewright.gui.window import Window
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.store import journal
from scopewright.store.opened import OpenEngagement
from tests.gui.typed_session import LINES, session_page

_HOG = """
import os, sys
file = os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY)
while True:
    os.pwrite(file, os.urandom(1 << 20) * 8, 0)
    os.fsync(file)
"""
_KEYS = 300
_SETTLING_MS = 8_000
"""Until the pages that are made ahead of need are made; that waits for the hands to rest."""


@contextmanager
def _hog(folder: Path, wanted: bool) -> Iterator[None]:
    """A process that keeps the disk busy meanwhile."""
    if not wanted:
        yield
        return
    with subprocess.Popen([sys.executable, "-c", _HOG, str(folder / "hog")]) as process:
        time.sleep(0.5)
        try:
            yield
        finally:
            process.kill()


def _timed(run: Callable[[], object]) -> float:
    begin = time.perf_counter()
    run()
    return (time.perf_counter() - begin) * 1000


def _told(name: str, times: list[float], beside: list[float]) -> None:
    both = [(median(each), quantiles(each, n=100)[98]) for each in (times, beside)]
    (p50, p99), (bare50, bare99) = both
    cells = (f"{p50:.2f} / {p99:.2f}", f"{bare50:.2f} / {bare99:.2f}", f"{p50 / bare50:.1f}, {p99 / bare99:.1f}")
    print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


def _edits(folder: Path, edits: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each edit until it is durable, and of the same bytes bare."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        work = OpenEngagement.create(Path(place, "a.scope"), new_engagement("Benchmark", "Acme"))
        work.keep_saving()
        with Step(work.engagement, "Fill") as step:
            key = step.add("risks", {"title": "Labels are late"})
        bare = os.open(Path(place, "bare"), os.O_CREAT | os.O_WRONLY | os.O_APPEND)

        def edit(number: int) -> None:
            with Step(work.engagement, "Edit") as step:
                step.set(key, "trigger", f"Edit {number}: two missed deliveries in a row")

        def write(data: bytes) -> None:
            os.write(bare, data)
            os.fsync(bare)

        mine, theirs = [], []
        for number in range(edits):
            before = work.file.journal_size
            mine.append(_timed(partial(edit, number)))
            theirs.append(_timed(partial(write, journal.beside(work.file.path).read_bytes()[before:])))
        os.close(bare)
        work.close()
    return mine, theirs


def _keys(app: QApplication, window: Window, into: QWidget, text: str) -> list[float]:
    """Milliseconds of each key until everything that waits is done and the window is painted."""
    times = []
    for number in range(_KEYS):
        begin = time.perf_counter()
        QTest.keyClicks(into, text[number % len(text)])
        app.sendPostedEvents()
        app.processEvents()
        window.grab(into.rect().translated(into.mapTo(window, into.rect().topLeft())))
        times.append((time.perf_counter() - begin) * 1000)
        # people type at fifteen keys a second at most; what is due by a timer falls between and into the keys
        QTest.qWait(30)
    return times


def _opened(app: QApplication, path: Path, notes: int) -> Desk:
    engagement = new_engagement("Benchmark", "Acme")
    with Step(engagement, "Fill") as step:
        step.add("risks", {"title": "Labels are late"})
        for number in range(notes):
            step.add("notes", {"line": f"thought {number} of the customer"})
    OpenEngagement.create(path, engagement).close()
    desk = Desk(Settings(), Jobs(parent=app))
    desk.open_file(path)
    while not desk.idle or desk.window.editing is None:
        app.processEvents()
    desk.window.resize(1440, 900)
    desk.window.show()
    return desk


def _typed(app: QApplication, folder: Path, notes: int) -> dict[str, list[float]]:
    """Milliseconds of each key by the place it is typed into."""
    desk = _opened(app, folder / f"{notes} {time.monotonic_ns()}.scope", notes)
    window = desk.window
    page = session_page(window)
    QTest.qWait(_SETTLING_MS)
    capture_all(page._editing.engagement, LINES[:3], page._reading.context, Place(page.title()), "")
    line = _keys(app, window, page.line, LINES[1])
    page.line.clear()
    window.go_to("risks", "R-1", "response")
    app.processEvents()
    box = next(each for each in window.findChildren(QWidget, "field-response") if each.isVisible())
    field = _keys(app, window, box, LINES[0] + " ")
    desk.may_close()
    window.close()
    return {"the capture line": line, "a field of a form": field}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--edits", type=int, default=500)
    parser.add_argument("folder", type=Path, nargs="?", help="on the disk to be measured; else the temporary folder")
    options = parser.parse_args()
    app = QApplication([])
    dress(app, "light")
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        print("| what | p50 / p99 ms | the same bare, or with ten notes | ratio (p50, p99) |\n|---|---|---|---|")
        for hog, beside in ((False, ""), (True, ", beside a disk hog")):
            with _hog(folder, hog):
                _told(f"an edit until it is durable{beside}", *_edits(folder, options.edits))
                many, few = _typed(app, folder, options.notes), _typed(app, folder, 10)
            for place, times in many.items():
                _told(f"key to paint in {place}, {options.notes:,} notes{beside}", times, few[place])
    return 0


if __name__ == "__main__":
    sys.exit(main())
