"""The figures of the plan stand in the briefs: what they say, with their table, tagged, in every format."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from scopewright.briefs.blocks import Picture, Table, walk
from scopewright.briefs.parts.plan_figures import cycle, deployments, parts_of_the_plan, readiness, rubric_score
from scopewright.briefs.registry import BRIEFS
from scopewright.briefs.view import View, view
from scopewright.model.engagement import Engagement
from scopewright.model.readings.ml_test_score import score
from scopewright.model.readings.planning_parts import by_part
from scopewright.model.record_actions import Doing, do, record_actions_of
from scopewright.model.sections.ml_tests import GROUPS, RubricItem
from scopewright.model.sections.releases import STAGES, Release
from scopewright.model.step import Step
from scopewright.store.question_lists import question_lists
from tests.briefs import engagements
from tests.briefs.standards import elements, failures
from tests.pdfs import build_pdf

OURS = {"Parts of the plan", "Development cycle", "Deployment in steps", "ML Test Score"}


@pytest.fixture
def planned() -> Engagement:
    """The realistic test engagement with stages, a deployment in steps and the rubric."""
    engagement = engagements.realistic()
    with Step(engagement, "Plan") as step:
        for place, release in enumerate(engagement.records("releases")):
            step.set(release.key, "stage", STAGES[place % len(STAGES)][0])
            step.set(release.key, "purpose", f"Crews hear of failures {place + 1} days ahead.")
        step.add("deployments", {"title": "Nightly list", "type": "replace"})
        for number, (group, _title) in enumerate(GROUPS * 3):
            evidence = f"Job {number}" if number % 2 == 0 else None
            step.add(
                "ml_tests", {"title": f"Item {number}", "group": group, "state": "automated", "evidence": evidence}
            )
    pattern = next(action for action in record_actions_of("deployments") if action.name == "pattern")
    do(pattern, Doing(engagement, engagement.records("deployments")[0], question_lists()), "canary")
    with Step(engagement, "Done") as step:
        step.set(engagement.records("deployment_steps")[0].key, "state", "done")
    return engagement


@pytest.fixture
def seen(planned: Engagement) -> View:
    return view(planned, "a4", "en")


def test_m23_the_stage_in_the_printed_figure_is_the_field_and_the_purpose_stands_over_it(seen: View) -> None:
    *figures, table = cycle(seen)
    titles = dict(STAGES)
    assert isinstance(table, Table)
    assert [row[2] for row in table.rows] == [titles[str(each.stage)] for each in seen.engagement.all(Release)]
    for figure, release in zip(figures, seen.engagement.all(Release), strict=True):
        assert isinstance(figure, Picture)
        here = [item.alt for item in figure.scene.of_role("step-here")]
        assert len(here) == 1
        assert titles[str(release.stage)] in here[0]
        assert release.purpose in " ".join(getattr(item, "text", "") for item in figure.scene.of_role("note"))


def test_p1_the_printed_figure_counts_each_record_in_exactly_one_part(seen: View) -> None:
    whole = next(block for block in parts_of_the_plan(seen) if isinstance(block, Picture))
    counts = [int(row[3].split()[0]) for row in whole.scene.table.rows]
    assert counts == [len(found) for found in by_part(seen.engagement).values()]
    assert sum(counts) == len(seen.engagement.records())


def test_p8_the_printed_steps_are_those_of_type_and_pattern_with_the_done_ones_marked(seen: View) -> None:
    (figure,) = deployments(seen)
    steps = {record.id for record in seen.engagement.records("deployment_steps")}
    assert {row[0] for row in figure.scene.table.rows} == steps
    assert len(figure.scene.of_role("step-done")) == 1


def test_j18_the_printed_radar_and_its_table_say_the_points_of_the_rubric(seen: View) -> None:
    (figure,) = rubric_score(seen)
    found = score(seen.engagement.all(RubricItem))
    assert [float(str(row[1])) for row in figure.table.rows] == [found.groups[key] for key, _title in GROUPS]
    assert f"{found.final:g}" in figure.scene.alt


@pytest.mark.parametrize(
    ("kind", "titles"),
    [
        ("scope", ("Parts of the plan", "Development cycle", "Deployment in steps", "ML Test Score")),
        ("handover", ("Deployment in steps", "ML Test Score")),
        ("timeline", ("Development cycle",)),
    ],
)
def test_the_figures_stand_in_their_briefs_tagged_with_their_words_and_their_table(
    planned: Engagement, kind: str, titles: tuple[str, ...]
) -> None:
    document = BRIEFS[kind].build(view(planned, "a4", "en"), kind)
    drawn = [block for block in walk(document.blocks) if isinstance(block, Picture) and block.scene.title in OURS]
    assert {block.scene.title for block in drawn} == set(titles)
    data = build_pdf(planned, kind)
    assert failures(data, "ua1") == []
    with pikepdf.Pdf.open(BytesIO(data)) as pdf:
        told = [str(each.Alt) for each in elements(pdf) if each.S == "/Figure"]
        tables = sum(each.S == "/Table" for each in elements(pdf))
    assert {block.scene.alt for block in drawn} <= set(told)
    assert tables >= len(drawn)


def test_no_figure_of_the_plan_is_higher_than_a_page(planned: Engagement) -> None:
    with Step(planned, "Many") as step:
        key = step.add("deployments", {"title": "Long", "type": "replace", "pattern": "canary"})
        for number in range(90):
            step.add("deployment_steps", {"title": f"Step {number}", "deployment": key})
    seen = view(planned, "a4", "en")
    figures = [*deployments(seen), *cycle(seen), *parts_of_the_plan(seen)]
    drawn = [figure for figure in figures if isinstance(figure, Picture)]
    assert all(figure.scene.height <= seen.page.text_height * 0.71 for figure in drawn)


def test_an_engagement_without_a_plan_has_no_such_figure() -> None:
    bare = view(engagements.tiny(), "a4", "en")
    assert not [*cycle(bare, ()), *deployments(bare), *rubric_score(bare), *readiness(bare)]
