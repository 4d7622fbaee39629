"""Our baselines beside half a minute of AutoML, on the same rows of real files.

    python -m tests.benchmarks.baselines DATA [--flaml PYTHON] [--seconds 30] [--keep FOLDER] [FILE …]

DATA is a folder of CSV files with a ``manifest.json`` (name, file, task, target, drop, read). Of each file a seeded
fifth is held out by ``--test-rows``; both sides see the rest and are judged on the predictions they write for the
fifth: area under the ROC curve, log loss or root mean squared error. Printed are wall and CPU seconds of the whole
command, the score, and the share of FLAML's gain over the dummy (1 = as good as FLAML). ``--keep`` keeps FLAML's
answers between runs. Both are told which of the three they are judged by. Where FLAML is not installed, only our side
is measured, and a sentence says so.

Exit 1 if the median share is below 1.02, the worst below 0.97, or a file takes more than 10 s of wall time.
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
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pandas as pd
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.metrics import log_loss, roc_auc_score, root_mean_squared_error
from sklearn.model_selection import train_test_split

from tests.benchmarks.flaml_side import NO_FLAML

METRIC = {"binary": "roc_auc", "multiclass": "log_loss", "regression": "rmse"}
MEDIAN, WORST, SECONDS = 1.02, 0.97, 10.0


@dataclass(frozen=True)
class Trial:
    """One file, its held-out rows, and where both sides write."""

    entry: dict[str, Any]
    csv: Path
    table: pd.DataFrame
    test: list[int]

    @property
    def target(self) -> str:
        """The column to be predicted."""
        return str(self.entry["target"])

    @property
    def metric(self) -> str:
        """What both sides are judged by."""
        return METRIC[self.entry["task"]]


def trials(data: Path, scratch: Path, wanted: Sequence[str]) -> list[Trial]:
    """The files of the manifest, brought to one plain form that both sides read alike."""
    found = []
    for entry in json.loads((data / "manifest.json").read_text(encoding="utf-8")):
        if wanted and entry["name"] not in wanted:
            continue
        table = pd.read_csv(data / entry["file"], **entry["read"]).drop(columns=entry["drop"])
        csv = scratch / f"{entry['name']}.csv"
        table.to_csv(csv, index=False)
        known = table.index[table[entry["target"]].notna()]
        strata = None if entry["task"] == "regression" else table.loc[known, entry["target"]]
        test = sorted(train_test_split(known, test_size=0.2, random_state=0, stratify=strata)[1])
        csv.with_suffix(".rows").write_text("\n".join(map(str, test)), encoding="utf-8")
        found.append(Trial(entry, csv, table, test))
    return found


def timed(command: Sequence[str], environment: dict[str, str]) -> tuple[int, float, float]:
    """Exit code, wall seconds and CPU seconds of a command and its children."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    code = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return code, time.perf_counter() - start, cpu


def ours(trial: Trial) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and the score of our best model."""
    out = trial.csv.with_suffix(".ours")
    rows = str(trial.csv.with_suffix(".rows"))
    command = [sys.executable, "-m", "scopewright", "baseline", str(trial.csv), "--target", trial.target]
    code, wall, cpu = timed(
        [*command, "--test-rows", rows, "--predict", str(out), "--metric", trial.metric, "--json"], dict(os.environ)
    )
    if code:
        raise SystemExit(f"{trial.entry['name']}: baseline ended with {code}")
    return wall, cpu, score(trial, out)


def theirs(trial: Trial, python: str, seconds: float, keep: Path) -> float | None:
    """The score of FLAML, or None where it is not installed; answers that are there already are not made anew."""
    out = keep / f"{trial.entry['name']}-{seconds:g}.flaml"
    if not out.is_file():
        rows = str(trial.csv.with_suffix(".rows"))
        arguments = [str(trial.csv), trial.target, trial.metric, str(seconds), rows, str(out)]
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | {"OMP_WAIT_POLICY": "passive"}
        side = str(Path(__file__).with_name("flaml_side.py"))
        code = timed([python, "-W", "ignore", side, *arguments], environment)[0]
        if code == NO_FLAML:
            return None
        if code:
            raise SystemExit(f"{trial.entry['name']}: FLAML ended with {code}")
    return score(trial, out)


def score(trial: Trial, answers: Path) -> float:
    """The value of the metric for written answers."""
    told = pd.read_csv(answers, keep_default_na=False, dtype=str).set_index("row")
    told.index = told.index.astype(int)
    told, truth = told.loc[trial.test], trial.table.loc[trial.test, trial.target]
    if trial.metric == "rmse":
        return float(root_mean_squared_error(truth, told["prediction"].astype(float)))
    classes = sorted(truth.astype(str).unique())
    given = told[[f"p:{name}" for name in classes]].astype(float).to_numpy()
    if trial.metric == "roc_auc":
        return float(roc_auc_score(truth.astype(str) == classes[1], given[:, 1]))
    return float(log_loss(truth.astype(str), given / given.sum(axis=1, keepdims=True), labels=classes))


def dummy(trial: Trial) -> float:
    """What a model that knows nothing of the columns reaches."""
    truth = trial.table[trial.target]
    fit, test = truth.drop(index=trial.test).dropna(), truth.loc[trial.test]
    blank, other = np.zeros((len(fit), 1)), np.zeros((len(test), 1))
    if trial.metric == "rmse":
        return float(root_mean_squared_error(test, DummyRegressor().fit(blank, fit).predict(other)))
    if trial.metric == "roc_auc":
        return 0.5
    model = DummyClassifier(strategy="prior").fit(blank, fit)
    return float(log_loss(test, model.predict_proba(other), labels=model.classes_))


def main() -> int:
    """Print one line a file and the summary."""
    options = _options()
    shares, slow = [], []
    with tempfile.TemporaryDirectory() as scratch:
        keep = options.keep or Path(scratch)
        print(f"{'file':<15}{'metric':<10}{'dummy':>10}{'ours':>11}{'FLAML':>11}{'share':>8}{'wall s':>8}{'CPU s':>8}")
        for trial in trials(options.data, Path(scratch), options.files):
            wall, cpu, value = ours(trial)
            other, floor = theirs(trial, options.flaml, options.seconds, keep), dummy(trial)
            share = None if other is None else (value - floor) / (other - floor)
            shares += [] if share is None else [share]
            slow += [trial.entry["name"]] if wall > SECONDS else []
            beside = f"{'–':>11}{'–':>8}" if other is None or share is None else f"{other:>11.5g}{share:>8.3f}"
            name = f"{trial.entry['name']:<15}{trial.metric:<10}"
            print(f"{name}{floor:>10.5g}{value:>11.5g}{beside}{wall:>8.1f}{cpu:>8.1f}", flush=True)
    print(f"load {os.getloadavg()[0]:.1f}; over {SECONDS:g} s: {', '.join(slow) or 'none'}")
    if not shares:
        print("FLAML is not installed in that interpreter: only our side was measured (--flaml PYTHON).")
        return 1 if slow else 0
    print(f"share of FLAML's gain: median {median(shares):.3f}, worst {min(shares):.3f}")
    return 1 if slow or median(shares) < MEDIAN or min(shares) < WORST else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Our baselines beside FLAML.")
    parser.add_argument("data", type=Path)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--flaml", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--keep", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
