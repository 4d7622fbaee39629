"""The clock of the computer jumps while an engagement is worked on: nothing is lost, nothing comes in another order."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from scopewright.store.engagement_file import EngagementFile
from scopewright.store.opened import read_engagement
from scopewright.store.restore import list_backups
from tests.faults.conftest import Figure

FAKETIME = shutil.which("faketime")
JUMPS = [
    "2027-10-31 02:58:00",
    "2027-10-31 01:59:00",
    "2028-10-31 12:00:00",
    "1970-01-02 00:00:00",
    "2027-10-31 12:00:00",
]
"""An hour back, a year ahead, to where a flat battery leaves it, and home."""
SESSION = """
import sys
from pathlib import Path
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.store.opened import OpenEngagement
path = Path(sys.argv[1])
work = OpenEngagement.open(path) if path.exists() else OpenEngagement.create(path, new_engagement())
work.keep_saving()
for title in sys.argv[2:]:
    with Step(work.engagement, "Add risk") as step:
        step.add("risks", {"title": title})
    work.fold()
work.close()
"""


@pytest.mark.skipif(FAKETIME is None, reason="not run: no faketime, which gives a process another clock")
def test_a_clock_that_jumps_back_and_ahead_loses_no_record_and_no_backup(
    tmp_path: Path, child_environment: dict[str, str], figure: Figure
) -> None:
    path = tmp_path / "a.scope"
    for number, moment in enumerate(JUMPS):
        command = [str(FAKETIME), "-f", f"@{moment}", sys.executable, "-c", SESSION, str(path), f"{number}"]
        subprocess.run(command, env=child_environment, check=True)
        # The disk has the true clock, which is all that the backups look at.
        assert len(read_engagement(path).records("risks")) == number + 1
    assert [record.headline for record in read_engagement(path).records("risks")] == [str(n) for n in range(len(JUMPS))]
    assert all(one.generation < another.generation for one, another in pairwise(list_backups(path)))
    EngagementFile.open(path).leave()
    figure("the clock jumps −1 h, +1 y, to 1970", f"0 of {len(JUMPS)} records lost, all in their order", "–")


def test_file_times_that_jump_cost_no_backup(tmp_path: Path) -> None:

    path = tmp_path / "a.scope"
    file = EngagementFile.create(path, {"t": {}})
    for number, seconds in enumerate([2_000_000_000, 1_999_996_400, 2_031_536_000, 86_400, 2_000_003_600], 1):
        os.utime(path, (seconds, seconds))
        file.fold({"t": {str(n): {"n": n} for n in range(number)}})
    found = list_backups(path)
    assert len(found) == 5
    assert [one.when.year for one in found] == [2033, 2033, 2034, 1970, 2033]
    file.leave()
