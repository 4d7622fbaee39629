"""Two copies of one engagement become one, and what both changed is put side by side."""

from __future__ import annotations

import pytest
from hypothesis import given

from scopewright.model.change import WHOLE
from scopewright.model.engagement import Engagement
from scopewright.model.merge import Merged, merge
from scopewright.model.merge_choice import describe, keep_as_questions, take_theirs
from scopewright.model.snapshot import restore_view, snapshots, take
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.model.undo import Undo
from tests.model.edits import EDITS, Edit, add, copy, make, put, sections_of, some_risks


def parted(count: int = 3) -> tuple[Engagement, Engagement, list[str]]:
    base = some_risks(count)
    return copy(base), copy(base), [risk.key for risk in base.records("risks")]


def both_ways(ours: Engagement, theirs: Engagement) -> tuple[Merged, Merged]:
    one, other = copy(ours), copy(theirs)
    return merge(one, copy(theirs), "Ana"), merge(other, copy(ours), "Ana")


def test_each_side_s_edits_come_together_field_by_field_under_their_author_s_name() -> None:
    ours, theirs, keys = parted()
    put(ours, keys[0], "impact", 3, who="Ana")
    put(theirs, keys[0], "likelihood", 5, who="Ben")
    add(theirs, "people", name="Cleo")
    merged = merge(ours, theirs, "Ana")
    assert not merged.conflicts
    assert (ours[keys[0]].stored("impact"), ours[keys[0]].stored("likelihood")) == (3, 5)
    brought = next(change for change in ours.changes if change.field == "likelihood" and change.source == "merge")
    assert (brought.who, brought.name) == ("Ben", "Merge another copy")
    assert len({change.group for change in ours.changes if change.source == "merge"}) == 1
    assert Undo(ours).redo_name == ""


def test_the_same_field_with_two_values_is_a_conflict_and_ours_stands_until_theirs_is_chosen() -> None:
    ours, theirs, keys = parted()
    put(ours, keys[0], "impact", 3, who="Ana")
    put(theirs, keys[0], "impact", 4, who="Ben")
    undo = Undo(ours)
    (clash,) = merge(ours, theirs, "Ana").conflicts
    assert (clash.id, clash.field, clash.ours.value, clash.theirs.value) == ("R-1", "impact", 3, 4)
    assert (clash.ours.who, clash.theirs.who) == ("Ana", "Ben")
    assert describe(ours, clash, "en") == ("R-1 · Impact", "3", "4")
    assert ours[keys[0]].stored("impact") == 3
    take_theirs(ours, [clash], "Ana")
    assert ours[keys[0]].stored("impact") == 4
    undo.undo()
    assert ours[keys[0]].stored("impact") == 3


def test_the_same_value_on_both_sides_is_no_conflict() -> None:
    ours, theirs, keys = parted()
    for each in (ours, theirs):
        put(each, keys[0], "impact", 3)
    assert not merge(ours, theirs).conflicts


def test_removed_here_and_edited_there_is_a_conflict_and_removed_here_only_is_not() -> None:
    ours, theirs, keys = parted()
    with Step(ours, "Remove", who="Ana") as step:
        step.remove(keys[0])
        step.remove(keys[1])
    put(theirs, keys[0], "impact", 4, who="Ben")
    one, other = both_ways(ours, theirs)
    for merged in (one, other):
        (clash,) = merged.conflicts
        assert (clash.field, clash.record) == (WHOLE, keys[0])
        assert keys[1] not in merged.engagement
    assert keys[0] not in one.engagement
    assert keys[0] in other.engagement
    take_theirs(one.engagement, one.conflicts, "")
    assert one.engagement[keys[0]].stored("impact") == 4
    take_theirs(other.engagement, other.conflicts, "")
    assert keys[0] not in other.engagement


def test_conflicts_can_be_written_down_as_internal_questions() -> None:
    ours, theirs, keys = parted()
    put(ours, keys[0], "impact", 3, who="Ana")
    put(theirs, keys[0], "impact", 4, who="Ben")
    conflicts = merge(ours, theirs).conflicts
    assert keep_as_questions(ours, conflicts, "Ana", "en") == ["Q-1"]
    question = ours.by_id("Q-1")
    assert question.internal
    assert "R-1" in question.headline
    assert "4 (Ben" in str(question.stored("answer"))


