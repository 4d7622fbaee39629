"""The data dictionary is seeded from the header and outlives the deliveries; deliveries are kept apart (T12, J8)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from scopewright.model.engagement import Engagement
from scopewright.model.lab_results import keep_audit
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.features import Feature
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement

DAY = dt.date(2026, 11, 20)


def engagement() -> Engagement:
    return new_engagement("Parcels", "Northern Parcels", "ana")


def report(mark: str, *columns: str, **marks: str) -> dict[str, Any]:
    described = [
        {"name": name, "type": "id" if name == "ref" else "number", "missing": 0, "distinct": 9,
         "fingerprint": marks.get(name, "same"), "personal": name == "mail"}
        for name in columns
    ]  # fmt: skip
    return {"file": "/data/p.csv", "fingerprint": f"sha256:{mark}", "rows": 9, "columns": described, "findings": []}


def dictionary(work: Engagement) -> dict[str, Feature]:
    return {feature.title: feature for feature in work.all(Feature)}


def test_t12_the_dictionary_is_begun_from_the_header_when_asked() -> None:
    work = engagement()
    keep_audit(work, report("a", "ref", "weight"), "ana", DAY)
    assert not dictionary(work)
    dataset = keep_audit(work, report("a", "ref", "weight", "mail"), "ana", DAY, dictionary=True)
    found = dictionary(work)
    assert [(name, feature.role, feature.personal) for name, feature in found.items()] == [
        ("ref", "id", False), ("weight", None, False), ("mail", None, True),
    ]  # fmt: skip
    assert {feature.dataset for feature in found.values()} == {dataset.key}


def test_t12_a_new_delivery_marks_new_and_gone_columns_and_keeps_definitions() -> None:
    work = engagement()
    keep_audit(work, report("a", "ref", "weight"), "ana", DAY, dictionary=True)
    with Step(work, "define", who="ana") as step:
        step.set(dictionary(work)["weight"].key, "definition", "On the scale, wrapping included")
        step.set(dictionary(work)["weight"].key, "unit", "kg")
    keep_audit(work, report("b", "ref", "height"), "ana", DAY)
    found = dictionary(work)
    assert {name: feature.delivered for name, feature in found.items()} == {
        "ref": "present", "weight": "gone", "height": "new",
    }  # fmt: skip
    assert found["weight"].definition == "On the scale, wrapping included"
    keep_audit(work, report("c", "ref", "weight", "height"), "ana", DAY)
    found = dictionary(work)
    assert (found["weight"].delivered, found["weight"].unit, found["height"].delivered) == ("present", "kg", "present")


def test_t12_a_gone_column_of_one_dataset_leaves_another_dataset_alone() -> None:
    work = engagement()
    keep_audit(work, report("a", "ref", "weight"), "ana", DAY, dictionary=True)
    keep_audit(work, report("z", "day") | {"file": "/data/q.csv"}, "ana", DAY, dictionary=True)
    assert {feature.delivered for feature in work.all(Feature)} == {"present"}


def test_j8_every_other_file_is_a_delivery_with_the_columns_that_changed() -> None:
    work = engagement()
    keep_audit(work, report("a", "ref", "weight"), "ana", DAY)
    keep_audit(work, report("a", "ref", "weight"), "ana", DAY)
    keep_audit(work, report("b", "ref", "weight", weight="other"), "ana", DAY)
    (dataset,) = work.all(Dataset)
    assert [(row["fingerprint"], row["changed"]) for row in dataset.deliveries] == [
        ("sha256:a", ""), ("sha256:b", "weight"),
    ]  # fmt: skip
