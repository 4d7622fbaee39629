"""Plain and Markdown lists as boards and back: headings are frames, bullets notes, and nesting stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scopewright.exchange.drawing import Drawing, Frame, Ink, Link, Note
from scopewright.exchange.lists import MOST, left_out, read, written
from scopewright.exchange.records import bring, drawing_of
from scopewright.model.refusal import SaidToUser
from scopewright.model.sections.connectors import Connector
from scopewright.model.sections.sessions import Session
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement

LIST = """\
# Kick-off

## Data
- labels drift
  - since the new form
    goes on here
  * who checks?
- [x] extract of billing
1. first
2) second

## Boundaries
+ ~~full text~~
a line without a bullet
"""


def told(drawing: Drawing) -> list[tuple[str, str, str]]:
    """Frame, parent and text of each note."""
    frames = {frame.key: frame.title for frame in drawing.frames}
    texts = {note.key: note.text for note in drawing.notes}
    return [(frames.get(note.frame, ""), texts.get(note.parent, ""), note.text) for note in drawing.notes]


def test_headings_are_frames_bullets_notes_and_what_is_indented_a_part() -> None:
    drawing = read(LIST)
    assert (drawing.title, [frame.title for frame in drawing.frames]) == ("Kick-off", ["Data", "Boundaries"])
    assert told(drawing) == [
        ("Data", "", "labels drift"),
        ("Data", "labels drift", "since the new form goes on here"),
        ("Data", "labels drift", "who checks?"),
        ("Data", "", "extract of billing"),
        ("Data", "", "first"),
        ("Data", "", "second"),
        ("Boundaries", "", "full text"),
        ("Boundaries", "", "a line without a bullet"),
    ]
    assert [note.struck for note in drawing.notes][-2:] == [True, False]


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("one\ntwo\n\nthree", ["one", "two", "three"]),
        ("\N{ZERO WIDTH NO-BREAK SPACE}- a\r\n- b\r", ["a", "b"]),
        ("```\ncode\n```\n---\n- a", ["code", "a"]),
        ("- # no heading\n- - no bullet\n#tag at the start", ["# no heading", "- no bullet", "#tag at the start"]),
        ("•\tpoint\n– dash\n-", ["point", "dash"]),
        ("- \\[x] not a box\n- \\~~kept~~", ["[x] not a box", "~~kept~~"]),
        ("k: drift p3 @mia\n? who", ["k: drift p3 @mia", "? who"]),
    ],
)
def test_many_habits_of_lists_are_read(text: str, notes: list[str]) -> None:
    assert [note.text for note in read(text).notes] == notes


@pytest.mark.parametrize("text", ["", "\n\n", "---\n", "-\n", "- a\n" * (MOST + 1)])
def test_a_list_with_nothing_in_it_or_far_too_much_ends_in_a_sentence(text: str) -> None:
    with pytest.raises(SaidToUser):
        read(text)


words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Z")), min_size=1, max_size=12)
sentence = st.lists(words, min_size=1, max_size=4).map(" ".join) | st.sampled_from(
    ["[x] box", "\\[ ] spared", "~~struck~~", "~~", "# head", "- dash", "1. one", "```", "---", "\\~~a~~", "~~a~~ b"]
)


@given(st.lists(st.tuples(sentence, st.integers(0, 3), st.booleans()), min_size=1, max_size=10), st.booleans())
def test_what_is_written_is_read_again(lines: list[tuple[str, int, bool]], framed: bool) -> None:
    frames = (Frame("f0", "Topic"),) if framed else ()
    notes: list[Note] = []
    for number, (text, up, struck) in enumerate(lines):
        parent = notes[number - up].key if 0 < up <= number else ""
        notes.append(Note(f"n{number}", text, frame="f0" if framed else "", parent=parent, struck=struck))
    drawing = Drawing("Kick-off" if framed else "", frames, tuple(notes))
    again = read(written(drawing))
    assert sorted(told(again)) == sorted(told(drawing))
    assert sorted((note.text, note.struck) for note in again.notes) == sorted((n.text, n.struck) for n in notes)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    try:
        read(text)
    except SaidToUser as error:
        assert str(error)


def test_nested_notes_are_joined_by_plain_lines_on_the_board_and_nested_again_in_the_list() -> None:
    engagement = new_engagement("Search", "Acme")
    with Step(engagement, "Begin") as step:
        session = step.add("sessions", {"title": "Kick-off"})
    bring(engagement, session, read(LIST), {})
    assert [line.heads for line in engagement.all(Connector)] == ["none", "none"]
    record = engagement[session]
    assert isinstance(record, Session)
    drawing = drawing_of(engagement, record, lambda _name: b"")
    assert told(read(written(drawing))) == told(read(LIST))
    assert left_out(drawing) == []


def test_what_a_list_cannot_say_is_told() -> None:
    drawing = Drawing(notes=(Note("a", "a"), Note("b", "b")), links=(Link("a", "b"),), ink=(Ink(0, 0, ((0, 0, 1),)),))
    assert left_out(drawing) == ["2 arrows, strokes and pictures are not listed."]
