"""Error analysis of the best model: which part of the error binds, where it lies, and what may help.

Everything here looks at development rows that no fitted model had seen; of the test, only the score that the run has
already revealed is used.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from scopewright.lab.candidates import Candidate, dense_columns
from scopewright.lab.class_report import calibration, confusion, per_class
from scopewright.lab.decomposition import Errors, decompose
from scopewright.lab.error_clusters import error_clusters
from scopewright.lab.fairness import fairness
from scopewright.lab.importance import importance
from scopewright.lab.label_audit import ranked
from scopewright.lab.learning_curve import learning_curve
from scopewright.lab.metrics import Answers, Metric
from scopewright.lab.outliers import flags
from scopewright.lab.plan import Plan
from scopewright.lab.race import PLAIN, Fitted, Race, Runner, fit_to
from scopewright.lab.resample import Integers
from scopewright.lab.slices import slices
from scopewright.lab.stretch import Stretch
from scopewright.lab.wrongness import Wrongness, wrongness
from scopewright.language import _
from scopewright.progress import Report

MOST_WRONG = 100
MOST_REVIEWED = 100


def analyse(
    plan: Plan, race: Race, best: Runner, fitted: list[Fitted], model: dict[str, Any], report: Report
) -> dict[str, Any]:
    """The analysis of the ``best`` runner; ``model`` is its entry on the card, with dev and test scores."""
    rows, answers = plan.rows[race.scored], best.answers
    wrong = wrongness(answers)
    report.progress(0.0, _("Looking at the errors"))
    found: dict[str, Any] = {
        "model": best.name,
        "measured_by": _(wrong.unit),
        "rows": len(rows),
        "wrong": int(wrong.wrong.sum()),
        "decomposition": _decomposition(plan, race, best, fitted, model, Stretch(report, 0.0, 0.2)),
        "slices": slices(plan.features, rows, answers, wrong),
        "fairness": fairness(plan, rows, answers, wrong),
        "review": review_rows(rows, answers, wrong, plan),
        "most_wrong": _most_wrong(rows, answers, wrong, plan),
        "outliers": outlier_table(plan, rows, wrong),
        "clusters": error_clusters(plan.features, rows, _scaled(race), wrong),
    }
    if plan.target.classes:
        found |= {
            "classes": per_class(answers, plan.target.classes),
            "confusion": confusion(answers, plan.target.classes),
            "calibration": calibration(answers),
            "suspect_labels": suspect_labels(answers, rows, plan.target.classes),
        }
    return found | _of_refits(plan, race, _leader(best, fitted), answers, report)


def error_of(metric: Metric, value: float) -> float:
    """A score on a scale on which 0 is best: 1 minus the score where more is better."""
    return 1.0 - value if metric.direction == "higher" else value


def _decomposition(
    plan: Plan, race: Race, best: Runner, fitted: list[Fitted], model: dict[str, Any], report: Report
) -> dict[str, Any] | None:
    dev, test = model["dev"], model["test"]
    train = plan.metric.value(race.predict(best, fitted, plan.rows))
    if dev["value"] is None or not np.isfinite(train):
        return None
    seen = None if test is None or test["value"] is None else error_of(plan.metric, test["value"])
    human = None if plan.ask.human is None else error_of(plan.metric, plan.ask.human)
    alike = _alike(plan, race, best, fitted, report)
    return decompose(
        Errors(
            error_of(plan.metric, train),
            error_of(plan.metric, dev["value"]),
            seen,
            human,
            _half_width(dev),
            alike,
            _half_width(test),
        )
    )


def _half_width(told: dict[str, Any] | None) -> float:
    """Half of a score's interval; 0 where there is none."""
    return 0.0 if told is None or told["low"] is None else float(told["high"] - told["low"]) / 2


def _alike(plan: Plan, race: Race, best: Runner, fitted: list[Fitted], report: Report) -> float | None:
    """The error on unseen rows like those fitted on, where the split scores rows of other groups or a later time."""
    folds = plan.arrangement.folds_alike(plan.rows, plan.folds) if plan.arrangement.apart else []
    if not folds:
        return None
    value = plan.metric.value(race.again(best, fitted, folds, report))
    return error_of(plan.metric, value) if np.isfinite(value) else None


