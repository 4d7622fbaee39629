"""The pictures of the plan say exactly what the records say, and stay legible when they are many."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scopewright.lint.example import scope_of
from scopewright.model.readings.ml_test_score import score
from scopewright.model.readings.options import quadrant_at
from scopewright.model.readings.planning_parts import PARTS, by_part
from scopewright.model.sections.ml_tests import RubricItem
from scopewright.model.step import Step as Edit
from scopewright.model.tables import new_engagement
from scopewright.scenes.chain import Chain, Step, chains
from scopewright.scenes.code_tree import code_tree
from scopewright.scenes.impact_feasibility import Candidate, board
from scopewright.scenes.level_grid import cell_key
from scopewright.scenes.plan_readings import (
    board_quadrants,
    board_scales,
    branches,
    deployment_chains,
    development_cycle,
    lifecycle,
    planning_parts,
    rubric,
)
from scopewright.scenes.radar import radar
from scopewright.scenes.scene import Circle, Polygon, Rect, Scene, Text
from tests.fixtures import made_with_ml

HEADS = ("Chain", "Step", "Said")
Sound = Callable[[Scene], None]


def _drawn(rows: list[Chain], width: float = 620) -> Scene:
    return chains("Figure", rows, width, HEADS)


def test_m23_the_stage_in_the_figure_is_the_field_and_the_purpose_stands_over_it(assert_sound: Sound) -> None:
    scope = scope_of({
        "releases": [{"name": "v1", "stage": "optimise", "purpose": "A weekly list"}, {"name": "v2"}],
    })  # fmt: skip
    scene = _drawn(development_cycle(scope))
    assert_sound(scene)
    here = [item for item in scene.of_role("step-here") if isinstance(item, Rect)]
    assert [item.alt for item in here] == ["V-1 Optimise stands here"]
    assert "A weekly list" in " ".join(text.text for text in scene.of_role("note") if isinstance(text, Text))


def test_p1_each_record_is_counted_in_exactly_one_part_and_the_figure_says_those_counts(assert_sound: Sound) -> None:
    scope = made_with_ml()
    parts = by_part(scope)
    assert sum(len(there) for there in parts.values()) == len(scope.records())
    whole, *each = planning_parts(scope)
    assert [step.text.split(" ")[0] for step in whole.steps] == [str(len(parts[part])) for part in PARTS]
    for chain, there in zip(each, parts.values(), strict=True):
        assert sum(int(step.text.split(" ")[0]) for step in chain.steps) == len(there)
        assert bool(chain.note) == (not there)
    assert_sound(_drawn([whole, *each]))


def test_p8_the_steps_of_the_present_pattern_are_drawn_and_the_done_ones_marked(assert_sound: Sound) -> None:
    scope = scope_of({
        "deployments": [{"title": "Scoring", "pattern": "canary"}],
        "deployment_steps": [
            {"title": "Send 10 %", "deployment": "Scoring", "belongs_to": "canary", "state": "done"},
            {"title": "Switch back", "deployment": "Scoring", "belongs_to": "blue_green", "state": "done"},
            {"title": "Tell the desk", "deployment": "Scoring"},
        ],
    })  # fmt: skip
    (chain,) = deployment_chains(scope)
    assert [(step.title, step.state) for step in chain.steps] == [("Send 10 %", "done"), ("Tell the desk", "plain")]
    assert_sound(_drawn([chain]))


def test_j1_a_revisit_is_drawn_from_its_phase_to_the_earlier_one(assert_sound: Sound) -> None:
    scope = scope_of({
        "lifecycle": [{"title": "Error analysis", "stage": "testing", "state": "done"}],
        "revisits": [{"title": "Labels", "back_from": "testing", "back_to": "data", "reason": "Labels disagree"}],
    })  # fmt: skip
    scene = _drawn(lifecycle(scope))
    assert_sound(scene)
    heads = [item for item in scene.of_role("back-head") if isinstance(item, Polygon)]
    assert [item.record for item in heads] == ["RV-1"]
    steps = [item for item in scene.items if isinstance(item, Rect)]
    assert steps[1].bounds.left <= heads[0].bounds.left <= steps[1].bounds.right
    assert [row[3] for row in scene.table.rows if row[0] == "RV-1"] == ["Labels disagree"]


@pytest.mark.parametrize("width", [320.0, 560.0, 1100.0])
def test_forty_long_steps_go_on_in_the_next_line(width: float, assert_sound: Sound) -> None:
    steps = [{"title": f"Step {n} " + "Donaudampfschifffahrt " * 4, "deployment": "Scoring"} for n in range(40)]
    scope = scope_of({"deployments": [{"title": "Scoring"}], "deployment_steps": steps})
    assert_sound(_drawn(deployment_chains(scope), width))


@pytest.mark.parametrize("width", [440.0, 620.0, 1600.0])
def test_the_boxes_of_steps_are_as_high_as_their_words_and_fill_the_row(width: float, assert_sound: Sound) -> None:
    short = Chain("", "Cycle", "", tuple(Step("", name) for name in ("Proof", "Optimise", "Deploy", "Decouple")))
    long = Chain("", "Plan", "", (Step("", "Monitor and maintain the model " * 4, "30 records"), Step("", " ")))
    heights = []
    for chain in (short, long):
        scene = _drawn([chain], width)
        assert_sound(scene)
        boxes = [item for item in scene.items if isinstance(item, Rect)]
        words = [item for item in scene.items if isinstance(item, Text) and item.role in ("name", "said")]
        assert max(said.bounds.bottom for said in words) < boxes[0].bounds.bottom
        assert boxes[-1].bounds.right > min(width, len(boxes) * 276 - 16) - 2
        heights.append(boxes[0].height)
    assert heights[0] < 30 < heights[1]


def test_a_deployment_without_steps_says_so_and_one_without_a_name_goes_by_its_id(assert_sound: Sound) -> None:
    engagement = new_engagement("Search", "Acme")
    with Edit(engagement, "Add") as step:
        step.add("deployments", {"type": "new"})
    scene = _drawn(deployment_chains(engagement))
    assert_sound(scene)
    said = {item.text for item in scene.items if isinstance(item, Text)}
    assert {"DP-1", "New capability · no step yet"} <= said


def test_j2_a_module_stands_in_the_cell_of_its_two_scores_and_ties_lie_side_by_side(assert_sound: Sound) -> None:
    tied = [Candidate(f"MOD-{n}", "x" * 60, 4, 2) for n in range(1, 9)]
    others = [Candidate(f"MOD-{n}", "y", 1 + n % 5, 1 + n // 5 % 5) for n in range(20, 45)]
    lost = Candidate("MOD-99", "z", 3, None)
    scene = board([*tied, *others, lost], *board_scales(), board_quadrants(), cell_width=110, cell_height=70)
    assert_sound(scene)
    cells = {cell.record: cell.bounds for cell in scene.of_role("cell")}
    more = {text.record: text.alt.split(", ") for text in scene.of_role("more")}
    pills = {pill.record: pill.bounds for pill in scene.of_role("pill")}
    for each in (*tied, *others):
        key = cell_key(each.impact or 0, each.feasibility or 0)
        assert cells[key].contains(pills[each.id]) if each.id in pills else each.id in more[key]
    assert len(pills) >= 25, "up to so many in a cell stand beside and below each other"
    assert "MOD-99" in " ".join(text.text for text in scene.of_role("unscored") if isinstance(text, Text))
    assert len(scene.table.rows) == len(tied) + len(others) + 1


def test_j2_the_colour_of_a_cell_is_that_of_its_quadrant() -> None:
    quadrants = board_quadrants()
    assert len({quadrants[at].fill for at in quadrants}) == 4
    for (impact, feasibility), look in quadrants.items():
        assert (look == quadrants[5, 5]) == (quadrant_at(impact, feasibility) == "do")


def test_j18_the_radar_and_its_table_say_the_points_of_the_rubric(assert_sound: Sound) -> None:
    scope = scope_of({
        "ml_tests": [
            {"title": "a", "group": "data", "state": "automated", "evidence": "CI job 4"},
            {"title": "b", "group": "data", "state": "manual", "evidence": "Protocol"},
            {"title": "c", "group": "model", "state": "automated"},
        ]
    })  # fmt: skip
    axes, verdict = rubric(scope, "en")
    scene = radar("ML Test Score", axes, verdict, radius=110)
    assert_sound(scene)
    found = score(scope.all(RubricItem))
    assert [axis.value for axis in axes] == list(found.groups.values())
    assert [row[1] for row in scene.table.rows] == ["1.5", "0", "0", "0"]
    assert verdict.startswith("Final score 0")
    dots = {item.record: item for item in scene.of_role("dot") if isinstance(item, Circle)}
    centre = dots["model"]
    assert centre.y - dots["data"].y == pytest.approx(110 * 1.5 / 7)


def test_j6_the_tree_has_every_path_of_the_plan_and_says_where_the_why_is_missing(assert_sound: Sound) -> None:
    scope = scope_of({
        "codebase": [
            {"path": "app/models/net.py", "holds": "The network", "why": "One place for the architecture"},
            {"path": "app/data/", "holds": "Loading", "why": ""},
        ]
    })  # fmt: skip
    scene = code_tree(branches(scope), 700)
    assert_sound(scene)
    assert [text.text for text in scene.of_role("path") if isinstance(text, Text)] == [
        "app/", "models/", "net.py", "data/",
    ]  # fmt: skip
    whys = [text.text for text in scene.of_role("why") if isinstance(text, Text)]
    assert whys == ["One place for the architecture", "Nobody has said why."]
