"""A day of work in one sitting, compressed: edits and foldings, and what they cost the process.

``python -m tests.faults.long_session FOLDER EDITS``: prints one JSON line: ``lost`` edits, open ``files`` more than at
the beginning, ``memory`` in MB more than after a tenth of the work, the largest ``journal`` in MB after a folding.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.store.opened import OpenEngagement, read_engagement

_RECORDS, _A_FOLDING = 200, 250


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def main(folder: str, edits: str) -> None:
    path, count = Path(folder) / "a.scope", int(edits)
    work = OpenEngagement.create(path, new_engagement("Churn", "Halden", "Ana"))
    work.keep_saving()
    with Step(work.engagement, "Add risks", who="Ana") as step:
        keys = [step.add("risks", {"title": "0"}) for _number in range(_RECORDS)]
    files, memory, journal = _files(), 0.0, 0
    for number in range(1, count + 1):
        with Step(work.engagement, "Edit", who="Ana") as step:
            step.set(keys[number % _RECORDS], "title", str(number))
        if number % _A_FOLDING == 0:
            work.fold()
            journal = max(journal, work.file.journal_size)
        if number == count // 10:
            memory = _resident()
    said = {"files": _files() - files, "memory": round(_resident() - memory, 1), "journal": journal / 1e6}
    work.close()
    risks = {risk.key: risk.headline for risk in read_engagement(path).records("risks")}
    expected = {keys[number % _RECORDS]: str(number) for number in range(1, count + 1)}
    lost = sum(risks[key] != title for key, title in expected.items())
    sys.stdout.write(json.dumps({**said, "lost": lost}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
