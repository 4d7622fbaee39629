"""The board's files in the window: exported, imported, and photographs of a real whiteboard made straight by keys."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from scopewright.gui.board.photos import Photos
from scopewright.gui.editing import Editing
from scopewright.gui.pages.session import SessionPage
from scopewright.gui.photo.corners import WHOLE, CornersView
from scopewright.gui.photo.dialog import PhotoDialog
from scopewright.gui.photo.flow import Photographing
from scopewright.gui.session.board_actions import board_actions
from scopewright.gui.session.board_files import BoardFiles
from scopewright.jobs.registry import JOBS, resolve
from scopewright.model.sections.notes import Note
from scopewright.model.sections.pictures import Picture
from scopewright.model.sections.sessions import Session
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.progress import Silent
from scopewright.store.attachments import folder_of
from scopewright.store.opened import OpenEngagement
from tests.gui.lab_stand_ins import ToldClient, WindowOfNotes
from tests.gui.quiet_window import QuietWindow

Made = tuple[SessionPage, Editing, OpenEngagement]
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Made:
    work = OpenEngagement.create(tmp_path / "a.scope", new_engagement("Search", "Acme"))
    editing = Editing(work.engagement, "Ana")
    page = SessionPage(editing, lambda _section, _record: None, QuietWindow())
    qtbot.addWidget(page)
    editing.changed.connect(page.refresh)
    page.resize(1100, 700)
    page.show()
    page.begin()
    qtbot.waitExposed(page)
    page.keep(["k: labels drift", "plain"])
    return page, editing, work


def wall(path: Path) -> Path:
    """A photograph of a board."""
    drawn = Image.new("RGB", (400, 300), (120, 120, 120))
    ImageDraw.Draw(drawn).polygon([(40, 30), (360, 50), (350, 270), (30, 250)], fill=(230, 230, 220))
    ImageDraw.Draw(drawn).line((100, 100, 300, 200), fill="black", width=6)
    drawn.save(path)
    return path


def do(client: ToldClient, job: str) -> None:
    """Do the last job of that name here, as the worker would."""
    number, payload = client.last(job)
    try:
        client.finished.emit(number, resolve(JOBS[job].function)(payload, Silent()))
    except ValueError as error:
        client.failed.emit(number, str(error))


def files_of(made: Made) -> tuple[SessionPage, BoardFiles]:
    """Page and files of the board, with a worker that the test plays."""
    page, editing, work = made
    return page, BoardFiles(editing, lambda: work.attachments, ToldClient(), lambda *_said: None, page)


def exported(files: BoardFiles, page: SessionPage, target: Path, qtbot: QtBot) -> list[tuple[str, bool]]:
    """What is told of an export that the worker has done."""
    client, told = files._client, list[tuple[str, bool]]()
    assert isinstance(client, ToldClient)
    files._told = lambda *said: told.append(said)
    asked = len(client.asked)
    files.write(target, page.session)
    qtbot.waitUntil(lambda: len(client.asked) > asked)
    do(client, client.asked[-1][1])
    qtbot.waitUntil(lambda: bool(told))
    return told


@pytest.mark.parametrize("form", ["svg", "excalidraw", "md", "pdf"])
def test_a_board_is_written_and_said(made: Made, tmp_path: Path, form: str, qtbot: QtBot) -> None:
    page, files = files_of(made)
    told = exported(files, page, tmp_path / f"b.{form}", qtbot)
    assert (tmp_path / f"b.{form}").stat().st_size > 20
    assert told == [(f"The board was written to “b.{form}”, without internal notes.", True)]


def test_a_picture_that_is_missing_beside_the_file_is_told_with_the_export(
    made: Made, tmp_path: Path, qtbot: QtBot
) -> None:
    page, editing, work = made
    name = work.attachments.add(wall(tmp_path / "w.png").read_bytes(), ".png")
    assert page.session is not None
    with Step(editing.engagement, "Picture") as step:
        step.add("pictures", {"attachment": name, "session": page.session.key, "width": 40.0, "height": 30.0})
    next(folder_of(tmp_path / "a.scope").glob(f"{name}*")).unlink()
    page, files = files_of(made)
    ((sentence, well),) = exported(files, page, tmp_path / "b.svg", qtbot)
    assert well
    assert name in sentence.removeprefix("The board was written to “b.svg”, without internal notes.")


def test_a_list_comes_onto_the_board_as_one_step_and_a_bad_file_changes_nothing(
    made: Made, tmp_path: Path, qtbot: QtBot
) -> None:
    page, editing, work = made
    told = list[tuple[str, bool]]()
    files = BoardFiles(editing, lambda: work.attachments, ToldClient(), lambda *said: told.append(said), page)
    (tmp_path / "wall.md").write_text("## Data\n- a\n  - b\n", encoding="utf-8")
    assert page.session is not None
    files.read(tmp_path / "wall.md", page.session.key)
    qtbot.waitUntil(lambda: len(told) == 1)
    assert told[0] == ("2 notes are in the inbox.", True)
    assert [note.line for note in page.model.notes][-2:] == ["a", "b"]
    editing.undo()
    assert len(editing.engagement.all(Note)) == 2
    (tmp_path / "bad.excalidraw").write_text("{", encoding="utf-8")
    for name in ("bad.excalidraw", "none.md"):
        files.read(tmp_path / name, page.session.key)
        qtbot.waitUntil(lambda: len(told) == 2)
        sentence, well = told.pop()
        assert (sentence.endswith("Nothing was changed."), well) == (True, False)
    assert len(editing.engagement.all(Note)) == 2


def photographing(made: Made) -> tuple[Photographing, ToldClient, list[str]]:
    page, editing, work = made
    client, told = ToldClient(), list[str]()
    return Photographing(editing, lambda: work.attachments, client, told.append, page), client, told


def dialog_of(flow: Photographing, qtbot: QtBot) -> PhotoDialog:
    """The dialog, which opens once the photograph is decoded."""
    qtbot.waitUntil(lambda: flow.dialog is not None)
    assert flow.dialog is not None
    return flow.dialog


def test_a_photograph_is_straightened_by_keys_and_kept_with_its_original(
    made: Made, tmp_path: Path, qtbot: QtBot
) -> None:
    page, editing, work = made
    flow, client, _told = photographing(made)
    flow.open(wall(tmp_path / "wall.jpg"), page.session)
    do(client, "photo")
    dialog = dialog_of(flow, qtbot)
    assert dialog.view.hasFocus() or dialog.focusWidget() is dialog.view
    for key, arrows in (("1", (Qt.Key.Key_Right, Qt.Key.Key_Down)), ("3", (Qt.Key.Key_Left, Qt.Key.Key_Up))):
        QTest.keyClicks(dialog.view, key)
        for arrow in arrows:
            for _time in range(5):
                QTest.keyClick(dialog.view, arrow, SHIFT)
    assert dialog.view.corners == pytest.approx((0.1, 0.1, 1, 0, 0.9, 0.9, 0, 1))
    assert "lower right corner: 90 % from the left" in dialog.view.accessibleDescription()
    qtbot.waitUntil(lambda: len(client.asked) == 2)
    do(client, "photo")
    qtbot.waitUntil(lambda: not dialog.preview.pixmap().isNull())
    dialog.alt.setText("The wall")
    dialog.use.click()
    do(client, "photo")
    qtbot.waitUntil(lambda: bool(editing.engagement.all(Picture)))
    (picture,) = editing.engagement.all(Picture)
    assert (picture.alt, picture.session) == ("The wall", page.session.key if page.session else "")
    assert picture.corners == "0.1000 0.1000 1.0000 0.0000 0.9000 0.9000 0.0000 1.0000"
    assert Image.open(io.BytesIO(work.attachments.read(picture.original))).size == (400, 300)
    assert picture.attachment != picture.original
    assert work.attachments.read(picture.attachment).startswith(b"\x89PNG")
    assert (picture.x or 0, (picture.y or 0) > 0) == (0, True), "below the notes"
    assert editing.undo_name == "Photograph of a whiteboard"


def test_corners_that_enclose_nothing_are_said_and_cannot_be_used(made: Made, tmp_path: Path, qtbot: QtBot) -> None:
    page, _editing, _work = made
    flow, client, _told = photographing(made)
    flow.open(wall(tmp_path / "wall.jpg"), page.session)
    do(client, "photo")
    dialog = dialog_of(flow, qtbot)
    dialog.view.put_corners((0.5,) * 8)
    qtbot.waitUntil(lambda: len(client.asked) == 2)
    do(client, "photo")
    assert "enclose nothing" in dialog.told.text()
    assert not dialog.use.isEnabled()


def test_a_preview_that_comes_after_its_corners_were_moved_on_is_not_shown(
    made: Made, tmp_path: Path, qtbot: QtBot
) -> None:
    page, _editing, _work = made
    flow, client, _told = photographing(made)
    flow.open(wall(tmp_path / "wall.jpg"), page.session)
    do(client, "photo")
    dialog = dialog_of(flow, qtbot)
    dialog.wanted.emit([0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0], True)
    do(client, "photo")
    dialog.wanted.emit([0.5] * 8, True)
    do(client, "photo")
    qtbot.waitUntil(lambda: not flow._decoding._running)
    assert dialog.preview.pixmap().isNull()
    assert not dialog.use.isEnabled()


def test_what_is_no_photograph_is_a_sentence_and_no_dialog(made: Made, tmp_path: Path) -> None:
    page, _editing, _work = made
    flow, client, told = photographing(made)
    (tmp_path / "no.jpg").write_bytes(b"no")
    flow.open(tmp_path / "no.jpg", page.session)
    do(client, "photo")
    assert flow.dialog is None
    assert told == ["This is no picture that can be opened; these can: JPEG, PNG, WEBP, GIF, BMP, TIFF."]


def test_a_corner_is_dragged_by_the_mouse_and_stays_in_the_picture(qtbot: QtBot) -> None:
    view = CornersView()
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    start = view._spot(2).toPoint()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, (view._spot(2) - QPointF(100, 80)).toPoint())
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton)
    assert 0.7 < view.corners[4] < 0.85
    QTest.keyClick(view, Qt.Key.Key_Space)
    for _time in range(5):
        QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.corners[6:] == WHOLE[6:]


def test_the_page_offers_export_import_and_photographs_by_key(made: Made) -> None:
    page, editing, work = made
    window: Any = WindowOfNotes()
    actions = board_actions(
        "session", page, page, editing, lambda: work.attachments, ToldClient(), ToldClient(), window
    )
    assert [action.shortcut for action in actions] == ["Ctrl+Shift+E", "Ctrl+Shift+I", "Ctrl+Shift+O"]
    assert isinstance(page.session, Session)


def test_a_missing_picture_is_a_box_with_its_name_in_the_window_and_in_every_drawn_format(
    made: Made, tmp_path: Path, qtbot: QtBot
) -> None:
    page, editing, work = made
    assert page.session is not None
    with Step(editing.engagement, "Picture") as step:
        values = {"attachment": "a" * 64, "session": page.session.key, "alt": "The wall of sprint 2"}
        step.add("pictures", {**values, "x": 0.0, "y": -400.0, "width": 640.0, "height": 300.0})
    page, files = files_of(made)
    for form in ("svg", "pdf"):
        exported(files, page, tmp_path / f"b.{form}", qtbot)
    said = "PIC-1: the file of this picture is missing. The wall of sprint 2"
    assert said in (tmp_path / "b.svg").read_text()
    with pdfplumber.open(tmp_path / "b.pdf") as pdf:
        assert said in pdf.pages[0].extract_text().replace("\n", " ")
    photos = Photos(work.attachments.read, page)
    with qtbot.waitSignal(photos.came):
        waiting = photos("a" * 64)
        assert waiting is not None
        assert waiting.isNull()
    assert photos("a" * 64) is None


def test_two_exports_at_once_are_both_written_and_the_second_is_told_to_wait(
    made: Made, tmp_path: Path, qtbot: QtBot
) -> None:
    page, editing, work = made
    client, told = ToldClient(), list[tuple[str, bool]]()
    files = BoardFiles(editing, lambda: work.attachments, client, lambda *said: told.append(said), page)
    files.write(tmp_path / "one.svg", page.session)
    files.write(tmp_path / "two.md", page.session)
    assert told == [("“two.md” is written as soon as the export before it is done.", True)]
    qtbot.waitUntil(lambda: len(client.asked) == 2)
    for number, job, payload in client.asked:
        client.finished.emit(number, resolve(JOBS[job].function)(payload, Silent()))
    qtbot.waitUntil(lambda: len(told) == 3)
    assert (tmp_path / "one.svg").read_text().startswith("<?xml")
    assert "plain" in (tmp_path / "two.md").read_text()


def test_what_is_changed_after_an_export_was_asked_for_is_not_in_it(made: Made, tmp_path: Path, qtbot: QtBot) -> None:
    page, files = files_of(made)
    files.write(tmp_path / "b.md", page.session)
    page.keep(["said a moment later"])
    client = files._client
    assert isinstance(client, ToldClient)
    qtbot.waitUntil(lambda: bool(client.asked))
    do(client, "board")
    qtbot.waitUntil((tmp_path / "b.md").exists)
    assert "plain" in (tmp_path / "b.md").read_text()
    assert "later" not in (tmp_path / "b.md").read_text()


def test_what_no_font_has_is_named_with_the_export(made: Made, tmp_path: Path, qtbot: QtBot) -> None:
    page, editing, _work = made
    assert page.session is not None
    with Step(editing.engagement, "Note") as step:
        key = step.add("notes", {"line": "検索 😀 ok", "session": page.session.key})
    page, files = files_of(made)
    told = exported(files, page, tmp_path / "b.pdf", qtbot)
    spoken = editing.engagement.spoken(key)
    assert f"{spoken} line: no font here has 😀; a box with its code point stands for each." in told[0][0]
    with pdfplumber.open(tmp_path / "b.pdf") as pdf:
        text = pdf.pages[0].extract_text()
    assert "検索" in text
    assert "1F6" in text
