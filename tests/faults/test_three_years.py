"""Three years of work, day by day: every version that is kept restores, and the newest is never old."""

from __future__ import annotations

import datetime as dt
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from scopewright.store.backups import LARGEST_TOTAL, NEWEST
from scopewright.store.opened import read_engagement
from scopewright.store.restore import list_backups, restore
from tests.faults.conftest import Figure
from tests.faults.test_kill import run
from tests.faults.three_years import APART, BEGIN, title

LIBRARY = next((found for found in Path("/usr/lib").glob("*/faketime/libfaketime.so.1")), None)
pytestmark = pytest.mark.skipif(
    LIBRARY is None or shutil.which("faketime") is None, reason="not run: no faketime, which gives a process a clock"
)


def _titles(path: Path) -> list[str]:
    return [risk.headline for risk in read_engagement(path).records("risks")]


def _work(folder: Path, environment: dict[str, str], figure: Figure, days: int, savings: int) -> None:
    path, clock = folder / "a.scope", folder / "clock"
    clock.write_text(f"@{BEGIN:%Y-%m-%d %H:%M:%S}\n", encoding="utf-8")
    fake = {
        "LD_PRELOAD": str(LIBRARY), "FAKETIME_TIMESTAMP_FILE": str(clock), "FAKETIME_NO_CACHE": "1",
        "NO_FAKE_STAT": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1", "TZ": "UTC",
    }  # fmt: skip
    said = run("three_years", environment | fake, path, clock, days, savings)
    kept = list_backups(path)
    for backup in kept:
        restore(path, backup)
        assert _titles(path) in ([], [title(backup.when)]), backup
    assert [backup.path for backup in list_backups(path)][: len(kept)] == [backup.path for backup in kept]
    assert all(one.when < another.when for one, another in pairwise(kept))
    assert said["age"] <= 30
    assert sum(backup.size for backup in kept) < LARGEST_TOTAL
    span = (kept[-1].when - kept[0].when).days
    assert span >= days - 32
    few = NEWEST * APART / dt.timedelta(hours=1)
    figure(
        f"{days} days of work, {savings} savings each, under a faked clock",
        f"{len(kept)} of {said['savings']:,} versions kept, {len(kept)} restored, from {span} days; "
        f"the newest at most {said['age']:.0f} min old",
        f"the {NEWEST} newest only would reach back {few:.0f} h",
    )


def test_a_month_of_work_leaves_versions_that_all_restore(
    tmp_path: Path, child_environment: dict[str, str], figure: Figure
) -> None:
    _work(tmp_path, child_environment, figure, 40, 2)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_three_years_of_work_leave_versions_that_all_restore(
    tmp_path: Path, child_environment: dict[str, str], figure: Figure
) -> None:
    _work(tmp_path, child_environment, figure, 3 * 365, 3)
