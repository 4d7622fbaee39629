"""What was acknowledged survives kill -9 and a stop at every single call, beside a storage known to lose."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="not run: the loops fork")


def _run(script: str, environment: dict[str, str], *values: object) -> dict[str, Any]:
    command = [sys.executable, "-m", f"tests.store.{script}", *map(str, values)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_thirty_kills_lose_nothing_acknowledged(tmp_path: Path, child_environment: dict[str, str]) -> None:
    result = _run("kill_loop", child_environment, tmp_path, 30, 1, "engagement")
    assert (result["lost"], result["wrong"]) == (0, 0)
    assert result["promised"] > 100


def test_the_loop_finds_a_storage_that_loses(tmp_path: Path, child_environment: dict[str, str]) -> None:
    assert _run("kill_loop", child_environment, tmp_path, 5, 1, "caching")["lost"] > 0


def test_a_stop_at_any_call_loses_nothing_acknowledged(tmp_path: Path, child_environment: dict[str, str]) -> None:
    assert _run("crash_points", child_environment, tmp_path, 0)["points"] > 100


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_thousand_kills_lose_nothing_acknowledged(tmp_path: Path, child_environment: dict[str, str]) -> None:
    result = _run("kill_loop", child_environment, tmp_path, 1000, 2, "engagement")
    assert (result["lost"], result["wrong"]) == (0, 0)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_second_stop_while_recovering_loses_nothing(tmp_path: Path, child_environment: dict[str, str]) -> None:
    assert _run("crash_points", child_environment, tmp_path, 2)["nested"] > 1000
