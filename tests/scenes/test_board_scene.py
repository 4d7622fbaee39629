"""The whiteboard as a scene: every sticky with its words, photographs by name, the same for screen, SVG and PDF."""

from __future__ import annotations

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from scopewright.briefs import scene_painter
from scopewright.model.engagement import Engagement
from scopewright.model.sections.sessions import Session
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.scenes import svg
from scopewright.scenes.board import fitting, items, scene
from scopewright.scenes.board_reading import board_of
from scopewright.scenes.board_things import Board, Frame, Sticky
from scopewright.scenes.palette import DARK_SCREEN, LIGHT_PRINT, LIGHT_SCREEN, Palette, contrast
from scopewright.scenes.scene import Image, Text

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"
    b"\x00\x00\x00\x0cIDATx\x9cc\xf8\xcf\xc0\x00\x00\x03\x01\x01\x00\xc9\xfe\x92\xef\x00\x00\x00\x00IEND\xaeB`\x82"
)
COLOURS = ("yellow", "orange", "rose", "violet", "blue", "teal", "green", "grey")


def held() -> tuple[Engagement, Session]:
    engagement = new_engagement("Churn", "Okonkwo", "Ann")
    with Step(engagement, "Meet") as step:
        session = step.add("sessions", {"title": "Kick-off"})
        data = step.add("agenda", {"title": "Data", "session": session})
        step.add("agenda", {"title": "Teams", "session": session})
        first = step.add("notes", {"line": "Labels drift", "session": session, "topic": data})
        second = step.add("notes", {"line": "k: labels drift p3", "session": session, "topic": data, "state": "used"})
        step.add("risks", {"title": "Labels drift", "note": second})
        step.add("notes", {"line": "Elsewhere"})
        step.add("notes", {"line": "Between us", "session": session, "internal": True})
        step.add("connectors", {"start": first, "end": second, "label": "because"})
        step.add("strokes", {"session": session, "points": "0 0 50,40 30 90", "x": 10, "y": 10})
        step.add("pictures", {"session": session, "attachment": "a.png", "alt": "The wall", "x": 0, "y": 900})
    assert engagement[data].id == "AG-1"
    return engagement, engagement.all(Session)[0]


def test_the_board_shows_the_session_s_notes_in_the_frames_of_their_topics() -> None:
    board = board_of(*held())
    frames = {thing.title: thing for thing in board.things if isinstance(thing, Frame)}
    notes = {thing.id: thing for thing in board.things if isinstance(thing, Sticky)}
    assert set(notes) == {"N-1", "N-2", "N-4"}
    assert all(frames["Data"].area.contains(notes[one].area) for one in ("N-1", "N-2"))
    assert not any(frame.area.meets(notes["N-4"].area) for frame in frames.values())
    assert (notes["N-2"].text, notes["N-2"].said, notes["N-2"].colour) == ("Labels drift", "R-1 · risk", "rose")


def test_internal_notes_are_left_out_for_the_room() -> None:
    engagement, session = held()
    shown = board_of(engagement, session, internal=False)
    assert "N-4" not in {thing.id for thing in shown.things}


def test_every_word_of_a_short_note_is_on_its_sticky_and_within_it() -> None:
    for thing in board_of(*held()).things:
        words = [item for item in items(thing) if isinstance(item, Text) and item.role == "words"]
        if isinstance(thing, Sticky):
            assert " ".join(item.text for item in words) == thing.text
            assert all(thing.area.contains(item.bounds, slack=1) for item in words)


def test_a_long_note_is_set_smaller_and_then_shortened() -> None:
    size, lines = fitting("rebuild the list " * 40, 136, 81)
    assert size == 11
    assert lines[-1].endswith("…")
    assert fitting("Drift", 136, 81)[0] == 20


def test_the_whole_board_is_one_scene_with_its_table() -> None:
    whole = scene(board_of(*held()))
    assert all(
        item.bounds.left >= 0 and item.bounds.right <= whole.width and item.bounds.bottom <= whole.height
        for item in whole.items
    )
    assert ("N-1", "Data", "Labels drift", "N-1") in whole.table.rows
    assert scene(Board("Empty", ())).items == ()


def test_a_photograph_is_in_the_svg_and_in_the_pdf_and_an_empty_box_where_it_is_missing() -> None:
    whole = scene(board_of(*held()))
    assert [item.name for item in whole.items if isinstance(item, Image)] == ["a.png"]
    assert "data:image/png;base64," in svg.paint(whole, LIGHT_PRINT, {"a.png": PNG})
    assert "<image" not in svg.paint(whole, LIGHT_PRINT)
    sizes = []
    for images in ({}, {"a.png": PNG}):
        out = BytesIO()
        canvas = Canvas(out, pageCompression=0)
        scene_painter.paint(canvas, whole, LIGHT_PRINT, 0, 0, images)
        canvas.save()
        sizes.append(out.getvalue().count(b"/Subtype /Image"))
    assert sizes == [0, 1]


def test_words_and_lines_stand_out_on_every_colour_of_every_palette() -> None:
    def strong(palette: Palette, colour: str) -> bool:
        note, line = palette[f"note-{colour}"], palette[f"line-{colour}"]  # type: ignore[index] # names of tokens
        words = min(contrast(palette["on-note"], note), contrast(palette["on-note-muted"], note))
        return words >= 4.5 and contrast(line, palette["paper"]) >= 3

    for palette in (LIGHT_PRINT, LIGHT_SCREEN, DARK_SCREEN):
        assert [colour for colour in COLOURS if not strong(palette, colour)] == []
