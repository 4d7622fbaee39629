"""The scenario rows of the test plan, and how they came out in the newest run on their dataset (row J17)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.lab_results import standing
from scopewright.model.readings.figure import Figure
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.runs import PARTS, Run
from scopewright.model.sections.tests import PlannedTest

_ONE = re.compile(r"(?P<first>\d{1,9})(?:-(?P<last>\d{1,9}))?")
_MOST = 500


@dataclass(frozen=True)
class Outcome:
    """How the scenario rows of a test came out in ``run``: row numbers by verdict; ``unjudged`` says why not."""

    run: Run
    right: tuple[int, ...]
    wrong: tuple[int, ...]
    unjudged: tuple[tuple[int, str], ...]


def scenario_rows(test: PlannedTest) -> list[int]:
    """The row numbers that a planned test names, each once, in the order they are named.

    Raises:
        ValueError: something there is no row number, or there are more than 500.
    """
    found: dict[int, None] = {}
    for part in re.split(r"[,;\s]+", re.sub(r"\s*[-–]\s*", "-", test.scenario_rows.strip(" ,;"))):
        said = _ONE.fullmatch(part)
        if said is not None:
            first, last = int(said["first"]), int(said["last"] or said["first"])
            if not 0 <= last - first < _MOST:
                raise ValueError(part)
            found |= dict.fromkeys(range(first, last + 1))
        elif part:
            raise ValueError(part)
    if len(found) > _MOST:
        raise ValueError(test.scenario_rows)
    return list(found)


def readable_rows(test: PlannedTest) -> list[int]:
    """The same, none where the text is no list of row numbers; that is a finding."""
    try:
        return scenario_rows(test)
    except ValueError:
        return []


def asked_of(engagement: Engagement, dataset: Dataset) -> list[dict[str, Any]]:
    """What a baseline on a dataset has to judge beside its scores, as the job takes it."""
    tests = [test for test in engagement.all(PlannedTest) if test.dataset == dataset.key]
    return [{"row": row, "within": test.within} for test in tests for row in readable_rows(test)][:_MOST]


def outcome(engagement: Engagement, test: PlannedTest) -> Outcome | None:
    """How a test's rows came out in the newest run on its dataset; nothing without rows or a run."""
    rows = readable_rows(test)
    runs = [run for run in engagement.all(Run) if test.dataset and run.dataset == test.dataset]
    if not rows or not runs:
        return None
    run = max(runs, key=lambda each: (each.finished, each.rank))
    known = {(row["row"], row["within"]): row for row in run.scenarios}
    verdicts = {row: known.get((row, test.within)) for row in rows}
    found = {row: said["right"] if said else None for row, said in verdicts.items()}
    return Outcome(
        run,
        tuple(row for row, verdict in found.items() if verdict == "right"),
        tuple(row for row, verdict in found.items() if verdict == "wrong"),
        tuple((row, _why(verdicts[row])) for row, verdict in found.items() if verdict is None),
    )


def scenario_figures(engagement: Engagement, test: PlannedTest, _tag: str) -> list[Figure]:
    """What a planned test's rows came to in the newest run."""
    found = outcome(engagement, test)
    if found is None:
        waiting = bool(readable_rows(test))
        return [Figure(_("Scenarios"), _("No run on their dataset yet"), attention=True)] if waiting else []
    if standing(engagement, found.run) != "current":
        return [Figure(_("File of the scenarios"), _("changed since {run}; run again").format(run=found.run.id), True)]
    count = len(found.right) + len(found.wrong)
    said = _("{right} of {count} right in {run}").format(right=len(found.right), count=count, run=found.run.id)
    shown = [Figure(_("Scenarios"), said, attention=bool(found.wrong))]
    if found.wrong:
        shown.append(Figure(_("Wrong in rows"), _listed(found.wrong), attention=True))
    for why in dict.fromkeys(why for _row, why in found.unjudged):
        rows = tuple(row for row, because in found.unjudged if because == why)
        shown.append(Figure(why, _listed(rows), attention=True))
    return shown


def _why(said: Any) -> str:
    if said is None:
        return _("Not asked when it ran; run again")
    titles = dict(PARTS)
    if said["part"] in ("absent", "unanswered"):
        return _(titles[said["part"]])
    return _("Not judged: say within what a number is right")


def _listed(rows: tuple[int, ...]) -> str:
    first = ", ".join(str(row) for row in rows[:12])
    return first if len(rows) <= 12 else _("{first} and {n} more").format(first=first, n=len(rows) - 12)
