"""One file under audit: opened, checked by the rules, described in plain values of the shape of ``audit --json``."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from scopewright.lab.findings import COLUMN_RULES, TABLE_RULES, Case, ColumnRule, Found, TableRule
from scopewright.lab.findings.pair import PairRule
from scopewright.lab.findings.times import newest
from scopewright.lab.fingerprint import of_cells
from scopewright.lab.intake import Loaded, UnreadableFile
from scopewright.lab.spread import spread
from scopewright.lab.types import TEMPORAL, Column
from scopewright.language import _
from scopewright.progress import Report

_FIRST_ROWS = 100
_MAX_LEVELS = 30
_ORDER = {"error": 0, "warning": 1, "hint": 2}


def case_of(payload: dict[str, Any], loaded: Loaded) -> Case:
    """What was read of a file, with the ``target`` and the day (``today``, ISO 8601) of the job's payload.

    Raises:
        UnreadableFile: it lacks the target column; its text is for the user.
    """
    target = payload.get("target")
    if target is not None and target not in loaded.frame.columns:
        text = _("There is no column “{name}”. The columns are: {names}.")
        raise UnreadableFile(text.format(name=target, names=", ".join(list(loaded.frame.columns)[:50])))
    return Case(loaded, target, dt.date.fromisoformat(payload["today"]) if payload.get("today") else dt.date.today())


def findings_of(
    case: Case, report: Report, without: frozenset[str] = frozenset(), tail: str = ""
) -> list[dict[str, Any]]:
    """All findings on one file but those of the rules ``without``, as the rules and columns stand.

    ``tail`` is put behind every message.
    """
    return [answer(rule.code, rule.severity, one, tail) for rule, one in _found(case, report, without)]


def _found(case: Case, report: Report, without: frozenset[str]) -> Iterator[tuple[TableRule | ColumnRule, Found]]:
    columns = case.loaded.columns
    for table_rule in TABLE_RULES:
        report.progress(0.0, _(table_rule.title))
        if table_rule.code not in without:
            yield from ((table_rule, one) for one in table_rule.check(case))
    for place, column in enumerate(columns):
        for rule in COLUMN_RULES:
            report.progress(place / len(columns), column.name)
            if rule.code not in without:
                yield from ((rule, one) for one in rule.check(case, column))


def answers(rule: PairRule, found: Iterable[Found]) -> list[dict[str, Any]]:
    """What a rule found, as plain values."""
    return [answer(rule.code, rule.severity, one) for one in found]


def answer(code: str, severity: str, one: Found, tail: str = "") -> dict[str, Any]:
    """One finding as plain values; ``kept`` is the form that may be stored, ``tail`` stands behind both."""
    count = len(one.rows) if one.count is None else one.count
    return {
        "rule": code,
        "severity": one.severity or severity,
        "column": one.column,
        "rows": {"count": count, "first": [int(row) for row in one.rows[:_FIRST_ROWS]]},
        "message": f"{one.message} {tail}".rstrip(),
        "kept": f"{one.kept} {tail}".rstrip(),
    }


def sort(findings: list[dict[str, Any]]) -> None:
    """Put the gravest first; else they stay as they stand."""
    findings.sort(key=lambda finding: _ORDER[finding["severity"]])


def described(case: Case, path: str, findings: list[dict[str, Any]]) -> dict[str, Any]:
    """The whole answer on one file."""
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
        **spread(case, column, personal),
    }
    if not case.loaded.complete:
        # What counts all cells cannot be told from some of them.
        return described | {"fingerprint": None}
    described["fingerprint"] = of_cells(*case.codes(column))
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
