"""What of an error analysis is kept in a record: all its numbers, no value of the file, and not much of anything."""

from __future__ import annotations

import json
from typing import Any

from scopewright.model import kept_analysis
from scopewright.model.engagement import Engagement
from scopewright.model.kept_analysis import kept, of_record, shown
from scopewright.model.lab_results import keep_run
from scopewright.model.sections.analyses import ErrorAnalysis
from scopewright.model.sections.runs import Run
from tests.model.test_lab_results import NOW, result

SECRET = "Okonkwo"


def analysis(rows: int = 2) -> dict[str, Any]:
    """An analysis that quotes the file wherever it can."""
    slice_ = {
        "column": "agent", "label": SECRET, "kept": "level 1 of 2", "rows": 40, "error": 0.2, "low": 0.1, "high": 0.3,
        "others": 0.1, "lead": 0.05, "judged": True, "false_positives": 3, "false_negatives": 5,
    }  # fmt: skip
    share = {"value": 0.8, "low": 0.7, "high": 0.9}
    return {
        "model": "decision tree", "measured_by": "share of wrong answers", "rows": 90, "wrong": 9,
        "decomposition": {
            "errors": {"human": None, "train": 0.1, "dev": 0.2, "test": 0.25},
            "parts": [{"part": "bias", "name": "Bias", "value": 0.1}, {"part": "variance", "name": "V", "value": 0.1}],
            "total": 0.2, "bottleneck": "variance", "remedies": ["Get more.", "Use less."], "notes": ["No human."],
        },
        "slices": [slice_] * rows,
        "most_wrong": [{"row": row, "loss": 2.0, "truth": SECRET, "told": "Huber"} for row in range(rows)],
        "outliers": {"usual_right": 80, "usual_wrong": 8, "outlier_right": 1, "outlier_wrong": 1},
        "clusters": {
            "clusters": [{"rows": 8, "shared": [f"“agent” is “{SECRET}”"], "columns": ["agent"], "first": [3, 4]}],
            "alone": 1, "errors": 9,
        },
        "classes": [
            {"class": name, "rows": 45, "rare": True, "recall": share, "precision": share} for name in (SECRET, "Huber")
        ],
        "confusion": {"classes": [SECRET, "Huber"], "counts": [[40, 5], [4, 41]]},
        "calibration": [{"told": 0.1, "true": 0.2, "low": 0.1, "high": 0.3, "rows": 9}],
        "suspect_labels": {
            "count": 1, "first": [{"row": 7, "label": SECRET, "told": "Huber", "probability": 0.99}] * rows,
        },
        "refitted": "decision tree",
        "importance": [{"column": "age", "value": 0.1, "spread": 0.02}] * rows,
        "learning_curve": {
            "points": [{"rows": 50, "value": 0.7, "low": 0.6, "high": 0.8}],
            "more": {"rows": 200, "gain": 0.03, "low": 0.0, "high": 0.05},
        },
    }  # fmt: skip


def stored(rows: int = 2) -> tuple[Engagement, ErrorAnalysis]:
    engagement = Engagement()
    keep_run(engagement, result(analysis=analysis(rows)), "Ana", NOW)
    return engagement, engagement.all(ErrorAnalysis)[0]


def test_the_analysis_is_a_record_that_names_its_run() -> None:
    engagement, record = stored()
    assert record.run == engagement.all(Run)[0].key
    assert (record.bottleneck, record.total, record.remedies) == ("variance", 0.2, "Get more.\nUse less.")
    assert [row["row"] for row in record.most_wrong] == [0, 1]
    assert record.slices[0]["judged"]


def test_no_value_of_the_file_is_kept() -> None:
    assert SECRET in json.dumps(shown(analysis()))
    assert SECRET not in json.dumps(kept(analysis()))
    _engagement, record = stored()
    text = json.dumps(of_record(record), default=str)
    for value in (SECRET, "Huber"):
        assert value not in text
    assert "level 1 of 2" in text
    assert [row["class"] for row in record.classes] == ["class 1", "class 2"]
    assert record.clusters[0]["shared"] == "agent"


def test_the_mistakes_lead_the_confusion_matrix_and_its_counts_sum_to_the_rows() -> None:
    rows = kept(analysis())["confusion"]
    assert [(row["truth"], row["told"], row["rows"]) for row in rows][:2] == [
        ("class 1", "class 2", 5),
        ("class 2", "class 1", 4),
    ]
    assert sum(row["rows"] for row in rows) == 90


def test_a_large_analysis_stays_below_64_kb() -> None:
    _engagement, record = stored(rows=100)
    size = len(json.dumps({spec.name: record.stored(spec.name) for spec in record.section.specs}, default=str))
    assert size < 64_000


def test_what_is_stored_reads_like_what_was_shown() -> None:
    fields, again = kept(analysis()), of_record(stored()[1])
    for name in ("parts", "slices", "calibration", "curve"):
        said = [{key: row[key] for key in row if row[key] is not None and row[key] is not False} for row in again[name]]
        assert said == fields[name]


def test_figures_are_stored_as_a_client_can_read_them() -> None:
    found = {"test_error": 0.1564696538000001, "low": 0.0009113994616636122, "rmse": 12345.678901, "rows": 5637}
    readable = {"test_error": 0.1565, "low": 0.0009114, "rmse": 12345.6789, "rows": 5637}
    assert kept_analysis.stored(found) == readable
