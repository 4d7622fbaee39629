"""What a baseline is asked for beyond target and seed: as filled in, as sent to the lab, as kept in a run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from scopewright.model.file_readings import reading_of
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.runs import Run

BUDGET = 10
"""Seconds that all models may take together unless more or less is said."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The options; an empty text, an empty list and None mean that the lab chooses.

    ``seeds`` says with how many seeds the models are tried. ``rules`` is one text, a rule a line. ``human`` is what
    people reach in the run's measure. ``analysis`` asks for the error analysis.
    """

    task: str = ""
    positive: str = ""
    group: str = ""
    time: str = ""
    drop: tuple[str, ...] = ()
    rules: str = ""
    budget: float = BUDGET
    human: float | None = None
    analysis: bool = True
    seeds: int = 1

    def payload(self) -> dict[str, Any]:
        """What differs from the defaults of the job ``baseline``."""
        values = {name: getattr(self, name) for name in ("task", "positive", "group", "time", "human", "analysis")}
        values |= {"drop": list(self.drop), "rules": [self.rules] if self.rules.strip() else []}
        if self.budget != BUDGET:
            values["budget"] = self.budget
        if self.seeds > 1:
            values["seeds"] = self.seeds
        return {name: value for name, value in values.items() if value not in ("", None, [], False)}


def asked_by(run: Run) -> Asked:
    """The options that a stored run was made with."""
    return Asked(
        task=run.told_task or "",
        positive=run.positive,
        group=run.group,
        time=run.time,
        drop=tuple(str(row["name"]) for row in run.dropped),
        rules=run.rules,
        budget=run.budget or BUDGET,
        human=run.human,
        seeds=run.seeds or 1,
    )


def asked_again(run: Run, dataset: Dataset) -> dict[str, Any]:
    """The payload of the job ``baseline`` that makes a stored run again; the error analysis is left out.

    Test rows that the user named are not kept, so a run with such a split cannot be asked for like this.
    """
    asked: dict[str, Any] = {"path": dataset.path, "target": run.target, "metric": run.measure, "seed": run.seed or 0}
    return asked | replace(asked_by(run), analysis=False).payload() | {"reading": reading_of(dataset)}
