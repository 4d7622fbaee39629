"""Who changed what, when, from which value to which; and the list stays short."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scopewright.model.change import Change
from scopewright.model.history import KEPT_STEPS, compact, history
from scopewright.model.snapshot import take
from scopewright.model.step import Step
from scopewright.model.tables import CHANGES, new_engagement, to_tables
from tests.model.edits import EDITS, Edit, add, make, put, some_risks


def test_history_tells_who_changed_what_from_which_value_to_which() -> None:
    engagement = new_engagement("Search")
    ana = add(engagement, "people", name="Ana")
    risk = add(engagement, "risks", title="Drift")
    put(engagement, risk, "owner", ana, who="Ben")
    put(engagement, risk, "due", "2027-03-12", who="Ben")
    with Step(engagement, "Remove", who="Cleo") as step:
        step.remove(risk)
    said = [(e.who, e.id, e.title, e.made, e.was_shown, e.now_shown) for e in history(engagement, risk)]
    assert said == [
        ("", "R-1", "", "added", "", "Drift"),
        ("Ben", "R-1", "Owner (DRI)", "changed", "", "Ana"),
        ("Ben", "R-1", "Review by", "changed", "", "12 Mar 2027"),
        ("Cleo", "R-1", "", "removed", "Drift", ""),
    ]


def test_history_names_moves_and_snapshots() -> None:
    engagement = some_risks()
    keys = [risk.key for risk in engagement.records("risks")]
    with Step(engagement, "Move") as step:
        step.move(keys[2], after=None)
    take(engagement, "Workshop", "Ana")
    last = history(engagement)[-2:]
    assert [(entry.made, entry.now_shown) for entry in last] == [("moved", ""), ("kept", "Workshop")]


def typed(count: int, apart: float, groups: int = 1, who: str = "Ana") -> list[Change]:
    start = dt.datetime(2027, 3, 1, tzinfo=dt.UTC)
    return [
        Change(
            replica="a", counter=n + 1, group=f"g{n // groups}", name="Edit", source="user", who=who,
            when=(start + dt.timedelta(seconds=n * apart)).isoformat(timespec="milliseconds"), section="risks",
            record="r", field="title", before="x" * n or None, after="x" * (n + 1),
        )
        for n in range(count)
    ]  # fmt: skip


def test_typing_in_one_group_is_one_change_with_the_last_identity() -> None:
    joined = compact(typed(30, 300, groups=30))
    assert [(change.before, change.after, change.counter) for change in joined] == [(None, "x" * 30, 30)]


def test_old_typing_of_one_person_is_joined_within_a_minute_and_the_last_steps_are_not() -> None:
    assert len(compact(typed(KEPT_STEPS + 100, 30))) == KEPT_STEPS + 1
    assert len(compact(typed(KEPT_STEPS + 100, 90))) == KEPT_STEPS + 100


def test_what_was_undone_is_not_joined() -> None:
    changes = typed(KEPT_STEPS + 100, 30)
    late = Change.from_json({**changes[-1].to_json(), "counter": 999, "group": "u", "undoes": "g50"})
    joined = compact([*changes, late])
    assert [change.after for change in joined if change.group == "g50"] == ["x" * 51]


@given(EDITS, st.booleans())
def test_compacting_keeps_every_effect_and_twice_is_once(edits: list[Edit], one_group: bool) -> None:
    engagement = some_risks()
    make(engagement, edits)
    changes = engagement.changes
    if one_group:
        changes = [Change.from_json({**change.to_json(), "group": "g"}) for change in changes]
    joined = compact(changes)
    assert compact(joined) == joined
    fields = {(change.record, change.field) for change in changes}
    assert {(change.record, change.field) for change in joined} == fields
    for place in fields:
        assert ends(changes, place) == ends(joined, place)


def ends(changes: list[Change], place: tuple[str, str]) -> tuple[Any, Any]:
    there = [change for change in changes if (change.record, change.field) == place]
    return there[0].before, there[-1].after


def test_the_newest_entries_can_be_asked_for() -> None:
    engagement = some_risks(5)
    assert [entry.now_shown for entry in history(engagement, last=2)] == ["3", "4"]
    assert history(engagement, last=0) == []


def test_a_thousand_typed_edits_take_less_than_three_hundred_bytes_each() -> None:
    engagement = some_risks(0)
    typed_on = "the model must flag delayed parcels before noon so that depots can reroute them within the hour"
    for number in range(100):
        key, text = add(engagement, "risks", title="Drift", likelihood=3), ""
        for pause in range(9):
            text = " ".join([text, *typed_on.split()[pause : pause + 5]]).strip()
            put(engagement, key, "response", text, who="Ana Ruiz")
        put(engagement, key, "impact", number % 5 + 1, who="Ana Ruiz")
    count = len(engagement.changes)
    assert count > 1000
    written = json.dumps(to_tables(engagement)[CHANGES], ensure_ascii=False, separators=(",", ":"))
    assert len(written.encode()) / count < 300
