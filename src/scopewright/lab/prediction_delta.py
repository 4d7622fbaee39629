"""How far the predictions of a new model are from those of the current one, on the rows both have seen (row J20)."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from scopewright.lab.fingerprint import fingerprint
from scopewright.lab.unfit import UnfitData
from scopewright.language import _
from scopewright.progress import Report

FIRST = 100
"""Rows that a result names; the rest is counted."""
ROW = "row"
"""What a baseline calls the column that tells rows apart."""
NOISE = 1e-6
"""How far, as a share, the same figure may lie apart when two machines or libraries work it out in single precision."""
NOTHING = 1e-12
EXACT_DECIMALS = 6
"""Figures with at most so many decimals were rounded by somebody, and each of their digits counts."""


def run(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """The job: ``current`` and ``new`` are CSV files with a column ``prediction`` and one that tells rows apart.

    That one is ``key``; where none is named, it is looked for.
    """
    report.progress(0.0, _("Comparing predictions"))
    paths = Path(payload["current"]), Path(payload["new"])
    current, new = map(read, paths)
    key = payload.get("key") or _common_key(current, new)
    found = delta(*(_by(path, lines, key) for path, lines in zip(paths, (current, new), strict=True)))
    marks = {name: fingerprint(path) for name, path in zip(("current", "new"), paths, strict=True)}
    return {**found, "key": key, "fingerprints": marks}


def read(path: Path) -> dict[str, list[str]]:
    """The columns of a file of predictions.

    Raises:
        UnfitData: it is no table in UTF-8, or no row of it has a prediction; the message is for people.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.DictReader(file)
            columns: dict[str, list[str]] = {name: [] for name in lines.fieldnames or ()}
            for line in lines:
                for name, cells in columns.items():
                    cells.append(line[name] or "")
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnfitData(_("“{name}” is no CSV in UTF-8.").format(name=path.name)) from error
    _require(path, columns, "prediction")
    return columns


def _require(path: Path, columns: Mapping[str, list[str]], wanted: str) -> None:
    if wanted not in columns:
        text = _("“{name}” has no column “{column}”; its columns are {columns}.")
        raise UnfitData(text.format(name=path.name, column=wanted, columns=", ".join(columns) or "–"))


def _common_key(current: Mapping[str, list[str]], new: Mapping[str, list[str]]) -> str:
    """``row`` where both have it, else of the columns whose values all differ the one that has most in common."""
    if ROW in current and ROW in new:
        return ROW
    common = [name for name in current if name in new and name != "prediction"]
    fit = [name for name in common if all(_identifies(each[name]) for each in (current, new))]
    if not fit:
        raise UnfitData(
            _("No column tells the rows of both files apart. Add one to both, such as a customer's number.")
        )
    return max(fit, key=lambda name: len({*current[name]} & {*new[name]}))


def _identifies(cells: list[str]) -> bool:
    return all(cells) and len(set(cells)) == len(cells)


def _by(path: Path, columns: Mapping[str, list[str]], key: str) -> dict[str, str]:
    """The predictions of a file by key.

    Raises:
        UnfitData: the column is missing, or a key stands there twice; the message is for people.
    """
    _require(path, columns, key)
    found: dict[str, str] = {}
    for name, prediction in zip(columns[key], columns["prediction"], strict=True):
        if name in found:
            text = _("“{name}” has the key {key} twice, so rows cannot be told apart.")
            raise UnfitData(text.format(name=path.name, key=name))
        found[name] = prediction
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
    """How far two finite figures are apart, nought for noise and for equal words, nothing for words that differ."""
    try:
        before, now = float(one), float(other)
    except ValueError:
        before = now = math.nan
    if not math.isfinite(now - before):
        return 0.0 if one == other else None
    if max(_decimals(one), _decimals(other)) > EXACT_DECIMALS and math.isclose(
        before, now, rel_tol=NOISE, abs_tol=NOTHING
    ):
        return 0.0
    return float(f"{abs(now - before):.10g}")  # 0.7 and 0.2 are 0.5 apart, whatever their binary fractions are


def _decimals(figure: str) -> int:
    return -int(Decimal(figure.strip()).as_tuple().exponent)
