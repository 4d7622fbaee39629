"""Clauses of the mission's rows that are true of what is printed: open actions, slips, risks, agreements, prompts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from itertools import product
from typing import Any

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
from scopewright.model.kinds import Prose
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
from scopewright.scenes.palette import contrast
from scopewright.scenes.readings import team_timeline, timeline_records
from scopewright.scenes.scene import Bounds, Text
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


def test_m8_no_help_of_a_field_is_printed_even_where_the_field_is_empty(
    brief_of: BriefOf, squash: Callable[[str], str]
) -> None:
    engagement = new_engagement("Search", "Acme")
    overview = engagement.records("overview")[0]
    helps = [spec.help for spec in overview.section.specs if spec.help]
    assert len(helps) >= 8
    for filled in (False, True):
        for spec in overview.section.specs if filled else ():
            if isinstance(spec.kind, Prose):
                put(engagement, overview.key, spec.name, f"About the {spec.name} of Acme")
        for kind in ("scope", "executive"):
            text = brief_of(engagement, kind=kind).text
            assert not [hint for hint in helps if squash(hint) in text], (kind, filled)


def test_m3_the_responsible_of_section_and_record_are_printed_and_renamed_in_one_place(
    brief_of: BriefOf, squash: Callable[[str], str]
) -> None:
    engagement = scope_of({
        "people": [{"name": "Ana Ruiz"}],
        "ownership": [{"covers": "risks", "owner": "Ana Ruiz"}],
        "risks": [{"title": "Labels drift", "owner": "Ana Ruiz"}],
        "decisions": [{"title": "Which labels?", "driver": ["Ana Ruiz"], "approver": ["Ana Ruiz"]}],
    })  # fmt: skip
    before = brief_of(engagement, kind="scope").text
    put(engagement, engagement.records("people")[0].key, "name", "Nomi Okafor")
    after = brief_of(engagement, kind="scope").text
    count = before.count(squash("Ana Ruiz"))
    assert count >= 5, "the person, the section, the risk, and both roles of the decision"
    assert (after.count(squash("Ana Ruiz")), after.count(squash("Nomi Okafor"))) == (0, count)


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


def test_m18_in_the_file_each_of_the_25_cells_holds_the_ids_of_the_register(brief_of: BriefOf) -> None:
    engagement = new_engagement("Search", "Acme")
    for number in range(40):
        add(engagement, "risks", title=f"Risk {number}", likelihood=1 + number % 5, impact=1 + number * 7 // 5 % 5)
    document = BRIEFS["risks"].build(view(engagement, "a4", "en"), "")
    (scene,) = [block.scene for block in walk(document.blocks) if isinstance(block, Picture)]
    cells = {cell.record: cell.bounds for cell in scene.of_role("cell")}
    assert len(cells) == 25
    with pdfplumber.open(BytesIO(brief_of(engagement, kind="risks").brief.set.data)) as pdf:
        page = next(page for page in pdf.pages if len([r for r in page.rects if _is_cell(r, cells["1x1"])]) >= 25)
        words, first = page.extract_words(), min(cells.values(), key=lambda each: (each.top, each.left))
        corner = min((r for r in page.rects if _is_cell(r, cells["1x1"])), key=lambda each: (each["top"], each["x0"]))
    for likelihood, impact in product(range(1, 6), range(1, 6)):
        cell = cells[f"{likelihood}x{impact}"]
        left, top = corner["x0"] + cell.left - first.left, corner["top"] + cell.top - first.top
        inside = [word["text"] for word in words
                  if left <= word["x0"] <= left + cell.right - cell.left
                  and top <= word["top"] <= top + cell.bottom - cell.top]  # fmt: skip
        query = [r.id for r in engagement.all(Risk) if (r.likelihood, r.impact) == (likelihood, impact)]
        assert sorted(word for word in inside if word.startswith("R-")) == sorted(query)


def _is_cell(drawn: dict[str, Any], cell: Bounds) -> bool:
    across, down = cell.right - cell.left, cell.bottom - cell.top
    return bool(abs(drawn["width"] - across) < 0.5 and abs(drawn["height"] - down) < 0.5)


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


def test_m29_printed_lines_of_releases_and_constraints_stand_at_their_days_and_differ_without_colour(
    brief_of: BriefOf,
) -> None:
    engagement = scope_of({
        "people": [{"name": "Modelling", "sort": "team"}],
        "milestones": [{"title": "Model", "team": "Modelling", "start": "2027-01-04", "due": "2027-06-25"}],
        "releases": [{"name": "v1", "due": "2027-03-31"}, {"name": "v2", "due": "2027-06-15"}],
        "constraints": [{"statement": "No change in the freeze", "on": "2027-04-22"}],
    })  # fmt: skip
    seen = view(engagement, "a4", "en")
    (scene,) = [b.scene for b in walk(BRIEFS["timeline"].build(seen, "").blocks)
                if isinstance(b, Picture) and b.scene.of_role("bar")]  # fmt: skip
    axis, shrunk = axes(team_timeline(engagement), scene.width)[0], min(1.0, seen.page.content / scene.width)
    with pdfplumber.open(BytesIO(brief_of(engagement, kind="timeline").brief.set.data)) as pdf:
        upright = [line for page in pdf.pages for line in page.lines if line["width"] < 0.1 and line["height"] > 15]
    ink = Counter(line["stroking_color"] for line in upright).most_common()
    grid, wanted = ink[0][0], (dt.date(2027, 3, 31), dt.date(2027, 6, 15), dt.date(2027, 4, 22))
    through = {line["height"] for line in upright if line["stroking_color"] == grid}
    marked = [line for line in upright if line["stroking_color"] != grid and line["height"] in through]
    assert len(marked) == len(wanted), "one line for each release and each dated constraint"
    apart = [(day - wanted[0]).days / (axis.last - axis.first).days * axis.width * shrunk for day in wanted]
    assert [line["x0"] - marked[0]["x0"] for line in marked] == pytest.approx(apart, abs=0.1)
    assert all(contrast(_hex(line["stroking_color"]), "#FFFFFF") >= 4.5 for line in marked), "in greyscale, too"
    kinds = [(line["linewidth"], str(line.get("dash"))) for line in marked]
    assert kinds[0] == kinds[1] != kinds[2], "a constraint is another stroke and not only another colour"


def _hex(colour: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(255 * part):02X}" for part in colour)
