"""An engagement scores its risks on a scale of its own; whatever shows or judges a score reads that one record."""

from __future__ import annotations

import datetime as dt

import pytest

from scopewright.capture.context import Context
from scopewright.capture.parse import parse
from scopewright.lint import check
from scopewright.lint.example import scope_of
from scopewright.model import snapshot
from scopewright.model.diff import diff
from scopewright.model.engagement import Engagement
from scopewright.model.exchange import add_records, set_field
from scopewright.model.kinds import Scale
from scopewright.model.readings.record_figures import figures_of
from scopewright.model.record_actions import Doing, do, record_actions_of
from scopewright.model.scoring import usual, usual_begins
from scopewright.model.sections.risk_scale import RiskScale
from scopewright.model.sections.risks import Risk
from scopewright.model.step import Step
from scopewright.model.tables import from_tables, new_engagement, to_tables
from scopewright.model.undo import Undo

FOUR = "Hardly | Small\nPerhaps | Noticed\nProbably | Painful\nSurely | Ruin"


def _engagement(**fields: object) -> Engagement:
    engagement = new_engagement("Search")
    add_records(engagement, "risks", [{"title": "Labels arrive late", "likelihood": 4, "impact": 3, **fields}], "")
    return engagement


def _choose(engagement: Engagement, **said: object) -> None:
    with Step(engagement, "Choose") as step:
        for name, text in said.items():
            step.write(engagement.one(RiskScale).key, name, str(text), engagement.locale("en"))


def _codes(engagement: Engagement) -> set[str]:
    return {finding.rule for finding in check(engagement) if finding.rule.startswith("RSK")}


def _risk(engagement: Engagement) -> Risk:
    return engagement.all(Risk)[0]


def test_an_engagement_that_chose_nothing_scores_on_the_usual_five_steps() -> None:
    engagement = _engagement()
    assert engagement.scoring == usual()
    assert engagement.scoring.begins == (5, 10, 15)
    assert engagement.scoring.likelihoods[-1] == "Almost certain"
    assert [usual_begins(n) for n in (3, 4, 6)] == [(2, 4, 6), (4, 7, 10), (8, 15, 22)]


def test_a_file_from_before_the_scale_reads_as_it_did() -> None:
    engagement = _engagement()
    tables = to_tables(engagement)
    del tables["risk_scale"]
    old = from_tables(engagement.key, tables)
    assert old.scoring == usual()
    again = from_tables(engagement.key, tables)
    assert [record.key for record in old.all(RiskScale)] == [record.key for record in again.all(RiskScale)]
    assert not diff(again, old)
    _choose(old, steps=FOUR)
    assert old.scoring.steps == 4
    assert {finding.rule for finding in check(old)} == {finding.rule for finding in check(engagement)}


def test_m18_words_steps_and_bands_are_said_once_and_read_by_everything() -> None:
    engagement = _engagement()
    assert "RSK01" in _codes(engagement)
    _choose(engagement, steps=FOUR, moderate_from=3, high_from=13, critical_from=16)
    assert engagement.scoring.steps == 4
    assert engagement.scoring.band(12) == "moderate"
    assert "RSK01" not in _codes(engagement)
    kind = Risk.section.spec("likelihood").kind
    assert isinstance(kind, Scale)
    assert kind.said(4, engagement.locale("en")) == "4 Surely"
    assert kind.read("surely", engagement.locale("en")) == 4
    context = Context.of(engagement, dt.date(2027, 3, 1))
    assert parse("k: labels drift p4 i2", context).fields["likelihood"] == 4
    assert "likelihood" not in parse("k: labels drift p5 i2", context).fields


def test_changing_the_scale_is_undone_in_one_step() -> None:
    engagement = _engagement()
    undo = Undo(engagement)
    _choose(engagement, steps=FOUR)
    undo.undo()
    assert engagement.scoring == usual()
    undo.redo()
    assert engagement.scoring.steps == 4


