"""Time from an edit to its being on the disk, as a ratio to what no storage can beat and to TinyDB's own storage.

    python -m tests.benchmarks.saving [--edits 300] [--records 100 1000 10000] [FOLDER]

In one run and on one disk, turn by turn: (a) the very bytes of the journal line written and synced bare, (b) the edit
through the engagement's journal, (c) the same edit through TinyDB's JSONStorage. Printed are p50 and p99 in
milliseconds, the ratios, how long a whole saving takes, and the bytes that an edit costs in the journal and, folded,
in the history. Exit 1 if the p99 of an edit is over 20 ms.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from tinydb import TinyDB

from scopewright.model.engagement import Engagement
from scopewright.model.step import Step
from scopewright.model.tables import CHANGES, new_engagement
from scopewright.store import journal
from scopewright.store.opened import OpenEngagement
from scopewright.store.snapshot import to_bytes

TARGET_MS = 20
_TEXT = "Labels arrive late because the warehouse closes its books on the tenth working day of the month. " * 2


def _engagement(records: int) -> Engagement:
    engagement = new_engagement("Benchmark", "Acme")
    with Step(engagement, "Fill", who="bench", source="migration") as step:
        for n in range(records):
            step.add("risks", {"title": f"Risk {n}", "response": _TEXT, "likelihood": 1 + n % 5})
    return engagement


def _timed(run: Callable[[], object]) -> float:
    begin = time.perf_counter()
    run()
    return (time.perf_counter() - begin) * 1000


def _edit(work: OpenEngagement, key: str, number: int) -> None:
    with Step(work.engagement, "Edit risk", who="bench") as step:
        step.set(key, "trigger", f"Edit {number}: two missed deliveries in a row")


class _Bare:
    """A file to whose end bytes are written and synced, with nothing around it."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)

    def write(self, data: bytes) -> None:
        os.write(self._file, data)
        (os.fdatasync if sys.platform == "linux" else os.fsync)(self._file)

    def close(self) -> None:
        os.close(self._file)


def measure(folder: Path, records: int, edits: int) -> dict[str, list[float]]:
    """Milliseconds of every edit by program, of five whole savings, and the bytes of an edit."""
    work = OpenEngagement.create(folder / f"{records}.scope", _engagement(records))
    work.keep_saving()
    keys = [record.key for record in work.engagement.records("risks")]
    stock = TinyDB(folder / f"{records}.json")
    stock.insert_multiple(record.doc() for record in work.engagement.records("risks"))
    bare = _Bare(folder / f"{records}.bare")
    found: dict[str, list[float]] = {
        name: [] for name in ("bare", "scopewright", "tinydb", "fold", "journal", "history")
    }
    few = max(10, min(edits, 300_000 // records))
    history = len(to_bytes(work.tables()[CHANGES]))
    for number in range(edits):
        key = keys[number * 7919 % records]
        before = work.file.journal_size
        found["scopewright"].append(_timed(partial(_edit, work, key, number)))
        line = journal.beside(work.file.path).read_bytes()[before:]
        found["bare"].append(_timed(partial(bare.write, line)))
        found["journal"].append(work.file.journal_size - before)
        if number < few:
            change = {"trigger": f"Edit {number}: two missed deliveries in a row"}
            place = 1 + number * 7919 % records
            found["tinydb"].append(_timed(partial(stock.update, change, doc_ids=[place])))
    found["history"] = [(len(to_bytes(work.tables()[CHANGES])) - history) / edits]
    found["fold"] = [_timed(work.fold) for _time in range(5)]
    bare.close()
    stock.close()
    work.close()
    return found


def _p99(values: list[float]) -> float:
    return quantiles(values, n=100)[98]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edits", type=int, default=300)
    parser.add_argument("--records", type=int, nargs="+", default=[100, 1000, 10_000])
    parser.add_argument("folder", type=Path, nargs="?", help="on the disk to be measured; else the temporary folder")
    options = parser.parse_args()
    print("| records | bare p50/p99 ms | edit p50/p99 ms | TinyDB p50/p99 ms | edit : bare (p50, p99) "
          "| TinyDB : edit (p50, p99) | whole saving ms | bytes an edit: journal, history |")  # fmt: skip
    print("|---|---|---|---|---|---|---|---|")
    worst = 0.0
    for records in options.records:
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            found = measure(Path(folder), records, options.edits)
        p50 = {name: median(found[name]) for name in found}
        p99 = {name: _p99(found[name]) for name in ("bare", "scopewright", "tinydb")}
        worst = max(worst, p99["scopewright"])
        cells = [f"{p50[name]:.2f} / {p99[name]:.2f}" for name in ("bare", "scopewright", "tinydb")]
        cells.append(f"{p50['scopewright'] / p50['bare']:.1f}, {p99['scopewright'] / p99['bare']:.1f}")
        cells.append(f"{p50['tinydb'] / p50['scopewright']:.0f}, {p99['tinydb'] / p99['scopewright']:.0f}")
        cells += [f"{p50['fold']:.0f}", f"{p50['journal']:.0f}, {p50['history']:.0f}"]
        print(f"| {records:,} | " + " | ".join(cells) + " |")
    return 1 if worst > TARGET_MS else 0


if __name__ == "__main__":
    sys.exit(main())
