"""The questions on data that an audit can answer are answered by it, and name the dataset (M19)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from scopewright.lint import check
from scopewright.model.audit_answers import LIST
from scopewright.model.engagement import Engagement
from scopewright.model.lab_results import keep_audit
from scopewright.model.question_lists import insert_list
from scopewright.model.readings.readiness import open_questions
from scopewright.model.sections.checklist import ListQuestion
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.store.question_lists import question_lists
from tests.model.edits import put

DAY = dt.date(2026, 11, 20)
NAMES = {
    "schema": "is-there-a-schema-and-who-keeps",
    "sampling": "how-were-these-rows-chosen-out-of",
    "leaks": "which-columns-are-known-only-after-the",
    "privacy": "which-columns-are-personal-and-on-what",
    "copies": "can-the-same-person-or-thing-stand",
}


@pytest.fixture
def work() -> Engagement:
    engagement = Engagement()
    insert_list(engagement, question_lists()[LIST])
    return engagement


def report(**more: Any) -> dict[str, Any]:
    columns = [
        {"name": "mail", "type": "text", "missing": 0, "distinct": 9, "personal": True},
        {"name": "age", "type": "integer", "missing": 0, "distinct": 9},
    ]
    leak = {"rule": "LEA01", "severity": "warning", "column": "age", "rows": {"count": 0, "first": []}, "kept": "Leak."}
    return {
        "file": "/data/a.csv", "fingerprint": "sha256:a", "rows": 9, "target": "left", "columns": columns,
        "findings": [leak],
    } | more  # fmt: skip


def asked(work: Engagement, name: str) -> ListQuestion:
    return next(question for question in work.all(ListQuestion) if question.item == f"{LIST}/{NAMES[name]}")


def test_m19_schema_sampling_leaks_and_privacy_point_to_the_audited_dataset(work: Engagement) -> None:
    before = len(open_questions(work, LIST))
    dataset = keep_audit(work, report(), "Ana", DAY)
    assert asked(work, "schema").answer == "Audit of DS-1: the file has 2 columns (1 text, 1 integer)."
    assert "“age”" in asked(work, "leaks").answer
    assert "“mail”" in asked(work, "privacy").answer
    assert "9 rows" in asked(work, "sampling").answer
    assert {asked(work, name).dataset for name in NAMES} == {dataset.key}
    assert len(open_questions(work, LIST)) == before - len(NAMES)


def test_m19_the_dataset_s_own_questions_are_answered_without_any_list_and_the_rest_is_counted() -> None:
    work = new_engagement("Churn", "Acme")

    def unanswered() -> str:
        (found,) = [finding for finding in check(work) if finding.rule == "DAT01"]
        return f"{found.field}: {found.message}"

    dataset = keep_audit(work, report(), "Ana", DAY)
    assert dataset.stored("space_answer") == "Audit of DS-1: the file has 2 columns (1 text, 1 integer)."
    assert dataset.stored("leaks_answer") == "Audit of DS-1: these give the target away alone: “age”."
    assert "9 rows" in dataset.stored("sampling_answer")
    assert dataset.is_empty("privacy_answer"), "that a column may be used is for people to say"
    assert unanswered() == "origin_answer: 4 questions are not answered."
    put(work, dataset.key, "origin_answer", "The billing system.")
    put(work, dataset.key, "leaks_answer", "Age is asked at sign-up.")
    dataset = keep_audit(work, report(rows=12, findings=[]), "Ana", DAY)
    assert dataset.stored("leaks_answer") == "Age is asked at sign-up."
    assert "12 rows" in dataset.stored("sampling_answer")
    assert unanswered() == "labels_answer: 3 questions are not answered."


def test_m19_what_a_person_answered_stays_and_an_audit_s_own_answer_is_renewed(work: Engagement) -> None:
    keep_audit(work, report(), "Ana", DAY)
    with Step(work, "Answer", who="Ana") as step:
        step.set(asked(work, "leaks").key, "answer", "Age is asked at sign-up.")
    keep_audit(work, report(findings=[], columns=[]), "Ana", DAY)
    assert asked(work, "leaks").answer == "Age is asked at sign-up."
    assert asked(work, "privacy").answer == "Audit of DS-1: no column looks personal."


def test_m19_without_a_target_leaks_are_not_answered(work: Engagement) -> None:
    keep_audit(work, report(target=None), "Ana", DAY)
    assert asked(work, "leaks").answer == ""


def test_m19_a_question_that_does_not_apply_stays_so(work: Engagement) -> None:
    with Step(work, "Set aside", who="Ana") as step:
        step.set(asked(work, "schema").key, "not_applicable", "One file, one time.")
    keep_audit(work, report(), "Ana", DAY)
    assert asked(work, "schema").answer == ""
