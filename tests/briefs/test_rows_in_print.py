"""Clauses of the mission's rows that are true of what is printed: open actions, slips, risks, agreements, prompts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from itertools import product

import pdfplumber
import pytest

from scopewright.briefs.blocks import Picture, Table, walk
from scopewright.briefs.registry import BRIEFS
from scopewright.briefs.render import rendered
from scopewright.briefs.view import view
from scopewright.capture.context import Context
from scopewright.capture.parse import parse
from scopewright.capture.write import line
from scopewright.lint import check
from scopewright.lint.example import scope_of
from scopewright.model.engagement import Engagement
from scopewright.model.exchange import add_records
from scopewright.model.gates import fail
from scopewright.model.history import history
from scopewright.model.question_lists import guidance, insert_list
from scopewright.model.record_actions import Doing, do, record_actions_of
from scopewright.model.sections.gates import Gate
from scopewright.model.sections.milestones import Milestone
from scopewright.model.sections.objectives import Objective
from scopewright.model.sections.risks import Risk
from scopewright.model.tables import new_engagement
from scopewright.model.undo import Undo
from scopewright.progress import Silent
from scopewright.scenes.lanes import axes
from scopewright.scenes.readings import team_timeline, timeline_records
from scopewright.scenes.scene import Text
from scopewright.store.question_lists import question_lists
from tests.briefs.conftest import Made
from tests.model.edits import add, put

BriefOf = Callable[..., Made]


def test_m8_prompts_and_guidance_never_print(brief_of: BriefOf, squash: Callable[[str], str]) -> None:
    engagement = new_engagement("Search", "Acme")
    lists = question_lists()
    insert_list(engagement, lists["data"], "Ana")
    asked = engagement.records("checklist")
    prompts = [hint for record in asked if (hint := guidance(lists, record))]
    assert prompts
    text = brief_of(engagement, kind="scope").text
    assert squash(asked[0].headline) in text
    assert not [hint for hint in prompts if squash(hint) in text]


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ("o: 70% recall", {"target": 70, "unit": "%"}),
        ("o: reduce weekly tickets by 20%", {"target": -20, "unit": "%"}),
    ],
)
def test_m9_a_goal_typed_as_a_line_is_printed_unchanged_with_its_figure(
    brief_of: BriefOf, squash: Callable[[str], str], typed: str, fields: dict[str, object]
) -> None:
    engagement = new_engagement("Search", "Acme")
    context = Context.of(engagement, dt.date(2027, 3, 1))
    said = parse(typed, context).fields
    add_records(engagement, "objectives", [said], "")
    (goal,) = engagement.all(Objective)
    assert {name: getattr(goal, name) for name in ("target", "unit")} == {
        name: fields[name] for name in ("target", "unit")
    }
    text = brief_of(engagement, kind="scope").text
    assert squash(typed.removeprefix("o: ")) in text
    assert squash(goal.shown("target", engagement.locale("en"))) in text
    assert parse(line(goal, engagement, context), context).fields == said


def test_m14_a_dependency_nobody_was_told_of_is_among_the_open_actions_until_it_is(
    brief_of: BriefOf, squash: Callable[[str], str]
) -> None:
    engagement = new_engagement("Search", "Acme")
    told = add(engagement, "integrations", title="Billing feed", direction="dependency")
    open_ = brief_of(engagement, kind="handover")
    assert squash("1 record is still open.") in open_.text
    assert squash("IN-1 Billing feed") in open_.text
    put(engagement, told, "notified", "2027-03-01")
    assert squash("Nothing is open.") in brief_of(engagement, kind="handover").text


def test_m18_each_of_the_25_printed_cells_holds_what_a_query_of_the_register_gives() -> None:
    engagement = new_engagement("Search", "Acme")
    for number in range(60):
        add(engagement, "risks", title=f"Risk {number}", likelihood=1 + number % 5, impact=1 + number // 5 % 5)
    document = BRIEFS["risks"].build(view(engagement, "a4", "en"), "")
    (scene,) = [block.scene for block in walk(document.blocks) if isinstance(block, Picture)]
    cells = {cell.record: cell for cell in scene.of_role("cell")}
    hidden = {more.record: more.alt.split(", ") for more in scene.of_role("more")}
    for likelihood, impact in product(range(1, 6), range(1, 6)):
        key = f"{likelihood}x{impact}"
        shown = [pill.record for pill in scene.of_role("pill") if cells[key].bounds.contains(pill.bounds)]
        query = [r.id for r in engagement.all(Risk) if (r.likelihood, r.impact) == (likelihood, impact)]
        assert sorted([*shown, *hidden.get(key, [])]) == sorted(query)


def test_m22_a_failed_proof_shortens_timeline_and_statement_of_work_and_one_undo_restores_them(
    brief_of: BriefOf, squash: Callable[[str], str]
) -> None:
    engagement = new_engagement("Search", "Acme")
    works = [add(engagement, "deliverables", title=f"Part {n}", acceptance="Seen") for n in range(1, 5)]
    add(engagement, "deliverables", title="Report", acceptance="Read")
    add(engagement, "milestones", title="Proof", due="2027-03-01")
    add(engagement, "milestones", title="Live", due="2027-09-01", agreed="2027-08-02", deliverables=works)
    gate = engagement[add(engagement, "gates", title="Proof of concept", deliverables=works)]
    assert isinstance(gate, Gate)
    before, undo = max(team_timeline(engagement).days()), Undo(engagement)
    fail(engagement, gate)
    assert sum(record.stored("voided_by") is not None for record in engagement.records("deliverables")) == 4
    assert max(team_timeline(engagement).days()) == dt.date(2027, 3, 1)
    assert [record.headline for record in timeline_records(engagement)] == ["Proof"]
    contract = brief_of(engagement, kind="sow").text
    assert squash("Report") in contract
    assert squash("Part 1") not in contract
    assert b"Live" not in rendered(engagement, "timeline", "a4", None, Silent(), "ics").set.data
    assert not {"TIM04", "TIM06"} & {finding.rule for finding in check(engagement)}
    undo.undo()
    assert b"Live" in rendered(engagement, "timeline", "a4", None, Silent(), "ics").set.data
    assert "TIM04" in {finding.rule for finding in check(engagement)}
    assert max(team_timeline(engagement).days()) == before == dt.date(2027, 9, 1)


def test_m28_a_date_that_moved_is_listed_with_its_slip_in_working_days_until_it_is_undone(
    brief_of: BriefOf, squash: Callable[[str], str]
) -> None:
    engagement = new_engagement("Search", "Acme")
    key = add(engagement, "milestones", title="Staging", due="2027-03-05", agreed="2027-03-05")
    undo = Undo(engagement)
    put(engagement, key, "due", "2027-03-12")
    assert engagement.all(Milestone)[0].slip == 5
    assert squash("12 Mar 2027 5 Mar 2027 +5") in brief_of(engagement, kind="timeline").text
    undo.undo()
    assert engagement.all(Milestone)[0].slip == 0
    assert squash("+5") not in brief_of(engagement, kind="timeline").text


def test_j1_a_revisit_stands_in_the_history_and_in_the_brief(brief_of: BriefOf, squash: Callable[[str], str]) -> None:
    engagement = scope_of({"lifecycle": [{"title": "Error analysis", "stage": "testing"}]})
    back = next(action for action in record_actions_of("lifecycle") if action.name == "back")
    made = do(back, Doing(engagement, engagement.records("lifecycle")[0], {}), "data")
    assert made is not None
    put(engagement, made.key, "reason", "The labels of March were guessed.")
    assert any("Revisit" in entry.what for entry in history(engagement))
    assert squash("The labels of March were guessed.") in brief_of(engagement, kind="scope").text


def test_p10_what_nobody_has_signed_shows_in_the_statement_of_work(
    brief_of: BriefOf, squash: Callable[[str], str]
) -> None:
    engagement: Engagement = scope_of({
        "people": [{"name": "Ana"}, {"name": "Bo"}],
        "success": [
            {"title": "Recall of 60 %", "level": "ml", "technical": "Ana", "technical_on": "2027-03-01",
             "business": "Bo", "business_on": "2027-03-01"},
            {"title": "Fewer spills", "level": "business"},
        ],
    })  # fmt: skip
    text = brief_of(engagement, kind="sow").text
    assert squash("SC-2 Fewer spills: Nobody technical agreed to it. Nobody from the business agreed to it.") in text
    assert squash("SC-1 Recall of 60 %:") not in text
    assert squash("Recall of 60 %") in text


def test_m23_the_purpose_is_printed_at_the_gate(brief_of: BriefOf, squash: Callable[[str], str]) -> None:
    engagement = scope_of({
        "releases": [{"name": "v1", "purpose": "A weekly list that crews trust"}],
        "gates": [{"title": "Proof of concept", "release": "v1"}],
    })  # fmt: skip
    document = BRIEFS["scope"].build(view(engagement, "a4", "en"), "")
    tables = [block for block in walk(document.blocks) if isinstance(block, Table)]
    assert any("A weekly list that crews trust" in row and "Proof of concept" in row for t in tables for row in t.rows)
    assert squash("A weekly list that crews trust") in brief_of(engagement, kind="scope").text


def test_m15_fifty_pasted_requirements_are_fifty_in_print(brief_of: BriefOf) -> None:
    engagement = new_engagement("Search", "Acme")
    add_records(engagement, "requirements", [{"title": f"Need {n}", "priority": "must"} for n in range(50)], "")
    made = brief_of(engagement, kind="scope")
    assert len({each for each in made.brief.printed if each.startswith("REQ-")}) == 50
    assert "50records." in made.text


def test_m29_printed_bars_stand_where_date_arithmetic_puts_them_and_are_legible(brief_of: BriefOf) -> None:
    engagement = new_engagement("Search", "Acme")
    team = add(engagement, "people", name="Modelling", sort="team")
    for number in range(6):
        add(engagement, "milestones", title=f"Step {number}", team=team, start=f"2027-0{number + 1}-04",
            due=f"2027-0{number + 1}-25")  # fmt: skip
    seen = view(engagement, "a4", "en")
    document = BRIEFS["timeline"].build(seen, "")
    (scene,) = [b.scene for b in walk(document.blocks) if isinstance(b, Picture) and b.scene.of_role("bar")]
    axis, shrunk = axes(team_timeline(engagement), scene.width)[0], min(1.0, seen.page.content / scene.width)
    assert min(item.size for item in scene.items if isinstance(item, Text)) * shrunk >= 6.5
    with pdfplumber.open(BytesIO(brief_of(engagement, kind="timeline").brief.set.data)) as pdf:
        drawn = [shape for page in pdf.pages for shape in (*page.rects, *page.curves)]
    margins = []
    for bar, milestone in zip(scene.of_role("bar"), engagement.all(Milestone), strict=True):
        assert milestone.start is not None
        share = (milestone.start - axis.first).days / (axis.last - axis.first).days
        assert bar.bounds.left == pytest.approx(axis.left + share * axis.width, abs=0.6)
        wide, at = (bar.bounds.right - bar.bounds.left) * shrunk, bar.bounds.left * shrunk
        found = [shape["x0"] - at for shape in drawn if abs(shape["width"] - wide) < 0.8]
        margins.append({round(margin, 0) for margin in found})
    assert set.intersection(*margins), "every bar stands as far from the picture's left edge as it should"
