"""The questions on data that an audit can answer are answered by it, and name the dataset (M19)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from scopewright.model.audit_answers import SECTION
from scopewright.model.engagement import Engagement
from scopewright.model.fields import prose, ref, text
from scopewright.model.lab_results import keep_audit
from scopewright.model.record import SECTIONS, Record, Section, section
from scopewright.model.step import Step

DAY = dt.date(2026, 11, 20)
ASKED = {
    "schema": "is-there-a-schema-and-who-keeps",
    "sampling": "how-were-these-rows-chosen-out-of",
    "leaks": "which-columns-are-known-only-after-the",
    "privacy": "which-columns-are-personal-and-on-what",
    "labels": "how-were-the-labels-checked",
}


def questions() -> dict[str, Section]:
    """The sections with one of questions, as it is declared or, where it is not, a stand-in with the fields used."""
    sections = dict(SECTIONS)
    if SECTION not in sections:

        @section(
            SECTION, "Lists", one="question", prefix="ZQ", place=99, phase="data", icon="flag", hint="", into=sections
        )
        class _Question(Record):
            title: str = text("Question", required=True)
            answer: str = prose("Answer")
            dataset: str | None = ref("Dataset", "datasets")
            item: str = text("Item")

    return sections


@pytest.fixture
def work() -> Engagement:
    engagement = Engagement(sections=questions())
    with Step(engagement, "Questions", who="Ana") as step:
        for name, item in ASKED.items():
            step.add(SECTION, {"title": name, "item": f"data/{item}"})
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


def answers(work: Engagement) -> dict[str, str]:
    return {record.headline: str(record.stored("answer") or "") for record in work.records(SECTION)}


def test_m19_schema_sampling_leaks_and_privacy_point_to_the_audited_dataset(work: Engagement) -> None:
    dataset = keep_audit(work, report(), "Ana", DAY)
    told = answers(work)
    assert told["schema"] == "Audit of DS-1: the file has 2 columns (1 text, 1 integer)."
    assert "“age”" in told["leaks"]
    assert "“mail”" in told["privacy"]
    assert "9 rows" in told["sampling"]
    assert told["labels"] == ""
    linked = {record.headline for record in work.records(SECTION) if record.stored("dataset") == dataset.key}
    assert linked == {"schema", "sampling", "leaks", "privacy"}


def test_m19_what_a_person_answered_stays_and_an_audit_s_own_answer_is_renewed(work: Engagement) -> None:
    keep_audit(work, report(), "Ana", DAY)
    leaks = next(record for record in work.records(SECTION) if record.headline == "leaks")
    with Step(work, "Answer", who="Ana") as step:
        step.set(leaks.key, "answer", "Age is asked at sign-up.")
    keep_audit(work, report(findings=[], columns=[]), "Ana", DAY)
    told = answers(work)
    assert told["leaks"] == "Age is asked at sign-up."
    assert told["privacy"] == "Audit of DS-1: no column looks personal."


def test_m19_without_a_target_leaks_are_not_answered(work: Engagement) -> None:
    keep_audit(work, report(target=None), "Ana", DAY)
    assert answers(work)["leaks"] == ""
