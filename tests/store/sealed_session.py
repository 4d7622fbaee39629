"""A sitting with a sealed engagement, for a test that kills it and then reads every file it left.

``python -m tests.store.sealed_session PATH PASSPHRASE END``: prints a line when everything is saved; END is ``wait``
(to be killed) or ``close``.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.store.opened import OpenEngagement
from scopewright.store.sealing import Cost, new_seal

PLANTED = "Zyxomma petiolatum"


def main(path: str, passphrase: str, end: str) -> None:
    engagement = new_engagement(PLANTED, PLANTED, PLANTED)
    seal = new_seal(passphrase, cost=Cost(memory=8, passes=1, lanes=1))
    work = OpenEngagement.create(Path(path), engagement, seal)
    work.file.shelter_in(Path(path).parent / "shelter")
    work.keep_saving()
    for number in range(20):
        with Step(work.engagement, PLANTED, who=PLANTED) as step:
            step.add("risks", {"title": f"{PLANTED} {number}"})
        if number in (5, 11):
            work.fold()
        work.attachments.add(f"{PLANTED} {number}".encode(), ".txt")
    if end == "close":
        work.close()
    sys.stdout.write("saved\n")
    sys.stdout.flush()
    if end == "wait":
        time.sleep(60)


if __name__ == "__main__":
    main(*sys.argv[1:])