def _most_wrong(rows: Integers, answers: Answers, wrong: Wrongness, plan: Plan) -> list[dict[str, Any]]:
    """The rows with the largest loss: number, truth and answer."""
    table = []
    for place in np.argsort(-wrong.loss, kind="stable")[:MOST_WRONG]:
        if not wrong.wrong[place]:
            break
        entry = {"row": int(rows[place]), "loss": float(wrong.loss[place])}
        table.append(entry | _truth_and_answer(answers, int(place), plan))
    return table


def review_rows(rows: Integers, answers: Answers, wrong: Wrongness, plan: Plan) -> list[dict[str, Any]]:
    """Wrong development rows drawn at random, in random order, with truth and answer: to be looked at one by one."""
    places = np.random.default_rng(plan.ask.seed).permutation(np.flatnonzero(wrong.wrong))[:MOST_REVIEWED]
    return [{"row": int(rows[place]), **_truth_and_answer(answers, int(place), plan)} for place in places]


def _truth_and_answer(answers: Answers, place: int, plan: Plan) -> dict[str, Any]:
    truth, told, names = answers.truth[place], answers.given[place], plan.target.classes
    if names:
        return {"truth": names[int(truth)], "told": names[int(answers.chosen()[place])]}
    return {"truth": float(truth), "told": float(told)}


def suspect_labels(answers: Answers, rows: Integers, classes: tuple[str, ...]) -> dict[str, Any]:
    """Rows whose label looks wrong to models that had not seen them, the most suspect first; at most 100 are listed."""
    places = ranked(answers.given, answers.truth.astype(np.int64))
    chosen = answers.chosen()
    first = [
        {
            "row": int(rows[place]),
            "label": classes[int(answers.truth[place])],
            "told": classes[int(chosen[place])],
            "probability": float(answers.given[place].max()),
        }
        for place in places[:MOST_WRONG]
    ]
    return {"count": len(places), "first": first}


def outlier_table(plan: Plan, rows: Integers, wrong: Wrongness) -> dict[str, int]:
    """Are errors outliers? Counts of rows by whether a number stands far apart, and whether the answer is wrong."""
    far = np.zeros(len(rows), dtype=bool)
    for place in plan.features.places("number"):
        far |= flags(plan.features.parts[place].cells.iloc[rows])
    counts = pd.crosstab(far, wrong.wrong).reindex(index=[False, True], columns=[False, True], fill_value=0)
    names = ("usual_right", "usual_wrong", "outlier_right", "outlier_wrong")
    return dict(zip(names, (int(count) for count in counts.to_numpy().ravel()), strict=True))


def _scaled(race: Race) -> Any:
    matrix = race.whole[1]
    return dense_columns(race.setting(matrix)).fit_transform(matrix)[race.scored]


def _leader(best: Runner, fitted: list[Fitted]) -> Candidate:
    """The model itself, or the member of the portfolio that counts most."""
    weights = list(best.weights.values()) or [1.0]
    return fitted[int(np.argmax(weights))].candidate


def _of_refits(plan: Plan, race: Race, leader: Candidate, answers: Answers, report: Report) -> dict[str, Any]:
    """What needs fits of its own, of one model on one fold: the worth of columns and the learning curve."""
    if leader.kind in PLAIN:
        return {"importance": [], "learning_curve": None}
    matrix, truth, other, other_truth = race.telling(0)
    model = fit_to(leader.build(race.setting(matrix)), matrix, truth)
    stretch = Stretch(report, 0.2, 0.6)
    worth = importance(plan.features, race.encoded(0)[0], model, (other, other_truth), plan.metric, answers, stretch)
    curve = learning_curve(race, leader, plan.metric, answers, Stretch(report, 0.6, 1.0))
    return {"refitted": leader.name, "importance": worth, "learning_curve": curve}
