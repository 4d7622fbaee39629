"""What was acknowledged survives kill -9, a stop at any call and a power cut, beside storages known to lose."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from tests.faults.conftest import Figure
from tests.faults.power_cut import CANNOT, FILE_SYSTEMS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="not run: the loops fork")


def run(script: str, environment: dict[str, str], *values: object) -> dict[str, Any]:
    """What a loop of this folder, run as a process of its own, says of itself."""
    command = [sys.executable, "-m", f"tests.faults.{script}", *map(str, values)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode == CANNOT:
        pytest.skip(f"not run: this machine cannot mount images: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _kills(folder: Path, environment: dict[str, str], kills: int, storage: str) -> dict[str, Any]:
    # In memory where there is such a place: a kill asks nothing of the disk, and more is saved between two of them.
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else folder) as place:
        return run("kill_loop", environment, place, kills, 1, storage)


def _test_kills(folder: Path, environment: dict[str, str], figure: Figure, kills: tuple[int, int]) -> None:
    result = _kills(folder, environment, kills[0], "engagement")
    assert (result["lost"], result["wrong"], result["unreadable"]) == (0, 0, 0)
    assert result["promised"] > 3 * kills[0]
    caching = _kills(folder, environment, kills[1], "caching")
    assert caching["lost"] > 0
    stock = _kills(folder, environment, kills[1], "stock")
    figure(
        "a saved step survives kill -9",
        f"0 lost of {result['promised']:,} in {kills[0]:,} kills",
        f"in {kills[1]} kills: CachingMiddleware lost {caching['lost']:,}, "
        f"TinyDB's storage was unreadable {stock['unreadable']} times",
    )


def test_twenty_five_kills_lose_nothing_acknowledged(
    tmp_path: Path, child_environment: dict[str, str], figure: Figure
) -> None:
    _test_kills(tmp_path, child_environment, figure, (25, 5))


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_thousand_kills_lose_nothing_acknowledged(
    tmp_path: Path, child_environment: dict[str, str], figure: Figure
) -> None:
    _test_kills(tmp_path, child_environment, figure, (1000, 200))


def test_a_stop_at_any_call_loses_nothing_acknowledged(tmp_path: Path, child_environment: dict[str, str]) -> None:
    assert run("crash_points", child_environment, tmp_path, 0)["points"] > 100


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_second_stop_while_recovering_loses_nothing(
    tmp_path: Path, child_environment: dict[str, str], figure: Figure
) -> None:
    result = run("crash_points", child_environment, tmp_path, 2)
    assert result["nested"] > 1000
    figure(
        "a stop at any call, and again while recovering from it",
        f"0 lost at {result['points']} points and {result['nested']:,} stops while recovering",
        "–",
    )


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("file_system", FILE_SYSTEMS)
def test_a_saved_step_survives_a_power_cut(
    tmp_path: Path, child_environment: dict[str, str], figure: Figure, file_system: str
) -> None:
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("not run: power cuts need root on Linux")
    ours = run("power_cut", child_environment, tmp_path, 500, file_system, "engagement")
    assert (ours["lost"], ours["unreadable"]) == (0, 0)
    unsynced = run("power_cut", child_environment, tmp_path, 40, file_system, "unsynced")
    assert unsynced["lost"] + unsynced["unreadable"] > 0
    stock = run("power_cut", child_environment, tmp_path, 40, file_system, "stock")
    figure(
        f"a saved step survives a power cut, {file_system}",
        f"0 lost, 0 unreadable in {ours['cuts']} cuts ({ours['promised']:,} steps)",
        f"of 40 cuts: ours without its syncs loses {unsynced['lost']}, is unreadable {unsynced['unreadable']} times; "
        f"TinyDB's storage loses {stock['lost']}, is unreadable {stock['unreadable']} times",
    )


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_saved_step_survives_a_disk_that_loses_its_own_cache(
    tmp_path: Path, child_environment: dict[str, str], figure: Figure
) -> None:
    missing = [tool for tool in ("nbdkit", "nbdfuse", "mkfs.ext4") if shutil.which(tool) is None]
    if sys.platform != "linux" or os.geteuid() != 0 or missing:
        pytest.skip("not run: a disk that loses its cache needs root on Linux, nbdkit and nbdfuse")
    found = {}
    for storage, times in (("engagement", 100), ("unsynced", 20), ("stock", 20)):
        place = tmp_path / storage
        place.mkdir()
        found[storage] = run("lost_cache", child_environment, place, times, storage)
    ours, unsynced, stock = found["engagement"], found["unsynced"], found["stock"]
    assert (ours["lost"], ours["unreadable"]) == (0, 0)
    assert unsynced["lost"] + unsynced["unreadable"] > 0
    figure(
        "a saved step survives a disk that loses its own cache",
        f"0 lost, 0 unreadable in {ours['times']} losses ({ours['promised']:,} steps)",
        f"of 20: ours without its syncs loses {unsynced['lost']}, is unreadable {unsynced['unreadable']} times; "
        f"TinyDB's storage loses {stock['lost']}, is unreadable {stock['unreadable']} times",
    )
