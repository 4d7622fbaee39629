"""The job ``baseline``: from a CSV and a target to honest first numbers.

Models are ranked on cross-validated scores of the rows outside the test; the test is looked at once, for the trivial
model and the best one.
"""

from __future__ import annotations

import csv
import datetime as dt
import os
import platform
from collections.abc import Iterable
from copy import deepcopy
from math import inf
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pandas as pd
import sklearn
from threadpoolctl import threadpool_limits

from scopewright import __version__
from scopewright.lab import intake, notes, split
from scopewright.lab.analysis import analyse
from scopewright.lab.ask import Ask, read_ask
from scopewright.lab.board import board
from scopewright.lab.findings.case import Case
from scopewright.lab.findings.persons import tells_of_persons
from scopewright.lab.metrics import Answers, fitting
from scopewright.lab.overfit import overfit_check
from scopewright.lab.plan import Plan, make_plan
from scopewright.lab.race import PLAIN, Fitted, Runner, truth
from scopewright.lab.resample import LEVEL, Integers, Resamples, resamples, resamples_of_groups
from scopewright.lab.scenarios import Answered, judged
from scopewright.lab.score import METHOD, METHOD_OF_GROUPS, lead, plain, score, scores
from scopewright.lab.script import write_script
from scopewright.lab.seeds import again, is_noise, other_seeds, race_of, spread, value_of
from scopewright.lab.stretch import Stretch
from scopewright.lab.telltale import telltales
from scopewright.lab.thresholds import thresholds
from scopewright.lab.told import Told
from scopewright.lab.unfit import UnfitData
from scopewright.language import _
from scopewright.progress import Report

FIRST = 100
READING = 0.15
FITTING = 0.9
SETTINGS = ("task", "drop", "rules", "budget", "human", "seeds")
"""What of the request the result repeats, so that a run can be asked for again."""


