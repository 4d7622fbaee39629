"""The options of a baseline on the data page: filled in by keyboard, sent to the lab, kept with the run."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from scopewright.gui.data.test_change import TestChange
from scopewright.gui.editing import Editing
from scopewright.gui.pages.section import SectionPage
from scopewright.gui.widgets.label import Label
from scopewright.model.sections.decisions import Decision
from scopewright.model.sections.runs import Run
from scopewright.model.step import Step
from tests.gui.conftest import child
from tests.gui.data_stand import Stand, card


@pytest.fixture
def stand(audited_stand: Stand) -> Stand:
    audited_stand.page.show_tab(1)
    return audited_stand


def ended(stand: Stand, **more: Any) -> Run:
    done = card("most frequent class", "decision tree") | {"file": stand.dataset.path} | more
    stand.told.finished.emit(stand.started(), done)
    return stand.engagement.all(Run)[-1]


def test_every_option_is_set_by_keyboard_and_goes_to_the_job(stand: Stand) -> None:
    stand.page.baseline.target.setCurrentText("left")
    stand.page.show_options()
    form = stand.page.baseline.options
    QTest.keyClicks(form.task, "Two")
    QTest.keyClicks(form.positive, "yes")
    QTest.keyClicks(form.group, "age")
    QTest.keyClicks(form.human, "0.9")
    form.drop.setFocus()
    form.drop.setCurrentRow(0)
    QTest.keyClick(form.drop, Qt.Key.Key_Space)
    QTest.keyClicks(form.rules.text, "age < 5 -> no")
    QTest.keyClick(form.budget, Qt.Key.Key_Up)
    QTest.keyClick(form.analysis, Qt.Key.Key_Space)
    stand.page.start()
    asked = stand.told.last("baseline")[1]
    assert {name: asked[name] for name in asked if name not in ("path", "seed")} == {
        "target": "left", "task": "binary", "positive": "yes", "group": "age", "human": 0.9, "drop": ["age"],
        "rules": ["age < 5 -> no"], "budget": 11,
    }  # fmt: skip


def test_a_human_level_that_is_no_number_is_said_and_left_out(stand: Stand) -> None:
    form = stand.page.baseline.options
    form.human.setText("very good")
    assert form.asked().human is None
    assert "no number" in child(form, Label, "data.human-note").text()


@pytest.mark.parametrize(
    ("trial", "said"),
    [
        ({"problem": "This is no rule."}, "This is no rule."),
        (
            {"problem": "", "answers": [{"answer": "no", "rows": 1, "first": [0]}], "silent": 1},
            "“no” for 1 row: 1; 1 row without an answer",
        ),
    ],
)
def test_t15_rules_are_tried_a_moment_after_the_last_key(
    stand: Stand, qtbot: QtBot, trial: dict[str, Any], said: str
) -> None:
    stand.page.baseline.target.setCurrentText("left")
    text = child(stand.page, QPlainTextEdit, "data.rules")
    text.setPlainText("age < 5 -> no")
    qtbot.waitUntil(lambda: any(job == "rules" for _id, job, _payload in stand.told.asked))
    job, payload = stand.told.last("rules")
    assert (payload["target"], payload["rules"]) == ("left", "age < 5 -> no")
    stand.told.finished.emit(job, trial)
    assert said in child(stand.page, Label, "data.rules-note").text()
    assert said in text.accessibleDescription()


def test_the_options_are_kept_with_the_run_and_come_back_with_it(stand: Stand) -> None:
    settings = {"task": "binary", "drop": ["age"], "rules": ["age < 5 -> no"], "budget": 20.0, "human": 0.9}
    split = {**card("decision tree")["split"], "kind": "grouped", "group": "age", "group_overlap": 0}
    run = ended(stand, settings=settings, split=split)
    assert (run.rules, run.group, run.overlap, run.human) == ("age < 5 -> no", "age", 0, 0.9)
    facts = child(stand.page, type(stand.page.baseline.facts), "data.run-card").accessibleDescription()
    for said in ("whole groups held out", "Groups: age; group overlap 0", "Columns left out: age"):
        assert said in facts
    again = Stand()
    again.page.baseline.show_options("another", run)
    again.page.baseline.offer_targets(["age", "left"], "left")
    asked = again.page.baseline.options.asked()
    assert (asked.group, asked.drop, asked.rules, asked.budget) == ("age", ("age",), "age < 5 -> no", 20)
    delete(again.page)


def frozen(stand: Stand) -> None:
    """A run with seed 7 that froze its test set."""
    split = {**card("decision tree")["split"], "test_fingerprint": "f1"}
    ended(stand, split=split)


@pytest.mark.parametrize("accepted", [True, False])
def test_i3_another_test_set_asks_for_a_decision_first(
    stand: Stand, monkeypatch: pytest.MonkeyPatch, accepted: bool
) -> None:
    frozen(stand)
    asked: list[str] = []

    def answer(dialog: TestChange) -> int:
        asked.append(dialog.choice.currentText())
        return int(accepted)

    monkeypatch.setattr(TestChange, "exec", answer)
    started = len(stand.told.asked)
    stand.page.start()
    assert not asked
    stand.told.stopped.emit(stand.told.last("baseline")[0])
    stand.page.baseline.seed.setValue(8)
    stand.page.start()
    assert asked == ["Record a new decision"]
    assert [job for _id, job, _payload in stand.told.asked[started:]].count("baseline") == 1 + accepted
    assert len(stand.engagement.all(Decision)) == accepted
    if accepted:
        split = {**card("decision tree")["split"], "test_fingerprint": "f2", "seed": 8}
        done = card("most frequent class", "decision tree") | {"file": stand.dataset.path, "split": split}
        stand.told.finished.emit(stand.told.last("baseline")[0], done)
        assert stand.engagement.all(Run)[-1].decision == stand.engagement.all(Decision)[0].key


def test_j5_the_run_card_says_with_numbers_whether_the_first_ship_rule_is_met(stand: Stand) -> None:
    metric = stand.editing.add("metrics", {"title": "Found", "measure": "average_precision", "target": 0.9})
    stand.editing.add("metrics", {"title": "Fast", "measure": "latency_ms", "role": "satisficing", "target": 10})
    stand.editing.add("ship_rules", {"title": "First", "metric": metric, "threshold": 0.75})
    stand.editing.add("ship_rules", {"title": "Neutral", "metric": metric, "neutral": True})
    done = card("most frequent class", "decision tree")
    done["models"][1]["latency_ms"] = 0.1
    ended(stand, models=done["models"])
    facts = child(stand.page, type(stand.page.baseline.facts), "data.run-card").accessibleDescription()
    assert "First ship, SH-1: Ships, 0.800 of 0.750" in facts
    assert "First ship, SH-2: Ships, neutral launch: no threshold" in facts


def test_j17_a_baseline_in_the_window_judges_the_scenario_rows_of_the_test_plan(stand: Stand) -> None:
    with Step(stand.engagement, "Plan") as step:
        key = step.add("tests", {"title": "Known", "dataset": stand.dataset.key, "scenario_rows": "0-1"})
    stand.page.baseline.target.setCurrentText("left")
    stand.page.start()
    assert stand.told.last("baseline")[1]["scenarios"] == [{"row": 0, "within": None}, {"row": 1, "within": None}]
    verdicts = [{"row": row, "within": None, "part": "dev", "right": row == 0} for row in (0, 1)]
    run = ended(stand, scenarios=verdicts)
    assert [(row["row"], row["right"]) for row in run.scenarios] == [(0, "right"), (1, "wrong")]
    page = SectionPage(Editing(stand.engagement), "tests")
    page.form.show_record(key)
    assert "1 of 2 right in RUN-1" in [figure.text for figure in page.form.figures.figures]
    delete(page)


def test_j17_scenario_rows_beyond_those_a_run_judges_are_said_and_not_cut_in_silence(stand: Stand) -> None:
    with Step(stand.engagement, "Plan") as step:
        for rows in ("0-999", "0-399", "300-599"):
            key = step.add("tests", {"title": rows, "dataset": stand.dataset.key, "scenario_rows": rows})
    stand.page.baseline.target.setCurrentText("left")
    stand.page.start()
    assert len(stand.told.last("baseline")[1]["scenarios"]) == 500
    said = "100 scenario rows of the test plan are not judged: a run judges the first 500. Name fewer rows."
    said += " Not judged: TS-1, whose scenario rows are no list of at most 500 row numbers."
    assert said in [notice.happened for notice in stand.window.notices]
    ended(stand, scenarios=[])
    page = SectionPage(Editing(stand.engagement), "tests")
    page.form.show_record(key)
    titles = [figure.title for figure in page.form.figures.figures]
    assert "Not asked: a run judges the first 500 rows of the test plan" in titles
    delete(page)
