"""Job ``audit``: a client's CSV looked over before anyone computes with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scopewright.lab.audited_file import answer, answers, case_of, described, findings_of, sort
from scopewright.lab.evidence import with_cells
from scopewright.lab.findings import PAIR_RULES, REFERENCE_RULES, Case
from scopewright.lab.findings.case import HINT, WARNING
from scopewright.lab.findings.deliveries import row_counts
from scopewright.lab.findings.pair import Pair, likely_key
from scopewright.lab.findings.references import between
from scopewright.lab.intake import load
from scopewright.lab.reading import Reading, read_reading
from scopewright.lab.sampled import audit_large, first_look, is_large, tell_first
from scopewright.lab.stretch import Stretch
from scopewright.language import _
from scopewright.progress import Report

_LOADING_SHARE = 0.5


def run(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Audit ``path``; ``target`` names the column to be predicted, ``reading`` is what the user says about how to
    read the file, ``today`` (ISO 8601) is the day against which dates are held. The answer has the shape of
    ``audit --json``.

    ``against`` is the path of an earlier delivery, whose rows are matched by column ``key``; ``refers_to`` lists
    references as ``{"column", "path", "partner"}``. ``suspects`` asks for the labels that look wrong, which takes a
    model and therefore longer; their rows come the most suspect first. ``split`` is the payload of a baseline whose
    held-out rows are held against the others. ``evidence`` adds the cells of each finding's
    first rows and, as ``understood``, the first rows of the file by the types of their columns, for a screen.

    Of all but small files what the first records tell comes ahead, as a part; a file too large to be held as a table
    is counted whole, and the rules that need its cells see the first rows only (``looked_at`` says how many). Of two
    deliveries of which one is that large, the columns are compared as counted on all rows (``counted``), and keys are
    looked up on all rows of both.

    Raises:
        UnreadableFile: a file cannot be read as one CSV table, or lacks a column; its text is for the user.
        Stopped: the user asked to stop.
    """
    reading = read_reading(payload.get("reading"))
    looked = first_look(payload["path"], reading)
    if looked is not None:
        tell_first(payload, looked, report)
    large = looked is not None and is_large(looked)
    against, references = payload.get("against"), payload.get("refers_to") or []
    counted = [one for one in references if large or _is_large(one["path"], Reading())]
    beyond = against and (large or _is_large(against, reading))
    if large:
        case, result = audit_large(payload, reading, Stretch(report, 0.0, 0.5) if beyond else report)
        result["findings"] += _suspects(payload, case, report)
    else:
        held = {"refers_to": [one for one in references if one not in counted]}
        result = _audit_whole(payload | held | ({"against": None} if beyond else {}), report)
    if beyond:
        _compare_large(payload, result, reading, Stretch(report, 0.5, 1.0))
    for reference in counted:
        result["findings"] += _looked_up(payload["path"], reference, reading, report)
    sort(result["findings"])
    if references:
        result["refers_to"] = [{**one, "path": str(Path(one["path"]).absolute())} for one in references]
    report.progress(1.0, _("Done"))
    return result


def _is_large(path: str, reading: Reading) -> bool:
    looked = first_look(path, reading)
    return looked is not None and is_large(looked)


def _looked_up(path: str, reference: dict[str, Any], reading: Reading, report: Report) -> list[dict[str, Any]]:
    """What is wrong with the keys of a file or another that is too large to be held."""
    from scopewright.lab.counted_keys import between as counted

    found = counted(path, reference, reading, report)
    return [answer(code, REFERENCE_RULES[code][0], one) for code, one in found]


def _compare_large(payload: dict[str, Any], result: dict[str, Any], reading: Reading, report: Report) -> None:
    """Add to the result what is counted of two deliveries that cannot both be held."""
    from scopewright.lab.counted_pair import compare

    found, pair = compare(payload["against"], payload["path"], reading, report, payload.get("key"))
    result["findings"] += found
    result["against"] = _compared(pair, payload["against"]) | {"counted": True}


def _audit_whole(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Every rule over all rows, alone and against the other files."""
    case, others = _cases(payload, report)
    findings = findings_of(case, Stretch(report, _LOADING_SHARE, 1.0)) + _suspects(payload, case, report)
    findings += _split(payload, case)
    result = described(case, payload["path"], findings)
    if payload.get("against"):
        old = others[payload["against"]]
        pair = Pair(old, case, payload.get("key") or likely_key(old, case))
        for pair_rule in PAIR_RULES:
            findings += answers(pair_rule, pair_rule.check(pair))
        result["against"] = _compared(pair, payload["against"])
    for reference in payload.get("refers_to") or ():
        findings += _references(case, reference, others[reference["path"]])
    return with_cells(result, case) if payload.get("evidence") else result


def _suspects(payload: dict[str, Any], case: Case, report: Report) -> list[dict[str, Any]]:
    if not payload.get("suspects"):
        return []
    from scopewright.lab import label_audit

    found = label_audit.suspects(case, int(payload.get("seed") or 0), report)
    return [answer(label_audit.CODE, HINT, one) for one in found]


def _split(payload: dict[str, Any], case: Case) -> list[dict[str, Any]]:
    if not payload.get("split"):
        return []
    from scopewright.lab import split_drift

    asked = {**payload["split"], "path": payload["path"], "target": case.target, "reading": payload.get("reading")}
    return [answer(split_drift.CODE, WARNING, one) for one in split_drift.between_parts(case, asked)]


def _others(payload: dict[str, Any]) -> list[str]:
    """The paths of the files that this one is held against."""
    paths = dict.fromkeys([payload.get("against"), *(named["path"] for named in payload.get("refers_to") or ())])
    return [path for path in paths if path]


def _cases(payload: dict[str, Any], report: Report) -> tuple[Case, dict[str, Case]]:
    """The file under audit, and every other file that it is held against, by path."""
    others = _others(payload)
    step = _LOADING_SHARE / (1 + len(others))
    plain = {"today": payload.get("today")}
    # An earlier delivery is read as the one under audit is; another table has a reading of its own.
    same = {**plain, "reading": payload.get("reading")}
    opened: dict[str, Case] = {}
    for place, path in enumerate(others):
        part = Stretch(report, step * place, step * (place + 1))
        how = same if path == payload.get("against") else plain
        opened[path] = _case(how, path, part)
    return _case(payload, payload["path"], Stretch(report, step * len(others), _LOADING_SHARE)), opened


def _case(payload: dict[str, Any], path: str, report: Report) -> Case:
    return case_of(payload, load(path, report, read_reading(payload.get("reading"))))


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
    return [answer(code, REFERENCE_RULES[code][0], one) for code, one in found]
