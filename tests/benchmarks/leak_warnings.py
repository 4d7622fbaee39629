"""Warnings that a column gives the target away: how many planted leaks are found, and how many columns are wronged.

    python -m tests.benchmarks.leak_warnings DATA

DATA is a folder with a ``manifest.json``. Into each file three leaks are planted, one at a time: a code that follows
the target with 1 % noise, the target plus rounding (of numbers) or under other names (of classes), and a date that is
there only after the event. Printed are the leaks found and the share of the files' own columns that are called leaks,
without those that the manifest names as ones. Exit 1 if a leak is missed or more than 2 % of the columns are wronged.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from scopewright.lab import intake
from scopewright.lab.ask import read_ask
from scopewright.lab.plan import make_plan
from scopewright.lab.seeds import race_of
from scopewright.lab.telltale import telltales
from scopewright.progress import Silent

MOST_WRONGED = 0.02


def planted(table: pd.DataFrame, target: str) -> dict[str, pd.DataFrame]:
    """The table with one leak each."""
    chance = np.random.default_rng(0)
    cells = table[target]
    if pd.api.types.is_numeric_dtype(cells) and cells.nunique() > 10:
        spread = float(cells.std())
        return {
            "copy": table.assign(leak=(cells + chance.normal(0, 0.01 * spread, len(cells))).round(3)),
            "share": table.assign(leak=(cells * 1.19).round(2)),
            "later": table.assign(leak=pd.Timestamp("2024-01-01") + pd.to_timedelta(cells.rank(), "h")),
        }
    codes = pd.factorize(cells)[0]
    noisy = np.where(chance.random(len(codes)) < 0.01, chance.permutation(codes), codes)
    days = pd.Timestamp("2024-01-01") + pd.to_timedelta(40 * codes + chance.integers(0, 5, len(codes)), "D")
    return {
        "copy": table.assign(leak=[f"c{code}" for code in noisy]),
        "number": table.assign(leak=codes * 10 + chance.integers(0, 3, len(codes))),
        "later": table.assign(leak=days),
    }


def warned(table: pd.DataFrame, target: str, folder: Path) -> tuple[set[str], int]:
    """The columns that a baseline would warn of, and how many it looked at."""
    path = folder / "table.csv"
    table.to_csv(path, index=False)
    plan = make_plan(read_ask({"path": str(path), "target": target}), intake.load(path, Silent()))
    found = telltales(plan.features, *race_of(plan, 0).telling(0), len(plan.target.classes))
    return set(found), len(plan.features.used)


def main(data: Path) -> int:
    """Print a line a file and the summary."""
    missed, wronged, columns = [], [], 0
    with tempfile.TemporaryDirectory() as scratch:
        for entry in json.loads((data / "manifest.json").read_text(encoding="utf-8")):
            table = pd.read_csv(data / entry["file"], **entry["read"]).drop(columns=entry["drop"])
            own, count = warned(table, entry["target"], Path(scratch))
            columns += count
            wronged += [f"{entry['name']}: {name}" for name in sorted(own)]
            found = []
            for kind, leaky in planted(table, entry["target"]).items():
                told = any("leak" in name for name in warned(leaky, entry["target"], Path(scratch))[0])
                found.append(f"{kind} {'found' if told else 'MISSED'}")
                missed += [] if told else [f"{entry['name']}: {kind}"]
            print(
                f"{entry['name']:<15}{', '.join(found):<50}{count:>4} columns, called leaks: {sorted(own)}", flush=True
            )
    share = len(wronged) / columns
    print(f"missed: {', '.join(missed) or 'none'}; wronged: {len(wronged)} of {columns} columns, {share:.1%}")
    return 1 if missed or share > MOST_WRONGED else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
