"""The whiteboard under the mouse, and what comes onto it: what each gesture leaves in the file, and one undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from scopewright.gui.board.desk import Files
from scopewright.gui.editing import Editing
from scopewright.gui.pages.board import BoardPage
from scopewright.gui.widgets.buttons import Button
from scopewright.model.ink import from_text
from scopewright.model.sections.connectors import Connector
from scopewright.model.sections.frames import Frame as FrameRecord
from scopewright.model.sections.notes import Note
from scopewright.model.sections.pictures import Picture
from scopewright.model.sections.strokes import Stroke
from scopewright.model.tables import new_engagement
from scopewright.scenes.board_things import Frame, Sticky
from scopewright.store.opened import OpenEngagement
from tests.gui.board_stand import LEFT, NONE, Made, notes, topic
from tests.gui.conftest import child
from tests.gui.quiet_window import QuietWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def made(board_made: Made) -> Made:
    return board_made


# The mouse


def test_a_sticky_moved_into_a_frame_takes_its_topic_and_one_undo_brings_both_back(made: Made) -> None:
    before = made.sticky("N-5").area
    made.drag(made.middle("N-5"), made.pixel(*made.frame("Teams").area.middle))
    assert topic(made.on_disk(), "N-5") == "Teams"
    assert made.frame("Teams").area.contains(made.sticky("N-5").area, slack=60)
    made.editing.undo()
    assert topic(made.on_disk(), "N-5") == ""
    assert made.sticky("N-5").area == before


def test_nothing_is_written_while_a_sticky_is_dragged(made: Made) -> None:
    count = len(made.engagement.changes)
    start = made.middle("N-1")
    QTest.mousePress(made.canvas, LEFT, NONE, start)
    QTest.mouseMove(made.canvas, start + QPoint(40, 40))
    QTest.mouseMove(made.canvas, start + QPoint(90, 70))
    assert len(made.engagement.changes) == count
    QTest.keyClick(made.canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(made.canvas, LEFT, NONE, start + QPoint(90, 70))
    assert len(made.engagement.changes) == count


def test_one_moved_sticky_leaves_all_others_where_they_are(made: Made) -> None:
    before = {each.id: each.area for each in made.state.board.things if isinstance(each, Sticky)}
    frames = {each.title: each.area for each in made.state.board.things if isinstance(each, Frame)}
    made.drag(made.middle("N-2"), made.free())
    after = {each.id: each.area for each in made.state.board.things if isinstance(each, Sticky)}
    assert {one for one in before if after[one] != before[one]} == {"N-2"}
    assert {each.title: each.area for each in made.state.board.things if isinstance(each, Frame)} == frames
    assert made.sticky("N-2").home == ""
    assert topic(made.on_disk(), "N-2") == ""


def test_a_drop_of_many_is_prepared_beside_the_window_and_is_one_step_and_one_undo(made: Made, qtbot: QtBot) -> None:
    made.desk.edits.add_notes([f"Line {number}" for number in range(150)], 3000, 0)
    made.desk.choose_all()
    made.canvas.fit()
    before = {note.id: (note.x, note.y) for note in made.on_disk().all(Note)}
    start, board = made.middle("N-2"), made.state.board
    made.drag(start, start + QPoint(30, 20))
    assert made.state.board is board, "the step is under way"
    qtbot.waitUntil(lambda: made.state.board is not board)
    moved = {note.id: (note.x, note.y) for note in made.on_disk().all(Note)}
    assert all(moved[one] != before[one] for one in before)
    made.editing.undo()
    assert {note.id: (note.x, note.y) for note in made.on_disk().all(Note)} == before


def test_an_undo_at_once_after_a_drop_of_many_takes_that_very_drop_back(made: Made) -> None:
    made.desk.edits.add_notes([f"Line {number}" for number in range(150)], 3000, 0)
    made.desk.choose_all()
    made.canvas.fit()
    before = {note.id: (note.x, note.y) for note in made.on_disk().all(Note)}
    made.drag(made.middle("N-2"), made.middle("N-2") + QPoint(30, 20))
    assert made.editing.undo() == "Move on the board"
    assert {note.id: (note.x, note.y) for note in made.on_disk().all(Note)} == before


def test_a_frame_moved_by_its_head_takes_its_notes_along(made: Made) -> None:
    frame = made.frame("Data").area
    before = made.sticky("N-3").area
    start = made.pixel(frame.left + 200, frame.top + 15)
    made.drag(start, start + QPoint(0, 120))
    down = made.frame("Data").area.top - frame.top
    assert down == pytest.approx(120 / made.state.sight.scale, abs=8)
    assert made.sticky("N-3").area.top - before.top == pytest.approx(down)
    kept = made.on_disk()
    assert [each.title for each in kept.all(FrameRecord)] == ["Data"]
    assert topic(kept, "N-3") == "Data"


def test_the_rubber_band_chooses_what_it_touches_and_shift_adds(made: Made) -> None:
    area = made.frame("Data").area
    made.drag(made.pixel(area.left - 10, area.top - 10) - QPoint(4, 4), made.middle("N-2"))
    assert {thing.id for thing in made.state.chosen_things()} == {"N-1", "N-2"}
    QTest.mouseClick(made.canvas, LEFT, SHIFT, made.middle("N-4"))
    assert {thing.id for thing in made.state.chosen_things()} == {"N-1", "N-2", "N-4"}
    QTest.mouseClick(made.canvas, LEFT, SHIFT, made.middle("N-1"))
    assert {thing.id for thing in made.state.chosen_things()} == {"N-2", "N-4"}


def test_a_corner_is_drawn_and_the_size_is_kept(made: Made) -> None:
    made.state.choose([made.thing("N-1").key])
    area = made.thing("N-1").area
    corner = made.pixel(area.right, area.bottom)
    made.drag(corner, corner + QPoint(50, 30))
    kept = notes(made.on_disk())["N-1"]
    scale = made.state.sight.scale
    assert kept.width == pytest.approx(160 + 50 / scale, abs=4)
    assert kept.height == pytest.approx(120 + 30 / scale, abs=4)


def test_a_double_click_on_empty_ground_makes_a_sticky_there_with_all_that_its_line_says(made: Made) -> None:
    spot = made.free()
    x, y = made.state.sight.to_units(spot.x(), spot.y())
    QTest.mouseDClick(made.canvas, LEFT, NONE, spot)
    QTest.keyClicks(made.desk.editor.line, "k: labels drift p3")
    assert made.desk.editor.pills.texts()[0] == "risk"
    QTest.keyClick(made.desk.editor.line, Qt.Key.Key_Return)
    kept = made.on_disk()
    note = notes(kept)["N-6"]
    assert (note.line, note.session) == ("k: labels drift p3", made.session)
    assert [risk.headline for risk in kept.records("risks")] == ["labels drift"]
    assert note.x == pytest.approx(x - 80, abs=1)
    assert note.y == pytest.approx(y - 60, abs=1)
    made.editing.undo()
    assert "N-6" not in notes(made.on_disk())
    assert not made.on_disk().records("risks")


def test_a_double_click_on_a_sticky_edits_the_note_s_text(made: Made) -> None:
    QTest.mouseDClick(made.canvas, LEFT, NONE, made.middle("N-1"))
    assert made.desk.editor.line.text() == "Thought 0"
    QTest.keyClicks(made.desk.editor.line, "Thought again")
    QTest.keyClick(made.desk.editor.line, Qt.Key.Key_Return)
    assert notes(made.on_disk())["N-1"].line == "Thought again"
    QTest.mouseDClick(made.canvas, LEFT, NONE, made.middle("N-1"))
    QTest.keyClicks(made.desk.editor.line, "forget this")
    QTest.keyClick(made.desk.editor.line, Qt.Key.Key_Escape)
    assert notes(made.on_disk())["N-1"].line == "Thought again"


def test_a_connector_is_drawn_from_one_sticky_to_another_and_goes_with_them(made: Made) -> None:
    made.state.take("connect")
    made.drag(made.middle("N-1"), made.middle("N-5"))
    (connector,) = made.on_disk().all(Connector)
    ends = notes(made.engagement)
    assert (connector.start, connector.end) == (ends["N-1"].key, ends["N-5"].key)
    made.state.take("select")
    made.state.choose([ends["N-5"].key])
    QTest.keyClick(made.canvas, Qt.Key.Key_Delete)
    assert made.on_disk().all(Connector) == []
    assert "N-5" not in notes(made.on_disk())
    made.editing.undo()
    assert len(made.on_disk().all(Connector)) == 1


def test_a_frame_is_drawn_and_named_and_the_next_sticky_in_it_is_about_it(made: Made) -> None:
    made.state.take("frame")
    spot = made.free()
    made.drag(spot, spot + QPoint(130, 90))
    assert made.desk.editor.is_open
    QTest.keyClicks(made.desk.editor.plain, "Parking lot")
    QTest.keyClick(made.desk.editor.plain, Qt.Key.Key_Return)
    assert [frame.title for frame in made.on_disk().all(FrameRecord)] == ["Parking lot"]
    made.drag(made.middle("N-5"), made.pixel(*made.frame("Parking lot").area.middle))
    assert topic(made.on_disk(), "N-5") == "Parking lot"


def test_ink_of_the_mouse_is_one_stroke_and_one_undo(made: Made) -> None:
    made.state.take("pen")
    made.drag(made.free(), made.free() + QPoint(150, 40))
    (stroke,) = made.on_disk().all(Stroke)
    assert len(from_text(stroke.points)[0]) >= 2
    made.editing.undo()
    assert made.on_disk().all(Stroke) == []


# What comes in


def test_a_pasted_text_of_thirty_lines_is_thirty_notes_that_cover_nothing_and_one_undo(made: Made) -> None:
    QGuiApplication.clipboard().setText("\n".join(f"Pasted {number}" for number in range(30)))
    made.desk.paste()
    kept = notes(made.on_disk())
    assert [note.line for note in kept.values()][5:] == [f"Pasted {number}" for number in range(30)]
    areas = [each.area for each in made.state.board.things if isinstance(each, Sticky)]
    assert not any(one.meets(other) for at, one in enumerate(areas) for other in areas[:at])
    made.editing.undo()
    assert len(notes(made.on_disk())) == 5


def test_a_pasted_picture_is_an_attachment_and_stands_where_one_looks(made: Made, qtbot: QtBot) -> None:
    image = QImage(300, 150, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    data = QMimeData()
    data.setImageData(image)
    made.desk.incoming.take(data, 100, 50)
    qtbot.waitUntil(lambda: bool(made.engagement.all(Picture)), timeout=5000)
    (picture,) = made.on_disk().all(Picture)
    assert made.work.attachments.names() == [picture.attachment] == [picture.original]
    assert (picture.width, picture.height, picture.x) == (300, 150, -50)


def test_a_dropped_file_of_a_picture_is_kept_and_one_that_is_none_is_refused_in_a_sentence(
    made: Made, qtbot: QtBot, tmp_path: Path
) -> None:
    said: list[str] = []
    made.editing.refused.connect(said.append)
    good, bad = tmp_path / "wall.png", tmp_path / "not.png"
    image = QImage(2000, 1000, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    image.save(str(good))
    bad.write_bytes(b"no picture")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(bad)), QUrl.fromLocalFile(str(good))])
    made.desk.incoming.take(data, 0, 0)
    qtbot.waitUntil(lambda: bool(made.engagement.all(Picture)), timeout=5000)
    (picture,) = made.on_disk().all(Picture)
    assert (picture.alt, picture.width, picture.height) == ("wall", 640, 320)
    assert [text for text in said if "not a picture" in text]
    assert made.work.attachments.read(picture.attachment) == good.read_bytes()


def test_a_dropped_photograph_of_a_telephone_is_refused_with_what_to_do(
    made: Made, qtbot: QtBot, tmp_path: Path
) -> None:
    said: list[str] = []
    made.editing.refused.connect(said.append)
    (tmp_path / "IMG_1.HEIC").write_bytes(b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "IMG_1.HEIC"))])
    made.desk.incoming.take(data, 0, 0)
    qtbot.waitUntil(lambda: bool(said), timeout=5000)
    assert "Save it as JPEG" in said[0]
    assert made.engagement.all(Picture) == []


# The same records


def test_a_line_captured_elsewhere_is_on_the_board_at_once_and_covers_no_other(made: Made) -> None:
    with made.editing.step("Note") as step:
        about = made.frame("Data").topic
        step.add("notes", {"line": "From the list", "session": made.session, "topic": about})
    assert made.frame("Data").area.contains(made.sticky("N-6").area)
    areas = [each.area for each in made.state.board.things if isinstance(each, Sticky)]
    assert not any(one.meets(other) for at, one in enumerate(areas) for other in areas[:at])


def test_the_projector_hides_internal_notes_and_the_table_names_every_note_with_its_topic(made: Made) -> None:
    with made.editing.step("Inside") as step:
        step.set(notes(made.engagement)["N-5"].key, "internal", True)
    made.page.toggle_projector()
    assert "N-5" not in {thing.id for thing in made.state.board.things}
    assert made.window.told == [(True, True)]
    made.page.toggle_projector()
    made.page.toggle_table()
    rows = made.page._model.table.rows
    assert ("N-1", "Data", "Thought 0", "N-1") in rows
    assert len(rows) == 5


def test_a_half_typed_sticky_is_a_draft_and_an_open_one_is_kept_before_undo(made: Made) -> None:
    drafts: list[tuple[str, str]] = []
    made.editing.drafted.connect(lambda text, place: drafts.append((text, place)))
    made.desk.new_sticky()
    QTest.keyClicks(made.desk.editor.line, "half a tho")
    assert drafts[-1] == ("half a tho", "board")
    made.editing.flush()
    assert notes(made.on_disk())["N-6"].line == "half a tho"


def test_every_button_of_the_board_has_a_name_for_eye_and_ear(made: Made) -> None:
    made.state.choose([made.thing("N-1").key])
    from PySide6.QtWidgets import QAbstractButton

    buttons = made.page.findChildren(QAbstractButton)
    assert [button for button in buttons if button.isVisible() and not button.accessibleName()] == []
    assert [button for button in buttons if button.isVisible() and not button.objectName()] == []


def test_an_empty_board_says_what_to_do_and_its_button_does_it(qtbot: QtBot, tmp_path: Path) -> None:
    engagement = new_engagement("Search", "Okonkwo")
    work = OpenEngagement.create(tmp_path / "Empty.scope", engagement)
    editing = Editing(engagement, "Ana")
    page = BoardPage(editing, lambda _s, _r: None, QuietWindow(), Files(lambda: work.attachments))
    qtbot.addWidget(page)
    editing.changed.connect(page.refresh)
    page.resize(900, 600)
    page.show()
    assert page.desk.empty.isVisible()
    QTest.mouseClick(child(page, Button, "board.empty.action"), LEFT)
    assert not page.desk.empty.isVisible()
    QTest.keyClicks(page.desk.editor.line, "first")
    QTest.keyClick(page.desk.editor.line, Qt.Key.Key_Return)
    assert [note.line for note in engagement.all(Note)] == ["first"]
    assert not page.desk.empty.isVisible()
    work.close()


# Large boards


def test_a_large_board_is_read_beside_the_window_and_what_was_made_is_chosen_when_it_comes(
    made: Made, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("scopewright.gui.pages.board._AT_ONCE", 2)
    board = made.state.board
    made.desk._keep_lines(["one more", "and another"])
    assert made.state.board is board
    qtbot.waitUntil(lambda: len(made.state.chosen) == 2)
    assert [thing.id for thing in made.state.chosen_things()] == ["N-6", "N-7"]


def test_whoever_acts_on_a_large_board_acts_on_it_as_it_is(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scopewright.gui.pages.board._AT_ONCE", 2)
    made.state.choose([made.thing("N-2").key])
    before = made.sticky("N-2").area
    for _time in range(3):
        QTest.keyClick(made.canvas, Qt.Key.Key_Right, CTRL)
    stored = notes(made.on_disk())["N-2"]
    assert stored.x == pytest.approx(before.left + 48, abs=0.2)


def test_who_sees_the_whole_board_sees_it_whole_in_a_window_of_another_size(made: Made) -> None:
    made.canvas.fit()
    made.page.resize(900, 700)
    seen = made.state.sight.area(made.canvas.width(), made.canvas.height())
    extent = made.state.board.extent()
    assert extent is not None
    assert seen.contains(extent)
    made.canvas.zoom(1.5)
    sight = made.state.sight
    made.page.resize(1100, 760)
    assert made.state.sight == sight
