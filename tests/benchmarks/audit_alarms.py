"""Every finding of the audit on the tables of a folder with a ``manifest.json``, as ``docs/audit.md`` argues them.

``python -m tests.benchmarks.audit_alarms FOLDER``
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scopewright.lab.audit import run
from scopewright.lab.main_table import Table
from scopewright.progress import Silent

TODAY = "2026-11-20"


def alarms(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """File by file its findings; a target that the file has no heading for is taken to be the last column."""
    for table in json.loads((folder / "manifest.json").read_text(encoding="utf-8")):
        path = folder / table["file"]
        names = Table(path).names
        target = table["target"] if table["target"] in names else names[-1]
        for finding in run({"path": str(path), "target": target, "today": TODAY}, Silent())["findings"]:
            yield table["file"], finding


if __name__ == "__main__":
    for name, found in alarms(Path(sys.argv[1])):
        place = found["column"] or "–"
        sys.stdout.write(f"{name:<20}{found['rule']}  {found['severity']:<8}{place:<22}{found['message'][:150]}\n")
