"""How long after an edit the preview of a brief shows it, in the real window with the real worker.

    QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.preview [--runs 5]

Two engagements: the sample, and that of ``checking`` (300 requirements, 80 risks, 12 releases and what hangs on them).
For the kinds named, a risk is renamed while the preview stands; told are the medians of the seconds until the pages
with the new words are in the window, the pause that lets somebody type on included, and the pages of the brief. Exit 1
if the executive brief takes more than a second.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "xcb" if os.environ.get("DISPLAY") else "offscreen")

from PySide6.QtWidgets import QApplication

from scopewright.gui.desk import Desk
from scopewright.gui.job_client import Jobs
from scopewright.gui.pages.brief import BriefPage
from scopewright.gui.settings import Settings
from scopewright.gui.theme.apply import dress
from scopewright.gui.window import Window
from scopewright.store.opened import OpenEngagement
from tests.benchmarks.checking import large
from tests.benchmarks.drop import wait

TARGET_SECONDS = 1.0
_KINDS = ("executive", "risks", "sow", "scope")


def opened(app: QApplication, jobs: Jobs, path: Path | None) -> tuple[Window, BriefPage]:
    """The window on the sample or a file, with the first preview in it."""
    desk = Desk(Settings(), jobs)
    if path is None:
        desk.open_sample()
    else:
        desk.open_file(path)
    wait(app, lambda: desk.idle and desk.window.editing is not None)
    window = desk.window
    window.appear()
    window.resize(1280, 800)
    window.open("brief")
    page = window.page("brief")
    assert isinstance(page, BriefPage)
    wait(app, lambda: page.shown)
    return window, page


def updated(app: QApplication, window: Window, page: BriefPage, text: str) -> float:
    """Seconds from renaming the first risk until pages that are made of it are shown."""
    assert window.editing is not None
    before = page.shown
    begin = time.perf_counter()
    window.editing.set_text(window.editing.engagement.records("risks")[0].key, "title", text)
    wait(app, lambda: page.shown is not before and page.rendering.state == "fresh")
    return time.perf_counter() - begin


def _measured(app: QApplication, window: Window, page: BriefPage, name: str, runs: int) -> float:
    """Print a line for each kind; the seconds of the executive brief."""
    found = {}
    for kind in _KINDS:
        before = page.shown
        if page.kind.currentData() != kind:
            page.kind.setCurrentIndex(page.kind.findData(kind))
            wait(app, lambda before=before: page.shown is not before and page.rendering.state == "fresh")  # type: ignore[misc]
        updated(app, window, page, f"Warm {kind}")
        found[kind] = median(updated(app, window, page, f"Labels arrive late {kind} {run}") for run in range(runs))
        assert page.shown is not None
        print(f"{name}, {kind}: {found[kind]:.2f} s, {page.shown.report['pages']} pages")
    return found["executive"]


def main() -> int:
    """Measure, print, and judge against the target."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="preview-") as folder:
        os.environ |= dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), folder)
        file = Path(folder, "large.scope")
        OpenEngagement.create(file, large()).close()
        app = QApplication([])
        dress(app, "light")
        jobs, slowest = Jobs(), 0.0
        print(f"on {app.platformName()}, load {os.getloadavg()[0]:.1f}; median of {options.runs}, pause included:")
        for name, path in (("sample", None), ("300/80/12", file)):
            window, page = opened(app, jobs, path)
            slowest = max(slowest, _measured(app, window, page, name, options.runs))
            window.close()
        jobs.close()
    return int(slowest > TARGET_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
