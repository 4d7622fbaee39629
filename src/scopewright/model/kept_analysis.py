"""An error analysis of the lab as flat tables: in full for the screen, without any cell's value for the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from scopewright.language import _
from scopewright.model.record import Record

MOST_ROWS = 40
"""Rows of each table that are kept: with them a record stays far below 64 KB."""
REVIEWED = 100
"""Rows to review that are kept: a hundred are what one looks at in an hour."""
FIRST = 10
Table = list[dict[str, Any]]


def shown(analysis: Mapping[str, Any]) -> dict[str, Any]:
    """All fields of an ``ErrorAnalysis`` by name; names of classes and slices are those of the file."""
    return _fields(analysis, str, "label", "shared")


def kept(analysis: Mapping[str, Any]) -> dict[str, Any]:
    """The same without a value of the file: classes and slices are numbered, clusters name their columns."""
    names = [row["class"] for row in analysis.get("classes", ())]
    numbered = {name: _("class {number}").format(number=place) for place, name in enumerate(names, 1)}
    found = _fields(analysis, lambda name: numbered.get(name, "–"), "kept", "columns")
    for table in ("most_wrong", "suspects", "review"):
        found[table] = [
            {name: row[name] for name in row if name not in ("truth", "told", "label")} for row in found[table]
        ]
    return found


def of_record(record: Record) -> dict[str, Any]:
    """The same fields out of a stored record."""
    values = {spec.name: getattr(record, spec.name) for spec in record.section.specs}
    return {
        name: [dict(row.values) for row in value] if isinstance(value, tuple) else value
        for name, value in values.items()
    }


def stored(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as a step takes them: rows with ids, nothing that is empty, and figures that a client can read."""
    made = {
        name: _numbered(value, REVIEWED if name == "review" else MOST_ROWS) if isinstance(value, list) else _told(value)
        for name, value in fields.items()
    }
    return {name: value for name, value in made.items() if value not in (None, "", [])}


def _told(value: Any) -> Any:
    """Four decimals of a figure, below 1 four digits that count: a brief prints what is stored."""
    if not isinstance(value, float):
        return value
    return float(f"{value:.4g}") if abs(value) < 1 else round(value, 4)


def _numbered(rows: Table, most: int) -> Table:
    return [{"id": f"r{place}", **_said(row)} for place, row in enumerate(rows[:most], 1)]


def _said(row: Mapping[str, Any]) -> dict[str, Any]:
    said = {name: value for name, value in row.items() if value is not None and value is not False}
    return {name: " ".join(value.split()) if isinstance(value, str) else value for name, value in said.items()}


def _fields(analysis: Mapping[str, Any], name_of: Any, label: str, shared: str) -> dict[str, Any]:
    parts, curve = analysis["decomposition"] or {}, analysis["learning_curve"] or {}
    more, suspects = curve.get("more") or {}, analysis.get("suspect_labels") or {}
    return {
        "model": analysis["model"],
        "bottleneck": parts.get("bottleneck"),
        "total": parts.get("total"),
        **{name: (parts.get("errors") or {}).get(name) for name in ("human", "train", "train_dev", "dev", "test")},
        "parts": [{"part": part["part"], "value": part["value"]} for part in parts.get("parts", ())],
        "remedies": "\n".join(parts.get("remedies", ())),
        "remarks": "\n".join(parts.get("notes", ())),
        "measured_by": analysis["measured_by"],
        "looked_at": analysis["rows"],
        "wrong": analysis["wrong"],
        "slices": _slices(analysis["slices"], label),
        "classes": [_class(row, name_of) for row in analysis.get("classes", ())],
        "confusion": _confusion(analysis.get("confusion"), name_of),
        "calibration": list(analysis.get("calibration", ())),
        "importance": list(analysis["importance"]),
        "curve": list(curve.get("points", ())),
        "more_rows": more.get("rows"),
        **{field: more.get(name) for field, name in (("gain", "gain"), ("gain_low", "low"), ("gain_high", "high"))},
        "fairness": _fairness(analysis.get("fairness", ()), label),
        "review": list(analysis.get("review", ())),
        "most_wrong": list(analysis["most_wrong"]),
        "suspects": list(suspects.get("first", ())),
        "suspect_count": suspects.get("count"),
        "clusters": [_cluster(each, shared) for each in analysis["clusters"]["clusters"]],
        "alone": analysis["clusters"]["alone"],
        "outliers": [
            {"far": far, **{side: analysis["outliers"][f"{word}_{side}"] for side in ("right", "wrong")}}
            for far, word in ((False, "usual"), (True, "outlier"))
        ],
    }


def _slices(found: Iterable[Mapping[str, Any]], label: str) -> Table:
    names = ("column", "rows", "error", "low", "high", "others", "judged", "false_positives", "false_negatives")
    return [{"label": each[label], **{name: each[name] for name in names}} for each in found]


def _fairness(found: Iterable[Mapping[str, Any]], label: str) -> Table:
    names = ("column", "rows", "error", "gap", "low", "high", "judged", "told", "recall", "false_alarms")
    return [{"label": each[label], **{name: each[name] for name in names}} for each in found]


def _class(row: Mapping[str, Any], name_of: Any) -> dict[str, Any]:
    found = {"class": name_of(row["class"]), "rows": row["rows"], "rare": row["rare"]}
    for measure in ("recall", "precision"):
        found |= {measure: row[measure]["value"]}
        found |= {f"{measure}_{end}": row[measure][end] for end in ("low", "high")}
    return found


def _confusion(found: Mapping[str, Any] | None, name_of: Any) -> Table:
    """A row for each pair that occurs, the commonest mistakes first, then the right answers."""
    if found is None:
        return []
    names = [name_of(name) for name in found["classes"]]
    pairs = [
        (row != column, count, names[row], names[column])
        for row, counts in enumerate(found["counts"])
        for column, count in enumerate(counts)
        if count
    ]
    pairs.sort(key=lambda pair: (not pair[0], -pair[1]))
    return [{"truth": truth, "told": told, "rows": count} for _wrong, count, truth, told in pairs]


def _cluster(each: Mapping[str, Any], shared: str) -> dict[str, Any]:
    first = ", ".join(str(row) for row in each["first"][:FIRST])
    return {"rows": each["rows"], "shared": "; ".join(each[shared]), "first": first}
