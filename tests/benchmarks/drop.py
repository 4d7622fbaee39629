"""From the drop of a client's file on the window to the first finding painted, and the window's pauses meanwhile.

    python -m tests.benchmarks.drop [FILE …] [--rows 100000] [--runs 3] [--platform offscreen|xcb]

The real window on the sample, the real worker, warm. Each file (without one, a made-up one of 20 columns) is dropped
on the data page by a drop event. Told are: the seconds until a row of findings was painted, beside those of pandas'
``read_csv`` of the whole file with ``describe`` in a warm process; and the 99th percentile and the longest of the
gaps of a 10 ms timer from the drop to the stored audit, beside those of a bare window while the same audit runs in
a worker, and how much of them was work of the window's own thread, which another load on the machine does not touch.
Exit 1 if the median of the first findings takes over 1 s or a 99th percentile is over 50 ms.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "xcb" if os.environ.get("DISPLAY") else "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QMimeData, QObject, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget

from scopewright.gui.data.cells_table import CellsTable
from scopewright.gui.desk import Desk
from scopewright.gui.job_client import JobClient, Jobs
from scopewright.gui.pages.data import DataPage
from scopewright.gui.settings import Settings
from scopewright.gui.theme.apply import dress
from scopewright.gui.window import Window
from scopewright.model.sections.datasets import Dataset
from tests.benchmarks.intake import make

TARGET_SECONDS, TARGET_GAP_MS = 1.0, 50.0
_TICK_MS, _PATIENCE = 10, 180.0
_PANDAS = """
import sys, time
import pandas
begin = time.perf_counter()
pandas.read_csv(sys.argv[1]).describe(include="all")
print(time.perf_counter() - begin)
"""


@dataclass(frozen=True)
class Pauses:
    """The gaps of a timer in milliseconds: 99th percentile, longest, and the longest work of the thread in one."""

    high: float
    longest: float
    own: float


class Gaps(QObject):
    """How long a timer of 10 ms was kept waiting, and how long its own thread worked meanwhile, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._last = 0.0, 0.0
        self._found: list[tuple[float, float]] = []

    def start(self) -> None:
        """Begin anew."""
        self._found, self._last = [], (time.perf_counter(), time.thread_time())
        self._timer.start()

    def stop(self) -> Pauses:
        """What was seen since the start."""
        self._timer.stop()
        gaps = [gap for gap, _own in self._found]
        return Pauses(quantiles(gaps, n=100)[98], max(gaps), max(own for _gap, own in self._found))

    def _tick(self) -> None:
        now = time.perf_counter(), time.thread_time()
        self._found.append(((now[0] - self._last[0]) * 1000, (now[1] - self._last[1]) * 1000))
        self._last = now


class FirstRow(QObject):
    """Remembers when a table was first painted with a row in it."""

    def __init__(self, table: CellsTable) -> None:
        super().__init__()
        self._table, self.seen = table, 0.0
        table.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self.seen and self._table.model().rowCount():
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        self.seen = self.seen or time.perf_counter()


def wait(app: QApplication, until: Callable[[], object]) -> None:
    """Let the window live until something holds.

    Raises:
        SystemExit: it does not come to hold.
    """
    begin, pulse = time.perf_counter(), QTimer(interval=_TICK_MS)
    pulse.start()
    while not until():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.perf_counter() - begin > _PATIENCE:
            raise SystemExit("The window did not answer in time.")


def drop(target: QWidget, path: Path) -> None:
    """A drop of one file in the middle of a widget."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    middle = QPointF(target.rect().center())
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDragEnterEvent(middle, *how))
    QApplication.sendEvent(target, QDropEvent(middle, *how))


def opened(app: QApplication, jobs: Jobs) -> tuple[Window, DataPage]:
    """The window on the sample, its data page shown, pages made and the lab's worker warm."""
    desk = Desk(Settings(), jobs)
    desk.open_sample()
    wait(app, lambda: desk.idle and desk.window.editing is not None)
    window = desk.window
    window.appear()
    window.resize(1280, 800)
    window.begin_slow_things()
    window.open("data")
    page = window.findChild(DataPage)
    assert page is not None
    warm = time.perf_counter() + 12
    wait(app, lambda: time.perf_counter() > warm and not jobs.busy)
    return window, page


def dropped(app: QApplication, window: Window, page: DataPage, path: Path) -> tuple[float, Pauses]:
    """Seconds to the first painted finding, and the gaps until the audit is stored."""
    assert window.editing is not None
    engagement, gaps, first = window.editing.engagement, Gaps(), FirstRow(page.findings.table)

    def audited() -> bool:
        return any(one.path == str(path) and one.audited for one in engagement.all(Dataset))

    gaps.start()
    begin = time.perf_counter()
    drop(page, path)
    # the table of the dataset before is not the one that is waited for
    first.seen = 0.0
    wait(app, lambda: first.seen)
    wait(app, audited)
    return first.seen - begin, gaps.stop()


def bare(app: QApplication, client: JobClient, path: Path) -> Pauses:
    """The gaps of a window with a label while the same audit runs."""
    window = QMainWindow()
    window.setCentralWidget(QLabel("Scopewright"))
    window.resize(1200, 800)
    window.show()
    settled, over = time.perf_counter() + 1, list[object]()
    wait(app, lambda: time.perf_counter() > settled)
    client.finished.connect(lambda _job, result: over.append(result))
    gaps = Gaps()
    gaps.start()
    client.start("audit", {"path": str(path), "evidence": True})
    wait(app, lambda: over)
    window.close()
    return gaps.stop()


def main() -> int:
    """Measure, print, and judge against the targets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="drop-") as folder:
        os.environ |= dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), folder)
        files = options.files or [Path(folder, "made up.csv")]
        if not options.files:
            make(files[0], options.rows)
        app = QApplication([])
        dress(app, "light")
        jobs = Jobs()
        window, page = opened(app, jobs)
        print(f"on {app.platformName()}, load {os.getloadavg()[0]:.1f}, worker warm; median of {options.runs}:")
        verdicts = [_measured(app, window, page, jobs.lab, path, options.runs) for path in files]
        jobs.close()
    return int(not all(verdicts))


def _measured(app: QApplication, window: Window, page: DataPage, client: JobClient, path: Path, runs: int) -> bool:
    found = []
    for run in range(runs):
        copy = Path(os.environ["HOME"], f"{path.stem} {run}{path.suffix}")
        copy.write_bytes(path.read_bytes())
        found.append(dropped(app, window, page, copy))
    first = median(seconds for seconds, _pauses in found)
    high, longest = median(one.high for _first, one in found), median(one.longest for _first, one in found)
    own = max(one.own for _first, one in found)
    plain = bare(app, client, path)
    pandas = float(subprocess.run([sys.executable, "-c", _PANDAS, str(path)], capture_output=True, check=True).stdout)
    print(
        f"{path.name}: first finding painted after {first:.2f} s ({first / pandas:.2f} x pandas read_csv + describe of "
        f"the whole file, {pandas:.2f} s); runs {', '.join(f'{seconds:.2f}' for seconds, _gaps in found)}"
    )
    print(
        f"  pauses of the window: p99 {high:.0f} ms, longest {longest:.0f} ms, longest work of its own {own:.0f} ms; "
        f"bare window beside the same audit: p99 {plain.high:.0f} ms, longest {plain.longest:.0f} ms, own "
        f"{plain.own:.0f} ms (ratio of p99 {high / plain.high:.2f})"
    )
    return first <= TARGET_SECONDS and high <= TARGET_GAP_MS


if __name__ == "__main__":
    sys.exit(main())
