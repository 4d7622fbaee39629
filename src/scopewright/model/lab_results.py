"""What an audit or a baseline found, as records of the engagement: one way in for window and command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any, Literal

from scopewright.language import _
from scopewright.model.audit_answers import answer_questions
from scopewright.model.data_dictionary import update_dictionary
from scopewright.model.engagement import Engagement
from scopewright.model.file_readings import reading_of, reading_rows
from scopewright.model.kept_analysis import kept, stored
from scopewright.model.record import Record
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.features import Feature
from scopewright.model.sections.metrics import MEASURES
from scopewright.model.sections.runs import Run
from scopewright.model.severity import SEVERITIES
from scopewright.model.step import Step


def keep_audit(
    engagement: Engagement,
    report: Mapping[str, Any],
    who: str,
    today: dt.date,
    dataset: str | None = None,
    *,
    dictionary: bool = False,
    reading: Mapping[str, Any] | None = None,
) -> Record:
    """Write an audit report to a dataset; column meanings stay, and no cell's value is kept.

    ``dataset`` is the hidden key of the dataset it was made for; without one, that of its file, made if there is none.
    ``reading`` is what the user said about how to read the file, to be kept for the next delivery.
    A data dictionary that was begun follows the new header; ``dictionary`` begins one. What an earlier audit of the
    same bytes found against another file stays, unless this one has looked at that, too.
    """
    with Step(engagement, _("Audit {file}").format(file=PurePath(report["file"]).name), who=who, source="job") as step:
        key = _dataset(step, report, dataset)
        meanings = {row["name"]: row["meaning"] for row in _columns(engagement, key)}
        columns = [_column(column, meanings) for column in report["columns"]]
        values = {
            "deliveries": _deliveries(engagement, key, report, today),
            "fingerprint": report["fingerprint"],
            "records": report["rows"],
            "audited": today.isoformat(),
            "columns": [{"id": f"c{number}", **row} for number, row in enumerate(columns, 1)],
            "findings": _all_findings(engagement[key], report),
        }
        if reading:
            values["reading"] = reading_rows(reading)
        for field, value in values.items():
            step.set(key, field, value)
        if dictionary or any(feature.dataset == key for feature in engagement.all(Feature)):
            update_dictionary(step, key, report["columns"])
        answer_questions(step, key, report)
    return engagement[key]


def known_reading(engagement: Engagement, path: str) -> dict[str, Any]:
    """What was said in earlier sittings about how the file at ``path`` is read."""
    return next((reading_of(each) for each in engagement.all(Dataset) if each.path == path), {})


def keep_run(
    engagement: Engagement,
    result: Mapping[str, Any],
    who: str,
    now: dt.datetime,
    dataset: str | None = None,
    *,
    decision: str | None = None,
) -> Record:
    """Add a finished baseline as a run record, bound to its dataset as ``keep_audit`` finds it.

    ``decision`` is the hidden key of the decision to judge on another test set than before.
    An error analysis becomes a record of its own that names the run. No cell's value is kept but, of two classes, the
    one looked for. What the dataset was audited as stays as it is, even if the baseline has seen another file.
    """
    with Step(engagement, _("Baseline on {target}").format(target=result["target"]), who=who, source="job") as step:
        home = _dataset(step, result, dataset)
        step.set(home, "target", result["target"])
        if not _known_as(engagement, home):
            step.set(home, "fingerprint", result["fingerprint"])
        key = step.add(
            "runs", _run(result, home, now) | {"decision": decision} | _place_in_history(engagement, result, home)
        )
        if result.get("analysis") and "analyses" in engagement.sections:
            about = _("Errors of {model}, {target}").format(model=result["best"], target=result["target"])
            step.add("analyses", {"title": about, "run": key, **stored(kept(result["analysis"]))})
    return engagement[key]


OF_DELIVERIES = ("CMP", "DRF01")
"""How the codes of the rules begin that hold a file against an earlier delivery."""
_OF_REFERENCES = "REF"
Standing = Literal["current", "stale", "unaudited"]


def standing(engagement: Engagement, run: Run) -> Standing:
    """How a run's file and the audited file of its dataset go together.

    ``stale``: another file was audited since the run. ``unaudited``: the run has seen a newer file than the audit.
    """
    dataset = engagement.get(run.dataset)
    if not isinstance(dataset, Dataset) or dataset.audited is None or dataset.fingerprint in ("", run.fingerprint):
        return "current"
    return "unaudited" if dataset.fingerprint == run.audited_file else "stale"


def _dataset(step: Step, result: Mapping[str, Any], dataset: str | None) -> str:
    """The dataset asked for if it is still there, else that of the file's place, else of its bytes, else a new one."""
    known, path = step.engagement.all(Dataset), str(result["file"])
    if dataset is not None and any(each.key == dataset for each in known):
        return dataset
    same = [each.key for each in known if each.path == path]
    same += [each.key for each in known if each.fingerprint and each.fingerprint == result["fingerprint"]]
    return same[0] if same else step.add("datasets", {"title": PurePath(path).stem, "sort": "static", "path": path})