def run(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Fit and judge the baselines that ``payload`` asks for (see ``ask``); the result is that of ``baseline --json``.

    Every model that is done is handed over at once as ``{"models": […], …}`` with the test scores still null.

    Raises:
        UnreadableFile: the file is no CSV that can be read.
        UnfitData: no baseline is possible as asked.
        Stopped: the user asked to stop.
    """
    begun = perf_counter()
    ask = read_ask(payload)
    report.progress(0.0, _("Reading {name}").format(name=ask.path.name))
    loaded = intake.load(ask.path, Stretch(report, 0.0, READING), ask.reading)
    plan = make_plan(ask, loaded)
    with threadpool_limits(1):  # the folds share the cores, see ``side_by_side``
        return Baseline(plan, report, begun).run()


class Baseline:
    """One run of the job: the plan, the models that are done, and the card that grows with them."""

    def __init__(self, plan: Plan, report: Report, begun: float) -> None:
        self._plan = plan
        self._report = report
        self._begun = begun
        self._candidates = board(plan)
        self._race = race_of(plan, plan.ask.seed)
        scored = plan.rows[self._race.scored]
        self._drawn = self._resamples(scored)
        self._runners: list[Runner] = []
        self._card = _card(plan)
        self._tell(notes.before(plan))

    def run(self) -> dict[str, Any]:
        """Cross-validate, rank, then look at the test once."""
        for runner in self._race.run(self._candidates, self._stretch_of_seed(0)):
            self._runners.append(runner)
            self._card["models"].append(self._model(runner))
            self._card["best"] = self._best().name
            self._card.setdefault("first_after", round(perf_counter() - self._begun, 2))
            self._report.partial(deepcopy(self._card))
        best = self._best()
        self._card["thresholds"] = thresholds(best.answers)
        self._try_other_seeds()
        for runner, model in zip(self._runners, self._card["models"], strict=True):
            behind = model["behind_best"] = plain(lead(best.answers, runner.answers, self._plan.metric, self._drawn))
            model["noise"] = is_noise(behind["value"], model["spread"], self._entry(best)["spread"])
        self._look_at_the_columns()
        self._look_at_the_test(best)
        self._tell(notes.after(self._plan, self._card["models"], best.name, self._race.skipped))
        self._report.progress(1.0, _("Done"))
        return self._card

    def _stretch_of_seed(self, place: int) -> Stretch:
        share = (FITTING - READING) / self._plan.ask.seeds
        return Stretch(self._report, READING + place * share, READING + (place + 1) * share)

    def _try_other_seeds(self) -> None:
        """Cross-validate anew by each further seed; the first one's scores stay those that rank."""
        values = {runner.name: [value_of(self._plan, runner)] for runner in self._runners}
        for place, seed in enumerate(other_seeds(self._plan), 1):
            for name, value in again(self._plan, seed, self._candidates, self._stretch_of_seed(place)):
                values.setdefault(name, []).append(value)
            for model in self._card["models"]:
                model["spread"] = spread(values[model["name"]])
            self._report.partial(deepcopy(self._card))

    def _entry(self, runner: Runner) -> dict[str, Any]:
        """What the card says of a model."""
        found: dict[str, Any] = self._card["models"][self._runners.index(runner)]
        return found

    def _tell(self, told: Iterable[Told]) -> None:
        for one in told:
            self._card["notes"].append(one.message)
            self._card["kept_notes"].append(one.kept)

    def _resamples(self, rows: Integers) -> Resamples:
        groups = self._plan.arrangement.groups
        if groups is not None and len(np.unique(groups[rows])) > 1:
            return resamples_of_groups(groups[rows], self._plan.ask.seed)
        return resamples(len(rows), self._plan.ask.seed, self._strata(rows))

    def _strata(self, rows: Integers) -> Integers | None:
        return truth(self._plan.target, rows) if self._plan.target.classes else None

    def _best(self) -> Runner:
        """The portfolio, unless a model leads it on the development rows by more than chance, or none has learned."""
        first, last = self._first(), self._runners[-1]
        if len(last.weights) < 2 or first.kind in PLAIN or first is last:
            return first
        ahead = lead(first.answers, last.answers, self._plan.metric, self._drawn)["low"]
        return last if ahead is not None and ahead <= 0 else first

    def _first(self) -> Runner:
        """The model with the best known value, of equals the one with the least log loss, then the first."""
        sign = 1.0 if self._plan.metric.direction == "lower" else -1.0

        def place(model: dict[str, Any]) -> tuple[float, float]:
            value = model["dev"]["value"]
            loss = model["other"]["dev"].get("log_loss", {}).get("value")
            return (inf, 0.0) if value is None else (sign * value, loss or 0.0)

        return min(zip(self._runners, self._card["models"], strict=True), key=lambda both: place(both[1]))[0]

    def _model(self, runner: Runner) -> dict[str, Any]:
        dev = score(runner.answers, self._plan.metric, self._drawn)
        model: dict[str, Any] = {"name": runner.name, "kind": runner.kind, "dev": plain(dev), "test": None}
        model |= {"seconds": round(runner.seconds, 3), "bytes": runner.size, "spread": None}
        model["latency_ms"] = float(f"{self._race.latency_of(runner):.3g}")
        model["other"] = {"dev": self._others(runner.answers, self._drawn), "test": None}
        return model | ({"weights": runner.weights} if runner.weights else {})

    def _others(self, answers: Answers, drawn: Resamples) -> dict[str, Any]:
        metrics = [metric for metric in fitting(self._plan.target.task) if metric != self._plan.metric]
        return {name: plain(one) for name, one in scores(answers, metrics, drawn).items()}

    def _look_at_the_test(self, best: Runner) -> None:
        rows = self._plan.split.test
        known = np.flatnonzero(np.isfinite(self._plan.target.truth[rows]))
        drawn = self._resamples(rows[known]) if len(known) else None
        for place in sorted({0, self._runners.index(best)}):
            runner, model = self._runners[place], self._card["models"][place]
            fitted = self._race.fitted(runner, self._candidates, Stretch(self._report, FITTING, 1.0))
            answers = self._race.predict(runner, fitted, rows)
            model["latency_ms"] = float(f"{self._race.latency(runner, fitted):.3g}")
            if drawn is not None:
                seen = answers.only(known)
                model["test"] = plain(score(seen, self._plan.metric, drawn))
                model["other"]["test"] = self._others(seen, drawn)
            if runner is best and self._plan.ask.scenarios:
                self._card["scenarios"] = self._scenarios(best, answers)
            if runner is best and self._plan.ask.analysis:
                stretch = Stretch(self._report, FITTING, 1.0)
                self._card["analysis"] = analyse(self._plan, self._race, best, fitted, model, stretch)
            if runner is best and self._plan.ask.script_to is not None:
                self._write_script(self._plan.ask.script_to, best, fitted)
            if runner is best and self._plan.ask.predict_to is not None:
                _write_predictions(self._plan.ask.predict_to, rows, answers, self._plan.target.classes)

    def _scenarios(self, best: Runner, answers: Answers) -> list[dict[str, Any]]:
        plan = self._plan
        dev = Answered("dev", plan.rows[self._race.scored], best.answers)
        test = Answered("test", plan.split.test, answers)
        return judged(plan.ask.scenarios, (dev, test), plan.loaded.records)

    def _write_script(self, path: Path, best: Runner, fitted: list[Fitted]) -> None:
        try:
            write_script(path, self._plan, self._race, best, fitted)
        except UnfitData as error:
            self._tell([Told(str(error))])

    def _look_at_the_columns(self) -> None:
        self._report.progress(FITTING, _("Looking for columns that give the target away"))
        matrix, truth, other, other_truth = self._race.telling(0)
        classes = len(self._plan.target.classes)
        self._card["overfit_check"] = overfit_check(matrix, truth, classes)
        names = telltales(self._plan.features, matrix, truth, other, other_truth, classes)
        self._tell(notes.about_telltales(names, self._plan.target.name))


def _card(plan: Plan) -> dict[str, Any]:
    """The result as far as it is known before the first fit."""
    target, features = plan.target, plan.features
    classes = [{"name": name, "rows": int((target.truth == code).sum())} for code, name in enumerate(target.classes)]
    return {
        "file": str(plan.ask.path.absolute()),
        "fingerprint": plan.loaded.fingerprint,
        "task": target.task,
        "task_reason": target.reason,
        "target": target.name,
        "classes": classes,
        "positive": None if target.positive is None else target.classes[target.positive],
        "personal_target": _personal_target(plan),
        "metric": {"name": plan.metric.name, "direction": plan.metric.direction},
        "settings": _settings(plan.ask),
        "split": _split(plan),
        "hardware": _hardware(),
        "thresholds": None,
        "interval": {"level": LEVEL, "method": _(METHOD if plan.ask.group is None else METHOD_OF_GROUPS)},
        "models": [],
        "best": None,
        "excluded_rows": {
            "count": len(target.without),
            "first": [int(row) for row in target.without[:FIRST]],
            "reason": _("no target that can be read") if len(target.without) else None,
        },
        "features": {
            "used": list(features.used),
            "left_out": [{"name": name, "why": why} for name, why in features.left_out],
        },
        "notes": [],
        "kept_notes": [],
        "versions": {
            "scopewright": __version__,
            "python": platform.python_version(),
            "scikit-learn": sklearn.__version__,
            "pandas": pd.__version__,
            "numpy": np.__version__,
        },
    }


def _split(plan: Plan) -> dict[str, Any]:
    return {
        "kind": plan.split.kind,
        "seed": plan.ask.seed,
        "train": len(plan.rows),
        "dev": len(plan.rows),
        "test": len(plan.split.test),
        "folds": len(plan.folds),
        "group": plan.ask.group,
        "time": plan.ask.time,
        "group_overlap": None if plan.ask.group is None else plan.overlap,
        "test_fingerprint": split.fingerprint(plan.loaded.fingerprint, plan.target.name, plan.split.test),
    }


def _hardware() -> str:
    """What the times were measured on."""
    return _("{cores} cores, {system} {machine}").format(
        cores=os.cpu_count(), system=platform.system(), machine=platform.machine()
    )


def _settings(ask: Ask) -> dict[str, Any]:
    values = {name: getattr(ask, name) for name in SETTINGS}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _personal_target(plan: Plan) -> bool:
    case = Case(plan.loaded, plan.target.name, dt.date.today())
    return case.target_column is not None and tells_of_persons(case, case.target_column)


def _write_predictions(path: Path, rows: Integers, answers: Answers, classes: tuple[str, ...]) -> None:
    """Write ``row,prediction`` and a column ``p:CLASS`` per class, one line per test row."""
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(["row", "prediction", *(f"p:{name}" for name in classes)])
        if not classes:
            sheet.writerows((int(row), float(value)) for row, value in zip(rows, answers.given, strict=True))
            return
        for row, code, told in zip(rows, answers.chosen(), answers.given, strict=True):
            sheet.writerow([int(row), classes[code], *(float(share) for share in told)])
