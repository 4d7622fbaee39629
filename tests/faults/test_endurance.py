"""What wears a program out: memory that runs short, a day in one sitting, ten thousand savings."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

from scopewright.store.engagement_file import EngagementFile
from tests.faults.conftest import Figure
from tests.faults.numbered import tables_of
from tests.faults.test_kill import run

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="not run: it reads /proc")
FORKS = pytest.mark.skipif(
    sys.platform == "win32" or importlib.util.find_spec("_testcapi") is None,
    reason="not run: this Python cannot be refused memory (no _testcapi), or cannot fork",
)


def _starve(folder: Path, environment: dict[str, str], figure: Figure, points: int, every: int) -> None:
    found: dict[str, dict[str, Any]] = {}
    for storage, tried in (("engagement", points), ("stock", points), ("careless", min(points, 200))):
        place = folder / storage
        place.mkdir()
        found[storage] = run("memory_run", environment, place, tried, points * every // tried, storage)
    ours, stock, careless = found["engagement"], found["stock"], found["careless"]
    assert (ours["lost"], ours["unreadable"]) == (0, 0)
    assert ours["refused"] > points // 2
    assert careless["lost"] > 0
    figure(
        "memory runs out at any allocation",
        f"0 lost, 0 unreadable at {points:,} points, {ours['refused']:,} of them refused, {ours['crashed']} crashes",
        f"a caller that passes over the refusal loses {careless['lost']} of {careless['promised']}; "
        f"TinyDB's storage: {stock['lost']} lost, {stock['unreadable']} unreadable of {stock['refused']} refused",
    )


@FORKS
def test_memory_that_runs_out_at_a_few_points_loses_nothing(
    tmp_path: Path, child_environment: dict[str, str], figure: Figure
) -> None:
    _starve(tmp_path, child_environment, figure, 40, 50)


@FORKS
@pytest.mark.slow
@pytest.mark.timeout(600)
def test_memory_that_runs_out_at_any_allocation_loses_nothing(
    tmp_path: Path, child_environment: dict[str, str], figure: Figure
) -> None:
    _starve(tmp_path, child_environment, figure, 2000, 1)


@LINUX
@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_day_in_one_sitting_leaks_nothing(tmp_path: Path, child_environment: dict[str, str], figure: Figure) -> None:
    said = run("long_session", child_environment, tmp_path, 20_000)
    assert said["lost"] == 0
    assert said["files"] <= 0
    assert said["memory"] < 50
    assert said["journal"] < 5
    text = f"20,000 edits, 80 foldings: 0 lost, files +0, memory +{said['memory']:.0f} MB, journal {said['journal']} MB"
    figure("a day of work in one sitting", text, "–")


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_ten_thousand_savings_of_our_own_are_never_taken_for_another_programs(tmp_path: Path, figure: Figure) -> None:
    path = tmp_path / "a.scope"
    file = EngagementFile.create(path, {})
    for number in range(1, 10_001):
        file.append([{"n": number}])
        file.fold(tables_of([number]))
    assert file.generation == 10_001
    file.leave()
    figure("a saving of our own is no change by another program", "0 false alarms in 10,000 savings", "–")