def _known_as(engagement: Engagement, key: str) -> str:
    dataset = engagement[key]
    return dataset.fingerprint if isinstance(dataset, Dataset) else ""


def _place_in_history(engagement: Engagement, result: Mapping[str, Any], key: str) -> dict[str, Any]:
    """What was audited when the run ended, and how often its test set had been looked at before."""
    dataset, frozen = engagement[key], result["split"].get("test_fingerprint")
    audited = isinstance(dataset, Dataset) and dataset.audited is not None
    looks = sum(run.test_fingerprint == frozen for run in engagement.all(Run)) if frozen else 0
    return {
        "audited_file": _known_as(engagement, key) if audited else None,
        "test_fingerprint": frozen,
        "look": looks + 1 if frozen else None,
    }


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
        "fingerprint": column.get("fingerprint"),
        "meaning": meanings.get(name) or None,
    }
    return {field: value for field, value in row.items() if value not in (None, "")}


def _deliveries(engagement: Engagement, key: str, report: Mapping[str, Any], today: dt.date) -> list[dict[str, Any]]:
    """The deliveries of a dataset, the newest last; a file that was audited before, byte for byte, is none."""
    dataset = engagement[key]
    stored = dataset.stored("deliveries") or []
    if stored and stored[-1].get("fingerprint") == report["fingerprint"]:
        return list(stored)
    row = {
        "audited": today.isoformat(),
        "file": PurePath(report["file"]).name,
        "fingerprint": report["fingerprint"],
        "records": report["rows"],
        "columns": len(report["columns"]),
        "changed": ", ".join(_changed(_columns(engagement, key), report["columns"])) or None,
    }
    return [*stored, {"id": f"d{len(stored) + 1}", **{name: value for name, value in row.items() if value is not None}}]


def _changed(before: tuple[Any, ...], now: list[Mapping[str, Any]]) -> list[str]:
    """The columns of the new delivery that hold other cells than before, or were not there; at most 100 names."""
    known = {row["name"]: row["fingerprint"] for row in before if row["fingerprint"]}
    names = [(" ".join(str(column["name"]).split()), column.get("fingerprint")) for column in now]
    # Of a file too large to be held, columns have no fingerprint.
    return [name for name, mark in names if known and mark and known.get(name) != mark][:100]


