"""The frozen test set: which rows a run was judged on, when others are taken, and what they can tell apart (row I3)."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import Any

from scopewright.model.engagement import Engagement
from scopewright.model.measures import Score
from scopewright.model.sections.runs import Run


def frozen_by(engagement: Engagement, fingerprint: str, target: str) -> Run | None:
    """The newest run that froze a test set of this file (by its fingerprint) for this target."""
    runs = [run for run in engagement.all(Run) if run.test_fingerprint]
    return next((run for run in reversed(runs) if (run.fingerprint, run.target) == (fingerprint, target)), None)


def other_test_set(engagement: Engagement, result: Mapping[str, Any]) -> Run | None:
    """The run whose test set a finished baseline has not kept to; None if it is the first or kept to it."""
    before = frozen_by(engagement, result["fingerprint"], result["target"])
    mark = result["split"].get("test_fingerprint")
    return before if before is not None and mark and mark != before.test_fingerprint else None


def asks_for_other_rows(run: Run, asked: Mapping[str, Any]) -> bool:
    """Whether a request (payload of the job ``baseline``) would hold out other rows than the run did.

    Seed, group, time and a task that the user tells decide which rows are held out of a file for a target; a run by
    time goes by no seed.
    """
    same = (run.group, run.time, run.told_task or "") == tuple(
        asked.get(name) or "" for name in ("group", "time", "task")
    )
    return not same or (not run.time and (run.seed or 0) != asked.get("seed", 0)) or run.split == "given"


def smallest_difference(score: Score) -> float | None:
    """The least difference of two models on such rows that chance does not explain, at 95 %.

    The root of 2 times half the width of the interval: the two are taken as independent, which errs on the safe side
    for models judged on the same rows.
    """
    return None if score.low is None or score.high is None else sqrt(2) * (score.high - score.low) / 2
