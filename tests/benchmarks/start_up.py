"""Time from the start of the process to the first painted window, beside that of a bare Qt window.

    python -m tests.benchmarks.start_up [--runs 7] [--platform offscreen|xcb]

Scopewright is started without a file and with the sample engagement; for the latter the time until the engagement is
shown is printed, too. All are started in turn, so that a busy machine weighs on all alike; printed are medians and
their ratios to the bare window, of wall time and of CPU time (the latter hardly depends on load). Exit 1 if a first
paint had loaded a library that it must not have, or if its CPU ratio is over the target.
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
TARGET = 2.3
BARE = """
import json, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, done)
        return False
def done():
    print(json.dumps({"painted": True, "modules": [], "cpu": time.process_time()}), flush=True)
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
    """One start: seconds until the painted window was told, CPU seconds until then, heavy modules loaded.

    ``opened`` is both again, until the engagement was shown; the same as for the paint where there was none to open.
    """

    wall: float
    cpu: float
    modules: frozenset[str]
    opened: tuple[float, float]


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
    begin = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, cwd=ROOT) as process:
        assert process.stdout is not None
        told = []
        for line in process.stdout:
            told.append((time.perf_counter() - begin, json.loads(line)))
    if not told or not told[0][1].get("painted"):
        raise SystemExit(f"{' '.join(command[:4])} ended with {process.returncode} and without a painted window.")
    (wall, answer), (later, last) = told[0], told[-1]
    loaded = frozenset(name.partition(".")[0] for name in answer.get("modules", []))
    return Start(wall, answer["cpu"], loaded, (later, last["cpu"]))


def made_sample(home: str) -> Path:
    """The sample engagement as a file."""
    from scopewright.gui.desk import _made_sample

    path = Path(home, "sample.scope")
    _made_sample(path).file.leave()
    return path


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--platform", default="xcb" if os.environ.get("DISPLAY") else "offscreen")
    options = parser.parse_args()
    scopewright = [sys.executable, "-m", "scopewright"]
    with tempfile.TemporaryDirectory() as home:
        programs = {
            "bare window": [sys.executable, "-c", BARE],
            "Scopewright": scopewright,
            "with the sample": [*scopewright, str(made_sample(home))],
        }
        starts: dict[str, list[Start]] = {name: [] for name in programs}
        for number in range(options.runs + 1):
            for name, command in programs.items():
                one = start(command, options.platform, home)
                if number:  # the first round only warms the page cache and the .pyc files
                    starts[name].append(one)
    return show(starts)


def show(starts: dict[str, list[Start]]) -> int:
    """Print the table; 1 if a promise is broken."""
    worst, loaded = 0.0, frozenset[str]()
    bare = [median(each) for each in zip(*((one.wall, one.cpu) for one in starts["bare window"]), strict=True)]
    print(f"{'median':<26}{'wall ms':>9}{'CPU ms':>8}{'ratios':>12}")
    for name, ones in starts.items():
        painted = [median(each) for each in zip(*((one.wall, one.cpu) for one in ones), strict=True)]
        opened = [median(each) for each in zip(*(one.opened for one in ones), strict=True)]
        _print_row(f"{name}, painted", painted, bare)
        if name == "with the sample":
            _print_row(f"{name}, shown", opened, bare)
        worst = max(worst, painted[1] / bare[1])
        loaded |= frozenset[str]().union(*(one.modules for one in ones)) & FORBIDDEN
    print(f"CPU target for the first paint: at most {TARGET} times the bare window")
    print(f"heavy libraries loaded at first paint: {', '.join(sorted(loaded)) or 'none'}")
    return 1 if loaded or worst > TARGET else 0


def _print_row(name: str, times: list[float], bare: list[float]) -> None:
    ratios = "".join(f"{mine / its:>6.2f}" for mine, its in zip(times, bare, strict=True))
    print(f"{name:<26}{times[0] * 1000:>9.0f}{times[1] * 1000:>8.0f}{ratios:>12}")


if __name__ == "__main__":
    sys.exit(main())
