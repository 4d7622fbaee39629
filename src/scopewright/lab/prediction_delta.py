"""How far the predictions of a new model are from those of the current one, on the rows both have seen (row J20)."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scopewright.lab.fingerprint import fingerprint
from scopewright.lab.unfit import UnfitData
from scopewright.language import _
from scopewright.progress import Report

FIRST = 100
"""Rows that a result names; the rest is counted."""


def run(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """The job: ``current`` and ``new`` are CSV files with a column ``key`` and a column ``prediction``."""
    report.progress(0.0, _("Comparing predictions"))
    current, new = Path(payload["current"]), Path(payload["new"])
    found = delta(read(current, payload["key"]), read(new, payload["key"]))
    return {**found, "fingerprints": {"current": fingerprint(current), "new": fingerprint(new)}}


def read(path: Path, key: str) -> dict[str, str]:
    """The predictions of a file by key.

    Raises:
        UnfitData: a column is missing, a key stands there twice, or it is no table in UTF-8; the message is for people.
    """
    found: dict[str, str] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.DictReader(file)
            missing = [name for name in (key, "prediction") if name not in (lines.fieldnames or ())]
            if missing:
                text = _("“{name}” has no column “{column}”; its columns are {columns}.")
                columns = ", ".join(lines.fieldnames or ()) or "–"
                raise UnfitData(text.format(name=path.name, column=missing[0], columns=columns))
            for line in lines:
                name = line[key] or ""
                if name in found:
                    text = _("“{name}” has the key {key} twice, so rows cannot be told apart.")
                    raise UnfitData(text.format(name=path.name, key=name))
                found[name] = line["prediction"] or ""
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnfitData(_("“{name}” is no CSV in UTF-8.").format(name=path.name)) from error
    return found


def delta(current: Mapping[str, str], new: Mapping[str, str]) -> dict[str, Any]:
    """What differs on the common keys: how many rows and which share, for figures the mean and the largest movement.

    Keys that only one of the files has are counted and named; they are in no share.
    """
    common = [key for key in current if key in new]
    moved = [(key, _distance(current[key], new[key])) for key in common]
    changed = [(key, far) for key, far in moved if far is None or far > 0]
    changed.sort(key=lambda each: -(each[1] if each[1] is not None else 0.0))
    figures = [far for _key, far in moved if far is not None]
    numeric = bool(moved) and len(figures) == len(moved)
    return {
        "rows": len(common),
        "changed": len(changed),
        "share": len(changed) / len(common) if common else None,
        "mean": sum(figures) / len(figures) if numeric else None,
        "largest": max(figures) if numeric else None,
        "first": [{"key": key, "current": current[key], "new": new[key], "moved": far} for key, far in changed[:FIRST]],
        "only_current": _named([key for key in current if key not in new]),
        "only_new": _named([key for key in new if key not in current]),
    }


def _named(keys: list[str]) -> dict[str, Any]:
    return {"count": len(keys), "first": keys[:FIRST]}


def _distance(one: str, other: str) -> float | None:
    """How far two finite figures are apart, nought for equal words, nothing for words that differ."""
    try:
        far = abs(float(other) - float(one))
    except ValueError:
        far = math.nan
    if math.isfinite(far):
        return float(f"{far:.10g}")  # 0.7 and 0.2 are 0.5 apart, whatever their binary fractions are
    return 0.0 if one == other else None
