"""Job ``audit``: a client's CSV looked over before anyone computes with it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scopewright.lab.findings import COLUMN_RULES, TABLE_RULES, Case, ColumnRule, Found, TableRule
from scopewright.lab.findings.times import newest
from scopewright.lab.intake import UnreadableFile, load
from scopewright.lab.reading import read_reading
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

    Raises:
        UnreadableFile: the file cannot be read as one CSV table, or has no such target; its text is for the user.
        Stopped: the user asked to stop.
    """
    reading = read_reading(payload.get("reading"))
    loaded = load(payload["path"], Stretch(report, 0.0, _LOADING_SHARE), reading)
    target = payload.get("target")
    if target is not None and target not in loaded.frame.columns:
        text = _("There is no column “{name}”. The columns are: {names}.")
        raise UnreadableFile(text.format(name=target, names=", ".join(list(loaded.frame.columns)[:50])))
    today = dt.date.fromisoformat(payload["today"]) if payload.get("today") else dt.date.today()
    case = Case(loaded, target, today)
    findings = _findings(case, report)
    personal = {finding["column"] for finding in findings if finding["rule"].startswith("PER")}
    return {
        "file": str(Path(payload["path"]).absolute()),
        "fingerprint": loaded.fingerprint,
        "dialect": loaded.dialect.told(),
        "rows": loaded.records,
        "columns": [_described(case, column, column.name in personal) for column in loaded.columns],
        "bad_rows": loaded.bad_count,
        "findings": findings,
    }


def _findings(case: Case, report: Report) -> list[dict[str, Any]]:
    """All findings: errors first, then as the rules and columns stand."""
    loaded = case.loaded
    found: list[dict[str, Any]] = []
    for table_rule in TABLE_RULES:
        report.progress(_LOADING_SHARE, _(table_rule.title))
        found += _answers(table_rule, table_rule.check(case))
    for place, column in enumerate(loaded.columns):
        for rule in COLUMN_RULES:
            report.progress(_LOADING_SHARE + (1 - _LOADING_SHARE) * place / len(loaded.columns), column.name)
            found += _answers(rule, rule.check(case, column))
    report.progress(1.0, _("Done"))
    return sorted(found, key=lambda finding: _ORDER[finding["severity"]])


def _answers(rule: TableRule | ColumnRule, found: Iterable[Found]) -> list[dict[str, Any]]:
    return [
        {
            "rule": rule.code,
            "severity": one.severity or rule.severity,
            "column": one.column,
            "rows": {"count": len(one.rows), "first": [int(row) for row in one.rows[:_FIRST_ROWS]]},
            "message": one.message,
            "kept": one.kept,
        }
        for one in found
    ]


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
