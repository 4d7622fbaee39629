"""Question lists are data: shipped, edited, inserted, and never printed with their guidance."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scopewright.model.engagement import Engagement
from scopewright.model.exchange import outward
from scopewright.model.question_lists import (
    QuestionList,
    as_list,
    guidance,
    insert_list,
    read_list,
    settled,
)
from scopewright.model.refusal import SaidToUser
from scopewright.model.tables import new_engagement
from scopewright.model.undo import Undo
from scopewright.store.question_lists import question_lists
from tests.model.edits import add, put

LISTS = question_lists()
PROMISED = (
    "feasibility data whiteboard infrastructure data-sanity audit-brainstorm service deployment-steps checkpoint "
    "ab-loose-ends debug test-plan ml-test-score hand-over company success lifecycle monitoring bias"
)


def taken(key: str) -> Engagement:
    engagement = new_engagement()
    insert_list(engagement, LISTS[key])
    return engagement


def test_every_list_that_is_promised_is_shipped() -> None:
    assert set(LISTS) == set(PROMISED.split())


@pytest.mark.parametrize("questions", LISTS.values(), ids=list(LISTS))
def test_every_shipped_list_is_taken_over_without_a_word_left_unread(questions: QuestionList) -> None:
    engagement = new_engagement()
    made = insert_list(engagement, questions)
    assert len(made) == len(questions.items)
    assert [record for record in made if record.unread] == []
    assert [problem for r in made for s in r.section.specs for problem in s.kind.problems(getattr(r, s.name))] == []


def test_j1_all_seven_phases_have_their_items_and_ways_back() -> None:
    records = taken("lifecycle").records("lifecycle")
    assert len(records) == 33
    assert len({record.stored("stage") for record in records}) == 7
    assert sum(record.headline.startswith("Go back") for record in records) == 4


def test_j18_the_rubric_has_seven_items_in_each_of_four_groups() -> None:
    groups = [record.stored("group") for record in taken("ml-test-score").records("ml_tests")]
    assert {group: groups.count(group) for group in groups} == dict.fromkeys(
        ("data", "model", "infrastructure", "monitoring"), 7
    )


def test_taking_over_is_one_step_and_once_only() -> None:
    engagement = new_engagement()
    undo = Undo(engagement)
    insert_list(engagement, LISTS["data"])
    assert insert_list(engagement, LISTS["data"]) == []
    undo.undo()
    assert engagement.records("checklist") == []


def test_a_list_is_taken_over_once_for_each_module() -> None:
    engagement = new_engagement()
    for title in ("Search", "Tags"):
        insert_list(engagement, LISTS["feasibility"], values={"module": add(engagement, "modules", title=title)})
    assert len(engagement.records("feasibility")) == 2 * len(LISTS["feasibility"].items)


def test_m19_a_question_is_settled_by_an_answer_or_by_a_reason_why_it_does_not_apply() -> None:
    engagement = taken("data")
    first, second, *rest = engagement.records("checklist")
    put(engagement, first.key, "answer", "From the billing system.")
    put(engagement, second.key, "not_applicable", "There is no schema: one file, once.")
    assert [r for r in engagement.records("checklist") if not settled(r)] == rest


def test_m8_guidance_is_found_while_editing_and_is_in_no_record() -> None:
    engagement = taken("data")
    labels = next(r for r in engagement.records("checklist") if r.headline.startswith("How were the labels checked"))
    hint = guidance(LISTS, labels)
    assert hint.startswith("Two people")
    assert hint not in json.dumps([outward(engagement, record) for record in engagement.records()])
    assert labels.section.spec("item").internal, "no brief prints where a question came from"


def test_what_one_adds_oneself_has_no_guidance() -> None:
    engagement = taken("data")
    own = add(engagement, "checklist", title="Who keeps the paper files?", list="data")
    assert guidance(LISTS, engagement[own]) == ""
    assert guidance({}, engagement.records("checklist")[0]) == ""


def test_the_consultants_own_list_keeps_the_questions_and_nothing_of_the_client(tmp_path: Path) -> None:
    engagement = taken("data")
    first = engagement.records("checklist")[0]
    put(engagement, first.key, "answer", "Acme's billing system")
    add(engagement, "checklist", title="Who keeps the paper files?", list="data")
    mine = as_list(engagement, "checklist", "data", "Data, my way", LISTS)
    (tmp_path / "data.json").write_text(json.dumps(mine), encoding="utf-8")
    lists = question_lists(tmp_path)
    assert lists["data"].title == "Data, my way"
    assert [item.title for item in lists["data"].items][-1] == "Who keeps the paper files?"
    assert lists["data"].items[3].guidance == LISTS["data"].items[3].guidance
    assert "Acme" not in json.dumps(mine)
    assert set(lists) == set(LISTS)


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"key": "a", "title": "A", "section": "risks", "items": [{"key": "x", "title": "X"}]},
        {"key": "a", "title": "A", "section": "checklist", "items": []},
        {"key": "a", "title": "A", "section": "checklist", "items": [{"key": "x"}]},
        {"key": "a", "title": "A", "section": "checklist", "items": [{"key": "x", "title": "X"}] * 2},
        {"key": "a", "title": "A", "section": "checklist", "items": [{"key": "x", "title": "X", "values": {"z": 1}}]},
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(wrong: dict[str, Any]) -> None:
    with pytest.raises(SaidToUser):
        read_list(wrong)


def test_a_file_that_is_no_list_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    with pytest.raises(SaidToUser, match=r"broken\.json"):
        question_lists(tmp_path)
