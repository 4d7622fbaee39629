"""What the window asks for and what the command line asks for are one job with one answer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from scopewright.jobs import inline
from tests.gui.data_stand import Stand

TIMED = ("seconds", "latency_ms")


@pytest.fixture
def stand(data_stand: Stand) -> Stand:
    return data_stand


def customers(path: Path) -> Path:
    chance = np.random.default_rng(3)
    age, plan = chance.integers(18, 80, 240), chance.choice(["basic", "plus"], 240)
    left = age + 20 * (plan == "basic") + chance.normal(0, 15, 240) > 60
    table = pd.DataFrame({"age": age, "plan": plan, "left": np.where(left, "yes", "no")})
    table.to_csv(path, index=False)
    return path


def without_times(card: dict[str, Any]) -> dict[str, Any]:
    models = [{name: one for name, one in model.items() if name not in TIMED} for model in card["models"]]
    return {**card, "models": models, "first_after": None}


def test_the_window_and_the_command_line_give_the_same_numbers(stand: Stand, tmp_path: Path) -> None:
    path = customers(tmp_path / "customers.csv")
    stand.audited(path)
    stand.page.baseline.offer_targets(["age", "plan", "left"], "left")
    stand.page.show_tab(1)
    stand.page.start()
    asked = stand.told.last("baseline")[1]
    by_window = inline.run("baseline", asked)
    command = [sys.executable, "-m", "scopewright", "baseline", str(path), "--target", "left", "--json"]
    command += ["--seed", str(asked["seed"]), *(["--analysis"] if asked.get("analysis") else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert without_times(json.loads(done.stdout)) == without_times(json.loads(json.dumps(by_window)))
