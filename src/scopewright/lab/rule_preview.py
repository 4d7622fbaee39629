"""The job ``rules``: what a user's rules would answer, clause by clause, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from scopewright.lab import intake
from scopewright.lab.reading import read_reading
from scopewright.lab.rules import Rules, read_rules
from scopewright.lab.task import Target, read_target
from scopewright.lab.unfit import UnfitData
from scopewright.lab.verdicts import verdicts
from scopewright.progress import Report

SHOWN = 5


def run(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """What the rules of ``payload["rules"]`` (one text) answer in the file ``path`` for the column ``target``.

    ``{"problem": sentence}`` if they cannot be read or compared, else ``{"problem": "", "answers": [{"answer",
    "rows", "first"}], "silent"}``: each answer with the rows of the file that get it, its first row numbers, and how
    many rows the rules say nothing of.

    Raises:
        UnreadableFile: the file cannot be read.
        Stopped: the user asked to stop.
    """
    try:
        rules = read_rules(str(payload["rules"]))
        loaded = intake.load(Path(payload["path"]), report, read_reading(payload.get("reading")))
        target = read_target(
            loaded, str(payload["target"]), None, payload.get("positive") or None, None, payload.get("task")
        )
        told = verdicts(rules, loaded, target)
    except UnfitData as error:
        return {"problem": str(error)}
    answers = [_answer(value, told, target) for value in np.unique(told[np.isfinite(told)])]
    return {"problem": "", "answers": answers, "silent": int(np.isnan(told).sum()), "clauses": _count(rules)}


def _answer(value: float, told: Any, target: Target) -> dict[str, Any]:
    rows = np.flatnonzero(told == value)
    answer = target.classes[int(value)] if target.classes else float(value)
    return {"answer": answer, "rows": len(rows), "first": [int(row) for row in rows[:SHOWN]]}


def _count(rules: Rules) -> int:
    return len(rules.clauses) + (rules.missing is not None) + (rules.otherwise is not None)
