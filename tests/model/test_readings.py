"""What is computed from the records: concerns owed, options, feasibility, rules, scores, sizes, sums."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from scopewright.lint import check
from scopewright.model.engagement import Engagement
from scopewright.model.readings import codebase, concerns, feasibility, first_ship, options, readiness
from scopewright.model.readings.planning_parts import by_part
from scopewright.model.readings.record_figures import figures_of
from scopewright.model.readings.release_difference import difference, lines
from scopewright.model.readings.scenarios import outcome, scenario_rows
from scopewright.model.readings.summaries import summary_of
from scopewright.model.readings.trend import trend
from scopewright.model.record import Record
from scopewright.model.releases import begin_release
from scopewright.model.review import open_questions
from scopewright.model.schedule import elapsed, left
from scopewright.model.sections.metrics import Metric
from scopewright.model.sections.milestones import Milestone
from scopewright.model.sections.modules import Module
from scopewright.model.sections.releases import Release
from scopewright.model.sections.runs import Run
from scopewright.model.sections.ship_rules import ShipRule
from scopewright.model.sections.tests import PlannedTest
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.model.undo import Undo
from scopewright.scenes.plan_readings import board_candidates
from tests.model.edits import add, hold_checkpoint, put


@pytest.fixture
def engagement() -> Engagement:
    return new_engagement("Tags", "Acme")


def releases(engagement: Engagement, *names: str) -> list[Release]:
    for name in names:
        add(engagement, "releases", name=name)
    return engagement.all(Release)


def test_m1_exactly_the_concern_that_nobody_answered_is_owed(engagement: Engagement) -> None:
    v1, v2 = releases(engagement, "v1", "v2")
    add(engagement, "concerns", title="Answered", answer="Yes.", release=v1.key)
    add(engagement, "concerns", title="Put off", deferred_to=v2.key)
    silent = add(engagement, "concerns", title="Silent")
    assert [c.title for c in concerns.owed(engagement, v1)] == ["Silent"]
    put(engagement, silent, "answer", "No.")
    assert concerns.owed(engagement, v1) == []
    assert [c.title for c in concerns.owed(engagement, v2)] == ["Put off"], "it was put off to here"


def test_m1_m2_m5_what_was_carried_forward_is_owed_once_as_its_copy(engagement: Engagement) -> None:
    (v1,) = releases(engagement, "v1")
    add(engagement, "concerns", title="Names are stored", release=v1.key)
    add(engagement, "questions", title="Who labels?", release=v1.key)
    hold_checkpoint(engagement, v1.key)
    v2 = begin_release(engagement, "v2", v1, "")
    assert isinstance(v2, Release)

    def listed(*rules: str) -> list[str]:
        return [finding.id for finding in check(engagement) if finding.rule in rules]

    assert [c.id for c in concerns.owed(engagement, v2)] == ["CN-2"]
    assert concerns.owed(engagement, v1) == [], "the next release owes the answer"
    assert listed("CNC01", "QUE01") == ["CN-2", "Q-2"]
    assert [question.id for question in open_questions(engagement, ["questions"])] == ["Q-2"]
    put(engagement, engagement.by_id("CN-2").key, "answer", "They are hashed.")
    put(engagement, engagement.by_id("Q-2").key, "state", "answered")
    assert concerns.owed(engagement, v2) == []
    assert listed("CNC01", "QUE01") == []
    assert open_questions(engagement, ["questions"]) == []


def test_m1_a_concern_deferred_to_its_own_release_is_not_deferred(engagement: Engagement) -> None:
    v1, v2 = releases(engagement, "v1", "v2")
    key = add(engagement, "concerns", title="Names are stored", release=v1.key, deferred_to=v2.key)
    assert "CNC01" not in {finding.rule for finding in check(engagement)}
    put(engagement, key, "deferred_to", v1.key)
    assert [finding.id for finding in check(engagement) if finding.rule == "CNC01"] == ["CN-1"]


def test_m2_two_releases_are_compared_by_what_was_carried_forward(engagement: Engagement) -> None:
    (v1,) = releases(engagement, "v1")
    add(engagement, "requirements", title="Kept", release=v1.key, priority="must")
    add(engagement, "requirements", title="Done", release=v1.key, status="complete")
    hold_checkpoint(engagement, v1.key)
    v2 = begin_release(engagement, "v2", v1, "")
    assert isinstance(v2, Release)
    copy = next(r for r in engagement.records("requirements") if r.release == v2.key)
    put(engagement, copy.key, "priority", "should")
    add(engagement, "requirements", title="New", release=v2.key)
    found = difference(engagement, v1, v2)
    assert [record.headline for record in found.added] == ["New"]
    assert [record.headline for record in found.left] == ["Done", "Card"]
    assert [(each.after.headline, each.fields) for each in found.carried] == [("Kept", ("priority",))]
    said = [
        (line.made, line.record.headline, line.title, line.was, line.now) for line in lines(engagement, found, "en")
    ]
    assert said[0] == ("changed", "Kept", "Priority", "Must", "Should")
    assert ("added", "New", "", "", "New") in said
    assert ("left", "Done", "", "Done", "") in said


def test_m11_an_option_is_proposed_again_when_the_constraint_that_excluded_it_goes(engagement: Engagement) -> None:
    undo = Undo(engagement)
    constraint = add(engagement, "constraints", statement="No data leaves the house")
    add(engagement, "solutions", title="Cloud service", standing="rejected", excluded_by=[constraint])
    add(engagement, "solutions", title="Too dear", standing="rejected")
    assert options.proposed_again(engagement) == []
    with Step(engagement, "Remove the constraint") as step:
        step.remove(constraint)
    assert [option.title for option in options.proposed_again(engagement)] == ["Cloud service"]
    undo.undo()
    assert options.proposed_again(engagement) == []


def modules(engagement: Engagement, *shares: float) -> list[Module]:
    for share in shares:
        add(engagement, "modules", title=f"{share} %", share=share)
    return engagement.all(Module)


def test_t4_the_smallest_set_with_eighty_percent_is_marked(engagement: Engagement) -> None:
    cut = options.pareto(modules(engagement, 10, 40, 30, 10, 10))
    assert [module.share for module in cut.modules][: cut.chosen] == [40, 30, 10]
    assert [m.id for m in cut.modules][2] == "MOD-1", "equal shares stay in their order"
    assert cut.total == 100


def test_t4_shares_that_are_not_a_hundred_percent_are_told(engagement: Engagement) -> None:
    cut = options.pareto(modules(engagement, 30, 20))
    assert (cut.chosen, cut.total) == (2, 50)


def test_j2_the_quadrant_follows_from_the_two_scores(engagement: Engagement) -> None:
    keys = [add(engagement, "modules", title="m", impact=i, feasibility=f) for i, f in ((5, 5), (5, 2), (2, 5), (1, 1))]
    found = [options.quadrant(engagement, module) for key in keys if isinstance(module := engagement[key], Module)]
    assert found == ["do", "bet", "fill", "drop"]
    assert options.quadrant(engagement, modules(engagement, 1)[-1]) is None


def test_j3_an_unanswered_question_lowers_the_confidence_and_not_the_score(engagement: Engagement) -> None:
    module = add(engagement, "modules", title="Tags")
    for score in (4, 2, None):
        add(engagement, "feasibility", title="?", module=module, score=score)
    add(engagement, "feasibility", title="?", module=module, not_applicable="Nothing is bought.")
    add(engagement, "feasibility", title="of another", score=1)
    found = feasibility.feasibility(engagement, module)
    assert (found.score, found.scored, found.asked) == (3.0, 2, 3)
    assert found.confidence == pytest.approx(2 / 3)
    assert feasibility.feasibility(new_engagement()).score is None


def test_j3_a_module_of_which_nothing_is_asked_has_no_figure(engagement: Engagement) -> None:
    asked, spared = (add(engagement, "modules", title=title) for title in ("Tags", "Ranking"))
    add(engagement, "feasibility", title="?", module=asked, score=4)
    add(engagement, "feasibility", title="?", module=spared, not_applicable="Nothing is bought.")
    titles = [figure.title for figure in summary_of(engagement, "feasibility", "en")]
    assert engagement.label(asked) in titles
    assert engagement.label(spared) not in titles


def test_j3_j2_the_questionnaire_feeds_the_axis_of_a_module_that_nobody_judged(engagement: Engagement) -> None:
    key = add(engagement, "modules", title="Tags", impact=5)

    def placed() -> tuple[int | None, str]:
        (candidate,) = board_candidates(engagement, "en")
        return candidate.feasibility, candidate.details[0]

    assert placed() == (None, "–")
    for score in (4, 3, None):
        add(engagement, "feasibility", title="?", module=key, score=score)
    assert placed() == (4, "2 of 3 questions"), "3.5 is nearer to likely than to doubtful"
    module = engagement[key]
    assert isinstance(module, Module)
    assert options.quadrant(engagement, module) == "do"
    put(engagement, key, "feasibility", 1)
    assert placed() == (1, "judgement"), "a judgement by hand counts"
    assert "FEA02" in {finding.rule for finding in check(engagement)}


def shipping(engagement: Engagement, **rule: Any) -> first_ship.Verdict:
    metric = add(engagement, "metrics", title="Recall", measure="recall", target=70, unit="%", role="optimising")
    add(engagement, "metrics", title="Speed", measure="latency_ms", comparator="<", target=100, role="satisficing")
    model = {"name": "trees", "kind": "trees", "dev": 0.72, "latency_ms": 40}
    run = add(engagement, "runs", title="First", measure="recall", best="trees", models=[model])
    key = add(engagement, "ship_rules", title="Ship", metric=metric, by="2027-03-31", **rule)
    found, measured = engagement[key], engagement[run]
    assert isinstance(found, ShipRule)
    assert isinstance(measured, Run)
    return first_ship.verdict(engagement, found, measured, dt.date(2027, 3, 31))


def test_j5_a_run_that_meets_the_rule_ships_and_says_the_numbers(engagement: Engagement) -> None:
    found = shipping(engagement)
    assert found.ships
    assert found.value == pytest.approx(72)
    assert found.threshold == 70


def test_j5_a_stricter_threshold_in_the_rule_counts(engagement: Engagement) -> None:
    assert not shipping(engagement, threshold=80).ships


def test_j5_a_neutral_launch_drops_the_metric_and_keeps_the_thresholds(engagement: Engagement) -> None:
    found = shipping(engagement, threshold=99, neutral=True)
    assert (found.ships, found.value, found.threshold) == (True, None, None)
    metric = engagement.all(Metric)[1]
    put(engagement, metric.key, "target", 10)
    rule, run = engagement.all(ShipRule)[0], engagement.all(Run)[0]
    held = first_ship.verdict(engagement, rule, run, dt.date(2027, 1, 1))
    assert (held.ships, [m.title for m in held.broken]) == (False, ["Speed"])
    put(engagement, metric.key, "target", 100)
    assert not first_ship.verdict(engagement, rule, run, dt.date(2027, 4, 1)).ships, "too late"


def test_j6_the_exported_tree_equals_the_plan(engagement: Engagement) -> None:
    for path, holds in (("models/", "Networks"), ("app/api/server.py", "The service"), ("README.md", "")):
        add(engagement, "codebase", path=path, holds=holds, why="Because.")
    assert codebase.folder_tree(engagement).split("\n") == [
        "├── models/  Networks",
        "├── app/",
        "│   └── api/",
        "│       └── server.py  The service",
        "└── README.md",
    ]


def test_j19_each_of_the_five_versions_blocks_until_it_is_named(engagement: Engagement) -> None:
    (v1,) = releases(engagement, "v1")
    assert len(readiness.missing_versions(engagement, v1.key)) == 5
    key = add(engagement, "manifests", title="v1", release=v1.key, parameters="w1", configuration="c", pipeline="p")
    put(engagement, key, "training_set", "t")
    assert readiness.missing_versions(engagement, v1.key) == ["validation_set"]
    put(engagement, key, "validation_set", "v")
    assert readiness.missing_versions(engagement, v1.key) == []


def test_j17_a_system_without_a_test_is_named(engagement: Engagement) -> None:
    add(engagement, "tests", title="Functions", system="prediction")
    assert readiness.untested_systems(engagement) == ["training", "serving"]


def test_j21_an_incomplete_hand_over_blocks_the_transfer(engagement: Engagement) -> None:
    assert not readiness.may_transfer(engagement), "nobody has asked yet"
    key = add(engagement, "checklist", title="Owner named", list="hand-over")
    assert not readiness.may_transfer(engagement)
    put(engagement, key, "answer", "Ana Ruiz")
    assert readiness.may_transfer(engagement)


def test_t10_a_heavy_rung_waits_for_the_infrastructure(engagement: Engagement) -> None:
    add(engagement, "approach", title="Big network", sort="heavy")
    add(engagement, "approach", title="Lines", sort="simple")
    assert [rung.title for rung in readiness.too_heavy(engagement)] == ["Big network"]
    key = add(engagement, "checklist", title="Capacity?", list="infrastructure")
    assert readiness.too_heavy(engagement)
    put(engagement, key, "not_applicable", "The client's cluster is given.")
    assert readiness.too_heavy(engagement) == []


def columns(*names: str) -> list[dict[str, Any]]:
    return [{"name": name, "missing": 3} for name in names]


def test_t18_every_input_that_may_be_missing_needs_a_fallback(engagement: Engagement) -> None:
    data = add(engagement, "datasets", title="Loans", target="paid", columns=columns("score", "age", "paid"))
    add(engagement, "fallbacks", title="No score", input="Score", dataset=data, behaviour="Ask a person.")
    assert [name for _dataset, name in readiness.without_fallback(engagement)] == ["age"]


def test_j22_a_deprecated_column_that_comes_back_is_told_and_debt_is_summed(engagement: Engagement) -> None:
    add(engagement, "datasets", title="Loans", columns=columns("score", "postcode"))
    add(engagement, "deprecated", column="Postcode ", reason="Stands for origin.")
    assert [name for _dataset, name in readiness.brought_back(engagement)] == ["postcode"]
    add(engagement, "debts", title="Copied rules", principal=3, interest=0.5)
    add(engagement, "debts", title="Old", principal=9, interest=1, state="repaid")
    assert readiness.owed_days(engagement) == (3, 0.5)


def test_t20_a_card_counts_when_it_was_held_and_all_five_questions_are_answered(engagement: Engagement) -> None:
    (v1,) = releases(engagement, "v1")
    said = {"motion": "better", "simpler": "no", "question": "yes", "metrics": "yes", "held": "2027-03-01"}
    card = add(engagement, "checkpoints", title="Review", release=v1.key, **said)
    assert not readiness.checkpoint_held(engagement, v1.key)
    put(engagement, card, "ageing", "unsure")
    assert readiness.checkpoint_held(engagement, v1.key)


def test_t5_an_overrun_timebox_shows_in_working_days(engagement: Engagement) -> None:
    key = add(engagement, "milestones", title="Research", sort="timebox", start="2027-03-01", due="2027-03-05")
    box = engagement[key]
    assert isinstance(box, Milestone)
    friday, tuesday = dt.date(2027, 3, 5), dt.date(2027, 3, 9)
    assert (elapsed(box, friday), left(box, friday)) == (4, 0)
    assert left(box, tuesday) == -2


def test_p1_each_record_stands_in_exactly_one_part(engagement: Engagement) -> None:
    for section in ("preparations", "services", "monitors", "risks"):
        add(engagement, section, title="x")
    parts: dict[str, list[Record]] = by_part(engagement)
    found = [record.key for records in parts.values() for record in records]
    assert sorted(found) == sorted(record.key for record in engagement.records())
    assert [r.section.key for r in parts["deployment"]] == ["services"]
    assert [r.section.key for r in parts["monitoring"]] == ["monitors"]


def test_j17_scenario_rows_are_read_against_the_newest_run_on_their_dataset(engagement: Engagement) -> None:
    customers = add(engagement, "datasets", title="Customers")
    test = add(engagement, "tests", title="Known", dataset=customers, scenario_rows="0, 2 - 4; 9")
    planned = engagement[test]
    assert isinstance(planned, PlannedTest)
    assert scenario_rows(planned) == [0, 2, 3, 4, 9]
    assert outcome(engagement, planned) is None
    add(engagement, "runs", title="Old", dataset=customers, finished="2027-01-01T10:00", scenarios=[
        {"id": "r1", "row": row, "part": "dev", "right": "wrong"} for row in (0, 2, 3, 4, 9)
    ])  # fmt: skip
    add(engagement, "runs", title="New", dataset=customers, finished="2027-02-01T10:00", scenarios=[
        {"id": "r1", "row": 0, "part": "dev", "right": "right"},
        {"id": "r2", "row": 2, "part": "test", "right": "wrong"},
        {"id": "r3", "row": 3, "part": "absent"},
    ])  # fmt: skip
    found = outcome(engagement, planned)
    assert found is not None
    assert (found.run.id, found.right, found.wrong) == ("RUN-2", (0,), (2,))
    assert [row for row, _why in found.unjudged] == [3, 4, 9]
    shown = {figure.title: figure.text for figure in figures_of(engagement, planned, "en")}
    assert shown["Scenarios"] == "1 of 2 right in RUN-2"
    assert shown["Wrong in rows"] == "3"
    assert shown["No such row"] == "4"
    assert shown["Not asked when it ran; run again"] == "5, 10"


@pytest.mark.parametrize("text", ["the forty", "3-1", "0-900", "1,,x", "-4", "\N{MINUS SIGN}1, 4"])
def test_what_is_no_list_of_row_numbers_is_refused_whole(engagement: Engagement, text: str) -> None:
    planned = engagement[add(engagement, "tests", title="Known", scenario_rows=text)]
    assert isinstance(planned, PlannedTest)
    with pytest.raises(ValueError, match=r"."):
        scenario_rows(planned)


def test_t20_what_the_stored_runs_say_stands_beside_the_card_and_a_lead_inside_the_interval_is_none(
    engagement: Engagement,
) -> None:
    def ran(finished: str, value: float, target: str = "left") -> str:
        best = {"id": "m1", "name": "tree", "dev": value, "dev_low": value - 0.05, "dev_high": value + 0.05}
        return add(engagement, "runs", title="r", target=target, measure="recall", direction="higher", best="tree",
                   finished=finished, models=[best])  # fmt: skip

    card = engagement[add(engagement, "checkpoints", title="Review", motion="better")]
    assert trend(engagement) is None
    first = ran("2027-01-01T10:00", 0.60)
    ran("2027-01-02T10:00", 0.99, target="other")
    second = ran("2027-02-01T10:00", 0.63)
    found = trend(engagement)
    assert found is not None
    assert (found.before.key, found.after.key, found.motion) == (first, second, "stuck")
    (said,) = figures_of(engagement, card, "en")
    assert said.attention, "the card says better, the runs do not"
    assert "0.600 in RUN-1, 0.630 in RUN-3: Stuck" in said.text
    third = ran("2027-03-01T10:00", 0.70)
    assert trend(engagement) is not None
    assert [each.motion for key in (second, third) if (each := trend(engagement, key))] == ["stuck", "better"]
