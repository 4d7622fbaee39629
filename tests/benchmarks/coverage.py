"""How often a 95 % interval of a score holds the truth, on samples small enough to be hard.

    python -m tests.benchmarks.coverage [--samples 400]

Two classes are drawn from two normal populations and told by their true probabilities, with as many rows of each class
as said. The truth is the score of 400,000 rows told so. Printed is, for each metric and sort of sample, the share of
samples whose interval holds the truth: as the lab counts it, and by the percentile bootstrap alone. The standard error
of a share of 400 samples is about one point. Nothing is asserted.
"""

from __future__ import annotations

import argparse
from dataclasses import replace

import numpy as np

from scopewright.lab.metrics import METRICS, Answers, Metric
from scopewright.lab.resample import resamples
from scopewright.lab.score import score

SORTS = ((40, 12, 1.2), (100, 30, 3.0), (200, 10, 1.5), (1000, 100, 1.5), (2000, 600, 1.0))
"""Rows, positive rows, and how many standard deviations the populations are apart."""
NAMES = ("roc_auc", "average_precision", "recall", "precision", "f1", "macro_f1", "balanced_accuracy", "accuracy")
TRUTH = 400_000


def drawn(rows: int, positives: int, apart: float, seed: int) -> Answers:
    """Rows of both classes with their true probabilities."""
    truth = (np.arange(rows) < positives).astype(np.int64)
    place = np.random.default_rng(seed).normal(size=rows) + apart * truth
    odds = positives / (rows - positives) * np.exp(apart * place - apart**2 / 2)
    return Answers(truth, np.column_stack([1 / (1 + odds), odds / (1 + odds)]), 1)


def covered(metric: Metric, sort: tuple[int, int, float], samples: int) -> float:
    """The share of samples whose interval holds the score of the population."""
    rows, positives, apart = sort
    true = metric.value(drawn(TRUTH, TRUTH * positives // rows, apart, 0))
    chance = resamples(rows, 0, drawn(*sort, 0).truth)
    held = 0
    for seed in range(1, samples + 1):
        found = score(drawn(*sort, seed), metric, chance)
        held += found["low"] is not None and found["high"] is not None and found["low"] <= true <= found["high"]
    return held / samples


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--samples", type=int, default=400)
    samples = parser.parse_args().samples
    print("| metric | rows, positives, apart | counted | bootstrap |\n|---|---|---|---|")
    for name in NAMES:
        for sort in SORTS:
            bare = replace(METRICS[name], counted=None, widened=False)
            shares = [covered(metric, sort, samples) for metric in (METRICS[name], bare)]
            print(f"| {name} | {', '.join(map(str, sort))} | {shares[0]:.1%} | {shares[1]:.1%} |", flush=True)


if __name__ == "__main__":
    main()
