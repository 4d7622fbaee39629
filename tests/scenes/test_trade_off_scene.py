"""Score against time: positions by value, filled where every threshold holds, names that lie on nothing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from scopewright.lint.example import scope_of
from scopewright.model.sections.runs import Run
from scopewright.scenes.run_readings import slowest_allowed, trades
from scopewright.scenes.scene import Circle, Scene
from scopewright.scenes.trade_off import Trade, trade_off

drawn = st.lists(
    st.builds(
        Trade, st.text(min_size=1, max_size=60), st.floats(-1e3, 1e3), st.floats(1e-5, 1e4), st.booleans(),
        st.just("Best"), st.just(("1",)),
    ),
    max_size=12,
)  # fmt: skip


def scene_of(models: list[Trade], slowest: float | None = None, width: float = 493.0) -> Scene:
    return trade_off("RUN-1", models, "ROC AUC", ("Megabytes",), width, 300.0, slowest=slowest)


@settings(max_examples=60, deadline=None)
@given(models=drawn, width=st.sampled_from([300.0, 493.0, 1200.0]), slowest=st.none() | st.floats(1e-4, 1e4))
def test_any_models_are_whole_and_legible_and_stand_in_the_table(
    models: list[Trade], width: float, slowest: float | None, assert_sound: Callable[[Scene], None]
) -> None:
    scene = scene_of(models, slowest, width)
    assert_sound(scene)
    assert len(scene.table.rows) == len(models)
    names = [item.bounds for item in scene.of_role("name")]
    assert not any(one.meets(other) for one, other in combinations(names, 2))


def test_where_there_is_little_room_not_every_power_of_ten_has_its_figure(
    assert_sound: Callable[[Scene], None],
) -> None:
    models = [Trade("quick", 0.7, 1e-5, True, "Best", ("1",)), Trade("slow", 0.7, 9e3, False, "Not feasible", ("1",))]
    scene = scene_of(models, width=300.0)
    assert_sound(scene)


def test_j4_slower_is_to_the_right_better_is_higher_and_what_a_threshold_rules_out_is_hollow() -> None:
    scene = scene_of([Trade("quick", 0.7, 0.01, True, "Best"), Trade("slow", 0.9, 10.0, False, "Not feasible")], 1.0)
    quick, slow = scene.of_role("model")
    assert isinstance(quick, Circle)
    assert isinstance(slow, Circle)
    assert (quick.x < slow.x, quick.y > slow.y) == (True, True)
    assert (quick.fill, slow.fill) == ("brand1", "paper")
    (limit,) = scene.of_role("limit")
    assert quick.x < limit.bounds.left < slow.x
    assert "1 of 2 models hold" in scene.alt


def test_j4_five_models_of_a_run_with_known_figures_are_told_apart_by_the_scopes_thresholds() -> None:
    scope = scope_of({
        "metrics": [
            {"title": "Ranking", "measure": "roc_auc", "role": "optimising"},
            {"title": "Quick", "measure": "latency_ms", "role": "satisficing", "comparator": "<=", "target": 2},
        ],
        "runs": [{"title": "Baseline", "measure": "roc_auc", "best": "m4", "models": [
            {"name": f"m{n}", "kind": "tree", "dev": 0.5 + n / 10, "dev_low": 0.5, "dev_high": 0.95,
             "bytes": 1000 * n, "latency_ms": n}
            for n in range(1, 5)
        ]}],
    })  # fmt: skip
    (run,) = scope.all(Run)
    found, title, heads = trades(scope, run)
    assert title == "ROC AUC on development rows, higher is better"
    assert dict(zip(heads, found[0].details, strict=True)) == {"95 % interval": "0.500–0.950", "Megabytes": "0.001"}
    assert {each.name: each.feasible for each in found} == {"M1": True, "M2": True, "M3": False, "M4": False}
    assert slowest_allowed(scope) == 2
