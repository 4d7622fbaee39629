"""The command ``lineage``: the steps from a client's file to its numbers, and whether they give the same again (P6)."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from scopewright.cli.command import Command, Refused, file_argument, put, put_json, reading, say
from scopewright.cli.progress_bar import run_job
from scopewright.language import N_, _, current, show_number
from scopewright.model.asked import asked_again
from scopewright.model.engagement import Engagement
from scopewright.model.readings.lineage import LineageStep, differences, lineage
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.runs import Run

_DIGITS = 9
"""Decimals up to which two scores are compared, so that none is called another and shown alike."""
_PARTS = {"dev": N_("Dev"), "test": N_("Test")}
_WHAT = {"audit": N_("Audit"), "baseline": N_("Baseline")}


def _declare(parser: argparse.ArgumentParser) -> None:
    file_argument(parser)
    parser.add_argument("--again", metavar="RUN-n", help=_("make this run again and compare every score"))
    parser.add_argument("--json", action="store_true", help=_("as JSON"))


def _lineage(options: argparse.Namespace) -> int:
    engagement = reading(options)
    if options.again is not None:
        return _again(engagement, options)
    found = [(dataset, lineage(engagement, dataset)) for dataset in engagement.all(Dataset)]
    if options.json:
        put_json([
            {"dataset": dataset.id, "title": dataset.title, "steps": [asdict(step) for step in steps]}
            for dataset, steps in found
        ])  # fmt: skip
        return 0
    for dataset, steps in found:
        put(f"{dataset.id} {dataset.title}")
        for step in steps:
            _put_step(step)
    return 0


def _put_step(step: LineageStep) -> None:
    put(f"    {step.when}  {_(_WHAT[step.what])} {step.record}: {step.file} {step.fingerprint}")
    if step.versions:
        put(f"        {step.versions}")
    put(f"        {step.command}")


def _again(engagement: Engagement, options: argparse.Namespace) -> int:
    """0 if every score is the one that is kept, 1 if not."""
    run = engagement.by_id(options.again)
    if not isinstance(run, Run):
        raise Refused(_("{id} is no run.").format(id=run.id))
    result = run_job("baseline", _payload(engagement, run))
    found = [
        {"model": model, "part": part, "kept": before, "now": after}
        for model, part, before, after in differences(run, result)
    ]
    same_file = result["fingerprint"] == run.fingerprint
    if options.json:
        put_json({"run": run.id, "same_file": same_file, "scores": 2 * len(run.models), "different": found})
    else:
        for line in _told(run, found, same_file):
            put(line)
    if not same_file:
        say(_("The file is another one than {id} was made of.").format(id=run.id))
    return 0 if same_file and not found else 1


def _payload(engagement: Engagement, run: Run) -> dict[str, Any]:
    dataset = engagement.get(run.dataset)
    if not isinstance(dataset, Dataset) or not dataset.path:
        raise Refused(_("It is not known any more which file {id} was made of.").format(id=run.id))
    if run.split == "given":
        said = _("The test rows of {id} were named by hand and are not kept. Make it again with baseline --test-rows.")
        raise Refused(said.format(id=run.id))
    return asked_again(run, dataset)


def _told(run: Run, found: list[dict[str, Any]], same_file: bool) -> Iterator[str]:
    if same_file and not found:
        yield _("{id} made again: every score is the same.").format(id=run.id)
    for each in found:
        kept, now = (_shown(each[name]) for name in ("kept", "now"))
        yield _("{model}, {part}: kept {kept}, now {now}").format(
            model=_(each["model"]), part=_(_PARTS[each["part"]]), kept=kept, now=now
        )


def _shown(value: float | None) -> str:
    return "–" if value is None else show_number(value, current(), _DIGITS)


COMMANDS = (
    Command("lineage", N_("the steps from files to numbers, and whether a run gives them again"), _declare, _lineage),
)
