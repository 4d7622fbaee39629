"""What the job ``baseline`` was asked for, read from its payload and checked before anything is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from scopewright.lab.metrics import METRICS, Task
from scopewright.lab.reading import Reading, read_reading
from scopewright.lab.scenarios import Scenario, read_scenarios
from scopewright.lab.unfit import UnfitData
from scopewright.language import _

BUDGET = 10.0
LARGEST_SEED = 2**32 - 1
MOST_SEEDS = 20


@dataclass(frozen=True)
class Ask:
    """The request: ``budget`` in seconds sizes the models; None means that the baseline chooses.

    ``test_rows`` are the 0-based data records to hold out; ``predict_to`` is where the answers for the test rows go,
    ``script_to`` where a program goes that makes the best model anew.
    ``analysis`` asks for the error analysis of the best model, beside which ``human`` is the score that people reach.
    ``seeds`` says with how many seeds the models are cross-validated, ``attributes`` names columns that describe
    people; ``scenarios`` are rows whose answers are judged one by one.
    ``group`` and ``time`` name the columns that the split goes by, ``rules`` are texts in the grammar of ``rules``.
    """

    path: Path
    target: str
    seed: int = 0
    task: Task | None = None
    metric: str | None = None
    positive: str | None = None
    drop: tuple[str, ...] = ()
    group: str | None = None
    time: str | None = None
    rules: tuple[str, ...] = ()
    budget: float = BUDGET
    analysis: bool = False
    human: float | None = None
    test_rows: tuple[int, ...] | None = None
    predict_to: Path | None = None
    script_to: Path | None = None
    reading: Reading | None = None
    seeds: int = 1
    attributes: tuple[str, ...] = ()
    scenarios: tuple[Scenario, ...] = ()


def read_ask(payload: Mapping[str, Any]) -> Ask:
    """The request of a payload of plain JSON values; absent and null mean the default.

    Raises:
        UnreadableFile: the wanted reading of the file makes no sense.
        UnfitData: there is no such metric or task, a seed or their number is out of range, the list of test rows is
            empty, or there are too many scenarios.
    """
    metric, test_rows = payload.get("metric"), payload.get("test_rows")
    positive, predict_to = payload.get("positive"), payload.get("predict_to")
    if metric is not None and metric not in METRICS:
        said = _("There is no metric “{metric}”. Choose one of {metrics}.")
        raise UnfitData(said.format(metric=metric, metrics=", ".join(METRICS)))
    task = payload.get("task")
    if task is not None and task not in get_args(Task):
        said = _("There is no task “{task}”. Choose one of {tasks}.")
        raise UnfitData(said.format(task=task, tasks=", ".join(get_args(Task))))
    if test_rows is not None and not test_rows:
        raise UnfitData(_("The list of test rows is empty. Name the rows to hold out, or give no list."))
    return Ask(
        Path(payload["path"]),
        str(payload["target"]),
        _seed(int(payload.get("seed") or 0)),
        task,
        metric,
        None if positive is None else str(positive),
        tuple(payload.get("drop") or ()),
        payload.get("group"),
        payload.get("time"),
        tuple(payload.get("rules") or ()),
        float(payload.get("budget") or BUDGET),
        bool(payload.get("analysis")),
        None if payload.get("human") is None else float(payload["human"]),
        None if test_rows is None else tuple(int(row) for row in test_rows),
        None if predict_to is None else Path(predict_to),
        None if payload.get("script_to") is None else Path(payload["script_to"]),
        read_reading(payload.get("reading")),
        _seeds(1 if payload.get("seeds") is None else int(payload["seeds"])),
        tuple(payload.get("attributes") or ()),
        read_scenarios(payload.get("scenarios") or ()),
    )


def _seeds(number: int) -> int:
    if not 1 <= number <= MOST_SEEDS:
        said = _("{count} seeds cannot be tried. Give a number from 1 to {most}.")
        raise UnfitData(said.format(count=number, most=MOST_SEEDS))
    return number


def _seed(number: int) -> int:
    """The seed, if scikit-learn's generators take it."""
    if not 0 <= number <= LARGEST_SEED:
        said = _("The seed {seed} is out of range. Give a whole number from 0 to {largest}.")
        raise UnfitData(said.format(seed=number, largest=LARGEST_SEED))
    return number
