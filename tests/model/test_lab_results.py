"""What an audit and a baseline leave in the engagement: bound to the right dataset, and without the client's values."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from scopewright.model.engagement import Engagement
from scopewright.model.lab_results import keep_audit, keep_run, standing
from scopewright.model.measures import best_model, held_out, score_of, short
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.runs import Run
from scopewright.model.step import Step

OLD, NEW = f"sha256:{'0f' * 32}", f"sha256:{'3a' * 32}"
TODAY, NOW = dt.date(2026, 11, 20), dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)


def report(fingerprint: str = OLD, **more: Any) -> dict[str, Any]:
    finding = {"rule": "LEV01", "severity": "warning", "column": "agent", "rows": {"count": 2, "first": [1, 2]}}
    told = {"message": "Spelled in several ways: “Okonkwo” / “OKONKWO”.", "kept": "Spelled in several ways."}
    column = {"name": "agent", "type": "category", "missing": 0, "distinct": 2}
    column["levels"] = [{"name": "Okonkwo", "count": 9}]
    return {
        "file": "/data/a.csv", "fingerprint": fingerprint, "rows": 9, "columns": [column], "findings": [finding | told],
    } | more  # fmt: skip


def result(fingerprint: str = OLD, **more: Any) -> dict[str, Any]:
    score = {"value": 0.8, "low": 0.7, "high": 0.9}
    lower = {"value": 0.75, "low": 0.6, "high": 0.85}
    model = {
        "name": "decision tree", "kind": "tree", "dev": score, "test": lower, "seconds": 1.0, "bytes": 10,
        "latency_ms": 0.02, "other": {"dev": {"recall": score}, "test": {"recall": lower}},
    }  # fmt: skip
    split = {"kind": "random", "seed": 1, "train": 80, "dev": 80, "test": 20, "folds": 5, "test_fingerprint": "f1"}
    return {
        "file": "/data/a.csv", "fingerprint": fingerprint, "task": "binary", "target": "agent", "positive": "Okonkwo",
        "personal_target": True, "metric": {"name": "roc_auc", "direction": "higher"}, "split": split,
        "models": [model], "best": "decision tree", "excluded_rows": {"count": 0}, "versions": {},
        "notes": ["The positive class is “Okonkwo”."], "kept_notes": ["The positive class was chosen."],
    } | more  # fmt: skip


@pytest.fixture
def engagement() -> Engagement:
    return Engagement()


def audit(engagement: Engagement, fingerprint: str = OLD, dataset: str | None = None) -> Dataset:
    kept = keep_audit(engagement, report(fingerprint), "Ana", TODAY, dataset)
    assert isinstance(kept, Dataset)
    return kept


def run(engagement: Engagement, dataset: str | None = None, **more: Any) -> Run:
    kept = keep_run(engagement, result(**more), "Ana", NOW, dataset)
    assert isinstance(kept, Run)
    return kept


def test_a_run_on_a_newer_file_leaves_what_was_audited_and_says_so(engagement: Engagement) -> None:
    audit(engagement)
    newer = run(engagement, fingerprint=NEW)
    assert engagement.all(Dataset)[0].fingerprint == OLD
    assert newer.fingerprint == NEW
    assert standing(engagement, newer) == "unaudited"
    audit(engagement, NEW)
    assert standing(engagement, newer) == "current"


def test_a_run_goes_stale_when_another_file_is_audited_after_it(engagement: Engagement) -> None:
    audit(engagement)
    kept = run(engagement)
    assert standing(engagement, kept) == "current"
    audit(engagement, NEW)
    assert standing(engagement, kept) == "stale"


def test_a_dataset_without_a_fingerprint_gets_that_of_its_first_run_and_nothing_is_stale(
    engagement: Engagement,
) -> None:
    first, second = run(engagement), run(engagement, fingerprint=NEW)
    assert engagement.all(Dataset)[0].fingerprint == OLD
    assert {standing(engagement, each) for each in (first, second)} == {"current"}


def test_results_go_to_the_dataset_they_were_asked_for_even_if_another_has_the_same_file(
    engagement: Engagement,
) -> None:
    with Step(engagement, "Two") as step:
        keys = [step.add("datasets", {"title": title, "path": "/data/a.csv"}) for title in ("one", "two")]
    assert audit(engagement, dataset=keys[1]).key == keys[1]
    assert run(engagement, dataset=keys[1]).dataset == keys[1]
    assert engagement.all(Dataset)[0].audited is None
    assert run(engagement).dataset == keys[0]


def test_results_for_a_dataset_that_was_removed_meanwhile_find_that_of_the_file(engagement: Engagement) -> None:
    key = audit(engagement).key
    assert run(engagement, dataset="gone").dataset == key


def test_every_further_look_at_a_test_set_is_counted(engagement: Engagement) -> None:
    other = result()["split"] | {"test_fingerprint": "f2"}
    looks = [run(engagement).look, run(engagement).look, run(engagement, split=other).look, run(engagement).look]
    assert looks == [1, 2, 1, 3]


def test_no_surname_of_the_file_is_stored(engagement: Engagement) -> None:
    audit(engagement)
    run(engagement)
    stored = json.dumps([record.doc() for record in engagement.records()])
    assert "okonkwo" not in stored.casefold()
    assert "Spelled in several ways." in stored
    assert "The positive class was chosen." in stored


def test_the_positive_class_of_two_that_tell_of_nobody_is_stored(engagement: Engagement) -> None:
    assert run(engagement, personal_target=False, positive="yes").positive == "yes"
    assert run(engagement, personal_target=False, positive="yes", task="multiclass").positive == ""


def test_a_run_tells_folds_latency_and_what_held_out_rows_showed(engagement: Engagement) -> None:
    kept = run(engagement)
    assert (kept.folds, kept.test_fingerprint) == (5, "f1")
    latency, headline, recall = score_of(kept, "latency_ms"), held_out(kept, "roc_auc"), held_out(kept, "recall")
    assert latency is not None
    assert headline is not None
    assert recall is not None
    assert latency.value == 0.02
    assert (headline.value, recall.value, recall.low) == (0.75, 0.75, 0.6)
    assert held_out(kept, "mae") is None
    assert best_model(kept) is not None


def test_twelve_digits_of_a_fingerprint_are_shown_with_or_without_its_prefix() -> None:
    assert short(f"sha256:{'0123456789abcdef' * 4}") == short("0123456789abcdef" * 4) == "0123456789ab"
    assert short("") == ""


def _found(rule: str, column: str = "agent", severity: str = "warning") -> dict[str, Any]:
    rows = {"count": 1, "first": [0]}
    return {"rule": rule, "severity": severity, "column": column, "rows": rows, "message": rule, "kept": rule}


def _rules(dataset: Dataset) -> list[str]:
    return [str(row["rule"]) for row in dataset.findings]


def test_what_was_found_beside_another_file_stays_until_that_is_looked_at_again(engagement: Engagement) -> None:
    compared = report(findings=[_found("CMP01", severity="error"), _found("LEV01"), _found("DRF01")], against={})
    keep_audit(engagement, compared, "Ana", TODAY)
    reference = {"column": "agent", "path": "/data/b.csv", "partner": "id"}
    referred = report(findings=[_found("LEV01"), _found("REF01")], refers_to=[reference])
    kept = keep_audit(engagement, referred, "Ana", TODAY)
    assert isinstance(kept, Dataset)
    assert _rules(kept) == ["CMP01", "LEV01", "REF01", "DRF01"]
    assert len({row["id"] for row in kept.stored("findings") or []}) == 4
    keep_audit(engagement, report(findings=[], refers_to=[reference], against={}), "Ana", TODAY)
    assert _rules(engagement.all(Dataset)[0]) == []


def test_what_was_found_beside_another_file_goes_with_the_delivery(engagement: Engagement) -> None:
    keep_audit(engagement, report(findings=[_found("CMP01"), _found("REF01")], against={}), "Ana", TODAY)
    kept = keep_audit(engagement, report(NEW, findings=[]), "Ana", TODAY)
    assert isinstance(kept, Dataset)
    assert _rules(kept) == []
