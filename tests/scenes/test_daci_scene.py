"""The DACI matrix: the right letters in the right cells, problems in words, any number of people."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scopewright.scenes.daci import DaciDecision, DaciPerson, daci
from scopewright.scenes.scene import Scene, Text

PEOPLE = tuple(DaciPerson(f"P-{n}", f"Person {n}") for n in range(1, 7))
LONG_NAME = "Dr. Maximiliane-Alexandra Donaudampfschifffahrtsgesellschaft"

groups = st.lists(st.sampled_from([person.id for person in PEOPLE]), max_size=4).map(tuple)
decisions = st.lists(
    st.builds(DaciDecision, st.just("D"), st.text(max_size=80), groups, groups, groups, groups), max_size=12
)


def _letters(scenes: Iterable[Scene]) -> dict[str, str]:
    found: dict[str, str] = {}
    for scene in scenes:
        for text in scene.of_role("letter"):
            assert isinstance(text, Text)
            found[text.record] = found.get(text.record, "") + text.text
    return found


@settings(max_examples=40, deadline=None)
@given(drawn=decisions)
def test_each_cell_shows_every_part_that_the_person_has(
    drawn: list[DaciDecision], assert_sound: Callable[[Scene], None]
) -> None:
    rows = [
        DaciDecision(f"D-{n}", each.title, each.drivers, each.approvers, each.contributors, each.informed)
        for n, each in enumerate(drawn)
    ]
    scenes = daci(PEOPLE, rows, 493)
    for scene in scenes:
        assert_sound(scene)
    shown = _letters(scenes)
    for row in rows:
        for person in PEOPLE:
            parts = (("D", row.drivers), ("A", row.approvers), ("C", row.contributors), ("I", row.informed))
            expected = "".join(letter for letter, people in parts if person.id in people)
            assert shown.get(f"{row.id}:{person.id}", "") == expected


@pytest.mark.parametrize(
    ("approvers", "words"), [((), "No approver"), (("P-1", "P-2"), "2 approvers"), (("P-1",), ""), (("P-1", "P-1"), "")]
)
def test_anything_but_one_approver_is_marked_with_a_shape_and_words(approvers: tuple[str, ...], words: str) -> None:
    (scene,) = daci(PEOPLE, [DaciDecision("D-1", "Move release 1", ("P-3",), approvers)], 493)
    said = [text.text for text in scene.of_role("problem-text") if isinstance(text, Text)]
    assert said == ([words] if words else [])
    assert len(scene.of_role("problem")) == len(said)


def test_thirty_people_with_long_names_are_split_by_columns(assert_sound: Callable[[Scene], None]) -> None:
    people = [DaciPerson(f"P-{n}", f"{LONG_NAME[:57]} {n:02}") for n in range(30)]
    rows = [DaciDecision(f"D-{n}", "Who signs the scope? " * 6, (f"P-{n}",), (f"P-{29 - n}",)) for n in range(15)]
    scenes = daci(people, rows, 493, 300)
    assert len(scenes) > 4
    for scene in scenes:
        assert_sound(scene)
        assert scene.height <= 300
        cells = {cell.record: cell.bounds for cell in scene.of_role("cell")}
        assert all(cells[text.record].contains(text.bounds) for text in scene.of_role("letter"))
    assert len(_letters(scenes)) == 30
    assert len({cell.record for scene in scenes for cell in scene.of_role("cell")}) == 30 * 15


def test_a_part_of_somebody_unknown_gets_a_column_of_its_own() -> None:
    (scene,) = daci([], [DaciDecision("D-1", "Move", ("P-9",), ("P-8",))], 493)
    assert scene.table.header[2:4] == ("P-9", "P-8")


def test_no_decision_is_said_in_words(assert_sound: Callable[[Scene], None]) -> None:
    (scene,) = daci(PEOPLE, [], 493)
    assert_sound(scene)
    assert scene.of_role("empty")
