"""Excalidraw files are read and written: text, places and links stay, and hostile files end in a sentence."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scopewright.exchange.drawing import Drawing, Frame, Ink, Link, Note, Picture
from scopewright.exchange.excalidraw import GROUNDS, file_id, written
from scopewright.exchange.excalidraw_read import MOST, read
from scopewright.exchange.records import attached, bring, drawing_of
from scopewright.model.engagement import Engagement
from scopewright.model.refusal import SaidToUser
from scopewright.model.sections.sessions import Session
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.model.undo import Undo

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
WHOLE = Drawing(
    "",
    (Frame("f1", "Data", (0, 0, 600, 400), "blue"),),
    (
        Note("n1", "Labels drift – überall 日本語", (20, 50, 160, 120), "rose", "g1", "f1"),
        Note("n2", "Who owns the list?", (220, 50, 200, 90), "yellow", "g1", "f1"),
        Note("n3", "struck", (-300, -40.5, 160, 120), "grey", struck=True),
    ),
    (Picture("p1", file_id("a.png"), (700, 0, 320, 200), "The wall"),),
    (Ink(10, 500, ((0, 0, 0.5), (10, 5, 1.0), (20, 0, 0.25)), 4, "teal"),),
    (Link("n1", "n2", "arrow", "asks", "violet"), Link("n2", "n3", "none"), Link("f1", "p1", "both")),
    {file_id("a.png"): PNG},
)


def same(one: Drawing, other: Drawing) -> bool:
    """Whether two drawings say the same; a line without a colour is drawn in black, which is our grey."""

    def plain(drawing: Drawing) -> tuple[Any, ...]:
        links = [(each.start, each.end, each.heads, each.label, each.colour or "grey") for each in drawing.links]
        return drawing.frames, drawing.notes, [(p.key, p.place, p.alt) for p in drawing.pictures], drawing.ink, links

    return plain(one) == plain(other) and list(one.files.values()) == list(other.files.values())


def element(kind: str, key: str = "a", **more: Any) -> dict[str, Any]:
    return {"type": kind, "id": key, "x": 0, "y": 0, "width": 100, "height": 50, **more}


def file(*elements: Any, **more: Any) -> str:
    return json.dumps({"type": "excalidraw", "version": 2, "elements": elements, **more})


def test_what_is_written_is_read_again_unchanged() -> None:
    assert same(read(written(WHOLE)), WHOLE)
    assert read(written(WHOLE)).told == ()


place = st.tuples(
    *(st.floats(-5000, 5000).map(lambda x: round(x, 2)) for _n in range(2)),
    *(st.floats(10, 900).map(lambda x: round(x, 2)) for _n in range(2)),
)  # fmt: skip
words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs")), min_size=1, max_size=40)


@given(st.lists(st.tuples(words, place, st.sampled_from(list(GROUNDS)), st.booleans()), max_size=8), st.data())
def test_any_notes_and_links_come_back_as_they_were(stickies: list[Any], data: st.DataObject) -> None:
    notes = tuple(Note(f"n{n}", text, at, colour, struck=s) for n, (text, at, colour, s) in enumerate(stickies))
    keys = [note.key for note in notes]
    pairs = st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(keys)), max_size=4) if keys else st.just([])
    heads = st.sampled_from(["arrow", "none", "both"])
    links = tuple(Link(one, other, data.draw(heads)) for one, other in data.draw(pairs) if one != other)
    drawing = Drawing(notes=notes, links=links)
    assert same(read(written(drawing)), drawing)


def test_a_board_comes_back_with_text_places_and_links(tmp_path: Any) -> None:
    engagement, kept = new_engagement("Search", "Acme"), {"a.png": PNG}
    with Step(engagement, "Begin") as step:
        session = step.add("sessions", {"title": "Kick-off"})
        topic = step.add("agenda", {"title": "Data", "session": session})
        frame = step.add("frames", {"title": "Own", "session": session, "x": 900, "y": 0, "width": 400, "height": 300})
        one = step.add("notes", {"line": "k: drift p3", "session": session, "topic": topic})
        two = step.add("notes", {"line": "loose", "session": session, "topic": frame, "x": 950, "y": 60})
        step.add("connectors", {"start": one, "end": two, "label": "so"})
        step.add("strokes", {"session": session, "points": "0 0 50,9 9 100", "x": 5, "y": 6, "pen": 2})
        step.add("pictures", {"session": session, "attachment": "a.png", "x": 0, "y": 900, "width": 50, "height": 40})
    record = engagement[session]
    assert isinstance(record, Session)
    first = drawing_of(engagement, record, lambda name: kept[name])
    other, undo = fresh()
    brought = read(written(first))
    names = attached(brought, lambda _data, suffix: f"b{suffix}")
    made = bring(other, other.records("sessions")[0].key, brought, names)
    assert made == {"frames": 2, "notes": 2, "pictures": 1, "strokes": 1, "connectors": 1}
    there = other.records("sessions")[0]
    assert isinstance(there, Session)
    second = drawing_of(other, there, lambda _name: PNG)
    assert [(n.text, n.place) for n in second.notes] == [(n.text, n.place) for n in first.notes]
    assert sorted((f.title, f.place) for f in second.frames) == sorted((f.title, f.place) for f in first.frames)
    assert [(ink.x, ink.y, ink.points, ink.pen) for ink in second.ink] == [
        (ink.x, ink.y, ink.points, ink.pen) for ink in first.ink
    ]
    assert [(p.place, p.alt) for p in second.pictures] == [(p.place, p.alt) for p in first.pictures]
    texts = [{note.key: note.text for note in drawing.notes} for drawing in (first, second)]
    assert [(texts[1][link.start], texts[1][link.end], link.label) for link in second.links] == [
        (texts[0][link.start], texts[0][link.end], link.label) for link in first.links
    ]
    assert [note.stored("state") for note in other.records("notes")] == ["inbox", "inbox"]
    undo.undo()
    assert not other.records("notes"), "an import is one step"


def fresh() -> tuple[Engagement, Undo]:
    engagement = new_engagement("Search", "Acme")
    with Step(engagement, "Begin") as step:
        step.add("sessions", {"title": "There"})
    return engagement, Undo(engagement)


def test_what_is_brought_covers_nothing_that_stands_there() -> None:
    engagement, _undo = fresh()
    session = engagement.records("sessions")[0].key
    for _time in range(2):
        bring(engagement, session, Drawing(notes=(Note("a", "x", (0, 0, 160, 120)),)), {})
    assert [note.stored("x") for note in engagement.records("notes")] == [0, 280]


def test_a_frame_that_is_called_like_a_topic_is_the_topic_s() -> None:
    engagement, _undo = fresh()
    session = engagement.records("sessions")[0].key
    with Step(engagement, "Topic") as step:
        topic = step.add("agenda", {"title": "Data", "session": session})
    drawing = Drawing(frames=(Frame("f", "data"),), notes=(Note("a", "x", frame="f"),))
    bring(engagement, session, drawing, {})
    assert engagement.records("notes")[0].stored("topic") == topic


def test_deleted_parts_are_no_parts_and_unknown_ones_are_told() -> None:
    drawing = read(
        file(
            element("text", "a", text="kept"), element("text", "b", text="gone", isDeleted=True),
            element("embeddable", "c"), element("rectangle", "d"),
        )
    )  # fmt: skip
    assert [note.text for note in drawing.notes] == ["kept"]
    assert drawing.told == (
        "1 part of the kind “embeddable” was left out.",
        "1 part of the kind “rectangle” was left out.",
    )


def test_bound_text_is_the_note_of_its_box_and_the_label_of_its_arrow() -> None:
    drawing = read(
        file(
            element("ellipse", "a", backgroundColor="#fff"), element("diamond", "b", x=300),
            element("text", "at", containerId="a", text="wrapped\nhere", originalText="wrapped here"),
            element("text", "bt", containerId="b", text="B"),
            element("arrow", "l", startBinding={"elementId": "a"}, endBinding={"elementId": "bt"}, endArrowhead="dot",
                    points=[[0, 0], [9, 9]]),
            element("text", "lt", containerId="l", text="so"),
        )
    )  # fmt: skip
    assert [(note.key, note.text) for note in drawing.notes] == [("a", "wrapped here"), ("b", "B")]
    assert [(link.start, link.end, link.heads, link.label) for link in drawing.links] == [("a", "b", "arrow", "so")]


def test_version_1_draws_with_draw_and_an_arrow_that_connects_nothing_is_ink() -> None:
    drawing = read(
        json.dumps(
            {"type": "excalidraw", "version": 1, "elements": [
                element("draw", "a", points=[[0, 0], [-5, 5]]), element("arrow", "b", points=[[0, 0], [40, 0]]),
            ]}
        )
    )  # fmt: skip
    assert [(ink.x, ink.points[0][:2]) for ink in drawing.ink] == [(-5, (5, 0)), (0, (0, 0))]


@pytest.mark.parametrize(
    "text",
    [
        "", "not json", "[]", "{}", '{"type": "excalidrawlib", "elements": []}', "[" * 100_000,
        '{"type": "excalidraw", "elements": 7}', file(*[1] * (MOST + 1)),
    ],
    ids=["empty", "words", "list", "nothing", "library", "deep", "number", "many"],
)  # fmt: skip
def test_what_is_no_drawing_ends_in_a_sentence(text: str) -> None:
    with pytest.raises(SaidToUser):
        read(text)


@pytest.mark.parametrize(
    "hostile",
    [
        element("text", "a", text={"a": 1}), element("text", text="x") | {"id": 7},
        element("text", "a", x="far", text="x"),
        element("text", "a", x=1e308, text="x"), {**element("text", "a", text="x"), "width": None}, "text", None, [],
        element("freedraw", "a", points="none"), element("freedraw", "a", points=[[1], ["x", 2], [True, 1]]),
        element("image", "a", fileId=3), element("image", "a", fileId="x"), element("arrow", "a", startBinding=7),
        element("text", "a", text="x", groupIds=7, customData=[], backgroundColor=5, frameId=9, containerId=4),
        element("text", "a", containerId="a", text="in itself"),
    ],
)  # fmt: skip
def test_hostile_parts_leave_the_others_whole(hostile: Any) -> None:
    drawing = read(file(hostile, element("text", "good", text="good"), files={"x": {"dataURL": "data:,a"}}))
    assert "good" in [note.text for note in drawing.notes]


@pytest.mark.parametrize("data", ["", "data:image/png;base64,!!!", "data:image/svg+xml;base64,PHN2Zz4=", 7, None])
def test_a_picture_that_is_none_is_left_out_and_told(data: Any) -> None:
    drawing = read(file(element("image", "a", fileId="x"), files={"x": {"dataURL": data}}))
    assert (drawing.pictures, drawing.told) == ((), ("1 part of the kind “image” was left out.",))


def test_not_a_number_is_no_place() -> None:
    assert read('{"type":"excalidraw","elements":[{"type":"text","id":"a","x":NaN,"y":0,"width":1,"height":1}]}').told


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    try:
        read(text)
    except SaidToUser as error:
        assert str(error)
