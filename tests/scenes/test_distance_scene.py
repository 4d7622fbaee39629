"""Distance to target: linear positions, the target as a line, the result as shape and word."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.scenes.distance import DistanceRow, Reference, distance, track_ends, verdict
from scopewright.scenes.readings import standings
from scopewright.scenes.scene import Circle, Scene

numbers = st.none() | st.floats(-1e6, 1e6, allow_nan=False)
references = st.lists(st.builds(Reference, st.text(max_size=40), st.floats(-1e6, 1e6)), max_size=6).map(tuple)
rows = st.lists(
    st.builds(
        DistanceRow, st.just("M-1"), st.text(max_size=90), st.booleans(), numbers, numbers, numbers, numbers,
        st.none() | st.booleans(), st.floats(0, 1e6), references, st.integers(0, 4), st.sampled_from(["", "%", "ms"]),
    ),
    max_size=5,
)  # fmt: skip


def _row(measured: float | None, target: float | None, met: bool | None, **more: float) -> DistanceRow:
    return DistanceRow("M-1", "Recall", True, measured, target=target, met=met, **more)  # type: ignore[arg-type] # floats only


@settings(max_examples=60, deadline=None)
@given(drawn=rows, width=st.sampled_from([340.0, 493.0, 900.0]))
def test_any_rows_are_whole_and_legible(
    drawn: list[DistanceRow], width: float, assert_sound: Callable[[Scene], None]
) -> None:
    assert_sound(distance(drawn, width))


@settings(max_examples=60, deadline=None)
@given(drawn=rows)
def test_every_value_lies_on_its_scale(drawn: list[DistanceRow]) -> None:
    for row in drawn:
        low, high = track_ends(row)
        assert low < high
        assert all(low <= value <= high for value in row.values)


def test_positions_are_linear_in_the_value() -> None:
    row = DistanceRow("M-1", "F1", True, 0.8, 0.7, 0.85, 0.9, False, 0.1, (Reference("Trivial", 0.5),))
    scene = distance([row], 493)
    low, high = track_ends(row)
    (track,) = scene.of_role("track")

    def x(value: float) -> float:
        return track.bounds.left + (value - low) / (high - low) * track.bounds.width

    (measured,), (target,), (trivial,) = (scene.of_role(role) for role in ("measured", "target", "reference"))
    assert isinstance(measured, Circle)
    assert measured.x == pytest.approx(x(0.8))
    assert target.bounds.left == pytest.approx(x(0.9))
    assert trivial.bounds.left == pytest.approx(x(0.5))
    (interval,), (gap,) = scene.of_role("interval"), scene.of_role("gap")
    assert (interval.bounds.left, interval.bounds.right) == pytest.approx((x(0.7), x(0.85)))
    assert (gap.bounds.left, gap.bounds.right) == pytest.approx((x(0.8), x(0.9)))


@pytest.mark.parametrize(
    ("row", "state", "words"),
    [
        (_row(0.9, 0.9, True), "complete", "Target met"),
        (_row(0.8, 0.9, False, gap=0.1), "off-track", "Not met"),
        (_row(0.8, 0.9, False, low=0.75, high=0.91, gap=0.1), "at-risk", "Not met, within error"),
        (_row(0.9, 0.88, True, low=0.85, high=0.95), "at-risk", "Met, within error"),
        (_row(None, 0.9, None), "not-started", "Not measured"),
        (_row(0.9, None, None), "not-started", "No target"),
    ],
)
def test_the_result_is_a_shape_and_words(row: DistanceRow, state: str, words: str) -> None:
    assert verdict(row) == (state, words)
    scene = distance([row], 493)
    assert scene.of_role("status")
    assert scene.table.rows[0][-1] == words


@pytest.mark.parametrize("higher", [True, False])
def test_the_arrow_points_to_where_values_are_better(higher: bool) -> None:
    scene = distance([DistanceRow("M-1", "Latency", higher, 180, target=200, met=True)], 493)
    (arrow,), (track,) = scene.of_role("arrow"), scene.of_role("track")
    assert arrow.bounds.left == track.bounds.right if higher else arrow.bounds.right == track.bounds.left


def test_a_share_is_not_scaled_beyond_one() -> None:
    assert track_ends(_row(0.98, 0.99, False, low=0.9, high=1.0))[1] == 1.0


def test_references_too_close_to_be_named_stay_in_the_table() -> None:
    crowd = tuple(Reference(f"Rule {n}", 0.5) for n in range(9))
    scene = distance([DistanceRow("M-1", "F1", True, 0.51, target=0.9, met=False, references=crowd)], 493)
    assert len(scene.of_role("reference")) == 9
    assert all(f"Rule {n} 0.500" in scene.table.rows[0][6] for n in range(9))


def test_a_positive_metric_is_not_met_while_its_negative_one_fails_T7() -> None:
    engagement = new_engagement()
    with Step(engagement, "Scope") as step:
        guard = step.add("metrics", {"title": "Worth", "measure": "precision", "comparator": ">=", "target": 0.9})
        reached = {"title": "Found", "measure": "recall", "comparator": ">=", "target": 0.5, "counterpart": guard}
        step.add("metrics", reached)
        scores = [{"id": f"s{n}", "measure": name, "value": 0.7} for n, name in enumerate(("precision", "recall"))]
        models = [{"id": "m1", "name": "tree", "kind": "tree", "dev": 0.8}]
        step.add("runs", {"title": "r", "measure": "roc_auc", "best": "tree", "models": models, "scores": scores})
    words = {standing.metric.headline: verdict(standing.row)[1] for standing in standings(engagement)}
    assert words == {"Worth": "Not met", "Found": "Not met: M-1 fails"}
    with Step(engagement, "Ease") as step:
        step.set(guard, "target", 0.6)
    assert [verdict(standing.row)[1] for standing in standings(engagement)] == ["Target met", "Target met"]