def test_the_later_of_two_records_with_one_id_is_renumbered() -> None:
    ours, theirs, _keys = parted()
    older, later = add(theirs, "risks", title="older"), add(ours, "risks", title="later")
    for each, key, when in ((ours, later, "2027-03-02"), (theirs, older, "2027-03-01")):
        dated(each, key, when)
    for merged in both_ways(ours, theirs):
        assert merged.engagement[older].id == "R-4"
        assert merged.engagement[later].id == "R-5"
        assert merged.renumbered == [(later, "R-4", "R-5")]
        assert merged.engagement[add(merged.engagement, "risks", title="next")].id == "R-6"


def test_a_signed_id_stays_though_the_other_is_older() -> None:
    ours, theirs, _keys = parted()
    older, signed = add(theirs, "risks", title="older"), add(ours, "risks", title="signed")
    dated(ours, signed, "2027-03-02")
    dated(theirs, older, "2027-03-01")
    take(ours, "v1", "Ana")
    for merged in both_ways(ours, theirs):
        assert merged.engagement[signed].id == "R-4"
        assert merged.engagement[older].id == "R-5"
        view = restore_view(merged.engagement, snapshots(merged.engagement)[0])
        assert view[signed].id == "R-4"


def dated(engagement: Engagement, key: str, when: str) -> None:
    """Say when a record was made."""
    for change in engagement.changes:
        if change.record == key:
            object.__setattr__(change, "when", when)


def test_small_tables_merge_cell_by_cell() -> None:
    base = new_engagement()
    key = add(base, "decisions", title="Which?", options=[{"id": "r1", "option": "A"}, {"id": "r2", "option": "B"}])
    ours, theirs = copy(base), copy(base)
    put(ours, key, "options", [{"id": "r1", "option": "A", "cost": "5"}, {"id": "r2", "option": "B"}])
    put(theirs, key, "options", [{"id": "r1", "option": "A", "benefit": "fast"}, {"id": "r3", "option": "C"}])
    for merged in both_ways(ours, theirs):
        assert not merged.conflicts
        assert merged.engagement[key].stored("options") == [
            {"id": "r1", "option": "A", "benefit": "fast", "cost": "5"},
            {"id": "r3", "option": "C"},
        ]
    put(theirs, key, "options", [{"id": "r1", "option": "A", "cost": "7"}, {"id": "r2", "option": "B"}])
    assert [clash.field for clash in merge(ours, theirs).conflicts] == ["options"]


def test_records_added_on_both_sides_have_places_of_their_own() -> None:
    ours, theirs, keys = parted()
    add(ours, "risks", title="a")
    add(theirs, "risks", title="b")
    merge(ours, theirs)
    risks = ours.records("risks")
    assert len({risk.rank for risk in risks}) == len(risks) == 5
    with Step(ours, "Move") as step:
        step.move(keys[0], after=risks[3].key)


def test_merging_again_takes_only_what_is_new() -> None:
    ours, theirs, keys = parted()
    put(theirs, keys[0], "impact", 4)
    merge(ours, theirs)
    put(ours, keys[0], "impact", 5)
    count = len(ours.changes)
    assert not merge(ours, theirs).conflicts
    assert len(ours.changes) == count
    put(theirs, keys[1], "impact", 2)
    back = merge(theirs, copy(ours))
    assert not back.conflicts
    assert (theirs[keys[0]].stored("impact"), theirs[keys[1]].stored("impact")) == (5, 2)


def test_copies_part_in_the_middle_of_typing_and_compacting() -> None:
    base = some_risks(1)
    key = base.records("risks")[0].key
    group = put(base, key, "title", "a")
    theirs = copy(base)
    put(base, key, "title", "ab", group=group)
    ours = copy(base)
    put(theirs, key, "impact", 3)
    for merged in both_ways(ours, theirs):
        assert not merged.conflicts
        assert merged.engagement[key].headline == "ab"
        assert merged.engagement[key].stored("impact") == 3


def test_two_different_engagements_are_refused() -> None:
    with pytest.raises(ValueError, match="two different engagements"):
        merge(new_engagement(), new_engagement())


@given(EDITS, EDITS)
def test_without_conflicts_it_is_the_same_which_copy_is_merged_into_which(mine: list[Edit], others: list[Edit]) -> None:
    ours, theirs, _keys = parted()
    make(ours, mine)
    make(theirs, others)
    one, other = both_ways(ours, theirs)
    places = [sorted((clash.record, clash.field) for clash in merged.conflicts) for merged in (one, other)]
    assert places[0] == places[1]
    if not one.conflicts:
        assert sections_of(one.engagement) == sections_of(other.engagement)
    count = len(one.engagement.changes)
    assert not merge(one.engagement, theirs).renumbered
    assert len(one.engagement.changes) == count
    assert sections_of(copy(one.engagement)) == sections_of(one.engagement)
