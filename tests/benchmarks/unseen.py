"""The command ``baseline`` on files nobody tuned it on, judged from outside.

    python -m tests.benchmarks.unseen [PROBLEM …]

Of each problem a seeded fifth is held out by ``--test-rows``. Checked are: no traceback, at most 10 s, the task and
metric a careful reader expects, every requested row answered once, classes spelled as in the file, probabilities that
sum to 1, a reported test score equal to scikit-learn's from the written answers, and a best model that no simpler one
leads on the development rows (the portfolio: by more than chance). Printed beside it is the test score of plain
scikit-learn pipelines on the same rows (the best of a linear model, a random forest and gradient boosting), as a share
of their gain over the dummy.

Exit 1 if a check fails.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sklearn import metrics as sk
from sklearn.model_selection import train_test_split

from tests.benchmarks.plain_sklearn import plain_scores
from tests.benchmarks.problems import Problem, problems

SECONDS = 10.0
SIMPLE = {"trivial", "tree", "linear", "rule", "time"}
MISSING = {"", "NA", "nan", "None"}


@dataclass(frozen=True)
class Outcome:
    """What one run of the command left behind."""

    problem: Problem
    test: list[int]
    seconds: float
    processor: float
    code: int
    result: dict[str, Any]
    told: pd.DataFrame
    said: str


def attempt(problem: Problem, folder: Path) -> Outcome:
    """Hold out a fifth, run the command, read what it wrote."""
    csv, rows, out = (folder / f"{problem.name}{end}" for end in (".csv", ".rows", ".out"))
    problem.table.to_csv(csv, index=False, **problem.write)  # type: ignore[call-overload]
    test = sorted(train_test_split(np.arange(len(problem.table)), test_size=0.2, random_state=0)[1].tolist())
    if "--time" in problem.arguments:
        test = list(range(int(len(problem.table) * 0.8), len(problem.table)))
    rows.write_text("\n".join(map(str, test)), encoding="utf-8")
    command = [sys.executable, "-m", "scopewright", "baseline", str(csv), "--target", problem.target]
    command += [*problem.arguments, "--test-rows", str(rows), "--predict", str(out), "--json"]
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=dict(os.environ))
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    fine = done.returncode == 0
    told = pd.read_csv(out, dtype=str, keep_default_na=False) if fine else pd.DataFrame()
    return Outcome(
        problem, test, seconds, processor, done.returncode, json.loads(done.stdout) if fine else {}, told, done.stderr
    )


def complaints(one: Outcome) -> Iterator[str]:
    """Everything that is wrong, a phrase each."""
    if one.seconds > SECONDS:
        yield f"{one.seconds:.1f} s"
    if one.code == 2 and not one.problem.tasks and "Traceback" not in one.said:
        return
    if one.code or "Traceback" in one.said:
        yield f"exit {one.code}: {one.said.strip()[-300:]}"
        return
    task, metric = one.result["task"], one.result["metric"]["name"]
    if task not in one.problem.tasks:
        yield f"task {task}"
    if metric == "accuracy" or (one.problem.rare and metric != "average_precision"):
        yield f"leads with {metric}"
    if one.told["row"].astype(int).tolist() != one.test:
        yield "not the requested rows"
        return
    yield from _about_classes(one)
    yield from _about_scores(one)


def _about_classes(one: Outcome) -> Iterator[str]:
    if one.result["task"] == "regression":
        if not np.isfinite(one.told["prediction"].astype(float)).all():
            yield "a prediction is no number"
        return
    spelled = set(one.problem.table[one.problem.target].dropna().astype(str).str.strip())
    if strange := set(one.told["prediction"]) - spelled:
        yield f"predicts {sorted(strange)[:3]}"
    given = one.told.filter(regex="^p:").astype(float)
    if strange := {str(name)[2:] for name in given} - spelled:
        yield f"classes {sorted(strange)[:3]}"
    if not np.allclose(given.sum(axis=1), 1, atol=1e-6) or (given < 0).any().any():
        yield "no probabilities"
    chosen = given.columns[given.to_numpy().argmax(axis=1)].str[2:]
    if (chosen != one.told["prediction"]).mean() > 0.001:
        yield "prediction is not the likeliest class"


def _about_scores(one: Outcome) -> Iterator[str]:
    models = one.result["models"]
    best = next(model for model in models if model["name"] == one.result["best"])
    sign = 1 if one.result["metric"]["direction"] == "higher" else -1
    for model in models:
        ahead = model["kind"] in SIMPLE and sign * (model["dev"]["value"] - best["dev"]["value"]) > 1e-9
        if ahead and (best["kind"] != "portfolio" or model["behind_best"]["high"] < 0):
            yield f"{model['name']} beats the best"
    theirs, ours = recomputed(one)[one.result["metric"]["name"]], best["test"]["value"]
    if ours is None or abs(ours - theirs) > 1e-9 * max(1.0, abs(theirs)):
        yield f"reports {ours}, is {theirs}"


def truth_of(one: Outcome) -> pd.Series:
    """The held-out targets as an outsider reads them; missing where there is none."""
    cells = one.problem.table[one.problem.target].iloc[one.test]
    if one.result["task"] == "regression":
        return pd.to_numeric(cells if one.problem.truth is None else one.problem.truth(cells))
    text = cells.map(lambda cell: None if pd.isna(cell) else str(cell).strip())
    known = {name.casefold(): name for name in (each["name"] for each in one.result["classes"])}
    return text.map(
        lambda value: None if pd.isna(value) else known.get(value.casefold(), None if value in MISSING else value)
    )


def recomputed(one: Outcome) -> dict[str, float]:
    """Scores by scikit-learn from the written answers alone."""
    truth = truth_of(one).reset_index(drop=True)
    told, truth = one.told[truth.notna()], truth[truth.notna()]
    if one.result["task"] == "regression":
        return {"rmse": sk.root_mean_squared_error(truth, told["prediction"].astype(float))}
    given = told.filter(regex="^p:").astype(float)
    classes = [str(name)[2:] for name in given]
    scores = {"macro_f1": sk.f1_score(truth, told["prediction"], average="macro", zero_division=0.0)}
    if set(truth) <= set(classes):
        order = np.argsort(classes)
        scores["log_loss"] = sk.log_loss(truth, given.iloc[:, order], labels=sorted(classes))
    if positive := one.result["positive"]:
        right, share = truth == positive, given[f"p:{positive}"]
        scores["roc_auc"] = sk.roc_auc_score(right, share)
        scores["average_precision"] = sk.average_precision_score(right, share)
    return {name: float(value) for name, value in scores.items()}


def main() -> int:
    """Print one line a problem."""
    parser = argparse.ArgumentParser(description="The baselines on unseen files.")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--without-sklearn", action="store_true", help="do not fit the plain pipelines")
    options = parser.parse_args()
    failed = 0
    print(
        f"{'problem':<24}{'task':<12}{'best':<20}{'metric':<19}{'dummy':>10}{'sklearn':>10}{'ours':>10}{'share':>7}{'wall':>6}{'CPU':>6}"
    )
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for problem in problems():
            if options.names and problem.name not in options.names:
                continue
            one = attempt(problem, Path(scratch))
            wrong = list(complaints(one))
            failed += bool(wrong)
            print(
                f"{problem.name:<24}{_line(one, options.without_sklearn)}{one.seconds:>6.1f}{one.processor:>6.1f}",
                flush=True,
            )
            for each in wrong:
                print(f"    WRONG {each}", flush=True)
    print(f"load {os.getloadavg()[0]:.1f}; {failed} problems with complaints")
    return 1 if failed else 0


def _line(one: Outcome, without: bool) -> str:
    if not one.result:
        return ""
    name = {"binary": "roc_auc", "multiclass": "log_loss", "regression": "rmse"}[one.result["task"]]
    name = "average_precision" if one.problem.rare else name
    ours = recomputed(one).get(name, np.nan)
    dummy, best = (np.nan, np.nan) if without else plain_scores(one.problem, one.test, truth_of(one), name)
    share = "" if without else f"{(ours - dummy) / (best - dummy):>7.3f}"
    return (
        f"{one.result['task']:<12}{one.result['best']:<20.19}{name:<19}{dummy:>10.4g}{best:>10.4g}{ours:>10.4g}{share}"
    )


if __name__ == "__main__":
    sys.exit(main())