def test_a_score_off_the_scale_is_kept_and_is_a_finding() -> None:
    engagement = _engagement(likelihood=5)
    _choose(engagement, steps=FOUR)
    risk = _risk(engagement)
    assert (risk.likelihood, risk.score_on(engagement.scoring)) == (5, None)
    found = [finding for finding in check(engagement) if finding.rule == "RSK09"]
    assert [(finding.id, finding.field) for finding in found] == [("R-1", "likelihood")]
    assert "goes to 4" in found[0].message
    assert to_tables(engagement)["risks"]["1"]["likelihood"] == 5


def test_a_step_that_the_scale_has_not_is_refused_where_it_is_typed() -> None:
    engagement = _engagement()
    with pytest.raises(ValueError, match="from 1 to 5"):
        Risk.section.spec("impact").kind.read("6", engagement.locale("en"))
    set_field(engagement, "R-1", "impact", "6", who="", language="en")
    assert _risk(engagement).unread["impact"] == "6"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"steps": "one | one\ntwo | two"}, "steps"),
        ({"high_from": 12, "critical_from": 12}, "critical_from"),
        ({"critical_from": 26}, "critical_from"),
        ({"moderate_from": 2.5}, "moderate_from"),
    ],
)
def test_a_scale_that_contradicts_itself_is_a_finding_and_counts_as_not_said(
    said: dict[str, object], field: str
) -> None:
    engagement = _engagement()
    _choose(engagement, **said)
    found = [finding for finding in check(engagement) if finding.rule == "RSK10"]
    assert [finding.field for finding in found] == [field]
    assert engagement.scoring == usual()


def test_an_empty_cell_keeps_the_usual_word() -> None:
    engagement = _engagement()
    _choose(engagement, steps="| Small\n|\nProbably |")
    assert engagement.scoring.likelihoods == ("Unlikely", "Possible", "Probably")
    assert engagement.scoring.impacts == ("Small", "Serious", "Major")


def test_a_snapshot_keeps_the_scale_it_was_taken_with() -> None:
    engagement = _engagement()
    taken = snapshot.take(engagement, "v1", "Ana")
    _choose(engagement, steps=FOUR)
    assert snapshot.restore_view(engagement, taken).scoring == usual()


def test_a_scale_that_a_file_had_not_when_it_was_signed_is_no_difference_until_it_says_something() -> None:
    engagement, bare = _engagement(), Engagement("a" * 32)
    assert not [each for each in diff(bare, engagement) if each.section == "risk_scale"]
    _choose(engagement, high_from=12)
    assert [each.field for each in diff(bare, engagement) if each.section == "risk_scale"] == ["high_from"]


def test_the_usual_words_are_written_out_to_be_put_into_ones_own_and_undone_as_one() -> None:
    engagement = _engagement()
    undo = Undo(engagement)
    action = record_actions_of("risk_scale")[0]
    doing = Doing(engagement, engagement.one(RiskScale), {})
    assert [choice.key for choice in action.offer(doing)] == ["3", "4", "5", "6"]
    do(action, doing, "6")
    assert engagement.scoring == usual(6)
    assert figures_of(engagement, engagement.one(RiskScale), "en")[-1].text == "0"
    undo.undo()
    assert engagement.scoring == usual()


def test_m18_a_score_off_the_scale_is_a_dash_with_the_reason_and_sorts_with_what_has_none() -> None:
    risks = [{"title": "a", "likelihood": 6, "impact": 2}, {"title": "b", "likelihood": 3, "impact": 2}]
    scope = scope_of({"risks": risks})
    locale = scope.locale("en")
    off, on = scope.records("risks")
    kind = off.section.spec("score").kind
    assert off.shown("score", locale) == "– (off the scale 1–5)"
    assert kind.plain(getattr(off, "score"), locale) is None  # noqa: B009 - a computed value, by name as tables ask for it
    assert on.shown("score", locale) == "6"
    scope = scope_of({"risks": risks, "risk_scale": [{"steps": [{"id": f"s{n}"} for n in range(6)]}]})
    assert scope.records("risks")[0].shown("score", scope.locale("en")) == "12"
