"""How long the window's thread is held while a large drawing or list comes onto the board.

    python -m tests.benchmarks.bringing [--elements 5000] [--lines 2000]

In the real window, on the board and on the page of the session: an Excalidraw file of so many elements, and a Markdown
list of so many lines. Printed is the longest gap of a 5 ms timer in the thread's processor time, while the file comes
in, while it is undone, and the seconds from asking until it is told. Exit 1 if a gap is longer than 50 ms.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from scopewright.gui import singletons
from scopewright.gui.pages.board import BoardPage
from scopewright.gui.pages.session import SessionPage
from scopewright.gui.session.board_files import BoardFiles
from scopewright.gui.theme.apply import dress
from scopewright.model.sections.notes import Note
from scopewright.model.sections.sessions import Session
from scopewright.store.attachments import Attachments
from tests.benchmarks.held import Gaps, pump
from tests.benchmarks.waiting import _opened

MOST_MS = 50
WORDS = ("weekly", "churn", "labels", "rebuilt", "by", "hand", "nobody", "owns", "the", "tag", "table", "yet")


def markdown(lines: int) -> str:
    """Headings, bullets and indented bullets."""
    chance = random.Random(3)
    marks = ["# " if number % 100 == 0 else "  - " if number % 3 else "- " for number in range(lines)]
    return "\n".join(mark + " ".join(chance.sample(WORDS, 6)) for mark in marks)


def excalidraw(elements: int) -> str:
    """Boxes with their texts, and arrows between some."""
    made: list[dict[str, object]] = []
    for number in range(elements // 2):
        at = {"x": number % 60 * 200, "y": number // 60 * 150, "width": 160, "height": 120, "isDeleted": False}
        box, text = f"b{number}", f"t{number}"
        made.append({"id": box, "type": "rectangle", "boundElements": [{"id": text, "type": "text"}], **at})
        made.append({"id": text, "type": "text", "text": " ".join(WORDS[number % 9 :]), "containerId": box, **at})
    return json.dumps({"type": "excalidraw", "version": 2, "elements": made})


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--elements", type=int, default=5000)
    parser.add_argument("--lines", type=int, default=2000)
    options = parser.parse_args()
    longest = 0.0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = home
        singletons.keep_alive()
        app = QApplication(["bringing"])
        dress(app, "light")
        files = {"x.excalidraw": excalidraw(options.elements), "x.md": markdown(options.lines)}
        for page in ("board", "session"):
            for name, text in files.items():
                (Path(home) / name).write_text(text, encoding="utf-8")
                longest = max(longest, *_measured(app, Path(home), page, name))
    return int(longest > MOST_MS)


def _measured(app: QApplication, folder: Path, page: str, name: str) -> tuple[float, float]:
    path = folder / f"{page} {name}.scope"
    desk = _opened(app, path, 0)
    window, kept = desk.window, Attachments(path, "", None)
    assert window.editing is not None
    editing, told = window.editing, list[str]()
    window.open(page)
    shown = window.findChild(QWidget, f"page-{page}")
    assert isinstance(shown, BoardPage | SessionPage)
    shown.begin()
    pump(2.5)
    board = BoardFiles(editing, lambda: kept, desk._jobs.brief, lambda said, _well: told.append(said), window)
    session, gaps = editing.engagement.all(Session)[-1].key, Gaps()
    begun = time.perf_counter()
    board.read(folder / name, session)

    def until_told() -> None:
        while not told:
            pump(0.01)

    coming = gaps.of(until_told)
    seconds = time.perf_counter() - begun
    notes = len(editing.engagement.all(Note))
    undone = gaps.of(editing.undo)
    assert not editing.engagement.all(Note)
    print(
        f"{page:<8} {name:<13} {notes:>5} notes: in {coming:5.0f} ms, undone {undone:5.0f} ms; {seconds:4.1f} s in all"
    )
    desk.may_close()
    window.close()
    return coming, undone


if __name__ == "__main__":
    sys.exit(main())
