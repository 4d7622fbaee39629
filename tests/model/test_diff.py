"""What is different between two states: nothing that was put back, moves as moves, the weighty first."""

from __future__ import annotations

from hypothesis import given

from scopewright.model.change import WHOLE
from scopewright.model.diff import diff
from scopewright.model.engagement import Engagement
from scopewright.model.step import Step
from tests.model.edits import EDITS, Edit, add, copy, make, put, some_risks


def test_three_edits_a_restored_value_a_moved_item_and_a_renamed_person() -> None:
    engagement = some_risks()
    ana = add(engagement, "people", name="Ana")
    keys = [risk.key for risk in engagement.records("risks")]
    put(engagement, keys[0], "owner", ana)
    put(engagement, keys[1], "title", "Labels drift.")
    before = copy(engagement)
    put(engagement, keys[0], "response", "Watch it")
    put(engagement, keys[0], "response", None)
    put(engagement, keys[1], "title", "labels drift")
    put(engagement, keys[0], "trigger", "Recall sinks")
    put(engagement, keys[2], "due", "2027-03-12")
    put(engagement, ana, "name", "Ana Ruiz")
    with Step(engagement, "Move") as step:
        step.move(keys[2], after=None)
    found = [(d.made, d.id, d.field, d.was_shown, d.now_shown, d.weight) for d in diff(before, engagement)]
    assert found == [
        ("changed", "R-3", "due", "", "12 Mar 2027", 3),
        ("changed", "P-1", "name", "Ana", "Ana Ruiz", 1),
        ("changed", "R-1", "trigger", "", "Recall sinks", 1),
        ("moved", "R-3", "rank", "", "", 0),
        ("changed", "R-2", "title", "Labels drift.", "labels drift", 0),
    ]


def test_a_figure_that_changed_in_a_sentence_weighs_more_than_its_wording() -> None:
    engagement = some_risks(2)
    keys = [risk.key for risk in engagement.records("risks")]
    put(engagement, keys[1], "trigger", "latency above 100 ms")
    before = copy(engagement)
    put(engagement, keys[0], "trigger", "recall sinks")
    put(engagement, keys[1], "trigger", "latency above 200 ms")
    assert [difference.id for difference in diff(before, engagement)] == ["R-2", "R-1"]


def test_what_was_moved_there_and_back_is_no_difference() -> None:
    engagement = some_risks(4)
    keys = [risk.key for risk in engagement.records("risks")]
    before = copy(engagement)
    for place in (None, keys[2]):
        with Step(engagement, "Move") as step:
            step.move(keys[3], after=place)
    assert diff(before, engagement) == []


def carry_over(engagement: Engagement, target: Engagement) -> None:
    """Make of an engagement what the differences say."""
    with Step(engagement, "Carry over") as step:
        for difference in diff(engagement, target):
            if difference.field != WHOLE:
                (step.set_fixed if difference.field in ("rank", "id") else step.set)(
                    difference.record, difference.field, difference.now
                )
            elif difference.now is None:
                step.remove(difference.record)
            else:
                step.restore(difference.section, difference.now)


@given(EDITS)
def test_carrying_the_differences_over_gives_the_other_state(edits: list[Edit]) -> None:
    engagement = some_risks()
    assert diff(engagement, engagement) == []
    before = copy(engagement)
    make(engagement, edits)
    carry_over(before, engagement)
    assert diff(before, engagement) == []
    keys, wanted = ([risk.key for risk in each.records("risks")] for each in (before, engagement))
    assert keys == wanted


@given(EDITS)
def test_the_differences_that_were_applied_are_the_differences_found(edits: list[Edit]) -> None:
    engagement = some_risks()
    before = copy(engagement)
    make(engagement, edits)
    applied = copy(before)
    carry_over(applied, engagement)
    found, wanted = ([repr(d) for d in diff(before, each)] for each in (applied, engagement))
    assert sorted(found) == sorted(wanted)
