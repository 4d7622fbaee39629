"""Job ``audit``: a client's CSV looked over before anyone computes with it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scopewright.lab.evidence import evidence
from scopewright.lab.findings import (
    COLUMN_RULES,
    PAIR_RULES,
    REFERENCE_RULES,
    TABLE_RULES,
    Case,
    ColumnRule,
    Found,
    TableRule,
)
from scopewright.lab.findings.case import HINT
from scopewright.lab.findings.deliveries import row_counts
from scopewright.lab.findings.pair import Pair, PairRule, likely_key
from scopewright.lab.findings.references import between
from scopewright.lab.findings.times import newest
from scopewright.lab.fingerprint import of_cells
from scopewright.lab.intake import UnreadableFile, load
from scopewright.lab.reading import read_reading
from scopewright.lab.spread import spread
from scopewright.lab.stretch import Stretch
from scopewright.lab.types import TEMPORAL, Column
from scopewright.language import _
from scopewright.progress import Report

_LOADING_SHARE = 0.5
_FIRST_ROWS = 100
_MAX_LEVELS = 30
_ORDER = {"error": 0, "warning": 1, "hint": 2}


def run(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Audit ``path``; ``target`` names the column to be predicted, ``reading`` is what the user says about how to
    read the file, ``today`` (ISO 8601) is the day against which dates are held. The answer has the shape of
    ``audit --json``.

    ``against`` is the path of an earlier delivery, whose rows are matched by column ``key``; ``refers_to`` lists
    references as ``{"column", "path", "partner"}``. ``suspects`` asks for the labels that look wrong, which takes a
    model and therefore longer; their rows come the most suspect first. ``evidence`` adds the cells of each finding's
    first rows, for a screen.

    Raises:
        UnreadableFile: a file cannot be read as one CSV table, or lacks a column; its text is for the user.
        Stopped: the user asked to stop.
    """
    case, others = _cases(payload, report)
    findings = _findings(case, report)
    if payload.get("suspects"):
        from scopewright.lab import label_audit

        found = label_audit.suspects(case, int(payload.get("seed") or 0), report)
        findings += [_answer(label_audit.CODE, HINT, one) for one in found]
    result = _described_file(case, payload["path"], findings)
    if payload.get("against"):
        old = others[payload["against"]]
        pair = Pair(old, case, payload.get("key") or likely_key(old, case))
        for pair_rule in PAIR_RULES:
            findings += _answers(pair_rule, pair_rule.check(pair))
        result["against"] = _compared(pair, payload["against"])
    for reference in payload.get("refers_to") or ():
        findings += _references(case, reference, others[reference["path"]])
    if payload.get("evidence"):
        for finding in findings:
            finding["evidence"] = evidence(case, finding)
    findings.sort(key=lambda finding: _ORDER[finding["severity"]])
    report.progress(1.0, _("Done"))
    return result


def _cases(payload: dict[str, Any], report: Report) -> tuple[Case, dict[str, Case]]:
    """The file under audit, and every other file that it is held against, by path."""
    paths = dict.fromkeys([payload.get("against"), *(named["path"] for named in payload.get("refers_to") or ())])
    others = [path for path in paths if path]
    step = _LOADING_SHARE / (1 + len(others))
    plain = {"today": payload.get("today")}
    # An earlier delivery is read as the one under audit is; another table has a reading of its own.
    same = {**plain, "reading": payload.get("reading")}
    opened = {
        path: _case(
            same if path == payload.get("against") else plain,
            path,
            Stretch(report, step * place, step * (place + 1)),
        )
        for place, path in enumerate(others)
    }
    return _case(payload, payload["path"], Stretch(report, step * len(others), _LOADING_SHARE)), opened


def _case(payload: dict[str, Any], path: str, report: Report) -> Case:
    loaded = load(path, report, read_reading(payload.get("reading")))
    target = payload.get("target")
    if target is not None and target not in loaded.frame.columns:
        text = _("There is no column “{name}”. The columns are: {names}.")
        raise UnreadableFile(text.format(name=target, names=", ".join(list(loaded.frame.columns)[:50])))
    return Case(loaded, target, dt.date.fromisoformat(payload["today"]) if payload.get("today") else dt.date.today())