def finding_rows(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The findings of a report as the rows of a dataset: without any cell's value."""
    return [{"id": f"f{number}", **_finding(finding)} for number, finding in enumerate(report["findings"], 1)]


def _all_findings(dataset: Record, report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The findings of a report, and those on the same bytes beside another file for which it did not look."""
    found = finding_rows(report)
    if not isinstance(dataset, Dataset) or not dataset.fingerprint or dataset.fingerprint != report["fingerprint"]:
        return found
    looked_up = {reference["column"] for reference in report.get("refers_to", ())}
    kept = [
        row for row in dataset.stored("findings") or []
        if (row["rule"].startswith(OF_DELIVERIES) and "against" not in report)
        or (row["rule"].startswith(_OF_REFERENCES) and row.get("column") not in looked_up)
    ]  # fmt: skip
    ordered = sorted([*found, *kept], key=lambda row: SEVERITIES.index(row["severity"]))
    return [{**row, "id": f"f{number}"} for number, row in enumerate(ordered, 1)]


def _finding(finding: Mapping[str, Any]) -> dict[str, Any]:
    row = {
        "rule": finding["rule"],
        "severity": finding["severity"],
        "column": finding["column"],
        "count": (finding["rows"] or {}).get("count"),
        "message": finding["kept"],
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
        "positive": _positive(result),
        "best": result["best"],
        "split": split["kind"],
        **{name: split.get(name) for name in ("folds", "group", "time")},
        "overlap": split.get("group_overlap"),
        **_settings(result.get("settings", {})),
        **{name: split[name] for name in ("seed", "train", "dev", "test")},
        "excluded": result["excluded_rows"]["count"],
        "models": [{"id": f"m{n}", **_model(model)} for n, model in enumerate(result["models"], 1)],
        "scores": [{"id": f"s{n}", **row} for n, row in enumerate(_scores(best), 1)],
        "others": [{"id": f"o{n}", **row} for n, row in enumerate(_others(result), 1)],
        **_thresholds(result.get("thresholds")),
        "scenarios": [{"id": f"r{n}", **_scenario(each)} for n, each in enumerate(result.get("scenarios") or (), 1)],
        **{name: result.get(name) for name in ("hardware", "first_after")},
        "finished": now.isoformat(timespec="minutes"),
        "versions": ", ".join(f"{name} {version}" for name, version in sorted(result["versions"].items())),
        "remarks": "\n".join(result.get("kept_notes", ())) or None,
    }


def _scenario(judged: Mapping[str, Any]) -> dict[str, Any]:
    """A scenario row as it came out: its number and nothing of what it holds."""
    verdict = {True: "right", False: "wrong", None: None}[judged["right"]]
    row = {"row": judged["row"], "within": judged["within"], "part": judged["part"], "right": verdict}
    return {name: value for name, value in row.items() if value is not None}


def _settings(asked: Mapping[str, Any]) -> dict[str, Any]:
    """What the user asked for beyond the defaults, as they said it."""
    return {
        "told_task": asked.get("task"),
        "dropped": [{"id": f"d{place}", "name": name} for place, name in enumerate(asked.get("drop") or (), 1)],
        "rules": "\n".join(asked.get("rules") or ()) or None,
        "budget": asked.get("budget"),
        "human": asked.get("human"),
        "seeds": asked.get("seeds"),
    }


def _positive(result: Mapping[str, Any]) -> str | None:
    """The class looked for: a value of the file, kept of two classes only and where they do not tell of persons."""
    return result.get("positive") if result["task"] == "binary" and not result.get("personal_target", True) else None


def _model(model: Mapping[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {name: model.get(name) for name in ("name", "kind", "seconds", "bytes", "latency_ms")}
    for part in ("dev", "test"):
        row |= _bounds(model[part], part, f"{part}_")
    spread = model.get("spread") or {}
    row |= {"seeds": spread.get("seeds"), "spread_low": spread.get("low"), "spread_high": spread.get("high")}
    row["noise"] = model.get("noise") or None
    return {name: value for name, value in row.items() if value is not None}


def _others(result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The other development scores of the models that are not the best."""
    return [
        {"model": model["name"], "measure": name, "value": score["value"]}
        for model in result["models"]
        if model["name"] != result["best"]
        for name, score in ((model.get("other") or {}).get("dev") or {}).items()
        if score["value"] is not None
    ]


def _thresholds(found: Mapping[str, Any] | None) -> dict[str, Any]:
    if not found:
        return {}
    points = [{"id": f"t{n}", **point} for n, point in enumerate(found["points"], 1)]
    return {"thresholds": points, "positives": found["positives"]}


def _scores(best: Mapping[str, Any]) -> list[dict[str, Any]]:
    other = best.get("other") or {}
    held_out = other.get("test") or {}
    rows = [
        {"measure": name, **_bounds(score, "value", ""), **_bounds(held_out.get(name), "test", "test_")}
        for name, score in (other.get("dev") or {}).items()
    ]
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


def _bounds(score: Mapping[str, Any] | None, name: str, prefix: str) -> dict[str, Any]:
    known = score or {}
    return {name: known.get("value"), f"{prefix}low": known.get("low"), f"{prefix}high": known.get("high")}


def _measure(name: str) -> str:
    return _(dict(MEASURES).get(name, name))
