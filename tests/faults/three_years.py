"""Three years of sittings with one engagement, under a clock that is set forward between its savings.

``python -m tests.faults.three_years FILE CLOCK DAYS SAVINGS``, with libfaketime reading the file CLOCK: every day so
many savings, twenty minutes apart. The disk has the same clock, which is to say that each saving is dated by hand.
Prints one JSON line: how many savings, and the age in minutes of the newest backup at its oldest while one works.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import time
from pathlib import Path

from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.store.opened import OpenEngagement
from scopewright.store.restore import list_backups

BEGIN = dt.datetime(2027, 1, 4, 9, tzinfo=dt.UTC)
APART = dt.timedelta(minutes=20)


def title(moment: dt.datetime) -> str:
    """What the only risk says after the saving of that moment."""
    return f"as of {moment.isoformat()}"


def _set_clock(clock: Path, moment: dt.datetime) -> None:
    clock.write_text(f"@{moment:%Y-%m-%d %H:%M:%S}\n", encoding="utf-8")
    if abs(time.time() - moment.timestamp()) > 60:
        raise SystemExit("this process has not the clock that it was given")


def main(file: str, clock: str, days: str, savings: str) -> None:
    path, oldest, count = Path(file), 0.0, 0
    _set_clock(Path(clock), BEGIN)
    work = OpenEngagement.create(path, new_engagement("Churn", "Halden"))
    work.keep_saving()
    os.utime(path, (BEGIN.timestamp(),) * 2)
    with Step(work.engagement, "Add risk") as step:
        risk = step.add("risks", {"title": "new"})
    for day in range(int(days)):
        for number in range(1, int(savings) + 1):
            moment = BEGIN + dt.timedelta(days=day) + number * APART
            _set_clock(Path(clock), moment)
            with Step(work.engagement, "Edit risk") as step:
                step.set(risk, "title", title(moment))
            work.fold()
            os.utime(path, (moment.timestamp(),) * 2)
            count += 1
            if number > 1:
                age = moment - list_backups(path)[-1].when
                oldest = max(oldest, age.total_seconds() / 60)
    work.file.leave()
    sys.stdout.write(json.dumps({"savings": count, "age": oldest}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
