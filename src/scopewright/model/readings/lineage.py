"""Which steps led from a client's file to its numbers, each with the command that takes it again (row P6)."""

from __future__ import annotations

import math
import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Literal

from scopewright.model.asked import asked_again
from scopewright.model.engagement import Engagement
from scopewright.model.file_readings import reading_of, spoken
from scopewright.model.kinds import Row
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.runs import Run

EQUAL = 1e-9
"""Relative difference up to which two scores are the same number."""
_VALUES = ("target", "task", "metric", "positive", "group", "time", "human", "budget", "seed", "seeds")
_READING = {"encoding": "--encoding", "header_rows": "--header-rows", "skip_rows": "--skip-rows",
            "decimal": "--decimal", "sheet": "--sheet"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LineageStep:
    """An audit or a baseline: when it ended, of which file, by which versions, and how it is taken again.

    ``record`` is the spoken id of what it left behind. ``command`` has the file's name without its folder.
    """

    what: Literal["audit", "baseline"]
    record: str
    when: str
    file: str
    fingerprint: str
    versions: str
    command: str


def lineage(engagement: Engagement, dataset: Dataset) -> list[LineageStep]:
    """The audits of each delivery of a dataset, then its baselines, in the order in which they were made."""
    reading = list(_reading(reading_of(dataset)))
    target = ["--target", dataset.target] if dataset.target else []
    audits = [
        LineageStep("audit", dataset.id, _text(row, "audited"), file, _text(row, "fingerprint"), "",
                    shlex.join(["scopewright", "audit", file, *target, *reading]))
        for row in dataset.deliveries
        for file in [_text(row, "file")]
    ]  # fmt: skip
    return audits + [_of_run(run, dataset) for run in engagement.all(Run) if run.dataset == dataset.key]


def command(run: Run, dataset: Dataset) -> str:
    """What one types to make a run again; ``ROWS`` stands for a list of test rows, which is not kept."""
    asked = asked_again(run, dataset)
    words = ["scopewright", "baseline", PurePath(dataset.path).name]
    for name in _VALUES:
        if asked.get(name) not in (None, "", 0):
            words += [f"--{name}", str(asked[name])]
    for column in asked.get("drop", ()):
        words += ["--drop", column]
    for rule in asked.get("rules", ()):
        words += ["--rule", rule]
    if run.split == "given":
        words += ["--test-rows", "ROWS"]
    return shlex.join([*words, *_reading(asked["reading"])])


def differences(run: Run, result: Mapping[str, Any]) -> Iterator[tuple[str, str, float | None, float | None]]:
    """Model, part (``dev`` or ``test``), the score that is kept and the one just made, where they are not the same.

    A model that only one of the two has differs in its development score.
    """
    made = {model["name"]: model for model in result["models"]}
    kept = {str(row["name"]): row for row in run.models}
    for name in [*kept, *(name for name in made if name not in kept)]:
        for part in ("dev", "test"):
            before = kept[name][part] if name in kept else None
            after = ((made.get(name) or {}).get(part) or {}).get("value")
            if not _same(before, after):
                yield name, part, before, after


def _of_run(run: Run, dataset: Dataset) -> LineageStep:
    name = PurePath(dataset.path).name
    return LineageStep("baseline", run.id, run.finished, name, run.fingerprint, run.versions, command(run, dataset))


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=EQUAL, abs_tol=EQUAL)


def _text(row: Row, name: str) -> str:
    return str(row[name] or "")


def _reading(said: Mapping[str, Any]) -> Iterator[str]:
    """The options that say how the file is read."""
    for name, option in _READING.items():
        if name in said:
            yield from (option, str(said[name]))
    for name in ("delimiter", "quote"):
        if name in said:
            yield from (f"--{name}", spoken(said[name]) or "none")
    if "day_first" in said:
        yield from ("--first", "day" if said["day_first"] else "month")
    yield from _repeated("--missing", said.get("missing", ()))
    yield from _repeated("--type", (f"{column}={kind}" for column, kind in said.get("types", {}).items()))


def _repeated(option: str, values: Iterable[str]) -> Iterator[str]:
    for value in values:
        yield from (option, value)
