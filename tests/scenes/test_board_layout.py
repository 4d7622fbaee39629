"""Where stickies stand that nobody placed: tidy, in their topic's frame, never over another one."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from scopewright.scenes.board_layout import FrameSpot, NoteSpot, columns_for, free_spot, laid_out
from scopewright.scenes.scene import Bounds

PLACES = st.integers(-40, 40).map(lambda step: step * 45.0)


@st.composite
def boxes(draw: st.DrawFn) -> Bounds:
    left, top = draw(PLACES), draw(PLACES)
    return Bounds(left, top, left + draw(st.integers(60, 400)), top + draw(st.integers(60, 400)))


@st.composite
def boards(draw: st.DrawFn) -> tuple[list[FrameSpot], list[NoteSpot], list[Bounds]]:
    frames = [FrameSpot(f"f{n}", draw(st.none() | boxes())) for n in range(draw(st.integers(0, 5)))]
    homes = st.sampled_from(["", "elsewhere", *(frame.key for frame in frames)])
    notes = [
        NoteSpot(
            f"n{n}", draw(homes), draw(st.none() | st.none() | boxes()), draw(st.sampled_from([120.0, 160.0, 330.0]))
        )
        for n in range(draw(st.integers(0, 30)))
    ]
    return frames, notes, draw(st.lists(boxes(), max_size=3))


@settings(max_examples=120, deadline=None)
@given(boards())
def test_what_is_laid_out_covers_no_other_note_and_no_picture(
    board: tuple[list[FrameSpot], list[NoteSpot], list[Bounds]],
) -> None:
    frames, notes, others = board
    places = laid_out(frames, notes, others)
    assert set(places) == {frame.key for frame in frames} | {note.key for note in notes}
    free = [places[note.key] for note in notes if note.area is None]
    standing = [note.area for note in notes if note.area is not None]
    assert not any(one.meets(other) for one, other in combinations(free, 2))
    assert not any(one.meets(other) for one in free for other in (*standing, *others))


@settings(max_examples=60, deadline=None)
@given(boards())
def test_what_was_placed_by_hand_stays_where_it_is(
    board: tuple[list[FrameSpot], list[NoteSpot], list[Bounds]],
) -> None:
    frames, notes, others = board
    places = laid_out(frames, notes, others)
    assert all(places[note.key] == note.area for note in notes if note.area is not None)
    assert all(
        (places[each.key].left, places[each.key].top) == (each.area.left, each.area.top)
        for each in frames
        if each.area is not None
    )


@given(st.integers(0, 5), st.integers(1, 25))
def test_frames_of_topics_stand_apart_and_hold_their_notes(topics: int, each: int) -> None:
    frames = [FrameSpot(f"f{n}") for n in range(topics)]
    notes = [NoteSpot(f"{frame.key}n{n}", frame.key) for frame in frames for n in range(each)]
    places = laid_out(frames, notes)
    assert not any(places[one.key].meets(places[other.key]) for one, other in combinations(frames, 2))
    assert all(places[note.home].contains(places[note.key]) for note in notes)


@given(
    st.integers(1, 60).filter(lambda count: columns_for(count) == columns_for(count + 1)), st.sampled_from(["", "f"])
)
def test_another_note_moves_none_that_was_there(count: int, home: str) -> None:
    notes = [NoteSpot(f"n{n}", home) for n in range(count + 1)]
    before, after = laid_out([FrameSpot("f")], notes[:-1]), laid_out([FrameSpot("f")], notes)
    assert all(after[note.key] == before[note.key] for note in notes[:-1])


def test_a_note_moved_out_of_its_row_leaves_the_others_where_they_are() -> None:
    notes = [NoteSpot(f"n{n}", "f") for n in range(7)]
    before = laid_out([FrameSpot("f")], notes)
    moved = [*notes[:2], NoteSpot("n2", "f", Bounds(5000, 5000, 5160, 5120)), *notes[3:]]
    after = laid_out([FrameSpot("f")], moved)
    assert all(after[note.key] == before[note.key] for note in notes if note.key != "n2")


@given(st.lists(boxes(), max_size=6), st.lists(boxes(), max_size=12), PLACES, PLACES)
def test_a_new_sticky_finds_room_that_covers_nothing_and_crosses_no_frame(
    frames: list[Bounds], taken: list[Bounds], x: float, y: float
) -> None:
    across, down = free_spot(x, y, frames, taken)
    area = Bounds(across - 80, down - 60, across + 80, down + 60)
    assert not any(area.meets(other) for other in taken)
    assert all(not frame.meets(area) or frame.contains(area) for frame in frames)


def test_a_note_that_is_put_on_a_frame_does_not_move_the_frame() -> None:
    frames = [FrameSpot("f"), FrameSpot("g")]
    before = laid_out(frames, [NoteSpot("n", "f")])
    on_it = NoteSpot("on", "", before["g"].moved(20, 40))
    after = laid_out(frames, [NoteSpot("n", "f"), on_it])
    assert [after[key] for key in ("f", "g", "n")] == [before[key] for key in ("f", "g", "n")]
