"""Time from the start of the process to the first painted window, beside that of a bare Qt window.

    python -m tests.benchmarks.start_up [--runs 7] [--platform offscreen|xcb] [FILE …]

Both are started in turn, so that a busy machine weighs on both alike; printed are medians and their ratios, of wall
time and of CPU time (the latter hardly depends on load). Exit 1 if the window had loaded a library that it must not
have at first paint, or if the CPU ratio is over the target.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = {"pandas", "numpy", "scipy", "sklearn", "matplotlib", "reportlab"}
TARGET = 2.5
BARE = """
import json
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, done)
        return False
def done():
    print(json.dumps({"painted": True, "modules": []}), flush=True)
    app.quit()
app = QApplication([])
window = QMainWindow()
label = QLabel("Scopewright")
window.setCentralWidget(label)
watch = Watch()
label.installEventFilter(watch)
window.resize(1200, 800)
window.show()
app.exec()
"""


@dataclass(frozen=True)
class Start:
    """One start: seconds until the painted window was told, CPU seconds of the process, heavy modules loaded."""

    wall: float
    cpu: float
    modules: frozenset[str]


def start(command: list[str], platform: str, home: str) -> Start:
    """Start a program that prints a JSON line at first paint and ends.

    Raises:
        SystemExit: it ended without having painted.
    """
    environment = os.environ | {
        "QT_QPA_PLATFORM": platform, "SCOPEWRIGHT_QUIT_AFTER_PAINT": "1", "HOME": home, "XDG_CONFIG_HOME": home,
        "XDG_DATA_HOME": home, "XDG_CACHE_HOME": home, "PYTHONPATH": str(ROOT / "src"),
    }  # fmt: skip
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before, begin = os.times(), time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, cwd=ROOT) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        wall = time.perf_counter() - begin
        process.stdout.read()
    after = os.times()
    answer = json.loads(line or b"{}")
    if not answer.get("painted"):
        raise SystemExit(f"{' '.join(command[:4])} ended with {process.returncode} and without a painted window.")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Start(wall, cpu, frozenset(name.partition(".")[0] for name in answer.get("modules", [])))


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--platform", default="xcb" if os.environ.get("DISPLAY") else "offscreen")
    parser.add_argument("words", nargs="*", help="what Scopewright is started with, such as a file")
    options = parser.parse_args()
    programs = {
        "bare": [sys.executable, "-c", BARE],
        "scopewright": [sys.executable, "-m", "scopewright", *options.words],
    }
    starts: dict[str, list[Start]] = {name: [] for name in programs}
    with tempfile.TemporaryDirectory() as home:
        for number in range(options.runs + 1):
            for name, command in programs.items():
                one = start(command, options.platform, home)
                if number:  # the first pair only warms the page cache and the .pyc files
                    starts[name].append(one)
    return show(starts["bare"], starts["scopewright"])


def show(bare: list[Start], full: list[Start]) -> int:
    """Print the table; 1 if a promise is broken."""
    wall = [median(one.wall for one in group) for group in (bare, full)]
    cpu = [median(one.cpu for one in group) for group in (bare, full)]
    loaded = frozenset[str]().union(*(one.modules for one in full)) & FORBIDDEN
    print(f"median of {len(full)}      wall ms   CPU ms")
    for name, index in (("bare window", 0), ("Scopewright", 1)):
        print(f"{name:16}{wall[index] * 1000:9.0f}{cpu[index] * 1000:9.0f}")
    print(f"{'ratio':16}{wall[1] / wall[0]:9.2f}{cpu[1] / cpu[0]:9.2f}   (CPU target: at most {TARGET})")
    print(f"heavy libraries loaded at first paint: {', '.join(sorted(loaded)) or 'none'}")
    return 1 if loaded or cpu[1] / cpu[0] > TARGET else 0


if __name__ == "__main__":
    sys.exit(main())