def _described_file(case: Case, path: str, findings: list[dict[str, Any]]) -> dict[str, Any]:
    loaded = case.loaded
    personal = {finding["column"] for finding in findings if finding["rule"].startswith("PER")}
    return {
        "file": str(Path(path).absolute()),
        "fingerprint": loaded.fingerprint,
        "dialect": loaded.dialect.told(),
        "target": case.target,
        "rows": loaded.records,
        "columns": [_described(case, column, column.name in personal) for column in loaded.columns],
        "bad_rows": loaded.bad_count,
        "findings": findings,
    }


def _findings(case: Case, report: Report) -> list[dict[str, Any]]:
    """All findings on one file, as the rules and columns stand."""
    loaded = case.loaded
    found: list[dict[str, Any]] = []
    for table_rule in TABLE_RULES:
        report.progress(_LOADING_SHARE, _(table_rule.title))
        found += _answers(table_rule, table_rule.check(case))
    for place, column in enumerate(loaded.columns):
        for rule in COLUMN_RULES:
            report.progress(_LOADING_SHARE + (1 - _LOADING_SHARE) * place / len(loaded.columns), column.name)
            found += _answers(rule, rule.check(case, column))
    return found


def _compared(pair: Pair, path: str) -> dict[str, Any]:
    """What became of the earlier delivery: its fingerprint, the rows by key, and every column's movement.

    The bounds of bins are values of the file; they are for the screen and never stored.
    """
    return {
        "file": str(Path(path).absolute()),
        "fingerprint": pair.old.loaded.fingerprint,
        "rows": pair.old.records,
        "key": pair.key,
        "matched": row_counts(pair),
        "columns": [
            {
                "name": name,
                "psi": round(drift.psi, 6),
                "distance": drift.distance,
                "p": drift.p,
                "level": drift.level,
                "bins": [{"name": bin_name, "old": old, "new": new} for bin_name, old, new in drift.bins],
            }
            for name, drift in pair.drifts.items()
        ],
    }


def _references(case: Case, reference: dict[str, Any], other: Case) -> list[dict[str, Any]]:
    found = between(case, reference["column"], other, reference["partner"], Path(reference["path"]).name)
    return [_answer(code, REFERENCE_RULES[code][0], one) for code, one in found]


def _answers(rule: TableRule | ColumnRule | PairRule, found: Iterable[Found]) -> list[dict[str, Any]]:
    return [_answer(rule.code, rule.severity, one) for one in found]


def _answer(code: str, severity: str, one: Found) -> dict[str, Any]:
    return {
        "rule": code,
        "severity": one.severity or severity,
        "column": one.column,
        "rows": {"count": len(one.rows), "first": [int(row) for row in one.rows[:_FIRST_ROWS]]},
        "message": one.message,
        "kept": one.kept,
    }


def _described(case: Case, column: Column, personal: bool) -> dict[str, Any]:
    """What may leave the lab about a column: counts and marks, and the names of levels only where they are few."""
    described: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "missing": column.missing,
        "distinct": column.distinct,
        "decimal": column.decimal,
        "thousands": column.thousands,
        "formats": list(column.formats),
        "day_first": column.day_first,
        "personal": personal,
        "spread": spread(case, column),
        "fingerprint": of_cells(*case.codes(column)),
    }
    levelled = column.type in {"category", "boolean"} or column.name == case.target
    if levelled and not personal and column.distinct <= _MAX_LEVELS:
        codes, values = case.codes(column)
        counts = Counter(codes.tolist())
        levels: list[dict[str, Any]] = [{"name": value, "count": counts[code]} for code, value in enumerate(values)]
        described["levels"] = sorted(levels, key=lambda level: -int(level["count"]))
    if column.type in TEMPORAL:
        day = newest(case, column)
        described["newest"] = day.isoformat() if day else None
    return described
