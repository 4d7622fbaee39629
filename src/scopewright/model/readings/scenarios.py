"""The scenario rows of the test plan, and how they came out in the newest run on their dataset (row J17)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from scopewright.language import _, ngettext, show_row, show_rows
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
    """How the scenario rows of a test came out in ``run``: records, from 0, by verdict; ``unjudged`` says why not."""

    run: Run
    right: tuple[int, ...]
    wrong: tuple[int, ...]
    unjudged: tuple[tuple[int, str], ...]


def scenario_rows(test: PlannedTest) -> list[int]:
    """The records that a planned test names, counted from 0, each once, in the order they are named.

    Raises:
        ValueError: something there is no row number, or there are more than 500; it holds what, as people count.
    """
    found: dict[int, None] = {}
    for part in re.split(r"[,;\s]+", re.sub(r"\s*[-–]\s*", "-", test.scenario_rows.strip(" ,;"))):
        said = _ONE.fullmatch(part)
        if said is not None:
            first, last = int(said["first"]), int(said["last"] or said["first"])
            if not first <= last < first + _MOST:
                raise ValueError(show_rows(part))
            found |= dict.fromkeys(range(first, last + 1))
        elif part:
            raise ValueError(show_rows(part))
    if len(found) > _MOST:
        raise ValueError(show_rows(test.scenario_rows))
    return list(found)


def readable_rows(test: PlannedTest) -> list[int]:
    """The same, none where the text is no list of row numbers; that is a finding."""
    try:
        return scenario_rows(test)
    except ValueError:
        return []


def asked_of(engagement: Engagement, dataset: Dataset) -> list[dict[str, Any]]:
    """What a baseline on a dataset has to judge beside its scores, as the job takes it; ``left_out`` says the rest."""
    return [{"row": row, "within": within} for row, within in _named(engagement, dataset.key)[:_MOST]]


def left_out(engagement: Engagement, dataset: Dataset) -> str:
    """That a baseline on a dataset judges not all rows the test plan names; empty if it does."""
    return " ".join(said for said in (_beyond(engagement, dataset), _unreadable(engagement, dataset)) if said)


def _unreadable(engagement: Engagement, dataset: Dataset) -> str:
    tests = [test for test in engagement.all(PlannedTest) if test.dataset == dataset.key]
    bare = [test.id for test in tests if test.scenario_rows and not readable_rows(test)]
    said = _("Not judged: {ids}, whose scenario rows are no list of at most {most} row numbers.")
    return said.format(ids=", ".join(bare), most=_MOST) if bare else ""


def _beyond(engagement: Engagement, dataset: Dataset) -> str:
    count = len(_named(engagement, dataset.key)) - _MOST
    said = ngettext(
        "{n} scenario row of the test plan is not judged: a run judges the first {most}. Name fewer rows.",
        "{n} scenario rows of the test plan are not judged: a run judges the first {most}. Name fewer rows.",
        count,
    )
    return said.format(n=count, most=_MOST) if count > 0 else ""


def _named(engagement: Engagement, dataset: str | None) -> list[tuple[int, float | None]]:
    """The rows with how far a number may be off, each once, that the test plan names of a dataset, by hidden key."""
    tests = [test for test in engagement.all(PlannedTest) if test.dataset == dataset]
    return list(dict.fromkeys((row, test.within) for test in tests for row in readable_rows(test)))


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
    beyond = set(_named(engagement, test.dataset)[_MOST:])
    waiting = [row for row, verdict in found.items() if verdict is None]
    return Outcome(
        run,
        tuple(row for row, verdict in found.items() if verdict == "right"),
        tuple(row for row, verdict in found.items() if verdict == "wrong"),
        tuple((row, _why(verdicts[row], (row, test.within) in beyond)) for row in waiting),
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


def _why(said: Any, beyond: bool) -> str:
    if said is None and beyond:
        return _("Not asked: a run judges the first {most} rows of the test plan").format(most=_MOST)
    if said is None:
        return _("Not asked when it ran; run again")
    titles = dict(PARTS)
    if said["part"] in ("absent", "unanswered"):
        return _(titles[said["part"]])
    return _("Not judged: say within what a number is right")


def _listed(rows: tuple[int, ...]) -> str:
    first = ", ".join(map(show_row, rows[:12]))
    return first if len(rows) <= 12 else _("{first} and {n} more").format(first=first, n=len(rows) - 12)
