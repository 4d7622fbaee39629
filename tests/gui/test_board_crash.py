"""What was moved on the board survives the death of the program right after the hand let go."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from scopewright.gui.board.desk import Files
from scopewright.gui.editing import Editing
from scopewright.gui.pages.board import BoardPage
from scopewright.gui.pages.session import SessionPage
from scopewright.model.sections.notes import Note
from scopewright.store.opened import OpenEngagement, read_engagement
from tests.gui.quiet_window import QuietWindow

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


TYPING = """
import os, signal, sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from scopewright.gui.autosave import Autosave
from scopewright.gui.board.desk import Files
from scopewright.gui.editing import Editing
from scopewright.gui.pages.board import BoardPage
from scopewright.gui.pages.session import SessionPage
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.store.opened import OpenEngagement

class Nothing:
    def show_quiet(self, on, *, large=False): pass

app = QApplication([])
engagement = new_engagement("Search", "Okonkwo")
with Step(engagement, "Begin") as step:
    session = step.add("sessions", {"title": "Kick-off"})
    step.add("notes", {"line": "Thought 1", "session": session})
work = OpenEngagement.create(Path(sys.argv[1]), engagement)
autosave, editing = Autosave(work), Editing(engagement)
editing.drafted.connect(autosave.keep_draft)
said = SessionPage(editing, lambda _s, _r: None, Nothing())
board = BoardPage(editing, lambda _s, _r: None, Nothing(), Files(lambda: work.attachments))
for page in (said, board):
    page.resize(900, 600)
    page.show()
QTest.keyClicks(said.line, "k: half a li")
if sys.argv[2] == "new":
    board.desk.new_sticky()
else:
    board.desk.edit(engagement.all(type(engagement.by_id("N-1")))[0].key, "and")
QTest.keyClicks(board.desk.editor.line, " half a stick")
while not autosave.safe:
    app.processEvents()
os.kill(os.getpid(), signal.SIGKILL)
"""


def killed(program: str, *words: str) -> None:
    """Run a program that kills itself."""
    environment = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": ":".join(sys.path), "HOME": str(Path(words[0]).parent)}
    done = subprocess.run(
        [sys.executable, "-c", program, *words], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == -9, done.stderr


@pytest.mark.parametrize(("which", "typed"), [("new", " half a stick"), ("old", "Thought 1 and half a stick")])
def test_a_half_typed_sticky_and_the_capture_line_each_survive_a_kill(
    tmp_path: Path, qtbot: QtBot, which: str, typed: str
) -> None:
    path = tmp_path / "Search.scope"
    killed(TYPING, str(path), which)
    work = OpenEngagement.open(path)
    editing = Editing(work.engagement)
    work.keep_saving()
    editing.drafted.connect(lambda text, place: work.save([], {place: text}))
    said = SessionPage(editing, lambda _s, _r: None, QuietWindow(), work.drafts.get("", ""))
    board = BoardPage(editing, lambda _s, _r: None, QuietWindow(), Files(lambda: work.attachments), work.drafts)
    editing.changed.connect(board.refresh)
    qtbot.addWidget(said)
    qtbot.addWidget(board)
    assert said.line.text() == "k: half a li"
    board.resize(900, 600)
    board.show()
    qtbot.waitUntil(lambda: board.desk.editor.is_open)
    assert board.desk.editor.line.text() == typed
    QTest.keyClick(board.desk.editor.line, Qt.Key.Key_Return)
    assert [note.line for note in work.engagement.all(Note)][-1] == typed.strip()
    assert work.drafts == {"": "k: half a li"}
    work.close()


def test_committed_moves_survive_a_kill_and_the_one_under_way_is_as_if_it_had_not_begun(tmp_path: Path) -> None:
    path = tmp_path / "Search.scope"
    killed(DYING, str(path))
    kept = read_engagement(path).all(Note)
    assert [note.line for note in kept] == ["Thought 0", "Thought 1", "Thought 2"]
    assert all(note.x is not None for note in kept)
