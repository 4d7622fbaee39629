"""What the timeline takes from the records: teams, rollout rings in order, renewals, releases and dated constraints."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from scopewright.lint.example import scope_of
from scopewright.scenes.lanes import lanes
from scopewright.scenes.readings import team_timeline, timeline_records
from scopewright.scenes.timeline import Bar

PLAN: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "people": [{"name": "Data team", "sort": "team"}],
    "milestones": [{"title": "Model", "team": "Data team", "start": "2027-01-04", "due": "2027-03-01"}],
    "rings": [
        {"title": "Colleagues", "start": "2027-03-02", "due": "2027-03-09", "state": "left"},
        {"title": "One region", "start": "2027-03-10", "due": "2027-03-31"},
        {"title": "Everybody"},
    ],
    "maintenance": [
        {"title": "Retrain", "sort": "staleness", "due": "2027-02-01", "every": 28},
        {"title": "Renew the certificate", "due": "2028-01-10"},
    ],
    "constraints": [{"statement": "No change in the freeze", "on": "2027-03-22"}, {"statement": "Data stay in the EU"}],
    "releases": [{"name": "v1", "due": "2027-03-31"}],
}


def test_m24_the_rings_stand_on_the_timeline_in_their_order() -> None:
    timeline = team_timeline(scope_of(PLAN))
    (rollout,) = (lane for lane in timeline.lanes if lane.team == "Rollout")
    assert [item.label for item in rollout.items] == ["Colleagues", "One region", "Everybody"]
    first, second = (item for item in rollout.items if isinstance(item, Bar))
    listed = [row[1] for row in lanes(timeline, 900).table.rows if row[1].startswith("RI-")]
    assert listed == ["RI-1", "RI-2", "RI-3"], "one without a day is listed behind those that have one"
    assert first.status == "complete"
    assert first.end is not None
    assert second.start is not None
    assert first.end < second.start


def test_j21_retraining_is_drawn_every_time_until_the_plan_ends() -> None:
    timeline = team_timeline(scope_of(PLAN))
    (kept,) = (lane for lane in timeline.lanes if lane.team == "Maintenance")
    days = [item.span[0] for item in kept.items if item.label == "Retrain" and item.span]
    assert days == [dt.date(2027, 2, 1), dt.date(2027, 3, 1), dt.date(2027, 3, 29)]
    assert [item.label for item in kept.items].count("Renew the certificate") == 1


def test_m29_a_dated_constraint_is_a_line_through_all_lanes() -> None:
    scope = scope_of(PLAN)
    timeline = team_timeline(scope)
    assert [(marker.label, marker.kind) for marker in timeline.markers] == [
        ("v1", "release"), ("No change in the freeze", "constraint"),
    ]  # fmt: skip
    scene = lanes(timeline, 900)
    assert {"RI-1", "MA-1", "C-1", "V-1"} <= {item.record for item in scene.items}
    assert len(timeline_records(scope)) == 1 + 3 + 2 + 1


def test_j21_what_returns_every_day_stands_once_and_a_plan_of_ages_is_not_filled_with_marks() -> None:
    kept = [
        {"title": "Look at the queue", "due": "2027-02-01", "every": 1},
        {"title": "Retrain", "due": "2027-02-01", "every": 28},
    ]
    timeline = team_timeline(scope_of({**PLAN, "maintenance": kept, "releases": [{"name": "v9", "due": "9999-12-31"}]}))
    (lane,) = (lane for lane in timeline.lanes if lane.team == "Maintenance")
    labels = [item.label for item in lane.items]
    assert labels.count("Look at the queue") == 1
    assert 1 < labels.count("Retrain") <= 60
