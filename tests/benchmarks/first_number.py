"""How soon after the click the first number of a baseline stands in the window, and how long the window pauses.

    QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.first_number DATA [NAME …]

DATA is a folder with a ``manifest.json``; without names ``telco_churn``, ``adult`` and ``taxis`` are taken. The worker
is warm, the file audited. A timer of 10 ms in the window's thread tells the pauses. Printed are seconds to the first
number and to the end, the 99th percentile and the longest of the pauses, and the load of the machine. Exit 1 if a first
number takes more than 1 s or a 99th percentile is above 50 ms.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from scopewright.gui.editing import Editing
from scopewright.gui.job_client import JobClient
from scopewright.gui.pages.data import DataPage
from scopewright.gui.theme.apply import dress
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.runs import Run
from scopewright.model.tables import new_engagement
from tests.gui.lab_stand_ins import WindowOfNotes

USUAL = ("telco_churn", "adult", "taxis")
FIRST_S, PAUSE_MS = 1.0, 50.0
LONGEST_S = 300.0


class Pauses:
    """The gaps between the ticks of a timer in the window's thread, in milliseconds, since ``begin``."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(10)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now

    def begin(self) -> None:
        """Forget the gaps so far."""
        self.gaps = []
        self._last = time.perf_counter()


def waited(app: QApplication, done: Callable[[], bool]) -> float:
    """Seconds until something is so."""
    start = time.perf_counter()
    while not done():
        if time.perf_counter() - start > LONGEST_S:
            raise SystemExit("Nothing happened for too long.")
        app.processEvents()
        time.sleep(0.001)
    return time.perf_counter() - start


def measured(app: QApplication, path: Path, target: str) -> tuple[float, float, list[float]]:
    """Seconds to the first number and to the end, and the pauses meanwhile."""
    client, editing = JobClient("lab"), Editing(new_engagement(), who="Ana")
    page = DataPage(editing, client, WindowOfNotes())
    editing.changed.connect(page.refresh)
    client.warm_up(0)
    app.processEvents()
    page.resize(1280, 800)
    page.show()
    page.take(path)
    engagement = editing.engagement
    waited(app, lambda: bool(engagement.all(Dataset)) and engagement.all(Dataset)[0].audited is not None)
    waited(app, lambda: not client.busy)
    page.show_tab(1)
    page.baseline.target.setCurrentText(target)
    pauses = Pauses()
    pauses.begin()
    page.start()
    first = waited(app, lambda: bool(page.baseline.models.texts()))
    whole = first + waited(app, lambda: bool(engagement.all(Run)))
    gaps = list(pauses.gaps)
    client.close()
    page.close()
    page.deleteLater()
    return first, whole, gaps


def main(data: Path, names: tuple[str, ...]) -> int:
    """Print a line a file."""
    app, missed = QApplication([]), False
    dress(app, "light")
    for entry in json.loads((data / "manifest.json").read_text(encoding="utf-8")):
        if entry["name"] in names:
            target = entry["target"] if entry["read"] == {} else f"column {entry['cols']}"
            first, whole, gaps = measured(app, data / entry["file"], target)
            late = quantiles(gaps, n=100)[-1]
            said = (
                f"first number {first:5.2f} s, all {whole:5.1f} s, pauses p99 {late:4.0f} ms, max {max(gaps):4.0f} ms"
            )
            print(f"{entry['name']:<15}{said}, load {os.getloadavg()[0]:.1f}", flush=True)
            missed |= first > FIRST_S or late > PAUSE_MS
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), tuple(sys.argv[2:]) or USUAL))
