"""What an audit or a baseline found, as records of the engagement: one way in for window and command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.record import Record
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.metrics import MEASURES
from scopewright.model.step import Step


def keep_audit(engagement: Engagement, report: Mapping[str, Any], who: str, today: dt.date) -> Record:
    """Write an audit report to the dataset of its file, made if there is none; column meanings stay."""
    with Step(engagement, _("Audit {file}").format(file=PurePath(report["file"]).name), who=who, source="job") as step:
        key = _dataset(step, report)
        meanings = {row["name"]: row["meaning"] for row in _columns(engagement, key)}
        columns = [_column(column, meanings) for column in report["columns"]]
        values = {
            "fingerprint": report["fingerprint"],
            "records": report["rows"],
            "audited": today.isoformat(),
            "columns": [{"id": f"c{number}", **row} for number, row in enumerate(columns, 1)],
            "findings": [{"id": f"f{n}", **_finding(finding)} for n, finding in enumerate(report["findings"], 1)],
        }
        for field, value in values.items():
            step.set(key, field, value)
    return engagement[key]


def keep_run(engagement: Engagement, result: Mapping[str, Any], who: str, now: dt.datetime) -> Record:
    """Add a finished baseline as a run record, bound to the dataset of its file."""
    with Step(engagement, _("Baseline on {target}").format(target=result["target"]), who=who, source="job") as step:
        dataset = _dataset(step, result)
        step.set(dataset, "target", result["target"])
        step.set(dataset, "fingerprint", result["fingerprint"])
        key = step.add("runs", _run(result, dataset, now))
    return engagement[key]


def _dataset(step: Step, result: Mapping[str, Any]) -> str:
    path = str(result["file"])
    for dataset in step.engagement.all(Dataset):
        if dataset.path == path or (dataset.fingerprint and dataset.fingerprint == result["fingerprint"]):
            return dataset.key
    return step.add("datasets", {"title": PurePath(path).name, "sort": "static", "path": path})


def _columns(engagement: Engagement, key: str) -> tuple[Any, ...]:
    dataset = engagement[key]
    return dataset.columns if isinstance(dataset, Dataset) else ()


def _column(column: Mapping[str, Any], meanings: Mapping[str, str]) -> dict[str, Any]:
    name = " ".join(str(column["name"]).split())
    row = {
        "name": name,
        "type": column["type"],
        "missing": column["missing"],
        "distinct": column["distinct"],
        "meaning": meanings.get(name) or None,
    }
    return {field: value for field, value in row.items() if value not in (None, "")}


def _finding(finding: Mapping[str, Any]) -> dict[str, Any]:
    row = {
        "rule": finding["rule"],
        "severity": finding["severity"],
        "column": finding["column"],
        "count": (finding["rows"] or {}).get("count"),
        "message": finding["message"],
    }
    return {field: value for field, value in row.items() if value not in (None, "")}


def _run(result: Mapping[str, Any], dataset: str, now: dt.datetime) -> dict[str, Any]:
    split, best = result["split"], next(m for m in result["models"] if m["name"] == result["best"])
    return {
        "title": _("{metric} for {target}").format(metric=_measure(result["metric"]["name"]), target=result["target"]),
        "dataset": dataset,
        "fingerprint": result["fingerprint"],
        "target": result["target"],
        "task": result["task"],
        "measure": result["metric"]["name"],
        "direction": result["metric"]["direction"],
        "best": result["best"],
        "split": split["kind"],
        **{name: split[name] for name in ("seed", "train", "dev", "test")},
        "excluded": result["excluded_rows"]["count"],
        "models": [{"id": f"m{n}", **_model(model)} for n, model in enumerate(result["models"], 1)],
        "scores": [{"id": f"s{n}", **row} for n, row in enumerate(_scores(best), 1)],
        "finished": now.isoformat(timespec="minutes"),
        "versions": ", ".join(f"{name} {version}" for name, version in sorted(result["versions"].items())),
        "remarks": "\n".join(result.get("notes", ())) or None,
    }


def _model(model: Mapping[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {name: model[name] for name in ("name", "kind", "seconds", "bytes")}
    for part in ("dev", "test"):
        score = model[part] or {}
        row |= {part: score.get("value"), f"{part}_low": score.get("low"), f"{part}_high": score.get("high")}
    return {name: value for name, value in row.items() if value is not None}


def _scores(best: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {"measure": name, **{bound: score[bound] for bound in ("value", "low", "high") if score.get(bound) is not None}}
        for name, score in ((best.get("other") or {}).get("dev") or {}).items()
    ]


def _measure(name: str) -> str:
    return _(dict(MEASURES).get(name, name))
