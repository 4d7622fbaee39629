"""What was moved on the board survives the death of the program right after the hand let go."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from scopewright.model.sections.notes import Note
from scopewright.store.opened import read_engagement

DYING = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication
from scopewright.gui.autosave import Autosave
from scopewright.gui.board.desk import Files
from scopewright.gui.editing import Editing
from scopewright.gui.pages.board import BoardPage
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.store.opened import OpenEngagement

app = QApplication([])
engagement = new_engagement("Search", "Okonkwo")
with Step(engagement, "Begin") as step:
    for number in range(3):
        step.add("notes", {"line": f"Thought {number}"})
work = OpenEngagement.create(Path(sys.argv[1]), engagement)
autosave = Autosave(work)
page = BoardPage(Editing(engagement), lambda _s, _r: None, None, Files(lambda: work.attachments))
page.resize(900, 600)
page.show()
canvas, state = page.desk.canvas, page.desk.state
for number, thing in enumerate(list(state.board.things)):
    page.refresh(())
    at = QPointF(*state.sight.to_pixels(*state.things[thing.key].area.middle))
    canvas.press(at, 0.5)
    for step in range(1, 8):
        canvas.drag(at + QPointF(30 * step, 40 * number + 5 * step), 0.5)
    canvas.release()
    autosave.when_safe(lambda: None, print)
while not autosave.safe:
    app.processEvents()
canvas.press(QPointF(450, 300), 0.5)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_committed_moves_survive_a_kill_and_the_one_under_way_is_as_if_it_had_not_begun(tmp_path: Path) -> None:
    path = tmp_path / "Search.scope"
    environment = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": ":".join(sys.path), "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", DYING, str(path)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == -9, done.stderr
    kept = read_engagement(path).all(Note)
    assert [note.line for note in kept] == ["Thought 0", "Thought 1", "Thought 2"]
    assert all(note.x is not None for note in kept)
